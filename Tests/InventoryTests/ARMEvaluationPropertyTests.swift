import TestSupport
import Testing

@testable import Inventory

/// Random numbers that are the same in every run.
private struct Dice {
  var state: UInt64

  mutating func roll(_ sides: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(sides))
  }

  mutating func pick(_ words: [String]) -> String { words[roll(words.count)] }
}

/// Makes expressions of each type at random.
private struct Writer {
  var dice: Dice
  /// Parameters that take one of several values, and one that may be anything if it is used at all.
  let withOpen: Bool

  mutating func text(_ depth: Int) -> String {
    guard depth > 0 else {
      return dice.pick([
        "'a'", "'b'", "'ab'", "''", "parameters('p')", "parameters('q')",
        withOpen ? "parameters('o')" : "'c'",
      ])
    }
    let d = depth - 1
    switch dice.roll(15) {
    case 0: return "concat(\(text(d)), \(text(d)))"
    case 1: return "format('{0}-{1}', \(text(d)), \(number(d)))"
    case 2: return "if(\(flag(d)), \(text(d)), \(text(d)))"
    case 3: return "toUpper(\(text(d)))"
    case 4: return "replace(\(text(d)), 'a', 'x')"
    case 5: return "first(\(list(d)))"
    case 6: return "\(list(d))[\(number(0))]"
    case 7: return "variables('map')[\(text(d))]"
    case 8: return "join(\(list(d)), '+')"
    case 9: return "createObject('k', \(text(d))).k"
    case 10: return "substring(\(text(d)), 0, \(number(0)))"
    case 11: return "coalesce(tryGet(variables('map'), \(text(d))), \(text(d)))"
    case 12: return "variables('chosen')"
    case 13: return "take(\(text(d)), \(number(d)))"
    default: return text(0)
    }
  }

  mutating func flag(_ depth: Int) -> String {
    guard depth > 0 else { return dice.pick(["true()", "false()", "parameters('f')", "parameters('g')"]) }
    let d = depth - 1
    switch dice.roll(9) {
    case 0: return "and(\(flag(d)), \(flag(d)))"
    case 1: return "or(\(flag(d)), \(flag(d)))"
    case 2: return "not(\(flag(d)))"
    case 3: return "equals(\(text(d)), \(text(d)))"
    case 4: return "contains(\(list(d)), \(text(d)))"
    case 5: return "less(\(number(d)), \(number(d)))"
    case 6: return "empty(\(text(d)))"
    case 7: return "startsWith(\(text(d)), \(text(d)))"
    default: return flag(0)
    }
  }

  mutating func number(_ depth: Int) -> String {
    guard depth > 0 else { return dice.pick(["0", "1", "2"]) }
    let d = depth - 1
    switch dice.roll(6) {
    case 0: return "add(\(number(d)), \(number(d)))"
    case 1: return "mod(\(number(d)), \(number(d)))"
    case 2: return "length(\(text(d)))"
    case 3: return "length(\(list(d)))"
    case 4: return "if(\(flag(d)), \(number(d)), \(number(d)))"
    default: return number(0)
    }
  }

  mutating func list(_ depth: Int) -> String {
    guard depth > 0 else {
      return dice.pick(["createArray('a', 'b')", "createArray(parameters('p'), 'z')", "variables('rows')"])
    }
    let d = depth - 1
    switch dice.roll(6) {
    case 0: return "createArray(\(text(d)), \(text(d)))"
    case 1: return "union(\(list(d)), \(list(d)))"
    case 2: return "if(\(flag(d)), \(list(d)), \(list(d)))"
    case 3: return "split(\(text(d)), 'b')"
    case 4: return "skip(\(list(d)), \(number(0)))"
    default: return list(0)
    }
  }
}

