import Descriptors

/// A value that one template passes to another: only what means the same there.
struct ARMPassedValue: Sendable {
  /// One value under its assumptions.
  struct Case: Sendable {
    let value: Content
    let assumptions: [Condition]
    let evidence: [Evidence]
  }
  /// The value itself.
  indirect enum Content: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case text(String, isSecret: Bool)
    case list([ARMPassedValue])
    case object([(key: String, value: ARMPassedValue)])
    case unknown(Unknown, name: String, isDeploymentPlace: Bool)
  }

  let cases: [Case]
  let unknown: Unknown?

  /// Deeper structures are told as unknown.
  private static let deepest = 8

  /// - Parameter frame: the template that passes it, whose parameters conditions name.
  init(_ outcomes: ARMOutcomes, in frame: ARMFrame, depth: Int = 0) {
    let file = frame.root.tree.path
    cases = outcomes.cases.map { one in
      Case(
        value: Self.content(one.value, frame, depth),
        assumptions: one.assumptions.map { $0.renamed(Self.name($0.name, of: file)) },
        evidence: one.evidence)
    }
    unknown = outcomes.unknown
  }

  /// Parameters of two templates may have one name and different values.
  private static func name(_ name: String, of file: String) -> String {
    name.range(ofASCII: " of ") != nil || name.hasSuffix("()") || name.hasSuffix(".location")
      ? name : "\(name) of \(file)"
  }

  private static func content(_ value: ARMValue, _ frame: ARMFrame, _ depth: Int) -> Content {
    guard depth < deepest else {
      return .unknown(ARMOutcomes.tooMany, name: "a deep structure", isDeploymentPlace: false)
    }
    switch value {
    case .null: return .null
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .text(let text):
      if let plain = text.plain { return .text(plain, isSecret: text.isSecret) }
      return unknown(value, name: text.shown)
    case .opaque(let name, _): return unknown(value, name: name)
    case .list(let items):
      return .list(items.map { ARMPassedValue($0, in: frame, depth: depth + 1) })
    case .object(let entries):
      return .object(
        entries.map { ($0.key, ARMPassedValue($0.value, in: frame, depth: depth + 1)) })
    case .node(let node, let site): return content(node, site, frame, depth)
    }
  }

  private static func content(_ node: Node, _ site: ARMSite, _ frame: ARMFrame, _ depth: Int) -> Content {
    func passed(_ node: Node) -> ARMPassedValue {
      ARMPassedValue(ARMEvaluator.value(of: node, at: site), in: frame, depth: depth + 1)
    }
    return node.kind == .sequence
      ? .list(node.items.map(passed)) : .object(node.entries.map { ($0.key.text ?? "", passed($0.value)) })
  }

  private static func unknown(_ value: ARMValue, name: String) -> Content {
    let unknown =
      value.cause?.unknown
      ?? Unknown("the value is put together at deployment", remedy: "state it in the template")
    return .unknown(unknown, name: name, isDeploymentPlace: value.cause?.isDeploymentPlace ?? false)
  }

  /// As the receiving template has it.
  var outcomes: ARMOutcomes {
    ARMOutcomes(
      cases: cases.map { one in
        ARMCase(value: Self.value(one.value), assumptions: one.assumptions, evidence: one.evidence)
      }, unknown: unknown)
  }

  private static func value(_ content: Content) -> ARMValue {
    switch content {
    case .null: .null
    case .bool(let flag): .bool(flag)
    case .int(let number): .int(number)
    case .text(let text, let isSecret): .text(ARMText(text, isSecret: isSecret))
    case .list(let items): .list(items.map(\.outcomes))
    case .object(let entries): .object(entries.map { ($0.key, $0.value.outcomes) })
    case .unknown(let unknown, let name, let isDeploymentPlace):
      .opaque(name, ARMCause(unknown, isDeploymentPlace: isDeploymentPlace))
    }
  }

  /// Differs when the content does; a secret's text is not part of it.
  var summary: String {
    cases.map { one in
      "\(one.assumptions.map { "\($0.name)=\($0.value)" })" + Self.summary(one.value)
    }.joined(separator: "\u{1}") + "\u{2}\(unknown?.reason.english ?? "")"
  }

  private static func summary(_ content: Content) -> String {
    switch content {
    case .null: "-"
    case .bool(let flag): "\(flag)"
    case .int(let number): "\(number)"
    case .text(let text, let isSecret): isSecret ? "*" : text
    case .list(let items): "[\(items.map(\.summary).joined(separator: "\u{3}"))]"
    case .object(let entries):
      "{\(entries.map { "\($0.key):\($0.value.summary)" }.joined(separator: "\u{3}"))}"
    case .unknown(let unknown, let name, _): "?\(name)\(unknown.reason.english)"
    }
  }
}

/// What a deployment passes to the template that it links.
struct ARMPassedParameters: Sendable {
  /// The name of the deployment, as its template shows it.
  let label: String
  /// The template that passes them.
  let file: String
  /// The values, by the parameters' names in lower case.
  let values: [String: ARMPassedValue]
  /// Where the template is deployed.
  let location: ARMPassedValue

  /// Templates that more deployments link are read by their own parameters.
  private static let most = 8

  /// The key under which a deployment tells.
  static func key(_ path: String) -> String { "arm parameters of \(path)" }

  var summary: String {
    ([label, location.summary] + values.keys.sorted().map { "\($0)=\(values[$0]?.summary ?? "")" })
      .joined(separator: "\u{4}")
  }

  /// What deployments of the scan pass to a template.
  static func of(_ template: Node, in scene: Scene) -> [ARMPassedParameters] {
    let told = scene.offers.of(key(template.tree.path)).compactMap { $0.content as? ARMPassedParameters }
    return told.count > most ? [] : told
  }

  /// The values in force, each under its deployment where there are several; what a deployment leaves out is what the
  /// template itself says.
  static func joined(_ passed: [ARMPassedParameters], for frame: ARMFrame) -> [String: ARMOutcomes] {
    var result: [String: ARMOutcomes] = [:]
    for name in Set(frame.root.caseless("parameters")?.entries.map { ($0.key.text ?? "").lowercased() } ?? [])
    {
      let parts = passed.map { deployment -> ARMOutcomes in
        guard let value = deployment.values[name] else { return frame.parameter(name) }
        return value.outcomes.adding([
          Evidence(.derived, "`\(deployment.label)` of \(deployment.file) passes `\(name)`")
        ])
      }
      result[name] = under(passed, parts)
    }
    return result
  }

  /// Where the template is deployed.
  static func location(_ passed: [ARMPassedParameters], else own: ARMOutcomes) -> ARMOutcomes {
    under(passed, passed.map(\.location.outcomes)) ?? own
  }

  private static func under(_ passed: [ARMPassedParameters], _ parts: [ARMOutcomes]) -> ARMOutcomes? {
    guard parts.count > 1 else { return parts.first }
    let cases = zip(passed, parts).map { deployment, value in
      value.assuming(
        Condition("the deployment", is: "\(deployment.label) of \(deployment.file)", of: passed.count))
    }
    return cases.dropFirst().reduce(cases[0]) { $0.union($1) }
  }
}
