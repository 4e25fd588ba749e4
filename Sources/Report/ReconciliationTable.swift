extension PublishedTable {
  /// One row for every file seen: where its lines and its pounds went.
  static let reconciliation = PublishedTable(
    file: "reconciliation.csv",
    columns: [
      Column("file"),
      Column("sha256"),
      Column("contract"),
      Column("physical_lines", .integer),
      Column("preamble_lines", .integer),
      Column("header_lines", .integer),
      Column("blank_lines", .integer),
      Column("footer_lines", .integer),
      Column("accepted_lines", .integer),
      Column("rejected_lines", .integer),
      Column("records_accepted", .integer),
      Column("records_rejected", .integer),
      Column("read_gbp", .gbp),
      Column("accepted_gbp", .gbp),
      Column("rejected_gbp", .gbp),
      Column("set_aside_gbp", .gbp),
      Column("unreadable_amounts", .integer),
      Column("balanced", .yesNo),
    ],
    sql: """
      SELECT
        source_files.file,
        source_files.sha256,
        source_files.contract,
        reconciliation.*,
        read_pence AS read_gbp,
        accepted_pence AS accepted_gbp,
        rejected_pence AS rejected_gbp,
        set_aside_pence AS set_aside_gbp,
        is_balanced AS balanced
      FROM reconciliation
      JOIN source_files USING (source_file_id)
      ORDER BY file, sha256
      """)
}
