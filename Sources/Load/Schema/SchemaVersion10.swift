/// What prices were, so that years can be set side by side in real terms.
let schemaVersion10 = """
  CREATE TABLE gdp_deflators (
    financial_year TEXT PRIMARY KEY,
    index_millionths INTEGER NOT NULL CHECK (index_millionths BETWEEN 1000000 AND 1000000000),
    source TEXT NOT NULL,
    vintage TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  """
