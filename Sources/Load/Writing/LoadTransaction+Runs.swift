internal import GRDB
internal import Returns

extension LoadTransaction {
  /// Records a run that has just started.
  package func begin(run: RunRecord) throws {
    try self.run(
      """
      INSERT INTO runs (
        run_id, started_at, date_of_figures, state, exit_code, edition, settings_sha256, ended_at, predecessor)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        run.id, run.startedAt, run.dateOfFigures.description, run.state.rawValue, run.exitCode, run.edition,
        run.settingsSHA256, run.endedAt, run.predecessor,
      ])
  }

  /// Records earlier runs of which their folders tell, where the database is made again.
  package func restore(runs: [RunRecord]) throws {
    for run in runs { try begin(run: run) }
  }

  /// Records runs that receipts name and the database does not: they were cut off, or their database is lost.
  ///
  /// Their ids say when they started; nothing else is known of them.
  package func add(runsKnownByName ids: Set<String>) throws {
    for id in ids.sorted() {
      let day = String(id.prefix(10))
      let time = id.dropFirst(11).prefix(8).replacing("-", with: ":")
      try self.run(
        """
        INSERT INTO runs (run_id, started_at, date_of_figures, state, settings_sha256)
        VALUES (?, ?, ?, 'started', '')
        ON CONFLICT DO NOTHING
        """, [id, "\(day)T\(time)Z", day])
    }
  }

  /// Records how far a run has come, also one that ended before it had begun here.
  package func update(run: RunRecord) throws {
    try add(runsKnownByName: [run.id])
    try self.run(
      """
      UPDATE runs
      SET state = ?, exit_code = ?, edition = ?, ended_at = ?, predecessor = ?, date_of_figures = ?,
        settings_sha256 = ?
      WHERE run_id = ?
      """,
      [
        run.state.rawValue, run.exitCode, run.edition, run.endedAt, run.predecessor,
        run.dateOfFigures.description, run.settingsSHA256, run.id,
      ])
  }
}
