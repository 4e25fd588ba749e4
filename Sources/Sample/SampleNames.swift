/// The names of trusts that do not exist; each begins with `Sample`, and no two are alike.
enum SampleNames {
  private static let beginnings = [
    "Alder", "Birch", "Cinder", "Dapple", "Elder", "Fern", "Gorse", "Hazel", "Ivy", "Juniper", "Kestrel",
    "Linnet", "Marl", "Nettle", "Otter", "Pebble", "Quill", "Rowan", "Sorrel", "Thistle", "Umber", "Vetch",
    "Willow", "Yarrow",
  ]
  private static let endings = [
    "brook", "combe", "dale", "fell", "garth", "holme", "ing", "keld", "ley", "mere", "ness", "oak", "pool",
    "rigg", "stead", "thwaite", "vale", "wick", "worth",
  ]

  /// The name of the trust with the number `index`, from 0.
  static func name(_ index: Int, type: String) -> String {
    let count = beginnings.count * endings.count
    let other = index / count
    let places = other == 0 ? place(index % count) : "\(place(index % count)) and \(place(other))"
    // Every third name holds a comma, which a file must put in quotes.
    let what = index % 3 == 1 ? ", Town and District \(services(type))" : " \(services(type))"
    return "Sample \(places)\(what) \(index % 2 == 0 ? "NHS Foundation Trust" : "NHS Trust")"
  }

  /// Goes through all places once before any comes again, and not in the order of the alphabet.
  private static func place(_ number: Int) -> String {
    let ending = endings[(number / beginnings.count + number) % endings.count]
    return beginnings[number * 7 % beginnings.count] + ending
  }

  private static func services(_ type: String) -> String {
    switch type {
    case "Mental Health": "Mental Health"
    case "Community": "Community Health"
    case "Specialist": "Specialist Care"
    case "Ambulance": "Ambulance Service"
    default: "Hospitals"
    }
  }
}
