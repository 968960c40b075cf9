public import Descriptors

/// Operators, who owns and supplies them, and what their services hold.
extension AtlasAnswer {
  /// Of an operator on a day: what the day rules out is told as such, never left out.
  static func operatorLines(_ entry: Operator, _ atlas: Atlas, on day: String) -> [String] {
    var lines = ["\(entry.id): \(entry.entity)"]
    if let owner = entry.owner { lines.append(field("owner", owner)) }
    lines += entry.holdings.map { field("share", summary($0, on: day).english) }
    lines.append(field("seat", entry.seat.map { countries([$0]) } ?? "unknown"))
    lines.append(field("control", entry.control.map { countries([$0]) } ?? "unknown"))
    lines.append(field("laws", entry.laws.isEmpty ? "none of the atlas is listed as reaching it" : ""))
    for id in entry.laws { lines.append("    \(id): \(atlas.law(id)?.cite ?? "not described")") }
    lines += entry.suppliers.map { field("technology", summary($0, on: day).english) }
    for qualification in entry.qualifications {
      lines.append(field("qualification", summary(qualification, on: day)))
    }
    lines.append(field("support", "from where it is run and supported is not in the atlas: to be asked for"))
    lines += state(entry, on: day)
    if let note = entry.note { lines.append(field("note", note)) }
    return lines.map(\.withoutTrailingBlanks) + source(entry.source)
  }

  private static func state(_ entry: Operator, on day: String) -> [String] {
    let period = Self.period(entry.since, entry.until)
    guard entry.status != nil || period != nil else { return [] }
    let words = [entry.status, period?.english, entry.exists(on: day) ? nil : "not there on \(day)"]
    return [field("status", words.compactMap { $0 }.joined(separator: ", "))]
  }

  /// A share, with its dates.
  public static func summary(_ holding: Holding, on day: String) -> Phrase {
    ended(
      [holding.phrase, period(holding.from, holding.until), holding.note.map(Phrase.init(term:))],
      holding.holds(on: day), day, holding.source)
  }

  /// A supply of technology, with its dates.
  public static func summary(_ supply: Supply, on day: String) -> Phrase {
    ended(
      [supply.phrase, period(supply.from, supply.until), supply.note.map(Phrase.init(term:))],
      supply.holds(on: day), day, supply.source)
  }

  private static func ended(
    _ words: [Phrase?], _ holds: Bool, _ day: String, _ source: AtlasSource
  ) -> Phrase {
    var words = words.compactMap { $0 }
    if !holds { words.append("not on \(day: day)") }
    let whole = Phrase.enumeration(words)
    return source.unsure ? "\(whole) (unsure)" : whole
  }

  /// A qualification with scope, period and source, and what rules it out on a day.
  public static func summary(_ qualification: Qualification, on day: String) -> String {
    var text = "\(qualification.scheme): \(qualification.status)"
    if let level = qualification.level { text += ", \(level)" }
    if let date = qualification.date { text += ", \(date)" }
    if let period = period(qualification.from, qualification.until) { text += ", \(period.english)" }
    if qualification.status == "held" {
      switch qualification.period(on: day) {
      case .covers: break
      case .open(let why), .excluded(let why): text += " (\(why.english))"
      }
    }
    if let scope = qualification.scope { text += "; \(scope)" }
    if !qualification.regions.isEmpty {
      text += "; regions \(qualification.regions.joined(separator: ", "))"
    }
    if !qualification.services.isEmpty {
      text += "; services \(qualification.services.joined(separator: ", "))"
    }
    if let note = qualification.note { text += "; \(note)" }
    text += "; \(qualification.source.text), as of \(qualification.source.asOf)"
    return text + (qualification.unsure ? " (unsure: check the issuer's list)" : "")
  }

  /// `from 2012-09 until 2015-03`; nil if neither is known.
  public static func period(_ from: String?, _ until: String?) -> Phrase? {
    switch (from, until) {
    case (let from?, let until?): "from \(day: from) until \(day: until)"
    case (let from?, nil): "from \(day: from)"
    case (nil, let until?): "until \(day: until)"
    case (nil, nil): nil
    }
  }
}
