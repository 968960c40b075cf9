import Descriptors

/// Finds the values that a plan holds in clear text although they are marked as sensitive.
///
/// `terraform show -json` writes sensitive values as they are: whoever has the file has them. What they are is never
/// kept.
struct PlanSecrets {
  /// More sensitive values of one resource than this add nothing.
  private static let most = 64

  let plan: Plan
  let source: PlanProperties
  let card: ServiceCard

  func read(into resource: inout Resource) {
    let instance = source.instance
    var found: [ClearSecret] = []
    if let values = instance.values, let marks = plan.sensitive(instance) {
      collect(values, marks, "", into: &found)
    }
    for name in instance.sensitiveNames.sorted() {
      if let value = instance.values?[name] { note(value, name, into: &found) }
    }
    for path in card.secrets["terraform"] ?? [] where path.text.hasPrefix(">") {
      for value in source.sensitiveValues(path) { note(value, path.text, into: &found) }
    }
    let known = Set(resource.clearSecrets.map(\.span.offsets))
    resource.clearSecrets += found.filter { !known.contains($0.span.offsets) }
  }

  private func collect(_ value: Node, _ mark: Node, _ name: String, into found: inout [ClearSecret]) {
    guard found.count < Self.most else { return }
    switch mark.kind {
    case .mapping:
      guard value.kind == .mapping else { return }
      for (key, inner) in mark.entries {
        let key = key.text ?? ""
        if let next = value[key] { collect(next, inner, name.isEmpty ? key : "\(name).\(key)", into: &found) }
      }
    case .sequence:
      guard value.kind == .sequence else { return }
      for (next, inner) in zip(value.items, mark.items) { collect(next, inner, name, into: &found) }
    default:
      if mark.equals("true") { note(value, name, into: &found) }
    }
  }

  private func note(_ value: Node, _ name: String, into found: inout [ClearSecret]) {
    switch value.kind {
    case .scalar:
      guard !value.isNull, !value.isPlain, let text = value.text, SecretName.isLiteral(text) else { return }
      let name = name.split(separator: ".").last.map(String.init) ?? name
      found.append(
        ClearSecret(
          name, at: value.span,
          evidence: [
            Evidence(
              .declared, "`\(name)` is marked as sensitive, and the file holds it in clear text",
              at: value.span)
          ]))
    case .mapping:
      for (key, next) in value.entries where found.count < Self.most {
        note(next, name.isEmpty ? key.text ?? "" : "\(name).\(key.text ?? "")", into: &found)
      }
    case .sequence:
      for next in value.items where found.count < Self.most { note(next, name, into: &found) }
    default: break
    }
  }
}
