/// Files without a fault, of trusts that a person can add up, for tests that put one in.
///
/// The return of RJ1 for 2023-24: revenue T1 + T2 £1,900,000, capital T3 £600,000, depreciation and amortisation T4
/// £300,000, recharges −£100,000, so T lines £2,700,000. Operating expenditure £60,000,000 of which depreciation
/// £2,000,000, amortisation £500,000, impairments −£100,000; additions £2,500,000.
/// - spend: 1,900,000 + 600,000 − 100,000 = 2,400,000; 60,000,000 − 100,000 − 2,000,000 − 500,000 + 100,000 + 2,500,000 = 60,000,000
/// - cost: 1,900,000 + 300,000 − 100,000 = 2,100,000; 60,000,000 − 100,000 + 100,000 = 60,000,000
/// - quick: 1,900,000 + 600,000 = 2,500,000; 60,000,000
enum CleanFile {
  static let long = SentFile(
    "return.csv",
    """
    organisation_code,financial_year,line_code,amount
    RJ1,2023-24,T110,1000000.00
    RJ1,2023-24,T120,100000.00
    RJ1,2023-24,T210,50000.00
    RJ1,2023-24,T220,300000.00
    RJ1,2023-24,T230,150000.00
    RJ1,2023-24,T240,80000.00
    RJ1,2023-24,T250,80000.00
    RJ1,2023-24,T251,0.00
    RJ1,2023-24,T252,10000.00
    RJ1,2023-24,T260,70000.00
    RJ1,2023-24,T270,40000.00
    RJ1,2023-24,T290,20000.00
    RJ1,2023-24,T310,250000.00
    RJ1,2023-24,T320,150000.00
    RJ1,2023-24,T330,100000.00
    RJ1,2023-24,T340,100000.00
    RJ1,2023-24,T410,200000.00
    RJ1,2023-24,T420,100000.00
    RJ1,2023-24,T511,0.00
    RJ1,2023-24,T512,-100000.00
    RJ1,2023-24,E100,60000000.00
    RJ1,2023-24,E200,2000000.00
    RJ1,2023-24,E210,500000.00
    RJ1,2023-24,E220,-100000.00
    RJ1,2023-24,E300,2500000.00
    RJ1,2023-24,E310,400000.00
    RJ1,2023-24,C900,2700000.00
    RJ1,2023-24,R110,1800000.00
    RJ1,2023-24,R120,700000.00
    RJ1,2023-24,R121,300000.00
    RJ1,2023-24,L110,200000.00

    """)

  /// The same amounts in one row, final, and with what may stand beside them.
  static let wide = SentFile(
    "return.csv",
    """
    organisation_code,organisation_name,financial_year,period_start,period_end,kind,status,version,\
    T110,T120,T210,T220,T230,T240,T250,T251,T252,T260,T270,T290,T310,T320,T330,T340,T410,T420,T511,T512,\
    E100,E200,E210,E220,E300,E310,C900,R110,R120,R121,L110
    RJ1,Guy's and St Thomas' NHS Foundation Trust,2023-24,2023-04-01,2024-03-31,outturn,final,1,\
    1000000,100000,50000,300000,150000,80000,80000,0,10000,70000,40000,20000,250000,150000,100000,100000,200000,\
    100000,0,-100000,60000000,2000000,500000,-100000,2500000,400000,2700000,1800000,700000,300000,200000

    """)

  static let shares = figures("provisional")
  static let finalShares = figures("final")

  private static func figures(_ status: String) -> Shares {
    Shares(
      spend: "\(status), 2400000.00 of 60000000.00, 4.0000%",
      cost: "\(status), 2100000.00 of 60000000.00, 3.5000%",
      quick: "\(status), 2500000.00 of 60000000.00, 4.1667%")
  }

  /// A ledger of technology pay £1,500,000 and software £500,000, its depreciation £100,000, equipment £500,000; other
  /// revenue £56,900,000 and depreciation £1,000,000, so operating expenditure £60,000,000; other capital £600,000.
  ///
  /// - spend: 2,500,000; 60,000,000 − 1,100,000 + 1,100,000
  /// - cost: 2,100,000; 60,000,000
  /// - quick: 2,500,000; 60,000,000
  static let ledger = SentFile(
    "ledger.csv",
    """
    organisation_code,financial_year,account_code,account_description,amount
    RJ1,2023-24,511000,IT staff,1500000.00
    RJ1,2023-24,522000,Licences,500000.00
    RJ1,2023-24,541000,Depreciation of IT,100000.00
    RJ1,2023-24,600000,Doctors,50000000.00
    RJ1,2023-24,700000,Drugs,6900000.00
    RJ1,2023-24,810000,Depreciation,1000000.00
    RJ1,2023-24,911000,IT equipment,500000.00
    RJ1,2023-24,950000,Buildings,600000.00

    """)
  static let ledgerShares = Shares(
    spend: "provisional, 2500000.00 of 60000000.00, 4.1667%",
    cost: "provisional, 2100000.00 of 60000000.00, 3.5000%",
    quick: "provisional, 2500000.00 of 60000000.00, 4.1667%")

  static let payments = SentFile(
    "payments.csv",
    """
    Entity,Date,Expense Type,Supplier,Transaction Number,Amount
    Guy's and St Thomas' NHS Foundation Trust,25/04/2023,Software,A Limited,1001,30000.00
    Guy's and St Thomas' NHS Foundation Trust,26/04/2023,Drugs,B Limited,1002,40000.00
    Guy's and St Thomas' NHS Foundation Trust,27/04/2023,Drugs,C Limited,1003,50000.00
    Guy's and St Thomas' NHS Foundation Trust,28/04/2023,Estates,D Limited,1004,60000.00

    """)

  /// Hard and soft facilities management of £10,000,000 and £20,000,000: half of operating expenditure.
  static let estates = SentFile(
    "ERIC-202324.csv",
    """
    Trust Code$Trust Name$Number of sites$Gross internal floor area$Estates and hard FM finance costs\
    $Soft FM finance costs$Total estates and facilities finance costs
    $$(No.)$(m²)$(£)$(£)$(£)
    RJ1$Guy's and St Thomas' NHS Foundation Trust$5$400,000$10,000,000$20,000,000$30,000,000

    """)

  /// Audited accounts of RJ1 with operating expenditure in £000, beside the long return or in its place.
  ///
  /// With £60,000,000, depreciation of £2,000,000 and additions of £2,200,000, and the return's recharges:
  /// - spend: 2,400,000; 60,000,000 − 100,000 − 2,000,000 + 2,200,000 = 60,100,000
  /// - cost: 2,100,000; 60,000,000 − 100,000 = 59,900,000
  /// - quick: 2,500,000; 60,000,000
  static func accounts(_ expenditure: String = "60000") -> SentFile {
    var file = AccountsFile()
    file.addForm(
      "Guy's and St Thomas' NHS Foundation Trust",
      ["A08CY01/EXP0390": expenditure, "A08CY01/EXP0240": "2000", "A14CY01/PPE0060": "2200"])
    return SentFile("TAC_NHS_foundation_trusts_2023-24.csv", file.text)
  }
  static let audited = Shares(
    spend: "provisional, 2400000.00 of 60100000.00, 3.9933%, audited accounts",
    cost: "provisional, 2100000.00 of 59900000.00, 3.5058%, audited accounts",
    quick: "provisional, 2500000.00 of 60000000.00, 4.1667%, audited accounts")
}
