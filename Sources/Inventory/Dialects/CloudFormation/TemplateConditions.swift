import Descriptors

/// When a condition of a template holds and when it does not.
struct Outcome {
  /// Conjunctions under which it holds, exclusive of one another.
  var holds: [[Condition]]
  /// Those under which it does not.
  var fails: [[Condition]]
  /// What its values rest on.
  var evidence: [Evidence] = []
  /// True if it depends on more than is followed.
  var isTooComplex = false

  /// True if it cannot be otherwise with the values in force.
  var isDecided: Bool { holds.isEmpty || fails.isEmpty }

  /// What is not known: it may hold or not.
  static func open(_ name: String) -> Outcome {
    Outcome(
      holds: [[Condition(name, is: "true", of: 2)]], fails: [[Condition(name, is: "false", of: 2)]])
  }
}

/// The `Conditions` of a template, taken back to the parameters that decide them.
struct TemplateConditions {
  /// A condition that depends on more combinations than this is not followed.
  private static let mostCombinations = 64
  /// Conditions that refer to one another beyond this are not followed.
  private static let longestChain = 64

  let template: Template

  /// When a named condition holds.
  func outcome(of name: String) -> Outcome {
    if let known = template.knownOutcomes[name] { return known }
    // Found again on the way through itself, it stays open.
    template.knownOutcomes[name] = .open(name)
    var result = Outcome.open(name)
    template.openConditions += 1
    defer { template.openConditions -= 1 }
    if template.openConditions <= Self.longestChain, let (node, evaluator) = declaration(name) {
      result = outcome(of: node, evaluator, name: name)
      if result.isTooComplex {
        result.holds = [[Condition(name, is: "true", of: 2)]]
        result.fails = [[Condition(name, is: "false", of: 2)]]
      } else if result.isDecided {
        let word: Phrase = result.fails.isEmpty ? "holds" : "does not hold"
        result.evidence.insert(Evidence(.derived, "the condition `\(name)` \(word)", at: node.span), at: 0)
      }
    }
    template.knownOutcomes[name] = result
    return result
  }

  private func declaration(_ name: String) -> (Node, Evaluator)? {
    guard let conditions = template.root["Conditions"] else { return nil }
    let evaluator = Evaluator(template)
    if let node = conditions[name] { return (node, evaluator) }
    return Loop.entry(name, of: conditions, evaluator).map { ($0.node, $0.evaluator) }
  }

  private func outcome(of node: Node, _ evaluator: Evaluator, name: String?) -> Outcome {
    guard evaluator.canGoDeeper else { return open(node, name) }
    if let tag = node.tag, tag == "!Condition" { return referred(node, evaluator) }
    if let condition = node["Condition"], node.kind == .mapping, node.entries.count == 1 {
      return referred(condition, evaluator)
    }
    guard let (function, argument) = Intrinsic.function(node) else { return open(node, name) }
    switch function {
    case "Condition": return referred(argument, evaluator)
    case "Fn::Equals": return equality(argument, evaluator, node, name)
    case "Fn::Not":
      guard let inner = argument.items.first(where: { _ in true }) else { return open(node, name) }
      let outcome = outcome(of: inner, evaluator.deeper, name: nil)
      return Outcome(
        holds: outcome.fails, fails: outcome.holds, evidence: outcome.evidence,
        isTooComplex: outcome.isTooComplex)
    case "Fn::And": return all(argument, evaluator, negated: false)
    case "Fn::Or": return all(argument, evaluator, negated: true)
    default: return open(node, name)
    }
  }

  private func referred(_ node: Node, _ evaluator: Evaluator) -> Outcome {
    outcome(of: evaluator.bound(node.text ?? ""))
  }

  private func open(_ node: Node, _ name: String?) -> Outcome {
    guard name == nil else { return .open(name ?? "") }
    let start = node.span.start
    return .open("the comparison in line \(start.line), column \(start.column)")
  }

  // MARK: And, Or

