import Descriptors

// Functions of numbers, lists and objects.
extension ARMFunctions {
  static func number(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "int":
      return call.apply { values in
        switch values.first {
        case .int(let number): .int(number)
        case .text(let text): Int(text.marked.trimmingWhitespace).map { .int($0) }
        default: nil
        }
      }
    case "add": return arithmetic(call) { $0.addingReportingOverflow($1) }
    case "sub": return arithmetic(call) { $0.subtractingReportingOverflow($1) }
    case "mul": return arithmetic(call) { $0.multipliedReportingOverflow(by: $1) }
    case "div": return arithmetic(call) { $0.dividedReportingOverflow(by: $1) }
    case "mod": return arithmetic(call) { $0.remainderReportingOverflow(dividingBy: $1) }
    case "min", "max": return extreme(call)
    case "range":
      return call.apply { values in
        guard values.count == 2, case .int(let start) = values[0], case .int(let count) = values[1],
          (0...256).contains(count), !start.addingReportingOverflow(count).overflow
        else { return nil }
        return .list((0..<count).map { ARMOutcomes(.int(start + $0)) })
      }
    default: return nil
    }
  }

  private static func arithmetic(
    _ call: ARMCall, _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> ARMOutcomes {
    call.apply { values in
      guard values.count == 2, case .int(let left) = values[0], case .int(let right) = values[1] else {
        return nil
      }
      let result = operation(left, right)
      return result.overflow ? nil : .int(result.partialValue)
    }
  }

  private static func extreme(_ call: ARMCall) -> ARMOutcomes {
    call.apply { values in
      var numbers: [Int] = []
      let values =
        values.count == 1
        ? ARMEvaluator.elements(of: values[0])?.map(\.definite) ?? values : values.map { $0 }
      for value in values {
        guard case .int(let number)? = value else { return nil }
        numbers.append(number)
      }
      return (call.name == "min" ? numbers.min() : numbers.max()).map { .int($0) }
    }
  }

  // MARK: Lists and objects

  static func collection(_ call: ARMCall) -> ARMOutcomes? {
    switch call.name {
    case "createarray": return ARMOutcomes(.list(call.values))
    case "createobject": return createObject(call)
    case "array":
      return call.mapped { value in
        ARMEvaluator.elements(of: value) != nil ? value : .list([ARMOutcomes(value)])
      }
    case "json": return json(call)
    case "length": return length(call)
    case "empty": return empty(call)
    case "contains": return contains(call)
    case "first", "last": return end(call)
    case "take", "skip": return part(call)
    case "union": return merge(call)
    case "shallowmerge": return call.mappedOutcomes { shallowMerge($0, call) }
    case "intersection": return call.unknownFunction
    case "tryget", "tryindexfromend": return tryGet(call)
    case "items": return call.mappedOutcomes { items($0, call) }
    case "objectkeys":
      return call.mappedOutcomes { value in
        ARMEvaluator.properties(of: value).map { pairs in
          ARMOutcomes(.list(pairs.map { .text($0.key) }))
        } ?? call.misfit
      }
    case "flatten":
      return call.mappedOutcomes { flatten($0, call) }
    default: return nil
    }
  }

  private static func createObject(_ call: ARMCall) -> ARMOutcomes {
    let values = call.values
    guard values.count % 2 == 0 else { return call.misfit }
    var pairs: [(key: String, value: ARMOutcomes)] = []
    for index in stride(from: 0, to: values.count, by: 2) {
      guard let key = values[index].definite?.plain else { return call.unknownFunction }
      pairs.append((key, values[index + 1]))
    }
    return ARMOutcomes(.object(pairs))
  }

  /// A notation of a value in a text; its texts are no expressions.
  private static func json(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 1 else { return call.misfit }
    return call.value(0).flatMap { value in
      guard let text = value.plain else { return call.opaque([value]) }
      switch text.trimmingWhitespace.lowercased() {
      case "null": return .null
      case "true": return ARMOutcomes(.bool(true))
      case "false": return ARMOutcomes(.bool(false))
      default: break
      }
      if let number = Int(text.trimmingWhitespace) { return ARMOutcomes(.int(number)) }
      let reading = DescriptorReader.read(SourceBytes(text), as: .json, path: "")
      guard let root = reading.tree.documents.first, reading.problems.isEmpty else { return call.misfit }
      return written(root, depth: 0).map { ARMOutcomes($0) } ?? call.unknownFunction
    }
  }

  private static func written(_ node: Node, depth: Int) -> ARMValue? {
    guard depth < 16 else { return nil }
    switch node.kind {
    case .sequence:
      let items = node.items.map { written($0, depth: depth + 1) }
      return items.contains { $0 == nil } ? nil : .list(items.compactMap { $0 }.map { ARMOutcomes($0) })
    case .mapping:
      var pairs: [(key: String, value: ARMOutcomes)] = []
      for (key, child) in node.entries {
        guard let value = written(child, depth: depth + 1) else { return nil }
        pairs.append((key.text ?? "", ARMOutcomes(value)))
      }
      return .object(pairs)
    default:
      guard let text = node.text else { return nil }
      if node.isNull { return .null }
      if node.isPlain, let flag = node.bool { return .bool(flag) }
      if node.isPlain, let number = node.int { return .int(number) }
      return .text(text)
    }
  }

  private static func length(_ call: ARMCall) -> ARMOutcomes {
    call.mappedOutcomes { value in
      if let count = ARMEvaluator.elements(of: value)?.count ?? ARMEvaluator.properties(of: value)?.count {
        return ARMOutcomes(.int(count))
      }
      return value.plain.map { ARMOutcomes(.int($0.utf16.count)) } ?? call.opaqueOrMisfit(value)
    }
  }

  private static func empty(_ call: ARMCall) -> ARMOutcomes {
    call.mappedOutcomes { value in
      if value.isNull { return ARMOutcomes(.bool(true)) }
      if let count = ARMEvaluator.elements(of: value)?.count ?? ARMEvaluator.properties(of: value)?.count {
        return ARMOutcomes(.bool(count == 0))
      }
      guard case .text(let text) = value else { return call.opaqueOrMisfit(value) }
      guard text.isOpaque else { return ARMOutcomes(.bool(text.marked.isEmpty)) }
      // Text that stands beside an opaque part is there whatever the part is.
      let outside = text.shownOutsideIsEmpty
      return outside ? call.opaqueOrMisfit(value) : ARMOutcomes(.bool(false))
    }
  }

  private static func contains(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 2 else { return call.misfit }
    return ARMOutcomes.combine(call.values) { values in
      if let items = ARMEvaluator.elements(of: values[0]) {
        return items.reduce(ARMOutcomes(.bool(false))) { result, item in
          result.flatMap { before in
            if case .bool(true) = before { return ARMOutcomes(before) }
            return item.flatMap { one in
              switch (ARMComparison.equal(one, values[1]), before) {
              case (true, _): ARMOutcomes(.bool(true))
              case (false, _): ARMOutcomes(before)
              case (nil, _): call.opaque([one, values[1]])
              }
            }
          }
        }
      }
      if let pairs = ARMEvaluator.properties(of: values[0]) {
        guard let key = values[1].plain else { return call.opaque(values) }
        return ARMOutcomes(.bool(pairs.contains { ARMEvaluator.sameName($0.key, key) }))
      }
      guard let text = values[0].plain, let part = values[1].asText?.plain else { return call.opaque(values) }
      return ARMOutcomes(.bool(part.isEmpty || text.range(ofASCII: part) != nil))
    }
  }

  private static func end(_ call: ARMCall) -> ARMOutcomes {
    call.mappedOutcomes { value in
      if let items = ARMEvaluator.elements(of: value) {
        return (call.name == "first" ? items.first : items.last) ?? .null
      }
      guard let text = value.plain else { return call.opaqueOrMisfit(value) }
      return (call.name == "first" ? text.first : text.last).map { .text(String($0)) } ?? .text("")
    }
  }

  private static func part(_ call: ARMCall) -> ARMOutcomes {
    guard call.arguments.count == 2 else { return call.misfit }
    return ARMOutcomes.combine(call.values) { values in
      guard case .int(let given) = values[1] else { return call.opaque(values) }
      let count = max(0, given)
      if let items = ARMEvaluator.elements(of: values[0]) {
        return ARMOutcomes(
          .list(call.name == "take" ? Array(items.prefix(count)) : Array(items.dropFirst(count))))
      }
      guard let text = values[0].plain else { return call.opaque(values) }
      let units = Array(text.utf16)
      return .text(
        String(
          decoding: call.name == "take" ? Array(units.prefix(count)) : Array(units.dropFirst(count)),
          as: UTF16.self))
    }
  }

  /// Objects laid over one another; lists without what is there twice.
  private static func merge(_ call: ARMCall) -> ARMOutcomes {
    var result: ARMOutcomes?
    for value in call.values {
      guard let before = result else {
        result = value
        continue
      }
      result = before.flatMap { left in value.flatMap { right in merged(left, right, call) } }
    }
    return result ?? call.misfit
  }

  private static func merged(_ left: ARMValue, _ right: ARMValue, _ call: ARMCall) -> ARMOutcomes {
    if let one = ARMEvaluator.properties(of: left), let other = ARMEvaluator.properties(of: right) {
      var pairs = one
      for (key, value) in other {
        guard let index = pairs.firstIndex(where: { ARMEvaluator.sameName($0.key, key) }) else {
          pairs.append((key, value))
          continue
        }
        let before = pairs[index].value
        let joined = value.flatMap { new in
          guard ARMEvaluator.properties(of: new) != nil else { return ARMOutcomes(new) }
          return before.flatMap { old in
            ARMEvaluator.properties(of: old) == nil ? ARMOutcomes(new) : merged(old, new, call)
          }
        }
        pairs[index] = (pairs[index].key, joined)
      }
      return ARMOutcomes(.object(pairs))
    }
    if let one = ARMEvaluator.elements(of: left), let other = ARMEvaluator.elements(of: right) {
      // What is there twice hangs on what each item is.
      return ARMOutcomes.combine(one + other) { values in
        var items: [ARMValue] = []
        for (index, value) in values.enumerated() {
          guard index >= one.count else {
            items.append(value)
            continue
          }
          let same = items.map { ARMComparison.equal($0, value) }
          if same.contains(true) { continue }
          if same.contains(nil) { return call.opaque([left, right]) }
          items.append(value)
        }
        return ARMOutcomes(.list(items.map { ARMOutcomes($0) }))
      }
    }
    return call.opaque([left, right])
  }

  private static func shallowMerge(_ value: ARMValue, _ call: ARMCall) -> ARMOutcomes {
    guard let items = ARMEvaluator.elements(of: value) else { return call.opaqueOrMisfit(value) }
    var result = ARMOutcomes(.object([]))
    for item in items {
      result = result.flatMap { left in
        item.flatMap { right in
          guard var pairs = ARMEvaluator.properties(of: left), let other = ARMEvaluator.properties(of: right)
          else {
            return call.opaque([left, right])
          }
          for (key, value) in other {
            if let index = pairs.firstIndex(where: { ARMEvaluator.sameName($0.key, key) }) {
              pairs[index] = (pairs[index].key, value)
            } else {
              pairs.append((key, value))
            }
          }
          return ARMOutcomes(.object(pairs))
        }
      }
    }
    return result
  }

  /// A property of a property, or null where one is missing.
  private static func tryGet(_ call: ARMCall) -> ARMOutcomes {
    guard call.name == "tryget", call.arguments.count > 1 else { return call.unknownFunction }
    var result = call.value(0)
    for index in 1..<call.arguments.count {
      let step = call.value(index)
      result = result.flatMap { base in
        step.flatMap { step in
          if base.isNull { return .null }
          if case .int(let number) = step, let items = ARMEvaluator.elements(of: base) {
            return items.indices.contains(number) ? items[number] : .null
          }
          guard let key = step.plain else { return call.opaque([base, step]) }
          return ARMEvaluator.member(ARMOutcomes(base), key, missing: .null)
        }
      }
    }
    return result
  }

  private static func items(_ value: ARMValue, _ call: ARMCall) -> ARMOutcomes {
    guard let pairs = ARMEvaluator.properties(of: value) else { return call.opaqueOrMisfit(value) }
    let sorted = pairs.sorted { $0.key.lowercased() < $1.key.lowercased() }
    return ARMOutcomes(
      .list(sorted.map { ARMOutcomes(.object([("key", .text($0.key)), ("value", $0.value)])) }))
  }

  private static func flatten(_ value: ARMValue, _ call: ARMCall) -> ARMOutcomes {
    guard let lists = ARMEvaluator.elements(of: value) else { return call.opaqueOrMisfit(value) }
    var result = ARMOutcomes(.list([]))
    for list in lists {
      result = result.flatMap { left in
        list.flatMap { right in
          guard let one = ARMEvaluator.elements(of: left), let other = ARMEvaluator.elements(of: right) else {
            return call.opaque([left, right])
          }
          return ARMOutcomes(.list(one + other))
        }
      }
    }
    return result
  }
}

extension ARMCall {
  /// Applies a function of one argument to each of its values.
  func mappedOutcomes(_ body: (ARMValue) -> ARMOutcomes) -> ARMOutcomes {
    guard arguments.count == 1 else { return misfit }
    return value(0).flatMap { value in
      if case .opaque = value { return opaque([value]) }
      return body(value)
    }
  }

  func mapped(_ body: (ARMValue) -> ARMValue) -> ARMOutcomes { mappedOutcomes { ARMOutcomes(body($0)) } }

  func opaqueOrMisfit(_ value: ARMValue) -> ARMOutcomes { value.cause == nil ? misfit : opaque([value]) }
}
