/// What the states of a run stand on: who came before, how the inbox last looked, which findings were told, and what
/// analysts let pass.
let schemaVersion2 = """
  ALTER TABLE runs ADD COLUMN ended_at TEXT;
  ALTER TABLE runs ADD COLUMN predecessor TEXT;

  CREATE TABLE inbox_files (
    file TEXT PRIMARY KEY,
    byte_count INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    sha256 TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE acceptances (
    finding_id TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    role TEXT NOT NULL,
    accepted_on TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE told_findings (
    finding_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    line INTEGER NOT NULL,
    PRIMARY KEY (finding_id, sha256, line)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO told_findings SELECT DISTINCT finding_id, sha256, ifnull(line, 0) FROM findings;
  """
