/// What the lines of an account in a submission come to, where a cluster read the file: the lines themselves stay in the
/// archived file, and no amount stands both here and in `lines`.
let schemaVersion13 = """
  CREATE TABLE account_totals (
    submission_id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    pence INTEGER NOT NULL,
    line_count INTEGER NOT NULL CHECK (line_count > 0),
    PRIMARY KEY (submission_id, account_id)
  ) STRICT, WITHOUT ROWID;
  """
