import Atlas
import Descriptors
import Inventory

/// Whether one of the schemes that a rule asks for covers a service, in its region, on the day.
struct QualificationJudge {
  let asked: [String]
  let day: String

  /// What of the operator's qualifications answers, the nearest first, with what is missing from it.
  private enum Match {
    case covers
    case open(Qualification, Phrase)
    case excluded(Qualification, Phrase)
  }

  func opinion(_ entry: Operator, _ subject: OperatorJudge.Subject) -> OperatorJudge.Opinion {
    let near = entry.qualifications.filter { held in asked.contains { Self.matches(held.scheme, $0) } }
    // Where a place depends on something, the whole is right only if it is so everywhere.
    let places: [Place?] = subject.places.isEmpty ? [nil] : subject.places
    let matches = places.map { match(near, service: subject.service, at: $0) }
    let evidence = near.map(Self.evidence)
    var excluded: (Qualification, Phrase)?
    var open: (Qualification, Phrase)?
    var fails = 0
    for match in matches {
      switch match {
      case .covers: continue
      case .open(let held, let why): if open == nil { open = (held, why) }
      case .excluded(let held, let why):
        fails += 1
        if excluded == nil { excluded = (held, why) }
      case nil: fails += 1
      }
    }
    if fails == matches.count { return lacking(excluded, evidence) }
    if let (held, why) = open ?? excluded { return unproven(held, why, evidence) }
    return OperatorJudge.Opinion(stand: .pass, phrase: "", evidence: [])
  }

  private func match(_ near: [Qualification], service: String?, at place: Place?) -> Match? {
    var open: Match?
    var excluded: Match?
    for qualification in near {
      switch qualification.answer(service: service, place: place, on: day) {
      case .covers where asked.contains(qualification.scheme): return .covers
      case .covers: open = open ?? .open(qualification, "the version that is asked for is not stated")
      case .open(let why): open = open ?? .open(qualification, why)
      case .excluded(let why): excluded = excluded ?? .excluded(qualification, why)
      }
    }
    return open ?? excluded
  }

  private func lacking(_ closest: (Qualification, Phrase)?, _ evidence: [Evidence]) -> OperatorJudge.Opinion {
    let names = Phrase.list(asked, atMost: 4, .or)
    guard let (held, why) = closest else {
      return OperatorJudge.Opinion(
        stand: .fail, phrase: "is not listed as holding \(names)", evidence: evidence)
    }
    let scope = held.scope.map(Phrase.init(term:)) ?? "other services"
    let phrase: Phrase =
      held.status == "held"
      ? "holds \(held.scheme) for \(scope), not for this one: \(why)"
      : "is not listed as holding \(names): \(held.scheme) is \(held.statusWords)"
    return OperatorJudge.Opinion(stand: .fail, phrase: phrase, evidence: evidence)
  }

  private func unproven(
    _ held: Qualification, _ why: Phrase, _ evidence: [Evidence]
  ) -> OperatorJudge.Opinion {
    let scope = held.scope.map(Phrase.init(term:)) ?? "services that the atlas does not list"
    return OperatorJudge.Opinion(
      stand: .proof,
      phrase:
        "holds \(held.scheme) for \(scope); whether this service is among them must be shown: \(why)",
      evidence: evidence)
  }

  /// `SecNumCloud`, whose version nobody stated, may be `SecNumCloud-3.2`.
  private static func matches(_ held: String, _ asked: String) -> Bool {
    held == asked || asked.hasPrefix(held + "-")
  }

  private static func evidence(_ entry: Qualification) -> Evidence {
    var text: Phrase = "\(entry.scheme): \(Phrase(term: entry.status))"
    if let scope = entry.scope { text = "\(text), for \(Phrase(term: scope))" }
    if let from = entry.from { text = "\(text), from \(day: from)" }
    if let until = entry.until { text = "\(text), until \(day: until)" }
    if let date = entry.date { text = "\(text), \(day: date)" }
    if entry.unsure { text = "\(text) — the atlas marks this entry as unsure" }
    return Evidence(.atlas, text, source: entry.source.brief)
  }
}
