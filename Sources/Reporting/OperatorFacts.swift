import Atlas
import Descriptors
import Inventory

/// What is known of the operator of something: who owns and supplies it, which laws reach it, and which of its
/// qualifications cover this very service.
struct OperatorFacts {
  let atlas: Atlas
  let day: String

  /// A qualification held against a resource.
  struct Cover {
    let operatorID: String
    let qualification: Qualification
    let answer: Qualification.Answer

    /// `covers`, `open` or `excluded`.
    var word: String {
      switch answer {
      case .covers: "covers"
      case .open: "open"
      case .excluded: "excluded"
      }
    }

    /// Why it does not simply cover; nil if it does.
    var why: Phrase? {
      switch answer {
      case .covers: nil
      case .open(let why), .excluded(let why): why
      }
    }

    /// `SecNumCloud-3.2 covers it`, `HDS: to be shown, the atlas does not list its regions`.
    var shown: Phrase {
      switch answer {
      case .covers: "\(qualification.scheme) covers it"
      case .open(let why): "\(qualification.scheme) to be shown: \(why)"
      case .excluded(let why): "\(qualification.scheme) does not cover it: \(why)"
      }
    }
  }

  /// The qualifications of all possible operators of a resource, held against its service and places.
  func covers(_ resource: Resource) -> [Cover] {
    let places: [Place?] =
      resource.place.unknown == nil ? resource.place.candidates.map { $0.value } : [nil]
    return resource.operatorID.candidates.flatMap { candidate in
      (atlas.operatorEntry(candidate.value)?.qualifications ?? []).map { qualification in
        let answers = places.map { qualification.answer(service: resource.service, place: $0, on: day) }
        return Cover(
          operatorID: candidate.value, qualification: qualification, answer: Self.together(answers))
      }
    }
  }

  /// Of several places all must be covered.
  private static func together(_ answers: [Qualification.Answer]) -> Qualification.Answer {
    guard let other = answers.first(where: { $0 != .covers }) else {
      return answers.isEmpty ? .open("the place is not known") : .covers
    }
    guard answers.contains(.covers), case .excluded(let why) = other else { return other }
    return .open("in one of its possible places \(why)")
  }

  /// An operator's facts as lines, for explanations.
  func lines(_ id: String, of resource: Resource?) -> [Phrase] {
    guard let entry = atlas.operatorEntry(id) else { return ["`\(id)` is not in the atlas"] }
    var lines: [Phrase] = ["run by: \(Phrase(name: entry.entity)) [\(entry.source.brief)]"]
    if let owner = entry.owner { lines.append("owned by: \(Phrase(name: owner))") }
    lines += entry.holdings.map { "share: \(AtlasAnswer.summary($0, on: day)) [\($0.source.brief)]" }
    let (seat, control) = (entry.seat.map { Phrase($0) }, entry.control.map { Phrase($0) })
    lines.append("seat: \(seat ?? "not known"); controlled from: \(control ?? "not known")")
    lines += entry.laws.map { id in
      guard let law = atlas.law(id) else { return "reached by: \(id)" }
      return "reached by: \(id), \(Phrase(name: law.cite)) [\(law.source.brief)]"
    }
    lines += entry.suppliers.map { "technology: \(AtlasAnswer.summary($0, on: day)) [\($0.source.brief)]" }
    if let resource {
      for cover in covers(resource) where cover.operatorID == id {
        lines.append("qualification: \(cover.shown) [\(cover.qualification.source.brief)]")
      }
    }
    return lines
  }
}
