/// Runs, the files they read, and what was found in them.
extension DataDictionary {
  static let fileRelations: [DescribedRelation] = [
    DescribedRelation(
      "grdb_migrations", "Which changes of these tables were made.",
      [DescribedColumn("identifier", .code, "The change's name.")]),
    DescribedRelation(
      "data_dictionary", "What every table, view and column means.",
      [
        DescribedColumn("table_name", .code, "The table or view."),
        DescribedColumn(
          "column_name", .code, "The column; empty in the row that describes the table or view itself."),
        DescribedColumn("unit", .text, "What the column's values are counted or written in."),
        DescribedColumn("description", .text, "What it holds."),
      ]),
    DescribedRelation(
      "runs", "One run of the pipeline a row.",
      [
        DescribedColumn(
          "run_id", .code, "The run's start and four hex digits; ids sort in the order of their start."),
        DescribedColumn("started_at", .time, "When it started, in UTC."),
        DescribedColumn("date_of_figures", .date, "The day on which returns count as expected or overdue."),
        DescribedColumn("state", .code, "How far it came: started, loaded, published, recorded, or failed."),
        DescribedColumn("exit_code", .number, "What the program ended with; empty while it runs."),
        DescribedColumn("edition", .code, Glossary.edition.sentence),
        DescribedColumn("settings_sha256", .code, "The SHA-256 of the settings that bear on figures."),
        DescribedColumn("ended_at", .time, "When it ended, in UTC; empty where it was cut off."),
        DescribedColumn(
          "predecessor", .code, "The run whose publication was the latest when this run loaded."),
      ]),
    DescribedRelation(
      "inbox_files", "One file of the inbox a row, as it looked when it was last read.",
      [
        .file,
        DescribedColumn("byte_count", .bytes, "The file's size."),
        DescribedColumn("inode", .number, "The file system's number for it."),
        DescribedColumn("modified_at", .nanoseconds, "When its bytes were last written."),
        DescribedColumn("changed_at", .nanoseconds, "When anything of it last changed."),
        .sha256,
      ]),
    DescribedRelation(
      "acceptances", "One finding that an analyst let pass a row, as accepted.csv has it.",
      [
        DescribedColumn("finding_id", .code, "The finding, or the limit of the gate that was let pass once."),
        DescribedColumn("reason", .text, "Why."),
        DescribedColumn("role", .text, "Who, by their role."),
        DescribedColumn("accepted_on", .date, "When."),
      ]),
    DescribedRelation(
      "told_findings",
      "One finding that a recorded run has told a row: a later one tells what is not among them.",
      [
        DescribedColumn("finding_id", .code, "The finding."),
        .sha256,
        DescribedColumn("line", .number, "The physical line; 0 where it is about no line."),
      ]),
    DescribedRelation(
      "source_files", "One file that was read a row, rejected ones too.",
      [
        .sourceFileID,
        DescribedColumn("run_id", .code, "The run that read it."),
        .file, .sha256,
        DescribedColumn("byte_count", .bytes, "The file's size."),
        .contract,
        DescribedColumn("received_on", .date, "The date of the figures of the run that received it."),
      ]),
    DescribedRelation(
      "reconciliation", "One file a row: where every line and every penny of it went.",
      [
        .sourceFileID,
        DescribedColumn("physical_lines", .number, "Lines in the file."),
        DescribedColumn("preamble_lines", .number, "Title lines above the header."),
        DescribedColumn("header_lines", .number, "Lines of the header."),
        DescribedColumn("blank_lines", .number, "Blank lines."),
        DescribedColumn("footer_lines", .number, "Lines of trailing totals and notes."),
        DescribedColumn("accepted_lines", .number, "Lines in accepted records."),
        DescribedColumn(
          "rejected_lines", .number, "Lines in rejected records; all lines of a file rejected whole."),
        DescribedColumn("records_accepted", .number, "Records that were taken."),
        DescribedColumn("records_rejected", .number, "Records that were not taken."),
        DescribedColumn("read_pence", .pence, "The sum of every amount that could be read."),
        DescribedColumn("accepted_pence", .pence, "The part of it in lines."),
        DescribedColumn("rejected_pence", .pence, "The part of it in rejected records."),
        DescribedColumn(
          "set_aside_pence", .pence, "The part of it \(Glossary.setAside.withoutWhose)."),
        DescribedColumn("unreadable_amounts", .number, "Amounts that could not be read; each has a finding."),
        DescribedColumn("is_balanced", .flag, "Whether lines in equal lines out, and pounds in pounds out."),
      ]),
    DescribedRelation(
      "finding_codes", "One kind of finding a row.",
      [
        DescribedColumn("code", .code, "Its stable name."),
        DescribedColumn("title", .text, "Its name in words."),
        DescribedColumn("cause", .text, "What it means."),
        DescribedColumn("remedy", .text, "What to do about it."),
      ]),
    DescribedRelation(
      "findings", "\(Glossary.finding.capitalised) a row.",
      [
        DescribedColumn("finding_key", .number, "The row's number in this database."),
        DescribedColumn(
          "finding_id", .code, "12 hex digits made of what was found where; the same from run to run."),
        DescribedColumn(
          "source_file_id", .number, "The file that gave it; empty where it is about several or none."),
        DescribedColumn("code", .code, "What kind it is: see finding_codes."),
        DescribedColumn("severity", .code, Glossary.severity.sentence),
        .file, .sha256,
        DescribedColumn("line", .number, "The physical line, from 1."),
        DescribedColumn("record", .number, "The record, from 1."),
        DescribedColumn("byte_offset", .bytes, "Where the record begins in the archived bytes, from 0."),
        .organisationCode, .financialYear,
        DescribedColumn("account", .code, "The account or line code it is about."),
        DescribedColumn("field", .code, "The field it is about."),
        DescribedColumn("value", .text, "What stood there; empty for personal fields."),
        DescribedColumn("expected", .text, "What should have stood there."),
        DescribedColumn("message", .text, "What is wrong, in words."),
      ]),
  ]
}
