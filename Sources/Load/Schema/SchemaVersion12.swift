/// What every trust spends on technology for every £100 that it spends on estates and facilities.
///
/// What earlier runs measured is measured again by the first run with this schema, since the contract that came with it is a
/// setting.
let schemaVersion12 = """
  CREATE TABLE estates_ratios (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    estates_pence INTEGER NOT NULL CHECK (estates_pence > 0),
    technology_per_hundred_pence INTEGER NOT NULL,
    PRIMARY KEY (organisation_code, financial_year, basis),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES shares
  ) STRICT, WITHOUT ROWID;
  """
