extension PublishedTable {
  /// One row for every file seen: where its lines and its pounds went.
  static let reconciliation = PublishedTable(
    file: "reconciliation.csv",
    columns: [
      Column("file", absent: .never),
      Column("sha256", absent: .never),
      Column("contract"),
      Column("physical_lines", .integer, absent: .never),
      Column("preamble_lines", .integer, absent: .never),
      Column("header_lines", .integer, absent: .never),
      Column("blank_lines", .integer, absent: .never),
      Column("footer_lines", .integer, absent: .never),
      Column("accepted_lines", .integer, absent: .never),
      Column("rejected_lines", .integer, absent: .never),
      Column("records_accepted", .integer, absent: .never),
      Column("records_rejected", .integer, absent: .never),
      Column("read_gbp", .gbp, absent: .never),
      Column("accepted_gbp", .gbp, absent: .never),
      Column("rejected_gbp", .gbp, absent: .never),
      Column("set_aside_gbp", .gbp, absent: .never),
      Column("unreadable_amounts", .integer, absent: .never),
      Column("balanced", .yesNo, absent: .never),
    ],
    key: ["sha256"],
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
