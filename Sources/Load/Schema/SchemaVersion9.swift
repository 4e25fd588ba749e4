/// What was published of the plans to fund technology, each perimeter in a table of its own: with live services the one, and
/// without them the other, so that no query lays the one beside the other unawares.
let schemaVersion9 = """
  CREATE TABLE funding_plan_with_live_services (
    position INTEGER PRIMARY KEY,
    plan TEXT NOT NULL,
    item TEXT NOT NULL,
    payer TEXT NOT NULL,
    amount_pence INTEGER NOT NULL,
    is_up_to INTEGER NOT NULL CHECK (is_up_to IN (0, 1)),
    first_year TEXT,
    last_year TEXT,
    source TEXT NOT NULL
  ) STRICT;

  CREATE TABLE funding_plan_without_live_services (
    position INTEGER PRIMARY KEY,
    plan TEXT NOT NULL,
    item TEXT NOT NULL,
    payer TEXT NOT NULL,
    amount_pence INTEGER NOT NULL,
    is_up_to INTEGER NOT NULL CHECK (is_up_to IN (0, 1)),
    first_year TEXT,
    last_year TEXT,
    source TEXT NOT NULL
  ) STRICT;
  """
