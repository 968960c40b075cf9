import Descriptors

/// The functions of template expressions.
///
/// A function of which an argument is opaque gives an opaque value under the call's own text: the same call gives the
/// same value, and nothing else is known of it.
enum ARMFunctions {
  static func call(_ name: String, _ arguments: [ARMExpression], at site: ARMSite) -> ARMOutcomes {
    let call = ARMCall(name: name.lowercased(), arguments: arguments, site: site)
    return scope(call) ?? logic(call) ?? text(call) ?? number(call) ?? collection(call)
      ?? identifier(call) ?? site.frame.ownFunction(call.name, call.values) ?? call.unknownFunction
  }

  // MARK: What stands around the expression

  private static func scope(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "parameters": return named(call) { call.site.frame.parameter($0) }
    case "variables": return named(call) { call.site.frame.variable($0) }
    case "copyindex": return copyIndex(call)
    case "resourcegroup", "deployment", "subscription", "tenant", "managementgroup", "environment":
      return ARMSurroundings.value(of: call.name, at: call.site)
    case "uniquestring", "guid", "newguid", "utcnow", "datetimeadd", "datetimefromepoch", "deployer":
      // Made when the template is deployed; known to be no place and no name of anybody's.
      return ARMOutcomes.combine(call.values) { values in
        ARMOutcomes(.text(.opaque(call.text(of: values))))
      }
    case "true": return ARMOutcomes(.bool(true))
    case "false": return ARMOutcomes(.bool(false))
    case "null": return .null
    default: return nil
    }
  }

  private static func named(_ call: ARMCall, _ find: (String) -> ARMOutcomes) -> ARMOutcomes {
    guard call.arguments.count == 1 else { return call.misfit }
    return call.value(0).flatMap { value in
      if let name = value.plain { return find(name) }
      return value.cause.map { ARMOutcomes(cases: [], unknown: $0.unknown) } ?? call.misfit
    }
  }

  /// `copyIndex()`, `copyIndex(1)`, `copyIndex('loop')`, `copyIndex('loop', 1)`.
  private static func copyIndex(_ call: ARMCall) -> ARMOutcomes {
    var loop = ""
    var offset = 0
    for argument in call.arguments {
      switch argument {
      case .text(let name): loop = name.lowercased()
      case .number(let number): offset = number
      default:
        guard case .int(let number)? = ARMEvaluator.value(argument, at: call.site).definite else {
          return call.misfit
        }
        offset = number
      }
    }
    guard let turn = call.site.loops[loop] else {
      return ARMOutcomes(
        .opaque(
          "copyIndex()",
          ARMCause(
            "the number of the turn of a loop is not known here",
            remedy: "give the loop a count that is known")))
    }
    return ARMOutcomes(.int(turn + offset))
  }

  // MARK: Logic

  private static func logic(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "if": return choice(call)
    case "and": return allOf(call, stop: false)
    case "or": return allOf(call, stop: true)
    case "not":
      return call.apply { values in
        guard values.count == 1, case .bool(let flag) = values[0] else { return nil }
        return .bool(!flag)
      }
    case "equals": return equals(call)
    case "less", "lessorequals", "greater", "greaterorequals": return comparison(call)
    case "coalesce": return coalesce(call)
    case "bool":
      return call.apply { values in
        switch values.first {
        case .bool(let flag): .bool(flag)
        case .int(let number): .bool(number != 0)
        case .text(let text) where text.marked.lowercased() == "true" || text.marked == "1": .bool(true)
        case .text(let text) where text.marked.lowercased() == "false" || text.marked == "0": .bool(false)
        default: nil
        }
      }
    default: return nil
    }
  }

  /// Both branches if the condition hangs on what is not given, each under the assumption that it is so.
  private static func choice(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 3 else { return call.misfit }
    let condition = call.value(0)
    func open() -> ARMOutcomes {
      let text = call.assumption(0)
      return call.value(1).assuming(Condition(text, is: "true"))
        .union(call.value(2).assuming(Condition(text, is: "false")))
    }
    // Where an error or a limit leaves the condition unknown, nobody can say that a branch is ever taken.
    return condition.flatMap { value in
      switch value {
      case .bool(let flag): call.value(flag ? 1 : 2)
      case .opaque, .text: open()
      default: call.misfit
      }
    }
  }

  /// `and` and `or`: one argument that settles it does so whatever the others are.
  private static func allOf(_ call: ARMCall, stop: Bool) -> ARMOutcomes {
    let values = call.values
    for value in values {
      if case .bool(stop)? = value.definite { return value }
    }
    var result = ARMOutcomes(.bool(!stop))
    for (index, value) in values.enumerated() {
      result = result.flatMap { before in
        if case .bool(stop) = before { return ARMOutcomes(before) }
        return value.flatMap { next in
          switch (before, next) {
          case (_, .bool(stop)): return ARMOutcomes(next)
          case (.opaque, .bool): return ARMOutcomes(before)
          case (_, .bool): return ARMOutcomes(next)
          default:
            guard let cause = next.cause else { return call.misfit }
            return ARMOutcomes(.opaque(call.assumption(index), cause))
          }
        }
      }
    }
    return result
  }

  private static func equals(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 2 else { return call.misfit }
    return ARMOutcomes.combine(call.values) { values in
      if let same = ARMComparison.equal(values[0], values[1]) { return ARMOutcomes(.bool(same)) }
      return call.opaque(values)
    }
  }

  private static func comparison(_ call: ARMCall) -> ARMOutcomes {
    call.apply { values in
      guard values.count == 2 else { return nil }
      let isLess: Bool
      let isEqual: Bool
      switch (values[0], values[1]) {
      case (.int(let left), .int(let right)): (isLess, isEqual) = (left < right, left == right)
      case (.text(let left), .text(let right)):
        // Ordinal, on the code units that the resource manager compares.
        isLess = left.marked.utf16.lexicographicallyPrecedes(right.marked.utf16)
        isEqual = left.marked == right.marked
      default: return nil
      }
      switch call.name {
      case "less": return .bool(isLess)
      case "lessorequals": return .bool(isLess || isEqual)
      case "greater": return .bool(!isLess && !isEqual)
      default: return .bool(!isLess)
      }
    }
  }

  private static func coalesce(_ call: ARMCall) -> ARMOutcomes {
    func from(_ index: Int) -> ARMOutcomes {
      guard index < call.arguments.count else { return .null }
      return call.value(index).flatMap { value in
        switch value {
        case .null: return from(index + 1)
        case .opaque(let text, _):
          // It may be null, and then the next one holds.
          guard index + 1 < call.arguments.count else { return ARMOutcomes(value) }
          let rest = from(index + 1)
          return ARMOutcomes(value).assuming(Condition("\(text) is null", is: "false"))
            .union(rest.assuming(Condition("\(text) is null", is: "true")))
        default: return ARMOutcomes(value)
        }
      }
    }
    return from(0)
  }
}

