/// The tables of the working database as first built.
///
/// What stands here is never changed once released: a later schema is a later migration. Every table
/// and column is described in `DataDictionary.swift`.
let schemaVersion1 = """
  CREATE TABLE runs (
    run_id TEXT PRIMARY KEY,
    started_at TEXT NOT NULL,
    date_of_figures TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('started', 'loaded', 'published', 'recorded', 'failed')),
    exit_code INTEGER,
    edition TEXT,
    settings_sha256 TEXT NOT NULL
  ) STRICT;

  CREATE TABLE source_files (
    source_file_id INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL REFERENCES runs,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    byte_count INTEGER NOT NULL,
    contract TEXT
  ) STRICT;

  CREATE TABLE reconciliation (
    source_file_id INTEGER PRIMARY KEY REFERENCES source_files,
    physical_lines INTEGER NOT NULL,
    preamble_lines INTEGER NOT NULL,
    header_lines INTEGER NOT NULL,
    blank_lines INTEGER NOT NULL,
    footer_lines INTEGER NOT NULL,
    accepted_lines INTEGER NOT NULL,
    rejected_lines INTEGER NOT NULL,
    records_accepted INTEGER NOT NULL,
    records_rejected INTEGER NOT NULL,
    read_pence INTEGER NOT NULL,
    accepted_pence INTEGER NOT NULL,
    rejected_pence INTEGER NOT NULL,
    set_aside_pence INTEGER NOT NULL,
    unreadable_amounts INTEGER NOT NULL,
    is_balanced INTEGER NOT NULL CHECK (is_balanced IN (0, 1))
  ) STRICT;

  CREATE TABLE categories (
    category TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('technology', 'total', 'memorandum', 'control')),
    description TEXT NOT NULL
  ) STRICT;

  CREATE TABLE bases (
    basis TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    is_headline INTEGER NOT NULL CHECK (is_headline IN (0, 1))
  ) STRICT;

  CREATE TABLE basis_terms (
    basis TEXT NOT NULL REFERENCES bases,
    side TEXT NOT NULL CHECK (side IN ('technology', 'total')),
    category TEXT NOT NULL REFERENCES categories,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
    PRIMARY KEY (basis, side, category)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE finding_codes (
    code TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    cause TEXT NOT NULL,
    remedy TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE regions (
    region_code TEXT PRIMARY KEY,
    region_name TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE icbs (
    icb_code TEXT NOT NULL,
    icb_name TEXT NOT NULL,
    region_code TEXT,
    valid_from TEXT,
    valid_to TEXT
  ) STRICT;

  CREATE TABLE organisations (
    organisation_code TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    peer_class TEXT NOT NULL,
    region_code TEXT NOT NULL,
    icb_code TEXT NOT NULL,
    opened_on TEXT,
    closed_on TEXT,
    valid_from TEXT,
    valid_to TEXT
  ) STRICT;
  CREATE INDEX organisations_by_code ON organisations (organisation_code);

  CREATE TABLE organisation_names (
    name TEXT NOT NULL,
    organisation_code TEXT NOT NULL,
    kind TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    source TEXT NOT NULL
  ) STRICT;

  CREATE TABLE successions (
    predecessor_code TEXT NOT NULL,
    successor_code TEXT NOT NULL,
    legal_date TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;

  CREATE TABLE accounts (
    account_id INTEGER PRIMARY KEY,
    contract TEXT NOT NULL,
    organisation_code TEXT,
    account_code TEXT NOT NULL,
    description TEXT NOT NULL,
    category TEXT REFERENCES categories,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1))
  ) STRICT;
  CREATE UNIQUE INDEX accounts_by_code ON accounts (contract, account_code, ifnull(organisation_code, ''));

  CREATE TABLE submissions (
    submission_id INTEGER PRIMARY KEY,
    source_file_id INTEGER NOT NULL REFERENCES source_files,
    contract TEXT NOT NULL,
    source TEXT NOT NULL,
    organisation_code TEXT,
    organisation_as_submitted TEXT NOT NULL,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('outturn', 'plan')),
    status TEXT NOT NULL CHECK (status IN ('provisional', 'final')),
    version INTEGER NOT NULL,
    line_count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX submissions_by_organisation ON submissions (organisation_code, financial_year);
  CREATE INDEX submissions_by_file ON submissions (source_file_id);

  CREATE TABLE submission_faults (
    submission_id INTEGER NOT NULL REFERENCES submissions,
    code TEXT NOT NULL,
    category TEXT REFERENCES categories
  ) STRICT;
  CREATE INDEX submission_faults_by_submission ON submission_faults (submission_id);

  CREATE TABLE lines (
    submission_id INTEGER NOT NULL,
    line INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    pence INTEGER NOT NULL,
    PRIMARY KEY (submission_id, line, account_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE category_totals (
    submission_id INTEGER NOT NULL REFERENCES submissions,
    category TEXT NOT NULL REFERENCES categories,
    pence INTEGER NOT NULL,
    line_count INTEGER NOT NULL,
    PRIMARY KEY (submission_id, category)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE findings (
    finding_key INTEGER PRIMARY KEY,
    finding_id TEXT NOT NULL,
    source_file_id INTEGER REFERENCES source_files,
    code TEXT NOT NULL REFERENCES finding_codes,
    severity TEXT NOT NULL CHECK (severity IN ('fatal', 'error', 'held', 'warning', 'info')),
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    line INTEGER,
    record INTEGER,
    byte_offset INTEGER,
    organisation_code TEXT,
    financial_year TEXT,
    account TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    expected TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX findings_by_file ON findings (source_file_id);

  CREATE TABLE organisation_years (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    organisation_name TEXT NOT NULL,
    organisation_type TEXT NOT NULL,
    peer_class TEXT NOT NULL,
    region_code TEXT NOT NULL,
    region_name TEXT NOT NULL,
    icb_code TEXT NOT NULL,
    icb_name TEXT NOT NULL,
    is_expected INTEGER NOT NULL CHECK (is_expected IN (0, 1)),
    operating_expenditure_pence INTEGER,
    operating_expenditure_from TEXT,
    PRIMARY KEY (organisation_code, financial_year)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE shares (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL REFERENCES bases,
    period_start TEXT NOT NULL,
    period_end TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('provisional', 'final', 'held', 'missing')),
    technology_pence INTEGER,
    total_pence INTEGER,
    share_trillionths INTEGER,
    three_year_technology_pence INTEGER,
    three_year_total_pence INTEGER,
    three_year_years INTEGER NOT NULL,
    change_millionths INTEGER,
    change_not_applicable INTEGER NOT NULL CHECK (change_not_applicable IN (0, 1)),
    is_part_year INTEGER NOT NULL CHECK (is_part_year IN (0, 1)),
    is_at_or_above_benchmark INTEGER CHECK (is_at_or_above_benchmark IN (0, 1)),
    short_of_benchmark_pence INTEGER,
    total_source TEXT,
    submission_version INTEGER,
    reason TEXT,
    notes TEXT NOT NULL,
    CHECK ((technology_pence IS NULL) = (total_pence IS NULL)),
    PRIMARY KEY (organisation_code, financial_year, basis),
    FOREIGN KEY (organisation_code, financial_year) REFERENCES organisation_years
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE share_terms (
    organisation_code TEXT NOT NULL,
    financial_year TEXT NOT NULL,
    basis TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('technology', 'total')),
    category TEXT NOT NULL REFERENCES categories,
    sign INTEGER NOT NULL CHECK (sign IN (1, -1)),
    pence INTEGER NOT NULL,
    PRIMARY KEY (organisation_code, financial_year, basis, side, category),
    FOREIGN KEY (organisation_code, financial_year, basis) REFERENCES shares
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE data_dictionary (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    unit TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (table_name, column_name)
  ) STRICT, WITHOUT ROWID;
  """
