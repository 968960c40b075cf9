import Atlas
import Descriptors
import Inventory

/// What one rule says of operators; every operator is judged once.
final class OperatorJudge {
  /// What the rule says of one operator; asked for so often that a copy of its parts would cost.
  final class Opinion {
    let stand: Stand
    /// What is wrong or open: "is controlled from the United States, outside the European Union".
    let phrase: Phrase
    /// What is missing, if that is the trouble.
    let cause: Phrase?
    var evidence: [Evidence]
    /// Scopes of a qualification that is held for certain.
    let scopes: [String]

    init(
      stand: Stand, phrase: Phrase, cause: Phrase? = nil, evidence: [Evidence], scopes: [String] = []
    ) {
      self.stand = stand
      self.phrase = phrase
      self.cause = cause
      self.evidence = evidence
      self.scopes = scopes
    }
  }

  private let demand: OperatorDemand
  private let atlas: Atlas
  private let seat: AreaJudge?
  private let control: AreaJudge?
  private let laws: AreaJudge?
  private var opinions: [String: Opinion] = [:]
  private var last: (id: String, opinion: Opinion)?

  init(_ demand: OperatorDemand, atlas: Atlas, area: (AreaDemand) -> AreaJudge) {
    self.demand = demand
    self.atlas = atlas
    seat = demand.seat.map(area)
    control = demand.control.map(area)
    laws = demand.laws?.area.map(area)
  }

  func opinion(_ id: String) -> Opinion {
    // Resources of one provider follow each other.
    if let last, last.id == id { return last.opinion }
    let opinion = opinions[id] ?? judge(id)
    opinions[id] = opinion
    last = (id, opinion)
    return opinion
  }

  /// The stand on an operator; a qualification whose scope names the place covers it.
  func stand(_ id: String, at place: Possible<Place>?) -> Stand {
    let opinion = opinion(id)
    guard opinion.stand == .proof, !opinion.scopes.isEmpty, let place, place.unknown == nil,
      !place.candidates.isEmpty
    else { return opinion.stand }
    let covered = place.candidates.allSatisfy { candidate in
      let place = candidate.value
      guard let region = place.kind == .region ? place.code : place.region else { return false }
      return opinion.scopes.contains { Self.names(region, in: $0) }
    }
    return covered ? .pass : .proof
  }

  /// True if the region's code is a word of the scope: `eu-west-1` is none of "region cloudgouv-eu-west-1".
  private static func names(_ region: String, in scope: String) -> Bool {
    scope.split { !$0.isLetter && !$0.isNumber && $0 != "-" }.contains { $0 == region }
  }

  private func judge(_ id: String) -> Opinion {
    guard let entry = atlas.operatorEntry(id) else {
      let cause: Phrase = "the atlas has no operator `\(id)`"
      return Opinion(stand: .open, phrase: cause, cause: cause, evidence: [])
    }
    let parts = [
      country(seat, entry.seat, "the atlas does not know the seat of `\(id)`") { "has its seat in \($0)" },
      country(control, entry.control, "the atlas does not know who controls `\(id)`") {
        "is controlled from \($0)"
      },
      law(entry), qualification(entry),
    ].compactMap { $0 }
    let order: [Stand] = [.fail, .open, .proof]
    for stand in order {
      if let part = parts.first(where: { $0.stand == stand }) {
        part.evidence.append(Self.evidence(entry))
        return part
      }
    }
    return Opinion(stand: .pass, phrase: "", evidence: [])
  }

  private func country(
    _ judge: AreaJudge?, _ country: Country?, _ missing: Phrase, _ sentence: (Phrase) -> Phrase
  ) -> Opinion? {
    guard let judge else { return nil }
    guard let country else { return Opinion(stand: .open, phrase: missing, cause: missing, evidence: []) }
    let where_ = sentence(Wording.country(country))
    switch judge.stand(country) {
    case .fail:
      return Opinion(stand: .fail, phrase: "\(where_), \(judge.words)", evidence: [])
    case .proof:
      return conditional(where_, country, judge)
    case .pass, .open, .skip:
      return nil
    }
  }

