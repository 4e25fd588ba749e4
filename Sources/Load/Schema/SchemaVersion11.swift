/// How trusts rated their digital maturity: scores, which are no money, and what they may be.
///
/// The instruments share these tables alone, which are not published; every table that is published is one instrument's.
let schemaVersion11 = """
  CREATE TABLE instrument_sections (
    instrument TEXT NOT NULL,
    section TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    is_in_overall INTEGER NOT NULL CHECK (is_in_overall IN (0, 1)),
    minimum_hundredths INTEGER NOT NULL,
    maximum_hundredths INTEGER NOT NULL,
    high_hundredths INTEGER NOT NULL,
    first_year INTEGER NOT NULL,
    last_year INTEGER,
    PRIMARY KEY (instrument, section)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE assessment_scores (
    submission_id INTEGER NOT NULL REFERENCES submissions,
    line INTEGER NOT NULL,
    section TEXT NOT NULL,
    score_hundredths INTEGER NOT NULL,
    PRIMARY KEY (submission_id, section)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE assessments (
    organisation_code TEXT NOT NULL,
    assessment_year INTEGER NOT NULL,
    instrument TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    submission_id INTEGER NOT NULL REFERENCES submissions ON DELETE CASCADE,
    PRIMARY KEY (organisation_code, assessment_year, instrument)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX assessments_by_submission ON assessments (submission_id);
  """