  /// `And`, and `Or` as its mirror image.
  private func all(_ argument: Node, _ evaluator: Evaluator, negated: Bool) -> Outcome {
    var result = Outcome(holds: [[]], fails: [])
    for item in argument.items {
      var next = outcome(of: item, evaluator.deeper, name: nil)
      if negated { (next.holds, next.fails) = (next.fails, next.holds) }
      result.isTooComplex = result.isTooComplex || next.isTooComplex
      if result.evidence.count + next.evidence.count <= 6 { result.evidence += next.evidence }
      let both = Self.product(result.holds, next.holds)
      let neither = Self.product(result.holds, next.fails)
      result.fails = Self.joined(result.fails + neither)
      result.holds = Self.joined(both)
      if result.holds.count + result.fails.count > Self.mostCombinations || result.isTooComplex {
        result.isTooComplex = true
        break
      }
      if result.holds.isEmpty {
        // What already fails is not made better by what follows.
        result.evidence = next.isDecided && !next.evidence.isEmpty ? next.evidence : result.evidence
        break
      }
    }
    if negated { (result.holds, result.fails) = (result.fails, result.holds) }
    return result
  }

  private static func product(_ left: [[Condition]], _ right: [[Condition]]) -> [[Condition]] {
    left.flatMap { one in right.compactMap { one.and($0) } }
  }

  /// The same with fewer conjunctions where some join to one.
  private static func joined(_ cover: [[Condition]]) -> [[Condition]] {
    guard cover.count > 1 else { return cover }
    var result: [[Condition]] = []
    for conditions in cover {
      var next = conditions
      while let index = result.firstIndex(where: { $0.or(next) != nil }) {
        next = result[index].or(next) ?? next
        result.remove(at: index)
      }
      result.append(next)
    }
    return result
  }

  // MARK: Equals

  private enum Operand {
    case literal(String)
    /// A name of which it is not known what it stands for.
    case variable(String)
    case open
  }

  private struct Side {
    var values: [(conditions: [Condition], operand: Operand)] = []
    var evidence: [Evidence] = []
  }

  private func equality(_ argument: Node, _ evaluator: Evaluator, _ node: Node, _ name: String?) -> Outcome {
    let items = Array(argument.items)
    guard items.count == 2 else { return open(node, name) }
    let left = side(items[0], evaluator.deeper)
    let right = side(items[1], evaluator.deeper)
    var result = Outcome(holds: [], fails: [], evidence: left.evidence + right.evidence)
    guard template.effort.spend(left.values.count * right.values.count) else { return open(node, name) }
    for one in left.values {
      for other in right.values {
        guard let both = one.conditions.and(other.conditions) else { continue }
        let (equal, different) = compare(one.operand, other.operand, node, name)
        result.holds += equal.compactMap { both.and($0) }
        result.fails += different.compactMap { both.and($0) }
      }
    }
    result.holds = Self.joined(result.holds)
    result.fails = Self.joined(result.fails)
    result.isTooComplex = result.holds.count + result.fails.count > Self.mostCombinations
    return result
  }

  private func compare(
    _ left: Operand, _ right: Operand, _ node: Node, _ name: String?
  ) -> (equal: [[Condition]], different: [[Condition]]) {
    switch (left, right) {
    case (.literal(let one), .literal(let other)):
      return one == other ? ([[]], []) : ([], [[]])
    case (.variable(let variable), .literal(let text)), (.literal(let text), .variable(let variable)):
      return ([[Condition(variable, is: text)]], [[Condition(variable, notIn: [text])]])
    case (.variable(let one), .variable(let other)) where one == other:
      return ([[]], [])
    default:
      let open = open(node, name)
      return (open.holds, open.fails)
    }
  }

  private func side(_ node: Node, _ evaluator: Evaluator) -> Side {
    if let variable = evaluator.variable(node) { return Side(values: [([], .variable(variable))]) }
    let text = evaluator.text(of: node)
    var side = Side()
    for candidate in text.candidates {
      let value = candidate.value
      let operand: Operand
      if value == Template.regionWord {
        operand = .variable(Template.regionName)
      } else {
        operand = value.range(ofASCII: "${") == nil ? .literal(value) : .open
      }
      side.values.append((candidate.conditions, operand))
      guard side.evidence.count < 4 else { continue }
      side.evidence += candidate.evidence.filter { $0.kind == .parameterDefault || $0.kind == .context }
    }
    if text.unknown != nil { side.values.append(([], .open)) }
    return side
  }
}
