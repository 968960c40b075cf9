import Descriptors

/// Follows the references of an expression whose value the plan does not know.
///
/// A plan shows what an expression refers to, not how it is put together. One reference is followed; of several
/// every target is a possible one, and the rest stays open.
struct PlanReferences {
  /// Where an expression is written.
  struct Scope {
    /// The address of the instance of the module.
    let module: String
    /// The instance whose attribute it is; nil for calls and outputs of modules.
    let number: Int?
  }

  /// More references of references than this are a circle.
  private static let deepest = 24
  /// Words that choose an instance, or that are known when the plan is made, and give no value that is not.
  private static let known = ["each.key", "count.", "path.", "terraform."]

  /// Work that one value may cost: references can branch at every step.
  private final class Effort {
    var left = 1_000
  }

  private let plan: Plan
  private let depth: Int
  private let effort: Effort

  init(plan: Plan) { self.init(plan: plan, depth: 0, effort: Effort()) }

  private init(plan: Plan, depth: Int, effort: Effort) {
    self.plan = plan
    self.depth = depth
    self.effort = effort
  }

  private var deeper: PlanReferences { PlanReferences(plan: plan, depth: depth + 1, effort: effort) }

  /// False once references run in a circle or branch without end.
  private func mayGoOn() -> Bool {
    effort.left -= 1
    return depth < Self.deepest && effort.left > 0
  }

  // MARK: Expressions

  func follow(_ expression: Node, in scope: Scope) -> Possible<PropertyValue> {
    guard mayGoOn() else { return open("references run in a circle", expression) }
    if let constant = expression["constant_value"] {
      guard !constant.isNull, let text = constant.text else {
        return open("it is no single text", expression)
      }
      return Possible(.text(text, constant.span), evidence: [])
    }
    let targets = targets(of: expression, in: scope)
    guard let first = targets.first else {
      return open(
        "the value is only known after the plan is applied, and the plan does not show what from", expression)
    }
    let found = deeper.trace(first, in: scope)
    guard targets.count > 1 else { return found }
    let others = targets.dropFirst().map { deeper.trace($0, in: scope) }
    let known = others.reduce(found) { $0.union($1) }.candidates.filter { !$0.value.isAbsent }
    let names = targets.compactMap(\.text).map { "`\($0)`" }.joined(separator: ", ")
    return Possible(
      known,
      unknown: Unknown(
        "the value is made of \(names), and the plan does not show how", remedy: PlanValue.applyRemedy,
        evidence: [
          Evidence(.declared, "the configuration refers to several things here", at: expression.span)
        ]))
  }

  /// The references that may give the value, without those that are only a part of another.
  private func targets(of expression: Node, in scope: Scope) -> [Node] {
    guard let list = expression["references"], list.kind == .sequence else { return [] }
    let all = list.items.map { (node: $0, text: $0.text ?? "") }
    let longest = all.filter { one in
      !Self.known.contains(where: one.text.hasPrefix)
        && !all.contains { other in
          other.text.utf8.count > one.text.utf8.count && other.text.hasPrefix(one.text)
            && [0x2E, 0x5B].contains(
              other.text.utf8[other.text.utf8.index(other.text.startIndex, offsetBy: one.text.utf8.count)])
        }
    }
    guard longest.count > 1 else { return longest.map(\.node) }
    // A known variable only chooses among the others: what it gives itself would be known.
    let choosing = longest.filter { $0.text.hasPrefix("var.") && deeper.trace($0.node, in: scope).isText }
    return longest.filter { one in !choosing.contains { $0.text == one.text } }.map(\.node)
  }

  private func open(_ reason: Phrase, _ node: Node) -> Possible<PropertyValue> {
    .unknown(
      reason, remedy: PlanValue.applyRemedy, evidence: [Evidence(.declared, "it is set here", at: node.span)])
  }

  // MARK: References

  private func trace(_ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    guard mayGoOn(), let text = reference.text else {
      return open("references run in a circle", reference)
    }
    let parts = PlanAddress.parts(text)
    guard parts.count > 1 else { return open("`\(text)` cannot be followed", reference) }
    switch parts[0].prefix(while: { $0 != "[" }) {
    case "var": return variable(parts, reference, in: scope)
    case "module": return output(parts, reference, in: scope)
    case "data": return data(parts, reference, in: scope)
    case "each": return each(parts, reference, in: scope)
    case "local":
      return open("the value comes from `\(text)`, and a plan does not show local values", reference)
    default: return resource(parts, reference, in: scope)
    }
  }

  private func variable(_ parts: [Substring], _ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    let name = String(parts[1].prefix { $0 != "[" })
    let isWhole = parts.count == 2 && name.utf8.count == parts[1].utf8.count
    let declared = plan.configuration.module(scope.module)?["variables"]?[name]
    if scope.module.isEmpty {
      let value = plan.variable(name) ?? declared?["default"]
      guard isWhole, let value, let text = value.text, !value.isNull, declared?["sensitive"]?.bool != true
      else {
        return open("the variable `\(name)` has no single value here", reference)
      }
      let evidence = Evidence(.declared, "the variable `\(name)` of this plan", at: value.span)
      return Possible(.text(text, value.span), evidence: [evidence])
    }
    let outer = Scope(module: PlanAddress.parent(ofModule: scope.module), number: nil)
    if let expression = plan.configuration.call(scope.module)?["expressions"]?[name] {
      guard isWhole || expression["constant_value"] == nil else {
        return open("a part of the variable `\(name)` is used", reference)
      }
      return deeper.follow(expression, in: outer)
    }
    guard isWhole, let value = declared?["default"], !value.isNull, let text = value.text else {
      return open("the variable `\(name)` of `\(scope.module)` is not set here", reference)
    }
    return Possible(.text(text, value.span), evidence: [])
  }

