/// Who signed a return off, and what the trust says of it.
let schemaVersion6 = """
  ALTER TABLE submissions ADD COLUMN approved_by_role TEXT;
  ALTER TABLE submissions ADD COLUMN comment TEXT;
  """
