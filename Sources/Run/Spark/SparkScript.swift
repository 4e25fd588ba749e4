import Returns

/// What Spark's own `spark-sql` is given to do: files to the map step, its rows added up, all rows of a file together.
///
/// Spark's reader of whole files spreads them over its tasks by their size, and reads their bytes only where the step asks
/// for them; `paths` are addresses relative to `archive`. Sorting within the parts that it distributes by file is enough for the
/// rows of each file to come together.
func sparkScript(archive: String, paths: [String], handsOverBytes: Bool) -> String {
  let files = paths.map(globbed).joined(separator: ",")
  let format =
    #"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' LINES TERMINATED BY '\n' NULL DEFINED AS '\\N'"#
  let step = "./\(SparkJob.program) --job \(SparkJob.folder)" + (handsOverBytes ? " --bytes" : "")
  // Some versions of Spark break base64 into lines, and some do not.
  let columns = handsOverBytes ? #"path, replace(base64(content), '\r\n', '')"# : "path"
  return """
    CREATE TEMPORARY VIEW archived USING binaryFile OPTIONS (path \(quoted("\(globbed(archive))/{\(files)}")));
    SELECT file, kind, position, text, sum(pence), sum(line_count)
    FROM (
      SELECT * FROM (
        SELECT TRANSFORM(\(columns))
          \(format)
          USING \(quoted(step))
          AS (file STRING, kind STRING, position INT, text STRING, pence DECIMAL(38, 0), line_count BIGINT)
          \(format)
        FROM archived
      )
      DISTRIBUTE BY file
    )
    GROUP BY file, kind, position, text
    SORT BY file;

    """
}

/// A path in which no character stands for others.
private func globbed(_ path: String) -> String {
  path.reduce(into: "") { $0 += "{}[]*?,\\".contains($1) ? "\\\($1)" : "\($1)" }
}

/// A text as a literal of Spark's SQL.
private func quoted(_ text: String) -> String {
  "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
}