  private func output(_ parts: [Substring], _ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    guard parts.count > 2 else { return open("`\(reference.text ?? "")` is a whole module", reference) }
    let inner = (scope.module.isEmpty ? "" : scope.module + ".") + "module.\(parts[1])"
    let name = String(parts[2].prefix { $0 != "[" })
    guard let expression = plan.configuration.module(inner)?["outputs"]?[name]?["expression"] else {
      return open("the output `\(name)` of `\(inner)` is not shown", reference)
    }
    return deeper.follow(expression, in: Scope(module: inner, number: nil))
  }

  private func data(_ parts: [Substring], _ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    let prefix = scope.module.isEmpty ? "" : scope.module + "."
    if parts.count == 4, let values = plan.dataValues(prefix + parts[...2].joined(separator: ".")),
      let value = values[String(parts[3])], !value.isNull, let text = value.text
    {
      let evidence = Evidence(
        .declared, "`\(reference.text ?? "")` as it was read for the plan", at: value.span)
      return Possible(.text(text, value.span), evidence: [evidence])
    }
    return open("`\(reference.text ?? "")` is only read when the plan is applied", reference)
  }

  /// An element of what `for_each` runs over: the instance of the same index.
  private func each(_ parts: [Substring], _ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    guard let number = scope.number,
      let expression = plan.configuration.resource(plan.instances[number])?["for_each_expression"],
      let over = targets(of: expression, in: scope).only?.text, PlanAddress.parts(over).count == 2,
      let other = instances(over, in: scope).only
    else { return open("the value comes from an element of `for_each`", reference) }
    return attribute(parts.count > 2 ? String(parts[2]) : "id", of: other, reference)
  }

  // MARK: Resources

  private func resource(_ parts: [Substring], _ reference: Node, in scope: Scope) -> Possible<PropertyValue> {
    let group = parts[..<2].joined(separator: ".")
    let found = instances(group, in: scope)
    guard !found.isEmpty else { return open("`\(group)` is not part of the plan", reference) }
    let attribute = parts.count > 2 ? String(parts[2].prefix { $0 != "[" }) : "id"
    if found.count == 1 { return self.attribute(attribute, of: found[0], reference) }
    let each = found.map { deeper.attribute(attribute, of: $0, reference) }
    return Possible(
      each.flatMap(\.candidates),
      unknown: Unknown(
        "it is not shown which of the \(found.count) instances of `\(group)` is meant",
        remedy: PlanValue.applyRemedy,
        evidence: [Evidence(.declared, "the configuration refers to it here", at: reference.span)]))
  }

  /// The instances that an address means; one only if its index, or that of the referring instance, says so.
  private func instances(_ address: String, in scope: Scope) -> [Int] {
    let full = (scope.module.isEmpty ? "" : scope.module + ".") + address
    if let exact = plan.instance(full) { return [exact] }
    guard !address.hasSuffix("]") else { return [] }
    let here = plan.group(full)
    // A reference to a module without an index means any of its instances.
    let group = here.isEmpty ? plan.group(address, everyInstanceOf: scope.module) : here
    guard group.count > 1, let number = scope.number else { return group }
    let index = plan.instances[number].index
    let same = group.filter { plan.instances[$0].index == index }
    return same.isEmpty || index.isEmpty ? group : same
  }

  /// What an attribute of another instance gives: its value, what that is made of, or the instance itself.
  private func attribute(_ name: String, of number: Int, _ reference: Node) -> Possible<PropertyValue> {
    guard mayGoOn() else { return open("references run in a circle", reference) }
    let other = plan.instances[number]
    let evidence = Evidence(.declared, "the configuration refers to `\(other.address)`", at: reference.span)
    let itself = Possible(PropertyValue.resource(other.address, reference.span), evidence: [evidence])
    let spot = PlanProperties(plan, number).start.key(name)
    if let value = spot.value, !value.isNull, value.kind == .scalar, !spot.isSensitive, let text = value.text,
      !text.isEmpty
    {
      return Possible(.text(text, value.span), evidence: [evidence])
    }
    // What the other is called is settled when it is made; what somebody wrote there is followed.
    guard spot.isUnknown, case .expression(let expression) = spot.written, name != "id", name != "arn" else {
      return itself
    }
    let inner = deeper.follow(expression, in: Scope(module: other.module, number: number))
    return inner.isUnknown ? itself : inner
  }
}

extension Possible where Value == PropertyValue {
  fileprivate var isText: Bool {
    guard unknown == nil, candidates.count == 1, case .text = candidates[0].value else { return false }
    return true
  }
}

extension Array {
  /// The only element; nil if there are none or several.
  fileprivate var only: Element? { count == 1 ? first : nil }
}
