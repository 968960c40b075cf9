import Descriptors

// A service with profiles is only started when one of them is active.
//
// Source: Compose specification, profiles; Docker documentation, COMPOSE_PROFILES.
extension ComposeService {
  private var profiles: [String] { self["profiles"]?.oneOrSeveral.map(\.filled.text) ?? [] }

  /// The profiles that are active, with who says so; nil if nobody does.
  private var active: (names: Set<String>, evidence: Evidence)? {
    entry.value.origin.settings["COMPOSE_PROFILES"].map { value in
      (Set(value.text.split(separator: ",").map { String($0).trimmingWhitespace }), value.evidence)
    }
  }

  /// False if it is known that none of its profiles is active.
  var isStarted: Bool {
    guard !profiles.isEmpty, let active else { return true }
    return active.names.contains("*") || !active.names.isDisjoint(with: profiles)
  }

  /// What its being there depends on.
  var profileNotes: [Evidence] {
    guard let node = self["profiles"], !profiles.isEmpty else { return [] }
    let names = Phrase.enumeration(profiles.map(Phrase.init(verbatim:)), separator: " or ")
    let note = Evidence(
      .declared, "the service is only started if COMPOSE_PROFILES (or `--profile`) names \(names)",
      at: node.span)
    return [note] + (active.map { [$0.evidence] } ?? [])
  }
}