/// What is worked out for a template with open parameters is held against the same template with each value given.
@Suite struct ARMEvaluationPropertyTests {
  private static let template = #"""
    "parameters": {
      "p": { "type": "string", "allowedValues": ["a", "b", "cab"], "defaultValue": "a" },
      "q": { "type": "string", "allowedValues": ["", "ab"] },
      "f": { "type": "bool" }, "g": { "type": "bool" }, "o": { "type": "string" }
    },
    "variables": {
      "map": { "a": "A", "ab": "[parameters('q')]", "b": "[concat(parameters('p'), 'm')]" },
      "chosen": "[if(parameters('f'), parameters('p'), parameters('q'))]",
      "copy": [ { "name": "rows", "count": 2, "input": "[concat(parameters('q'), copyIndex('rows'))]" } ]
    }
    """#

  private struct Assignment {
    let sample: ARMSample
    let values: [String: String]

    /// True if the assumptions about parameters hold; others are left open.
    func fits(_ one: ARMCase) -> Bool {
      one.assumptions.allSatisfy { values[$0.name].map($0.values.contains) ?? true }
    }
  }

  private static func assignments() throws -> [Assignment] {
    var all: [Assignment] = []
    for p in ["a", "b", "cab"] {
      for q in ["", "ab"] {
        for f in [true, false] {
          for g in [true, false] {
            for o in ["a", "zz"] {
              all.append(
                Assignment(
                  sample: try ARMSample(
                    template,
                    given: ["p": .text(p), "q": .text(q), "f": .bool(f), "g": .bool(g), "o": .text(o)]),
                  values: ["p": p, "q": q, "f": "\(f)", "g": "\(g)"]))
            }
          }
        }
      }
    }
    return all
  }

  private func expression(_ seed: UInt64, withOpen: Bool) -> String {
    var writer = Writer(dice: Dice(state: seed), withOpen: withOpen)
    switch seed % 4 {
    case 0: return writer.flag(3)
    case 1: return writer.list(3)
    default: return writer.text(4)
    }
  }

  private func isOpen(_ value: ARMValue) -> Bool { ARMSample.show(value).contains("?") || value.cause != nil }

  @Test func everyValueIsOneThatTheTemplateYieldsUnderItsAssumptions() throws {
    let assignments = try Self.assignments()
    let sample = try ARMSample(Self.template)
    var checked = 0
    var several = 0
    for seed in 1...400 as ClosedRange<UInt64> {
      let expression = expression(seed, withOpen: false)
      let outcomes = sample.outcomes(expression)
      if outcomes.cases.count > 1 { several += 1 }
      for assignment in assignments {
        guard let real = assignment.sample.outcomes(expression).definite, !isOpen(real) else { continue }
        let shown = ARMSample.show(real)
        let fitting = outcomes.cases.filter(assignment.fits)
        // Complete: the real value is among those named, or it is said that something is not known.
        let isThere = fitting.contains { isOpen($0.value) || Self.covers($0.value, real) }
        #expect(
          isThere || outcomes.unknown != nil,
          "seed \(seed): \(expression) is \(shown) for \(assignment.values)")
        // Sound: nothing is named for these parameters but what they yield.
        for one in fitting where !isOpen(one.value) {
          #expect(
            Self.covers(one.value, real),
            "seed \(seed): \(expression) is \(shown), not \(ARMSample.show(one.value)), for \(assignment.values)"
          )
          checked += 1
        }
      }
    }
    #expect(checked > 5000)
    #expect(several > 100)
  }

  /// True if a value is the real one; a list's items may be one of several each.
  private static func covers(_ value: ARMValue, _ real: ARMValue) -> Bool {
    if value.cause != nil { return true }
    if let items = ARMEvaluator.elements(of: value), let others = ARMEvaluator.elements(of: real) {
      return items.count == others.count
        && zip(items, others).allSatisfy { item, other in
          other.definite.map { real in item.cases.contains { covers($0.value, real) } || item.unknown != nil }
            ?? true
        }
    }
    return ARMSample.show(value) == ARMSample.show(real)
  }

  @Test func anOpenParameterNeverHidesAValue() throws {
    let assignments = try Self.assignments()
    let sample = try ARMSample(Self.template)
    var checked = 0
    for seed in 10001...10400 as ClosedRange<UInt64> {
      let expression = expression(seed, withOpen: true)
      let outcomes = sample.outcomes(expression)
      for assignment in assignments {
        guard let real = assignment.sample.outcomes(expression).definite, !isOpen(real) else { continue }
        let isThere = outcomes.cases.contains {
          assignment.fits($0) && (isOpen($0.value) || Self.covers($0.value, real))
        }
        #expect(
          isThere || outcomes.unknown != nil,
          "seed \(seed): \(expression) is \(ARMSample.show(real)) for \(assignment.values)")
        checked += 1
      }
    }
    #expect(checked > 5000)
  }
}
