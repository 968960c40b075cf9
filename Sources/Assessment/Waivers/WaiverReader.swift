public import Atlas
public import Descriptors

/// Reads files of waivers.
public struct WaiverReader {
  private let desk: PolicyDesk

  private static let keys = [
    "id", "type", "match", "reason", "compensating", "residual-risk", "plan", "requested-by", "approved-by",
    "approved-on", "expires", "evidence",
  ]

  /// Reads a file of waivers.
  ///
  /// - Throws: all mistakes of the file at once.
  public static func read(
    _ source: SourceBytes, path: String, atlas: Atlas
  ) throws(PolicyErrors) -> WaiverFile {
    let desk = PolicyDesk(atlas: atlas)
    let root = desk.document(
      of: source, path: path, what: "waiver", remedy: "begin with `waivers:` and a list of waivers")
    let waivers = root.flatMap { WaiverReader(desk: desk).waivers($0) }
    guard let waivers, desk.errors.isEmpty else { throw PolicyErrors(desk.errors) }
    return WaiverFile(
      path: path, sha256: Digest.hexadecimal(of: source.raw), waivers: waivers, source: source)
  }

  private init(desk: PolicyDesk) { self.desk = desk }

  private func waivers(_ root: Node) -> [Waiver]? {
    guard let root = desk.mapping(root, "the file", keys: ["waivers"]) else { return nil }
    guard let list = root["waivers"], list.kind == .sequence else {
      desk.report(
        "the file has no list of `waivers`", at: root["waivers"] ?? root,
        remedy: "write `waivers: []`, or a list")
      return nil
    }
    var seen: Set<String> = []
    return list.items.compactMap { item in
      guard let waiver = waiver(item) else { return nil }
      if !seen.insert(waiver.id).inserted {
        desk.report(
          "the waiver `\(waiver.id.shortened)` stands twice", at: item,
          remedy: "give each waiver an identifier of its own")
      }
      return waiver
    }
  }

  private func waiver(_ item: Node) -> Waiver? {
    guard let node = desk.mapping(item, "a waiver", keys: Self.keys) else { return nil }
    let id = desk.requiredText("id", of: node, "the waiver")
    let reason = desk.requiredText("reason", of: node, "the waiver")
    let requester = desk.requiredText("requested-by", of: node, "the waiver")
    let kind: Waiver.Kind? = desk.choice("type", of: node, "type of waiver")
    let approver = desk.text("approved-by", of: node)
    let approved = desk.date("approved-on", of: node)
    if let value = node["approved-by"], approver != nil, approved == nil {
      desk.report("the approval has no day", at: value, remedy: "add `approved-on: 2026-11-24`")
    }
    if node["type"] == nil {
      desk.report(
        "the waiver has no `type`", at: item,
        remedy: "add one of: \(Waiver.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    if node["expires"] == nil {
      desk.report("the waiver never ends", at: item, remedy: "add `expires:` with its last day")
    }
    let expires = desk.date("expires", of: node)
    checkPlan(node)
    guard let value = node["match"] else {
      desk.report(
        "the waiver has no `match`", at: item, remedy: "add `match: { rule: RULE, resource: NAME }`")
      return nil
    }
    guard let match = desk.mapping(value, "`match`", keys: ["rule", "resource", "file", "fingerprint"]),
      let rule = desk.requiredText("rule", of: match, "`match`")
    else { return nil }
    let resource = desk.text("resource", of: match)
    let file = desk.text("file", of: match)
    let print = desk.text("fingerprint", of: match)
    if resource == nil, file == nil, print == nil {
      desk.report(
        "the waiver would silence the whole rule", at: value,
        remedy:
          "add `resource`, `file` or `fingerprint`; to do without a rule, remove it in a policy of your own")
    }
    guard let id, let reason, let requester, let kind, let expires else { return nil }
    return Waiver(
      id: id, kind: kind, rule: rule, resource: resource, file: file, fingerprint: print, reason: reason,
      compensating: desk.text("compensating", of: node), requestedBy: requester, approvedBy: approver,
      approvedOn: approved, expires: expires, span: node.span)
  }

  /// Plan and evidence are for people: only their form is checked.
  private func checkPlan(_ node: Node) {
    _ = desk.text("residual-risk", of: node)
    if let plan = node["plan"], let plan = desk.mapping(plan, "`plan`", keys: ["action", "due"]) {
      _ = desk.date("due", of: plan)
    }
    for item in node["evidence"].map({ Array($0.items) }) ?? [] {
      _ = desk.mapping(item, "an item of `evidence`", keys: ["title", "sha256", "link"])
    }
  }
}
