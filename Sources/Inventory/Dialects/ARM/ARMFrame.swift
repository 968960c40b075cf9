import Atlas
import Descriptors

/// One template in force: its parameters with the values given, its variables, and where it is deployed.
///
/// A nested template with a scope of its own has a frame of its own; one without uses that of the template around it.
final class ARMFrame {
  /// Work that may still be spent on a file: variables of variables can make a short template endless.
  final class Effort {
    /// Evaluations inside one another; deeper ones are told as unknown.
    private static let deepest = 120

    private var left = 200_000
    private var serial = 0
    private var depth = 0

    /// False once all is spent.
    func spend(_ units: Int = 1) -> Bool {
      left -= units
      return left > 0
    }

    /// Runs a step of an evaluation inside the steps that are under way, in whatever template; nil if they are too many
    /// for the stack.
    func inside<Result>(_ body: () -> Result) -> Result? {
      guard depth < Self.deepest else { return nil }
      depth += 1
      defer { depth -= 1 }
      return body()
    }

    /// A number that was not given before, to tell values apart that must not be taken for equal.
    func next() -> Int {
      serial += 1
      return serial
    }
  }

  let root: Node
  let scene: Scene
  let effort: Effort
  /// Where the template is deployed: what `resourceGroup().location` and `deployment().location` give.
  let location: ARMOutcomes
  /// Identifiers behind the symbolic names of a template of language version 2.0, in lower case.
  var symbols: [String: ARMOutcomes] = [:]
  /// What goes before the names of parameters and conditions in a nested template, whose names are its own.
  let label: String
  private let given: [String: ARMOutcomes]
  private var parameters: [String: ARMOutcomes] = [:]
  private var variables: [String: ARMOutcomes] = [:]
  private var open: Set<String> = []

  init(
    _ root: Node, scene: Scene, effort: Effort = Effort(), location: ARMOutcomes,
    given: [String: ARMOutcomes],
    label: String = ""
  ) {
    self.label = label
    self.root = root
    self.scene = scene
    self.effort = effort
    self.location = location
    self.given = given
  }

  var site: ARMSite { ARMSite(frame: self) }

  // MARK: Parameters

  func parameter(_ name: String) -> ARMOutcomes {
    let key = name.lowercased()
    if let known = parameters[key] { return known }
    let value = guarded("parameter \(key)") { given[key] ?? undeclared(name) ?? declared(name) }
    parameters[key] = value
    return value
  }

  private func undeclared(_ name: String) -> ARMOutcomes? {
    root.caseless("parameters")?.caseless(name) == nil
      ? .unknown(
        "the template declares no parameter `\(name)`", remedy: "declare it, or correct the name") : nil
  }

  /// The allowed values; else the default, which is in force unless another is given; else unknown.
  private func declared(_ name: String) -> ARMOutcomes {
    guard let section = root.caseless("parameters"), let declaration = section.caseless(name) else {
      return .null
    }
    // As it is declared, whatever the case in which it is asked for.
    let name = section.entries.first { $0.key.equalsCaseless(name) }?.key.text ?? name
    let isSecret = Self.isSecret(declaration)
    let fallback = declaration.caseless("defaultValue")
    let allowed = declaration.caseless("allowedValues").map { Array($0.items) } ?? []
    if allowed.count > 1, declaration.caseless("type")?.text?.lowercased() != "array" {
      return ARMOutcomes(
        cases: allowed.enumerated().map { turn, node in
          allowedCase(
            node, name, turn, isDefault: fallback.map { $0.bytes.elementsEqual(node.bytes) } ?? false,
            isSecret: isSecret)
        })
    }
    if let node = fallback ?? allowed.first {
      let hidden = isSecret || SecretName.suggestsSecret(name)
      let shown = node.text.map { text -> Phrase in
        hidden ? "a default that is not shown" : "the default `\(ARMEvaluator.brief(text))`"
      }
      let evidence = Evidence(
        .parameterDefault, "`\(name)` has \(shown ?? "a default"), in force unless another value is given",
        at: node.span)
      return secret(ARMEvaluator.value(of: node, at: site), isSecret, name).adding([evidence])
    }
    if declaration.caseless("nullable")?.bool == true {
      return ARMOutcomes(
        .null,
        evidence: [
          Evidence(.parameterDefault, "`\(name)` is empty unless a value is given", at: declaration.span)
        ])
    }
    if declaration.caseless("type")?.text?.lowercased() == "bool" {
      return ARMOutcomes(
        cases: [true, false].map { flag in
          ARMCase(
            value: .bool(flag), assumptions: [Condition(label + name, is: flag ? "true" : "false")],
            evidence: [
              Evidence(.parameterAllowed, "`\(name)` may be true or false", at: declaration.span)
            ])
        })
    }
    return ARMOutcomes(.opaque("parameters('\(name)')", Self.missing(name, declaration.span)))
  }

