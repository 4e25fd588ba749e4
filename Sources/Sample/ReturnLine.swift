/// The lines of the IT expenditure return, in the order of a filled-in one.
enum ReturnLine: String, CaseIterable {
  case t110 = "T110"
  case t120 = "T120"
  case t210 = "T210"
  case t220 = "T220"
  case t230 = "T230"
  case t240 = "T240"
  case t250 = "T250"
  case t251 = "T251"
  case t252 = "T252"
  case t260 = "T260"
  case t270 = "T270"
  case t290 = "T290"
  case t310 = "T310"
  case t320 = "T320"
  case t330 = "T330"
  case t340 = "T340"
  case t410 = "T410"
  case t420 = "T420"
  case t511 = "T511"
  case t512 = "T512"
  case e100 = "E100"
  case e200 = "E200"
  case e210 = "E210"
  case e220 = "E220"
  case e300 = "E300"
  case e310 = "E310"
  case c900 = "C900"
  case f110 = "F110"
  case f120 = "F120"
  case f130 = "F130"
  case f140 = "F140"
  case r110 = "R110"
  case r120 = "R120"
  case r121 = "R121"
  case l110 = "L110"

  /// Technology pay and non-pay.
  static let revenue: [Self] = [
    .t110, .t120, .t210, .t220, .t230, .t240, .t250, .t251, .t252, .t260, .t270, .t290,
  ]
  /// Technology capital additions.
  static let capital: [Self] = [.t310, .t320, .t330, .t340]
  static let recharges: [Self] = [.t511, .t512]

  /// How much of a trust's technology spending usually stands in the line, in parts of all lines.
  var usualWeight: Int64 {
    switch self {
    case .t110: 360
    case .t120: 45
    case .t210: 40
    case .t220: 145
    case .t230: 30
    case .t240: 60
    case .t250: 75
    case .t252: 12
    case .t260: 48
    case .t270: 22
    case .t290: 13
    case .t310: 65
    case .t320: 52
    case .t330: 8
    case .t340: 25
    default: 0
    }
  }

  var title: String {
    switch self {
    case .t110: "IT staff: substantive and bank"
    case .t120: "IT staff: agency and off-payroll"
    case .t210: "IT hardware below the capital threshold"
    case .t220: "Software licences and subscriptions"
    case .t230: "Cloud hosting"
    case .t240: "IT support and maintenance"
    case .t250: "Managed and outsourced IT services from suppliers"
    case .t251: "IT services from another NHS trust that hosts them"
    case .t252: "IT services from an ICB, CSU or other NHS body"
    case .t260: "Networks and telecoms"
    case .t270: "IT consultancy and training"
    case .t290: "Other IT non-pay"
    case .t310: "IT equipment additions"
    case .t320: "Software, licence and website additions"
    case .t330: "Leased IT additions (right of use)"
    case .t340: "Additions to IT assets under construction"
    case .t410: "Depreciation of IT equipment, owned and leased"
    case .t420: "Amortisation of software"
    case .t511: "IT recharged to other NHS trusts (negative)"
    case .t512: "IT recharged to ICBs, GPs and others (negative)"
    case .e100: "Total operating expenditure, charitable funds left out"
    case .e200: "Operating expenditure: of which depreciation"
    case .e210: "Operating expenditure: of which amortisation"
    case .e220: "Operating expenditure: of which impairments net of reversals"
    case .e300: "Total capital additions"
    case .e310: "Capital additions: of which leased"
    case .c900: "Control total: the sum of all T lines"
    case .f110: "Funded by national programmes, revenue"
    case .f120: "Funded by national programmes, capital"
    case .f130: "Funded by an ICB or other NHS body"
    case .f140: "Funded by donations and grants"
    case .r110: "Running existing IT services"
    case .r120: "IT transformation"
    case .r121: "IT transformation: of which funded from the trust's own resources"
    case .l110: "Running existing IT services: of which legacy systems"
    }
  }
}
