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

    init(stand: Stand, phrase: Phrase, cause: Phrase? = nil, evidence: [Evidence]) {
      self.stand = stand
      self.phrase = phrase
      self.cause = cause
      self.evidence = evidence
    }
  }

  /// What is run: a qualification covers services and places, never an operator as such.
  struct Subject: Hashable {
    /// The service's card; nil if it is not known.
    var service: String?
    /// The places where it may stand; empty if none is known.
    var places: [Place] = []

  }

  private struct Question: Hashable {
    let id: String
    let subject: Subject
  }

  private let demand: OperatorDemand
  private let atlas: Atlas
  private let seat: AreaJudge?
  private let control: AreaJudge?
  private let laws: AreaJudge?
  private let day: String
  private var opinions: [String: Opinion] = [:]
  private var qualified: [Question: Opinion] = [:]
  private var last: (id: String, opinion: Opinion)?
  private var lastQualified: (question: Question, opinion: Opinion)?

  init(_ demand: OperatorDemand, atlas: Atlas, on day: String, area: (AreaDemand) -> AreaJudge) {
    self.demand = demand
    self.atlas = atlas
    self.day = day
    seat = demand.seat.map(area)
    control = demand.control.map(area)
    laws = demand.laws?.area.map(area)
  }

  /// What is run, as far as the rule asks for it.
  func subject(service: String? = nil, at place: Possible<Place>?) -> Subject {
    guard !demand.qualifications.isEmpty else { return Subject() }
    // An unknown rest leaves the whole open.
    let places = place.flatMap { $0.unknown == nil ? $0.candidates.map(\.value) : nil }
    return Subject(service: service, places: places ?? [])
  }

  /// What the rule says of an operator that runs something.
  func opinion(_ id: String, _ subject: Subject) -> Opinion {
    let opinion = opinion(id)
    guard !demand.qualifications.isEmpty, opinion.stand != .fail, let entry = atlas.operatorEntry(id) else {
      return opinion
    }
    let question = Question(id: id, subject: subject)
    // The words are made of the same opinion as the verdict: it is asked for several times over.
    if let lastQualified, lastQualified.question == question { return lastQualified.opinion }
    if let known = qualified[question] {
      lastQualified = (question, known)
      return known
    }
    let answer = QualificationJudge(asked: demand.qualifications, day: day).opinion(entry, subject)
    answer.evidence.append(Self.evidence(entry))
    let order: [Stand] = [.fail, .open, .proof]
    let worst = order.lazy.compactMap { stand in [answer, opinion].first { $0.stand == stand } }.first
    qualified[question] = worst ?? opinion
    return worst ?? opinion
  }

  private func opinion(_ id: String) -> Opinion {
    // Resources of one provider follow each other.
    if let last, last.id == id { return last.opinion }
    if let known = opinions[id] {
      last = (id, known)
      return known
    }
    let opinion = judge(id)
    opinions[id] = opinion
    last = (id, opinion)
    return opinion
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
      law(entry),
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
        .atlas, "\(id): \(Phrase(name: law.cite)); \(Phrase(term: law.reach))", source: law.source.brief)
      if demand.denied.contains(id) {
        return Opinion(
          stand: .fail, phrase: "is reached by \(id) (\(Phrase(name: law.cite)))", evidence: [evidence])
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

  static func evidence(_ entry: Operator) -> Evidence {
    var text: Phrase = "\(entry.id) is \(Phrase(name: entry.entity))"
    if let owner = entry.owner { text = "\(text); owner: \(Phrase(name: owner))" }
    if let seat = entry.seat { text = "\(text); seat: \(Phrase(seat))" }
    if let control = entry.control { text = "\(text); control: \(Phrase(control))" }
    if !entry.laws.isEmpty { text = "\(text); laws: \(entry.laws.joined(separator: ", "))" }
    if entry.source.unsure { text = "\(text) — the atlas marks this entry as unsure" }
    return Evidence(.atlas, text, source: entry.source.brief)
  }
}
