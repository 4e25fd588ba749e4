/// Which submissions a figure stands on, so that it can be followed back to their lines; and the figures of the last
/// release, against which later ones are marked.
///
/// What earlier runs measured is measured again by the first run with this schema, since settings that bear on figures
/// came with it.
let schemaVersion3 = """
  CREATE TABLE share_submissions (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('technology', 'total')),
    submission_id INTEGER NOT NULL REFERENCES submissions ON DELETE CASCADE,
    PRIMARY KEY (organisation_code, financial_year, basis, side, submission_id),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES shares ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX share_submissions_by_submission ON share_submissions (submission_id);

  CREATE TABLE last_release (
    name TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE released_figures (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    technology_pence INTEGER NOT NULL,
    total_pence INTEGER NOT NULL,
    PRIMARY KEY (organisation_code, financial_year, basis)
  ) STRICT, WITHOUT ROWID;
  """
