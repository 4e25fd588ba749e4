internal import GRDB
internal import Returns

extension LoadTransaction {
  func replaceOrganisations(of register: OrganisationRegister) throws {
    for table in ["organisations", "organisation_names", "successions"] { try run("DELETE FROM \(table)") }
    for organisation in register.organisations {
      try run(
        """
        INSERT INTO organisations (
          organisation_code, organisation_name, organisation_type, peer_class, region_code, icb_code,
          opened_on, closed_on, valid_from, valid_to)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          organisation.code.text, organisation.name, organisation.type, organisation.peerClass,
          organisation.regionCode, organisation.icbCode, organisation.openedOn?.description,
          organisation.closedOn?.description, organisation.validFrom?.description,
          organisation.validTo?.description,
        ])
    }
    for other in register.otherNames {
      try run(
        """
        INSERT INTO organisation_names (name, organisation_code, kind, valid_from, valid_to, source)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          other.name, other.code.text, other.kind, other.validFrom?.description, other.validTo?.description,
          other.source,
        ])
    }
    for succession in register.successions {
      try run(
        "INSERT INTO successions (predecessor_code, successor_code, legal_date, reason) VALUES (?, ?, ?, ?)",
        [
          succession.predecessor.text, succession.successor.text, succession.legalDate.description,
          succession.reason,
        ])
    }
  }

  func replaceAreas(of register: OrganisationRegister) throws {
    for table in ["regions", "icbs"] { try run("DELETE FROM \(table)") }
    for region in register.regions {
      try run("INSERT INTO regions (region_code, region_name) VALUES (?, ?)", [region.code, region.name])
    }
    for board in register.icbs {
      try run(
        "INSERT INTO icbs (icb_code, icb_name, region_code, valid_from, valid_to) VALUES (?, ?, ?, ?, ?)",
        [
          board.code, board.name, board.regionCode, board.validFrom?.description, board.validTo?.description,
        ])
    }
  }
}