/// Whether two values are equal; nil if that cannot be told.
enum ARMComparison {
  static func equal(_ left: ARMValue, _ right: ARMValue, depth: Int = 0) -> Bool? {
    guard depth < 16 else { return nil }
    switch (left, right) {
    case (.opaque(let one, _), .opaque(let other, _)): return one == other ? true : nil
    case (.opaque, _), (_, .opaque): return nil
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.int(let one), .int(let other)): return one == other
    case (.text(let one), .text(let other)):
      if one.marked == other.marked { return true }
      return one.isOpaque || other.isOpaque ? nil : false
    default:
      return containers(left, right, depth: depth)
    }
  }

  private static func containers(_ left: ARMValue, _ right: ARMValue, depth: Int) -> Bool? {
    if let one = ARMEvaluator.elements(of: left), let other = ARMEvaluator.elements(of: right) {
      guard one.count == other.count else { return false }
      return all(zip(one, other).map { ($0, $1) }, depth: depth)
    }
    if let one = ARMEvaluator.properties(of: left), let other = ARMEvaluator.properties(of: right) {
      guard one.count == other.count else { return false }
      var pairs: [(ARMOutcomes, ARMOutcomes)] = []
      for (key, value) in one {
        guard let twin = other.first(where: { ARMEvaluator.sameName($0.key, key) }) else { return false }
        pairs.append((value, twin.value))
      }
      return all(pairs, depth: depth)
    }
    // Values of different types are different.
    return false
  }

  private static func all(_ pairs: [(ARMOutcomes, ARMOutcomes)], depth: Int) -> Bool? {
    var isOpen = false
    for (left, right) in pairs {
      guard let one = left.definite, let other = right.definite,
        let same = equal(one, other, depth: depth + 1)
      else {
        isOpen = true
        continue
      }
      if !same { return false }
    }
    return isOpen ? nil : true
  }
}
