/// What every trust is short of 3%, 4% and 5%, and what of that is capital; and of categories and bases what that rests on.
///
/// What earlier runs measured is measured again by the first run with this schema, since a view that came with it is a
/// setting.
let schemaVersion8 = """
  ALTER TABLE categories ADD COLUMN part_of TEXT;
  ALTER TABLE bases ADD COLUMN has_capital INTEGER NOT NULL DEFAULT 0 CHECK (has_capital IN (0, 1));
  ALTER TABLE bases ADD COLUMN takes_new_money INTEGER NOT NULL DEFAULT 0 CHECK (takes_new_money IN (0, 1));

  CREATE TABLE level_costs (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    level_basis_points INTEGER NOT NULL,
    short_ten_thousandths INTEGER NOT NULL CHECK (short_ten_thousandths >= 0),
    capital_pence INTEGER NOT NULL,
    new_money_capital_pence INTEGER NOT NULL,
    PRIMARY KEY (organisation_code, financial_year, basis, level_basis_points),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES shares
  ) STRICT, WITHOUT ROWID;
  """
