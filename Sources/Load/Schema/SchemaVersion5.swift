/// What changed with the last publication, against the one before and against the last release; and when each file was
/// received, by which a return is late.
let schemaVersion5 = """
  CREATE TABLE comparisons (
    since TEXT PRIMARY KEY CHECK (since IN ('publication', 'release')),
    edition TEXT NOT NULL,
    date_of_figures TEXT NOT NULL,
    release TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE changes (
    since TEXT NOT NULL REFERENCES comparisons,
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    cause TEXT NOT NULL,
    technology_pence_before INTEGER,
    technology_pence INTEGER,
    total_pence_before INTEGER,
    total_pence INTEGER,
    short_of_benchmark_pence_before INTEGER,
    short_of_benchmark_pence INTEGER,
    PRIMARY KEY (since, organisation_code, financial_year, basis)
  ) STRICT, WITHOUT ROWID;

  ALTER TABLE source_files ADD COLUMN received_on TEXT;
  """
