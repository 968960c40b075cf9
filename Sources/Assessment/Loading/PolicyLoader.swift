public import Atlas
public import Descriptors
import Inventory

/// Policy files to policies.
public struct PolicyLoader {
  /// Reads a policy, with all that it extends.
  ///
  /// - Parameters:
  ///   - source: the bytes of the file; the policy's hash is taken over them.
  ///   - path: the path to show in messages, and to find the policies that it extends.
  ///   - atlas: knows the countries, sets, laws and schemes that a policy may name.
  ///   - library: finds the policies that it extends.
  ///   - setting: values of parameters, over those that the policies give; names that this policy does not know
  ///     are left to others.
  /// - Throws: all mistakes of the files at once.
  public static func load(
    source: SourceBytes, path: String, atlas: Atlas, library: PolicyLibrary = PolicyLibrary(),
    setting: [String: [String]] = [:]
  ) throws(PolicyErrors) -> Policy {
    let desk = PolicyDesk(atlas: atlas, library: library)
    let family = FamilyReader(desk: desk).read(source, path: path)
    let policy = family.map { Self.policy($0, desk, setting: setting) }
    guard let policy, desk.errors.isEmpty else {
      // Parts go missing only with a mistake on record.
      throw PolicyErrors(desk.errors)
    }
    return policy
  }

  private static func policy(
    _ family: PolicyFamily, _ desk: PolicyDesk, setting: [String: [String]]
  ) -> Policy {
    let members = family.members
    let root = family.root
    let parameters = desk.readParameters(of: members, setting: setting)
    let classes = desk.classes(of: members)
    let unlabelled = desk.unlabelled(of: members)
    desk.scale = desk.readCeilings(of: members)
    let longest = desk.longestWaivers(of: members)
    let source = desk.source(of: root)
    let from = desk.date("valid-from", of: root)
    let until = desk.date("valid-until", of: root)
    let next = desk.text("superseded-by", of: root)
    // What a policy inherits is as new as it is itself.
    let released = members.compactMap { desk.date("released", of: $0.root) }.max()
    let description = desk.text("description", of: root)
    let french = desk.translation(of: root, keys: ["title", "description"])
    let rules = family.drafts(desk).flatMap { desk.rules($0) }
    if rules.isEmpty, desk.errors.isEmpty {
      desk.report("the policy has no rules", at: root, remedy: "leave some of the inherited rules in")
    }
    func isOn(_ rule: Rule) -> Bool {
      rule.when.allSatisfy { name, values in
        desk.parameters[name]?.values.contains { values.contains($0) } ?? false
      }
    }
    var identity = family.identity
    identity.frenchTitle = french.title
    return Policy(
      identity: identity, bases: members.dropLast().map(\.identity), description: description,
      french: french, source: source, released: released, validFrom: from, validUntil: until,
      supersededBy: next,
      classes: classes, unlabelled: unlabelled, parameters: parameters, rules: rules.filter(isOn),
      dormant: rules.filter { !isOn($0) }, ceilings: desk.scale, longestWaivers: longest, files: desk.files)
  }
}

extension PolicyDesk {
  fileprivate func source(of root: Node) -> PolicySource? {
    guard let value = root["source"],
      let node = mapping(value, "`source`", keys: ["title", "issuer", "edition", "date"]),
      let title = requiredText("title", of: node, "the source")
    else { return nil }
    return PolicySource(
      title: title, issuer: text("issuer", of: node), edition: text("edition", of: node),
      date: date("date", of: node))
  }

  /// The class of unlabelled data: the last word in the family.
  fileprivate func unlabelled(of members: [PolicyFamily]) -> String {
    guard let root = members.last(where: { $0.root["unlabelled"] != nil })?.root,
      let text = text("unlabelled", of: root), let value = root["unlabelled"]
    else { return DataClasses.unknown }
    if !classNames.contains(text) { reportUnknown("data class", text, at: value, among: classNames) }
    return text
  }

  /// The longest times that waivers may run.
  ///
  /// Without a word of the policies: 30 days for what is critical, 90 high, 180 medium, 365 low.
  fileprivate func longestWaivers(of members: [PolicyFamily]) -> [Severity: Int] {
    var longest: [Severity: Int] = [.critical: 30, .high: 90, .medium: 180, .low: 365, .info: 365]
    for member in members {
      guard let value = member.root["longest-waiver"],
        let node = mapping(value, "`longest-waiver`", keys: Severity.allCases.map(\.rawValue))
      else { continue }
      for (key, days) in node.entries {
        guard let severity = key.text.flatMap(Severity.init(rawValue:)) else { continue }
        guard let count = days.int, (1...3660).contains(count) else {
          report("a longest time must be a number of days", at: days, remedy: "write `critical: 30`")
          continue
        }
        longest[severity] = count
      }
    }
    return longest
  }

  /// The rules of a file as it writes them, with their identifiers.
  func ruleNodes(of family: PolicyFamily) -> [(id: String, node: Node)] {
    guard let value = family.root["rules"] else {
      if family.bases.isEmpty, family.root["extends"] == nil {
        report(
          "the policy has no `rules`", at: family.root, remedy: "add `rules:` with at least one rule")
      }
      return []
    }
    guard value.kind == .sequence, !value.items.isEmpty else {
      report("`rules` must be a list with at least one rule", at: value, remedy: "begin with `- id: ...`")
      return []
    }
    return value.items.map { ($0.kind == .mapping ? $0["id"]?.text ?? "" : "", $0) }
  }
}
