public import Atlas
import Crypto
public import Descriptors

/// Policy files to policies.
public struct PolicyLoader {
  private static let policyKeys = [
    "policy", "version", "title", "description", "source", "valid-from", "valid-until", "superseded-by",
    "unlabelled", "classes", "rules",
  ]
  private static let later = ["extends", "parameters", "waivers", "remove", "tests"]

  /// Reads a policy.
  ///
  /// - Parameters:
  ///   - source: the bytes of the file; the policy's hash is taken over them.
  ///   - path: the path to show in messages.
  ///   - atlas: knows the countries, sets, laws and schemes that a policy may name.
  /// - Throws: all mistakes of the file at once.
  public static func load(
    source: SourceBytes, path: String, atlas: Atlas
  ) throws(PolicyErrors) -> Policy {
    let desk = PolicyDesk(path: path, atlas: atlas)
    guard let root = root(of: source, desk) else { throw PolicyErrors(desk.errors) }
    let policy = policy(root, desk, sha256: Digest.hexadecimal(of: source.raw))
    guard let policy, desk.errors.isEmpty else {
      // Parts go missing only with a mistake on record.
      throw PolicyErrors(desk.errors)
    }
    return policy
  }

  private static func root(of source: SourceBytes, _ desk: PolicyDesk) -> Node? {
    let first = Position(line: 1, column: 1)
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(source)
    } catch {
      desk.report(error.message, at: error.position ?? first, remedy: error.remedy)
      return nil
    }
    let limits = Limits(bytes: 4 << 20, depth: 32, nodes: 200_000)
    let reading = DescriptorReader.read(text, as: .yaml, path: desk.path, limits: limits)
    for problem in reading.problems {
      desk.report(problem.message, at: problem.position ?? first, remedy: problem.remedy)
    }
    guard reading.problems.isEmpty else { return nil }
    let documents = reading.tree.documents
    guard let root = documents.first, !root.isNull else {
      desk.report("the policy is empty", at: first, remedy: "begin with `policy:`, `version:` and `title:`")
      return nil
    }
    if documents.count > 1 {
      desk.report(
        "a policy file holds one policy", at: documents[1], remedy: "put the other one into its own file")
    }
    return root
  }

  private static func policy(_ root: Node, _ desk: PolicyDesk, sha256: String) -> Policy? {
    let root = desk.mapping(root, "the policy", keys: policyKeys) { key in
      later.contains(key) ? "`\(key)` is not supported yet: write the rules out in full" : nil
    }
    guard let root else { return nil }
    let id = desk.requiredText("policy", of: root, "the policy")
    let version = desk.requiredText("version", of: root, "the policy")
    let title = desk.requiredText("title", of: root, "the policy")
    _ = desk.text("description", of: root)
    let source = desk.source(of: root)
    let from = desk.date("valid-from", of: root)
    let until = desk.date("valid-until", of: root)
    let next = desk.text("superseded-by", of: root)
    let classes = desk.classes(of: root)
    let unlabelled = desk.unlabelled(of: root)
    let rules = desk.rules(of: root)
    guard let id, let version, let title else { return nil }
    return Policy(
      identity: PolicyIdentity(id: id, version: version, title: title, sha256: sha256), source: source,
      validFrom: from, validUntil: until, supersededBy: next, classes: classes, unlabelled: unlabelled,
      rules: rules)
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

  /// The classes of the policy; their names become right words for its rules.
  fileprivate func classes(of root: Node) -> [DataClassMapping] {
    guard let value = root["classes"] else { return [] }
    guard value.kind == .mapping else {
      report(
        "`classes` must be a mapping", at: value, remedy: "write `health: { tags: { data-class: [health] } }`"
      )
      return []
    }
    var mappings: [DataClassMapping] = []
    for (key, body) in value.entries {
      guard let name = key.text, !name.isEmpty else { continue }
      if !classNames.contains(name) { classNames.append(name) }
      if mappings.contains(where: { $0.name == name }) {
        report("the class `\(name.shortened)` stands twice", at: key, remedy: "join both")
      }
      guard let node = mapping(body, "the class `\(name.shortened)`", keys: ["tags"]),
        let tags = node["tags"],
        tags.kind == .mapping
      else {
        report(
          "the class `\(name.shortened)` has no `tags`", at: key,
          remedy: "add `tags: { key: [values] }`, or remove the class")
        continue
      }
      var values: [String: [String]] = [:]
      for (tag, list) in tags.entries {
        guard let tag = tag.text else { continue }
        values[DataClasses.normalised(tag), default: []] += words(list, tag).map { $0.text.lowercased() }
      }
      mappings.append(DataClassMapping(name: name, tags: values))
    }
    // One word of 64 bits holds the classes of a resource.
    if classNames.count > 64 {
      report("more than 64 data classes", at: value, remedy: "split the policy")
    }
    return mappings
  }

  fileprivate func unlabelled(of root: Node) -> String {
    guard let text = text("unlabelled", of: root), let value = root["unlabelled"] else {
      return DataClasses.unknown
    }
    if !classNames.contains(text) { reportUnknown("data class", text, at: value, among: classNames) }
    return text
  }

  fileprivate func rules(of root: Node) -> [Rule] {
    guard let value = root["rules"] else {
      report("the policy has no `rules`", at: root, remedy: "add `rules:` with at least one rule")
      return []
    }
    guard value.kind == .sequence, !value.items.isEmpty else {
      report("`rules` must be a list with at least one rule", at: value, remedy: "begin with `- id: ...`")
      return []
    }
    var seen: [String: Int] = [:]
    return value.items.compactMap { item in
      if item.kind == .mapping, let id = item["id"], let text = id.text {
        if let line = seen[text] {
          report(
            "the rule `\(text.shortened)` stands already in line \(line)", at: id,
            remedy: "give each rule an identifier of its own")
        } else {
          seen[text] = id.span.start.line
        }
      }
      return rule(item)
    }
  }
}
