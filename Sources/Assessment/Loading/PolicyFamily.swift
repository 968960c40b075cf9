import Descriptors

/// A rule that is not read yet: the file that says it last, over those it overrides.
struct RuleDraft {
  let id: String
  let fields: Layered
  /// The identifiers of the policies that say it, the last word first.
  let origins: [String]
}

/// A policy file, with those it extends.
struct PolicyFamily {
  /// One way in which a policy takes over another.
  struct Base {
    let family: PolicyFamily
    /// Identifiers to take over, `*` for any characters; empty for all.
    let only: [String]
    /// What is laid over every rule taken over; nil for nothing.
    let overlay: Node?
  }

  let root: Node
  let path: String
  let identity: PolicyIdentity
  let bases: [Base]

  /// The files of the family, each once, the most basic first and this one last.
  var members: [PolicyFamily] {
    var found: [PolicyFamily] = []
    for member in bases.flatMap(\.family.members) + [self]
    where !found.contains(where: { $0.identity.id == member.identity.id }) {
      found.append(member)
    }
    return found
  }

  /// The rules in the order of the files: those of the bases, overridden and without what is removed, then its own.
  func drafts(_ desk: PolicyDesk) -> [RuleDraft] {
    var drafts: [RuleDraft] = []
    var places: [String: Int] = [:]
    for base in bases {
      for draft in inherited(base, desk) {
        if let place = places[draft.id] {
          // Two ways to the same policy are no conflict; two policies with the same rule are.
          guard drafts[place].origins.last != draft.origins.last, let value = root["extends"] else {
            continue
          }
          desk.report(
            "both `\(drafts[place].origins[0])` and `\(draft.origins[0])` have the rule `\(draft.id.shortened)`",
            at: value, remedy: "take it over from one of them only, with `only:`")
          continue
        }
        places[draft.id] = drafts.count
        drafts.append(draft)
      }
    }
    let removed = removals(drafts.map(\.id), desk)
    lay(own: desk.ruleNodes(of: self), over: &drafts, &places, removed, desk)
    return drafts.filter { !removed.contains($0.id) }
  }

  private func inherited(_ base: Base, _ desk: PolicyDesk) -> [RuleDraft] {
    let all = base.family.drafts(desk)
    var taken = all
    if !base.only.isEmpty {
      for pattern in base.only where !all.contains(where: { Wildcard(pattern).matches($0.id) }) {
        guard let value = root["extends"] else { continue }
        desk.reportUnknown(
          "rule of `\(base.family.identity.id)`", pattern, at: value, among: all.map(\.id))
      }
      taken = all.filter { draft in base.only.contains { Wildcard($0).matches(draft.id) } }
    }
    guard let overlay = base.overlay else { return taken }
    return taken.map {
      RuleDraft(
        id: $0.id, fields: Layered(overlay, over: $0.fields), origins: [identity.id] + $0.origins)
    }
  }

  private func removals(_ known: [String], _ desk: PolicyDesk) -> Set<String> {
    guard let value = root["remove"] else { return [] }
    if bases.isEmpty {
      desk.report(
        "`remove` has nothing to remove from", at: value,
        remedy: "name the policy it takes over under `extends:`"
      )
      return []
    }
    return desk.words(value, "remove").reduce(into: []) { removed, item in
      let matching = known.filter { Wildcard(item.text).matches($0) }
      if matching.isEmpty { desk.reportUnknown("inherited rule", item.text, at: item.node, among: known) }
      removed.formUnion(matching)
    }
  }

  private func lay(
    own: [(id: String, node: Node)], over drafts: inout [RuleDraft], _ places: inout [String: Int],
    _ removed: Set<String>, _ desk: PolicyDesk
  ) {
    var seen: [String: Int] = [:]
    for (id, node) in own {
      if let line = seen[id], !id.isEmpty {
        desk.report(
          "the rule `\(id.shortened)` stands already in line \(line)", at: node["id"] ?? node,
          remedy: "give each rule an identifier of its own")
        continue
      }
      seen[id] = (node["id"] ?? node).span.start.line
      if removed.contains(id) {
        desk.report(
          "the rule `\(id.shortened)` is removed and overridden at once", at: node["id"] ?? node,
          remedy: "leave it out of `remove:`, or give this rule an identifier of its own")
      }
      if let place = places[id] {
        let base = drafts[place]
        drafts[place] = RuleDraft(
          id: id, fields: Layered(node, over: base.fields), origins: [identity.id] + base.origins)
      } else {
        places[id] = drafts.count
        drafts.append(RuleDraft(id: id, fields: Layered(node), origins: [identity.id]))
      }
    }
  }
}

/// A word with `*` for any characters.
struct Wildcard {
  private let parts: [Substring]

  init(_ pattern: String) {
    parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
  }

  func matches(_ text: String) -> Bool {
    guard parts.count > 1, let first = parts.first, let last = parts.last else {
      return text == parts.first ?? ""
    }
    guard text.utf8.count >= first.utf8.count + last.utf8.count, text.hasPrefix(first), text.hasSuffix(last)
    else {
      return false
    }
    // Each inner part is looked for behind the one before: leftmost matches leave most room for the rest.
    var rest = Array(text.utf8)[first.utf8.count..<(text.utf8.count - last.utf8.count)]
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let end = rest.end(of: Array(part.utf8)) else { return false }
      rest = rest[end...]
    }
    return true
  }
}

extension ArraySlice<UInt8> {
  /// Where the first occurrence ends; nil if there is none.
  fileprivate func end(of needle: [UInt8]) -> Int? {
    guard count >= needle.count else { return nil }
    return (startIndex...(endIndex - needle.count)).first {
      self[$0..<($0 + needle.count)].elementsEqual(needle)
    }
    .map { $0 + needle.count }
  }
}
