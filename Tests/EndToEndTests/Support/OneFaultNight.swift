import Foundation
import Testing

/// A night over many fixtures, each of a trust of its own in a folder of its own.
struct OneFaultNight {
  private let workdir: Workdir
  private var fixtures: [(trust: String, fixture: OneFault)] = []

  init(_ fixtures: [OneFault]) throws {
    workdir = try Workdir()
    // On the last day before the return is overdue, with the year before as one that is welcome: a missing one is no fault.
    try workdir.writeTwoTrusts()
    let pipeline = try String(contentsOf: workdir.url("pipeline.yaml"), encoding: .utf8)
    try workdir.write(pipeline + "backfill_from: 2022-23\n", to: "pipeline.yaml")
    var register = try String(contentsOf: workdir.url("register/organisations.csv"), encoding: .utf8)
    var successions = try String(contentsOf: workdir.url("register/successions.csv"), encoding: .utf8)
    for (number, fixture) in fixtures.enumerated() {
      let trust = "F\(number / 10)\(number % 10)"
      register += "\(trust),Trust \(trust),Acute,Acute,Y56,QKK,,\(fixture.closedOn),,\n"
      for successor in fixture.successors { successions += "\(trust),\(successor),made up\n" }
      for file in [fixture.file] + fixture.beside {
        try workdir.write(file.of(trust), to: "inbox/\(trust)/\(file.name)")
      }
      self.fixtures.append((trust, fixture))
    }
    try workdir.write(register, to: "register/organisations.csv")
    try workdir.write(successions, to: "register/successions.csv")
  }

  /// Holds what comes of the night against what each fixture states.
  func check(exits: Int32, arrange: (Workdir) throws -> Void = { _ in }) throws {
    defer { workdir.remove() }
    try arrange(workdir)
    let outcome = try workdir.run("--date", "2024-07-31", "--max-reject-rate", "100%")
    #expect(outcome.exitCode == exits, "\(outcome.output)\(outcome.errors)")
    let faulty = Dictionary(uniqueKeysWithValues: fixtures.map { ($0.trust, $0.fixture.file.name) })
    let told = try told(faulty)
    for (trust, fixture) in fixtures {
      let told = try #require(told[trust], "\(fixture.name)")
      #expect(told.findings.sorted() == fixture.tells.sorted(), "\(fixture.name)")
      #expect(told.reconciled == fixture.reconciles, "\(fixture.name)")
      #expect(told.shares == fixture.shares, "\(fixture.name)")
      #expect(told.wrong == [], "\(fixture.name)")
    }
  }

  /// What was told of each trust, as Python reads it in what was published.
  private func told(_ faulty: [String: String]) throws -> [String: Told] {
    let json = try workdir.python(
      #"""
      import csv, decimal, json, os, re, sqlite3, sys
      publish, inbox, faulty = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
      def table(name): return list(csv.DictReader(open(os.path.join(publish, name), newline='', encoding='utf-8')))
      database = sqlite3.connect(os.path.join(publish, '../../techshare.sqlite'))
      told = {trust: {'findings': [], 'reconciled': None, 'shares': {}, 'wrong': []} for trust in faulty}

      for row in table('findings.csv'):
        # A finding on a trust's figures stands at no file, and says whose they are.
        trust, file = row['file'].split('/') if row['file'] else (row['message'][:3], 'no file')
        place = ['' if file == faulty[trust] else file, row['line'] and 'line ' + row['line'], row['field']]
        words = [row['severity'] + ' ' + row['code']] + [part for part in place if part]
        told[trust]['findings'].append(', '.join(words))

      kinds = ['preamble', 'header', 'blank', 'footer', 'accepted', 'rejected']
      for row in table('reconciliation.csv'):
        trust, file = row['file'].split('/')
        data = open(os.path.join(inbox, row['file']), 'rb').read()
        text = data.decode('utf-16' if data[:2] in (b'\xff\xfe', b'\xfe\xff') else 'latin-1')
        lines = len(re.findall(r'\r\n|\n|\r', text)) + (text != '' and text[-1] not in '\r\n')
        counts = {kind + 'Lines': int(row[kind + '_lines']) for kind in kinds}
        pounds = {kind: decimal.Decimal(row[kind + '_gbp']) for kind in ['read', 'accepted', 'rejected', 'set_aside']}
        pence = database.execute(
          'SELECT ifnull(sum(pence), 0) FROM lines JOIN submissions USING (submission_id)'
          ' JOIN source_files USING (source_file_id) WHERE file = ?', [row['file']]).fetchone()[0]
        if row['balanced'] != 'yes' or int(row['physical_lines']) != lines or sum(counts.values()) != lines:
          told[trust]['wrong'].append(f'lines of {lines}: {row}')
        if pounds['read'] != pounds['accepted'] + pounds['rejected'] + pounds['set_aside'] or pounds['accepted'] * 100 != pence:
          told[trust]['wrong'].append(f'pence of {pence}: {row}')
        if file == faulty[trust]:
          told[trust]['reconciled'] = counts | {
            'recordsAccepted': int(row['records_accepted']), 'recordsRejected': int(row['records_rejected']),
            'rejectedPounds': row['rejected_gbp'], 'setAsidePounds': row['set_aside_gbp'],
            'unreadableAmounts': int(row['unreadable_amounts'])}

      for row in table('technology-share.csv'):
        if row['organisation_code'] not in faulty or row['financial_year'] != '2023-24': continue
        figure = f"{row['technology_gbp']} of {row['total_gbp']}, {row['technology_share_percent']}%"
        source = ', ' + row['total_source'] if row['total_source'] == 'audited accounts' else ''
        why = row['notes'].split('; ')[-1]
        told[row['organisation_code']]['shares'][row['basis']] = (
          row['status'] + ', ' + (why if row['technology_gbp'] == '[x]' else figure + source))
      print(json.dumps(told))
      """#, workdir.path("workspace/publish/latest"), workdir.path("inbox"),
      String(decoding: try JSONEncoder().encode(faulty), as: UTF8.self))
    return try JSONDecoder().decode([String: Told].self, from: Data(json.utf8))
  }
}

/// What was told of one trust and its faulty file.
private struct Told: Decodable {
  let findings: [String]
  let reconciled: Reconciled
  let shares: Shares
  /// What does not add up, of any of its files.
  let wrong: [String]
}
