import Descriptors

/// A value of an expression.
indirect enum ARMValue {
  case null
  case bool(Bool)
  case int(Int)
  case text(ARMText)
  /// A value of any type that is only known by name.
  case opaque(String, ARMCause)
  case list([ARMOutcomes])
  case object([(key: String, value: ARMOutcomes)])
  /// A mapping or sequence of the document, whose insides are evaluated when asked for.
  case node(Node, ARMSite)

  static func text(_ text: String) -> ARMValue { .text(ARMText(text)) }

  /// The text of a scalar; an opaque value is an opaque text; nil for containers.
  var asText: ARMText? {
    switch self {
    case .null: ARMText("")
    case .bool(let flag): ARMText(flag ? "True" : "False")
    case .int(let number): ARMText(String(number))
    case .text(let text): text
    case .opaque(let name, let cause): .opaque(name, cause: cause)
    case .list, .object, .node: nil
    }
  }

  /// The text if it is wholly known.
  var plain: String? {
    if case .text(let text) = self { text.plain } else { nil }
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  /// Why the value, or a part of it, is not known; nil for a known one.
  var cause: ARMCause? {
    switch self {
    case .opaque(_, let cause): cause
    case .text(let text):
      text.isOpaque
        ? text.cause
          ?? ARMCause(
            "the value is put together when the template is deployed",
            remedy: "state the value in the template")
        : nil
    default: nil
    }
  }
}

/// One value that an expression may have.
struct ARMCase {
  let value: ARMValue
  /// Under which assumptions about parameters and conditions, all of them.
  var assumptions: [Condition] = []
  var evidence: [Evidence] = []
}

/// The values that an expression may have, and what is not known of it.
struct ARMOutcomes {
  /// More values than this are told as unknown rather than listed.
  static let most = 64

  var cases: [ARMCase]
  var unknown: Unknown?

  init(_ value: ARMValue, evidence: [Evidence] = []) {
    cases = [ARMCase(value: value, evidence: evidence)]
    unknown = nil
  }

  init(cases: [ARMCase], unknown: Unknown? = nil) {
    self.cases = cases.count > Self.most ? [] : cases
    self.unknown = cases.count > Self.most ? Self.tooMany : unknown
    if self.cases.isEmpty, self.unknown == nil {
      self.unknown = Unknown("no value could be derived", remedy: "state the value in the template")
    }
  }

  static func text(_ text: String) -> ARMOutcomes { ARMOutcomes(.text(text)) }

  static func unknown(_ reason: Phrase, remedy: Phrase, evidence: [Evidence] = []) -> ARMOutcomes {
    ARMOutcomes(cases: [], unknown: Unknown(reason, remedy: remedy, evidence: evidence))
  }

  static let tooMany = Unknown(
    "the expression has more than \(most) possible values", remedy: "give the parameters their values")

  static var null: ARMOutcomes { ARMOutcomes(.null) }

  /// The one value that always holds; nil otherwise.
  var definite: ARMValue? {
    cases.count == 1 && unknown == nil && cases[0].assumptions.isEmpty ? cases[0].value : nil
  }

  /// What follows for each value; a contradiction between assumptions rules a combination out.
  func flatMap(_ transform: (ARMValue) -> ARMOutcomes) -> ARMOutcomes {
    flatMapCases { transform($0.value) }
  }

  func flatMapCases(_ transform: (ARMCase) -> ARMOutcomes) -> ARMOutcomes {
    var result: [ARMCase] = []
    var rest = unknown
    for one in cases {
      let inner = transform(one)
      for next in inner.cases {
        guard let assumptions = Self.joined(one.assumptions, next.assumptions) else { continue }
        result.append(
          ARMCase(
            value: next.value, assumptions: assumptions, evidence: Self.joined(one.evidence, next.evidence)))
        if result.count > Self.most { return ARMOutcomes(cases: [], unknown: Self.tooMany) }
      }
      if rest == nil, let unknown = inner.unknown {
        rest = Unknown(
          unknown.reason, remedy: unknown.remedy, evidence: Self.joined(one.evidence, unknown.evidence))
      }
    }
    return ARMOutcomes(cases: result, unknown: rest)
  }

  func map(_ transform: (ARMValue) -> ARMValue) -> ARMOutcomes {
    ARMOutcomes(
      cases: cases.map {
        ARMCase(value: transform($0.value), assumptions: $0.assumptions, evidence: $0.evidence)
      }, unknown: unknown)
  }

  /// The same under one more assumption.
  func assuming(_ assumption: Condition) -> ARMOutcomes {
    ARMOutcomes(cases: [ARMCase(value: .null, assumptions: [assumption])]).flatMap { _ in self }
  }

  func adding(_ evidence: [Evidence]) -> ARMOutcomes {
    guard !evidence.isEmpty else { return self }
    return ARMOutcomes(
      cases: cases.map {
        ARMCase(value: $0.value, assumptions: $0.assumptions, evidence: Self.joined(evidence, $0.evidence))
      },
      unknown: unknown.map {
        Unknown($0.reason, remedy: $0.remedy, evidence: Self.joined(evidence, $0.evidence))
      })
  }

  func union(_ other: ARMOutcomes) -> ARMOutcomes {
    ARMOutcomes(cases: cases + other.cases, unknown: unknown ?? other.unknown)
  }

  /// Every combination of several values.
  static func combine(
    _ parts: [ARMOutcomes], _ transform: ([ARMValue]) -> ARMOutcomes
  ) -> ARMOutcomes {
    func next(_ index: Int, _ values: [ARMValue]) -> ARMOutcomes {
      index == parts.count
        ? transform(values) : parts[index].flatMap { next(index + 1, values + [$0]) }
    }
    let combinations = parts.reduce(1) { min($0 * max(1, $1.cases.count), 1 << 20) }
    // Assumptions rule most combinations out where all parts hang on one parameter.
    guard combinations <= most * most else { return ARMOutcomes(cases: [], unknown: tooMany) }
    return next(0, [])
  }

  /// Both sets of assumptions; nil if they contradict each other.
  static func joined(_ left: [Condition], _ right: [Condition]) -> [Condition]? {
    guard !left.isEmpty else { return right }
    var result = left
    for other in right {
      if let same = result.first(where: { $0.name == other.name }) {
        guard same.value == other.value else { return nil }
      } else {
        result.append(other)
      }
    }
    return result
  }

  /// Evidence is a chain for people: what stands in it already is not said twice, and it does not grow without end.
  static func joined(_ left: [Evidence], _ right: [Evidence]) -> [Evidence] {
    guard !left.isEmpty else { return right }
    var result = left
    for other in right where result.count < 12 {
      if !result.contains(where: { $0.text == other.text && $0.span == other.span }) { result.append(other) }
    }
    return result
  }
}

/// What an expression is evaluated in: a template, and the turns of the loops around it.
struct ARMSite {
  let frame: ARMFrame
  /// The turn of each loop by its name in lower case; the innermost also under the empty name.
  var loops: [String: Int] = [:]
  var depth = 0

  var deeper: ARMSite {
    var copy = self
    copy.depth += 1
    return copy
  }

  func inLoop(_ name: String, turn: Int) -> ARMSite {
    var copy = self
    copy.loops[name.lowercased()] = turn
    copy.loops[""] = turn
    return copy
  }
}
