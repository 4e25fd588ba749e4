/// What trusts plan, measured as shares are and kept apart from them.
///
/// Plans of earlier runs are measured by the first run with this schema, since a view that came with it is a setting.
let schemaVersion7 = """
  CREATE TABLE planned_shares (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL REFERENCES bases,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('provisional', 'final', 'held')),
    technology_pence INTEGER,
    total_pence INTEGER,
    submission_version INTEGER,
    reason TEXT,
    CHECK ((technology_pence IS NULL) = (total_pence IS NULL)),
    PRIMARY KEY (organisation_code, financial_year, basis)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE planned_terms (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('technology', 'total')),
    category TEXT NOT NULL REFERENCES categories,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
    pence INTEGER NOT NULL,
    PRIMARY KEY (organisation_code, financial_year, basis, side, category),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES planned_shares
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE planned_submissions (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('technology', 'total')),
    submission_id INTEGER NOT NULL REFERENCES submissions ON DELETE CASCADE,
    PRIMARY KEY (organisation_code, financial_year, basis, side, submission_id),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES planned_shares ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX planned_submissions_by_submission ON planned_submissions (submission_id);
  """
