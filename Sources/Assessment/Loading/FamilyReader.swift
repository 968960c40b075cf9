import Atlas
import Descriptors

/// Reads a policy file and those it extends.
struct FamilyReader {
  /// The deepest chain of policies that extend each other: no honest one comes near.
  private static let deepest = 16

  let desk: PolicyDesk

  static let policyKeys = [
    "policy", "version", "released", "title", "description", "source", "valid-from", "valid-until",
    "superseded-by",
    "unlabelled", "classes", "ceilings", "extends", "remove", "parameters", "set", "longest-waiver", "rules",
    "fr",
  ]
  private static let overlayKeys = [
    "applies", "severity", "undetermined", "conditional", "on-fail", "binds", "from", "until", "waivable",
  ]

  /// The family of a policy; nil after a mistake.
  ///
  /// - Parameter descendants: the paths of the policies that led here.
  func read(_ source: SourceBytes, path: String, descendants: [String] = []) -> PolicyFamily? {
    guard
      let root = desk.document(
        of: source, path: path, what: "policy", remedy: "begin with `policy:`, `version:` and `title:`"),
      let root = desk.mapping(root, "the policy", keys: Self.policyKeys, elsewhere: Self.elsewhere)
    else { return nil }
    let id = desk.requiredText("policy", of: root, "the policy")
    let version = desk.requiredText("version", of: root, "the policy")
    let title = desk.requiredText("title", of: root, "the policy")
    let bases = bases(of: root, descendants: descendants + [path])
    guard let id, let version, let title else { return nil }
    let hash = Digest.hexadecimal(of: source.raw)
    return PolicyFamily(
      root: root, path: path,
      identity: PolicyIdentity(id: id, version: version, title: title, sha256: hash), bases: bases)
  }

  private static func elsewhere(_ key: String) -> String? {
    switch key {
    case "waivers": "waivers live in a file of their own: see `bornage waivers`"
    case "tests": "tests live beside the policy, in a file whose name ends in .tests.yaml"
    default: nil
    }
  }

  // MARK: Bases

  private func bases(of root: Node, descendants: [String]) -> [PolicyFamily.Base] {
    guard let value = root["extends"] else { return [] }
    let items = value.kind == .sequence ? Array(value.items) : [value]
    if items.isEmpty {
      desk.report("`extends` names no policy", at: value, remedy: "name one, such as `extends: [eu-gdpr]`")
    }
    return items.compactMap { item in
      guard item.kind == .mapping else {
        return base(item, only: [], overlay: nil, descendants)
      }
      guard let entry = desk.mapping(item, "an item of `extends`", keys: ["policy", "only", "with"]),
        let name = entry["policy"]
      else {
        desk.report("the item of `extends` names no policy", at: item, remedy: "add `policy: NAME`")
        return nil
      }
      let only = entry["only"].map { desk.words($0, "only").map(\.text) } ?? []
      let overlay = entry["with"].flatMap { desk.mapping($0, "`with`", keys: Self.overlayKeys) }
      return base(name, only: only, overlay: overlay, descendants)
    }
  }

  private func base(
    _ node: Node, only: [String], overlay: Node?, _ descendants: [String]
  ) -> PolicyFamily.Base? {
    guard let name = node.text, !name.isEmpty else {
      desk.report("the name of a policy must be a word", at: node, remedy: "write `extends: [eu-gdpr]`")
      return nil
    }
    guard let (source, path) = desk.library.find(name, for: descendants[descendants.count - 1]) else {
      let near = Spelling.nearest(to: name, among: PolicyLoader.shippedNames)
      desk.report(
        "`\(name.shortened)` is neither a pack nor a policy file that can be read", at: node,
        remedy: near.map { "did you mean `\($0)`?" }
          ?? "use a pack (\(PolicyLoader.shippedNames.joined(separator: ", "))) or a path relative to this file"
      )
      return nil
    }
    guard !descendants.contains(path), descendants.count < Self.deepest else {
      desk.report(
        "`\(name.shortened)` extends this policy in turn", at: node,
        remedy: "take one of both out of the circle")
      return nil
    }
    return read(source, path: path, descendants: descendants).map {
      PolicyFamily.Base(family: $0, only: only, overlay: overlay)
    }
  }
}