  private func conditional(_ phrase: Phrase, _ country: Country, _ judge: AreaJudge) -> Opinion {
    let condition = judge.condition(country)
    let scope = condition.map { Wording.scope($0.scope) } ?? "some organisations"
    return Opinion(
      stand: .proof, phrase: "\(phrase), which counts only for \(scope)",
      evidence: condition.map {
        [Evidence(.atlas, "\(Phrase(country)): only \(Wording.scope($0.scope))", source: $0.source.brief)]
      } ?? [])
  }

  private func law(_ entry: Operator) -> Opinion? {
    guard let demand = demand.laws else { return nil }
    var proof: Opinion?
    for id in entry.laws {
      guard let law = atlas.law(id) else { continue }
      let evidence = Evidence(
        .atlas, "\(id): \(law.cite); \(Phrase(term: law.reach))", source: law.source.brief)
      if demand.denied.contains(id) {
        return Opinion(stand: .fail, phrase: "is reached by \(id) (\(law.cite))", evidence: [evidence])
      }
      // Union law has no country of its own; a rule that allows any Union country allows it.
      guard let laws, let country = law.country else { continue }
      switch laws.stand(country) {
      case .fail:
        return Opinion(
          stand: .fail, phrase: "is reached by \(id), a law of \(Wording.country(country)), \(laws.words)",
          evidence: [evidence])
      case .proof:
        let made = conditional("is reached by \(id), a law of \(Wording.country(country))", country, laws)
        made.evidence.append(evidence)
        if proof == nil { proof = made }
      case .pass, .open, .skip: continue
      }
    }
    return proof
  }

  // MARK: Qualifications

  private func qualification(_ entry: Operator) -> Opinion? {
    let asked = demand.qualifications
    guard !asked.isEmpty else { return nil }
    let near = entry.qualifications.filter { held in asked.contains { Self.matches(held.scheme, $0) } }
    let names = Phrase.list(asked, atMost: 4, .or)
    let held = near.filter { $0.status == "held" }
    guard !held.isEmpty else {
      let closest = near.first.map { Phrase(term: $0.status.replacingDashes) }
      return Opinion(
        stand: .fail,
        phrase: closest.map { "is not listed as holding \(names): \(near[0].scheme) is \($0)" }
          ?? "is not listed as holding \(names)",
        evidence: near.map(Self.evidence))
    }
    let sure = held.filter { !$0.unsure && asked.contains($0.scheme) }
    let scope = held[0].scope.map(Phrase.init(term:)) ?? "services that the atlas does not list"
    return Opinion(
      stand: .proof,
      phrase: "holds \(held[0].scheme) for \(scope); whether this service is among them must be shown",
      evidence: held.map(Self.evidence), scopes: sure.compactMap(\.scope))
  }

  /// `SecNumCloud`, whose version nobody stated, may be `SecNumCloud-3.2`.
  private static func matches(_ held: String, _ asked: String) -> Bool {
    held == asked || asked.hasPrefix(held + "-")
  }

  private static func evidence(_ entry: Qualification) -> Evidence {
    var text: Phrase = "\(entry.scheme): \(Phrase(term: entry.status))"
    if let scope = entry.scope { text = "\(text), for \(Phrase(term: scope))" }
    if let date = entry.date { text = "\(text), \(day: date)" }
    if entry.unsure { text = "\(text) — the atlas marks this entry as unsure" }
    return Evidence(.atlas, text, source: entry.source.brief)
  }

  static func evidence(_ entry: Operator) -> Evidence {
    var text: Phrase = "\(entry.id) is \(entry.entity)"
    if let owner = entry.owner { text = "\(text); owner: \(owner)" }
    if let seat = entry.seat { text = "\(text); seat: \(Phrase(seat))" }
    if let control = entry.control { text = "\(text); control: \(Phrase(control))" }
    if !entry.laws.isEmpty { text = "\(text); laws: \(entry.laws.joined(separator: ", "))" }
    if entry.source.unsure { text = "\(text) — the atlas marks this entry as unsure" }
    return Evidence(.atlas, text, source: entry.source.brief)
  }
}

extension String {
  fileprivate var replacingDashes: String { String(map { $0 == "-" ? " " : $0 }) }
}
