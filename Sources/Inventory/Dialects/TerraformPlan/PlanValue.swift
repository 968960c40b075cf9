import Descriptors

/// Reads the value at a spot: what is known, what a reference leads to, or why it is not known.
struct PlanValue {
  let plan: Plan
  /// The instance whose value it is.
  let number: Int

  static let applyRemedy: Phrase =
    "apply the plan and scan the state (`terraform show -json`), or set the value in the configuration"

  func read(_ spot: PlanSpot) -> Possible<PropertyValue> {
    if let value = spot.value, !value.isNull { return known(value, spot) }
    guard spot.isUnknown else { return Possible(.absent, evidence: []) }
    switch spot.written {
    case .nothing:
      // Nobody set it: the provider fills it in, and the service's default holds.
      return Possible(.absent, evidence: [])
    case .expression(let node):
      return PlanReferences(plan: plan).follow(
        node, in: PlanReferences.Scope(module: plan.instances[number].module, number: number))
    case .block(let node):
      return later([Evidence(.declared, "it is set here", at: node.span)])
    case .hidden:
      return later([
        Evidence(.absent, "the plan does not show how it is set", at: plan.instances[number].declared.span)
      ])
    }
  }

  private func later(_ evidence: [Evidence]) -> Possible<PropertyValue> {
    .unknown(
      "the value is only known after the plan is applied", remedy: Self.applyRemedy, evidence: evidence)
  }

  private func known(_ value: Node, _ spot: PlanSpot) -> Possible<PropertyValue> {
    let span = spot.textSpan ?? value.span
    guard value.kind == .scalar else { return Possible(.structure(span), evidence: []) }
    if spot.isSensitive, value.bool == nil {
      return .unknown(
        "the value is marked as sensitive and is not read", remedy: "look it up where it is set",
        evidence: [Evidence(.declared, "a sensitive value stands here", at: span)])
    }
    let text = value.text ?? ""
    // Providers write an empty text for what is not set.
    if text.isEmpty { return Possible(.absent, evidence: []) }
    if let owner = plan.owner(of: text), owner != number {
      return Possible(
        .resource(plan.instances[owner].address, span),
        evidence: [
          Evidence(.derived, "`\(text)` is `\(plan.instances[owner].address)` of the same plan", at: span)
        ])
    }
    return Possible(.text(text, span), evidence: [])
  }
}
