internal import GRDB
internal import Returns

extension LoadTransaction {
  /// Records a run that has just started.
  package func begin(run: RunRecord) throws {
    try self.run(
      """
      INSERT INTO runs (run_id, started_at, date_of_figures, state, exit_code, edition, settings_sha256)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        run.id, run.startedAt, run.dateOfFigures.description, run.state.rawValue, run.exitCode, run.edition,
        run.settingsSHA256,
      ])
  }

  /// Records how far a run has come.
  package func update(run: RunRecord) throws {
    try self.run(
      "UPDATE runs SET state = ?, exit_code = ?, edition = ?, settings_sha256 = ? WHERE run_id = ?",
      [run.state.rawValue, run.exitCode, run.edition, run.settingsSHA256, run.id])
  }
}
