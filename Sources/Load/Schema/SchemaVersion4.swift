/// Which code now stands for each, so that shares can be added up like for like.
let schemaVersion4 = """
  CREATE TABLE current_organisations (
    organisation_code TEXT PRIMARY KEY,
    current_organisation_code TEXT NOT NULL,
    succeeded_on TEXT,
    chain TEXT NOT NULL,
    split_into TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  """