  private func allowedCase(
    _ node: Node, _ name: String, _ turn: Int, isDefault: Bool, isSecret: Bool
  ) -> ARMCase {
    let text = isSecret ? "value \(turn + 1) of those allowed" : node.text ?? "value \(turn + 1)"
    let value = secret(ARMEvaluator.value(of: node, at: site), isSecret, name).cases.first?.value ?? .null
    return ARMCase(
      value: value, assumptions: [Condition(label + name, is: text)],
      evidence: [
        Evidence(
          .parameterAllowed, "`\(name)` may be `\(text)`\(isDefault ? ", its default" : "")", at: node.span)
      ])
  }

  static func missing(_ name: String, _ span: SourceSpan) -> ARMCause {
    ARMCause(
      "the parameter `\(name)` has no default and no value was given",
      remedy:
        "scan the template with its parameter file beside it, give `\(name)` a default, or state the value",
      evidence: [Evidence(.absent, "the parameter `\(name)` is declared here", at: span)])
  }

  static func isSecret(_ declaration: Node) -> Bool {
    let type = declaration.caseless("type")?.text?.lowercased()
    return type == "securestring" || type == "secureobject"
  }

  /// Marks the text of a secret; what a secret object holds is not looked at.
  private func secret(_ value: ARMOutcomes, _ isSecret: Bool, _ name: String) -> ARMOutcomes {
    guard isSecret else { return value }
    return value.map { value in
      switch value {
      case .text(let text) where !text.isOpaque && !text.marked.isEmpty:
        .text(ARMText(text.marked, isSecret: true))
      case .node, .list, .object:
        .opaque(
          "parameters('\(name)')", ARMCause("the value is a secret", remedy: "nothing: it is not looked at"))
      default: value
      }
    }
  }

  // MARK: Variables

  func variable(_ name: String) -> ARMOutcomes {
    let key = name.lowercased()
    if let known = variables[key] { return known }
    let value = guarded("variable \(key)") {
      guard let section = root.caseless("variables") else { return ARMOutcomes.null }
      return ARMEvaluator.member(
        ARMOutcomes(.node(section, site)), name,
        missing: .unknown(
          "the template declares no variable `\(name)`", remedy: "declare it, or correct the name"))
    }
    variables[key] = value
    return value
  }

  /// A value that refers to itself has none.
  private func guarded(_ key: String, _ body: () -> ARMOutcomes) -> ARMOutcomes {
    guard open.insert(key).inserted, open.count < 64 else {
      return .unknown("the \(key) refers to itself", remedy: "correct the template")
    }
    defer { open.remove(key) }
    return body()
  }

  // MARK: Functions of the template's own

  /// What a function that the template declares gives; nil if there is none of that name.
  func ownFunction(_ name: String, _ arguments: [ARMOutcomes]) -> ARMOutcomes? {
    guard let dot = name.firstIndex(of: "."), let section = root.caseless("functions") else { return nil }
    for space in section.items where space.caseless("namespace")?.equalsCaseless(name[..<dot]) == true {
      guard let member = space.caseless("members")?.caseless(String(name[name.index(after: dot)...])),
        let output = member.caseless("output")?.caseless("value")
      else { continue }
      var given: [String: ARMOutcomes] = [:]
      for (parameter, argument) in zip(member.caseless("parameters").map { Array($0.items) } ?? [], arguments)
      {
        if let name = parameter.caseless("name")?.text { given[name.lowercased()] = argument }
      }
      return guarded("function \(name.lowercased())") {
        let frame = ARMFrame(
          root, scene: scene, effort: effort, location: location, given: given, label: "\(label)\(name): ")
        return ARMEvaluator.value(of: output, at: frame.site)
      }
    }
    return nil
  }
}

extension Node {
  /// The value of a key without regard to its case, as the resource manager reads keys; the last one counts.
  func caseless(_ key: String) -> Node? {
    guard kind == .mapping else { return nil }
    var found: Node?
    for (name, value) in entries where name.equalsCaseless(key) { found = value }
    return found
  }

  /// Compares a scalar's text without regard to the case of ASCII letters.
  func equalsCaseless(_ text: some StringProtocol) -> Bool {
    let bytes = bytes
    return bytes.count == text.utf8.count
      && zip(bytes, text.utf8).allSatisfy { $0 == $1 || $0.lowercasedASCII == $1.lowercasedASCII }
  }
}

extension UInt8 {
  fileprivate var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
