import Foundation
import GRDB
import Testing

@testable import Report

@Suite("make-up.csv")
struct MakeUpTests {
  @Test("rounds parts half away from zero, and has none where the technology side is not above zero")
  func parts() throws {
    let folder = try TestFolder()
    let database = try DatabaseQueue(path: SmallDatabase.make(in: folder))
    try database.write { database in
      // Of 20,000.00: a penny is 0.00005%, exactly the half. Elder's two amounts cancel out; Fir's are below zero.
      try database.execute(
        sql: """
          DELETE FROM share_terms;
          UPDATE shares SET technology_pence = 2000000, total_pence = 9000000
          WHERE (organisation_code, basis) = ('RA2', 'spend');
          UPDATE shares SET technology_pence = 0, total_pence = 9000000
          WHERE (organisation_code, basis) = ('RA5', 'spend');
          UPDATE shares SET technology_pence = -1, total_pence = 9000000
          WHERE (organisation_code, basis) = ('RA6', 'spend');
          INSERT INTO share_terms VALUES
            ('RA2', '2023-24', 'spend', 'technology', 'technology-pay', 1, 1),
            ('RA2', '2023-24', 'spend', 'technology', 'technology-recharge', 1, -1),
            ('RA2', '2023-24', 'spend', 'technology', 'technology-software', 1, 2000000),
            ('RA5', '2023-24', 'spend', 'technology', 'technology-pay', 1, 5),
            ('RA5', '2023-24', 'spend', 'technology', 'technology-recharge', -1, 5),
            ('RA6', '2023-24', 'spend', 'technology', 'technology-recharge', 1, -1);
          """)
      try PublishedTable.makeUp.write(from: database, to: folder.url)
    }
    let lines = try folder.text("make-up.csv").split(separator: "\r\n").dropFirst()
    #expect(
      lines.map { $0.split(separator: ",").suffix(3).joined(separator: " ") } == [
        "0.01 20000.00 0.0001", "20000.00 20000.00 100.0000", "-0.01 20000.00 -0.0001",
        "0.05 0.00 [z]", "-0.05 0.00 [z]", "-0.01 -0.01 [z]",
      ])
  }
}
