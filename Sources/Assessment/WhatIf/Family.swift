import Descriptors
import Inventory

/// Inputs of one kind that are told together: the regions of a provider, the values of a parameter.
struct Family {
  /// Puts the names into words: "it stands in eu-west-3, eu-west-1".
  let words: (Phrase) -> Phrase
  /// How such an input is given.
  let how: Phrase?
  /// The inputs by name, with the resource as each makes it.
  let members: [(name: Phrase, resource: Resource)]
  /// True if the first member that passes says enough: a ladder whose higher steps pass as well.
  var isLadder = false

  /// So many names of one verdict are told, then their number.
  private static let most = 6

  /// The inputs that would change the verdict, by what they would make of it, the best first.
  func answers(now: Verdict, judge: (Resource) -> Verdict) -> [WhatIf.Answer] {
    var names: [Verdict: [Phrase]] = [:]
    for member in members {
      let verdict = judge(member.resource)
      names[verdict, default: []].append(member.name)
      if isLadder, verdict == .pass { break }
    }
    names[now] = nil
    if isLadder { names = names.filter { now == .pass || $0.key == .pass || $0.key == .evidenceRequired } }
    let order: [Verdict] = [.pass, .notApplicable, .evidenceRequired, .conditional, .undetermined, .fail]
    return order.compactMap { verdict in
      guard let found = names[verdict] else { return nil }
      return WhatIf.Answer(input: words(Self.list(found)), how: how, verdict: verdict)
    }
  }

  private static func list(_ names: [Phrase]) -> Phrase {
    let shown = Phrase.enumeration(Array(names.prefix(most)))
    return names.count > most ? "\(shown) or \(names.count - most) more" : shown
  }
}
