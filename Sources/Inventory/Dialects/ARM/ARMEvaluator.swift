import Descriptors

/// Evaluates nodes and expressions of a template.
///
/// A result is never a value that the template cannot yield: what is not known stays opaque or unknown, with a reason.
enum ARMEvaluator {
  private static let deepest = 40
  /// Turns of a loop in a value that are written out; a longer list is told as unknown.
  private static let mostTurns = 256

  // MARK: Nodes

  static func value(of node: Node, at site: ARMSite) -> ARMOutcomes {
    guard node.kind == .scalar else { return ARMOutcomes(.node(node, site)) }
    guard let text = node.text else { return .null }
    if node.isPlain { return ARMOutcomes(plain(node, text)) }
    switch ARMExpression.read(text) {
    case .literal(let text): return .text(text)
    case .broken(let inner):
      return .unknown(
        "`[\(brief(inner))]` is no expression that can be read", remedy: "correct the expression",
        evidence: [Evidence(.declared, "the expression stands here", at: node.span)])
    case .expression(let expression, let inner):
      let evidence = Evidence(.declared, "`[\(brief(inner))]` stands here", at: node.span)
      return value(expression, at: site.deeper).adding([evidence])
    }
  }

  private static func plain(_ node: Node, _ text: String) -> ARMValue {
    if node.isNull { return .null }
    if let number = node.int { return .int(number) }
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    default: return .text(text)
    }
  }

  static func brief(_ text: String) -> String {
    text.utf8.count > 80 ? String(text.prefix(79)) + "…" : text
  }

  // MARK: Expressions

  static func value(_ expression: ARMExpression, at site: ARMSite) -> ARMOutcomes {
    let effort = site.frame.effort
    guard site.depth < deepest, effort.spend(), let value = effort.inside({ step(expression, at: site) })
    else {
      return .unknown("the expression is too long to follow", remedy: "state the value in the template")
    }
    return value
  }

  private static func step(_ expression: ARMExpression, at site: ARMSite) -> ARMOutcomes {
    let site = site.deeper
    switch expression {
    case .text(let text): return .text(text)
    case .number(let number): return ARMOutcomes(.int(number))
    case .member(let base, let name):
      return member(
        value(base, at: site), name,
        missing: .unknown("there is no property `\(name)`", remedy: "correct the expression"))
    case .index(let base, let inner):
      let base = value(base, at: site)
      return value(inner, at: site).flatMap { index(base, by: $0) }
    case .call(let name, let arguments):
      return ARMFunctions.call(name, arguments, at: site)
    }
  }

  // MARK: Parts of values

  /// A property of each value.
  static func member(_ base: ARMOutcomes, _ name: String, missing: ARMOutcomes) -> ARMOutcomes {
    base.flatMap { value in
      switch value {
      case .object(let pairs):
        return pairs.last { sameName($0.key, name) }?.value ?? missing
      case .node(let node, let site):
        if node.kind == .mapping {
          if let child = node.caseless(name), !isLoop(child, name) {
            return self.value(of: child, at: site.deeper)
          }
          return loop(in: node, named: name, at: site) ?? missing
        }
        return missing
      case .opaque(let text, let cause):
        return ARMOutcomes(.opaque("\(text).\(name)", cause))
      case .text(let text) where text.isOpaque:
        return .unknown("a text has no property `\(name)`", remedy: "correct the expression")
      case .null, .bool, .int, .text, .list:
        return missing
      }
    }
  }

  static func index(_ base: ARMOutcomes, by index: ARMValue) -> ARMOutcomes {
    switch index {
    case .int(let number):
      return base.flatMap { value in
        if case .opaque(let text, let cause) = value {
          return ARMOutcomes(.opaque("\(text)[\(number)]", cause))
        }
        guard let items = elements(of: value), items.indices.contains(number) else {
          return .unknown("there is no item \(number)", remedy: "correct the expression")
        }
        return items[number]
      }
    case .text(let text):
      guard let key = text.plain else { fallthrough }
      return member(
        base, key, missing: .unknown("there is no property `\(key)`", remedy: "correct the expression"))
    default:
      guard let cause = index.cause else {
        return .unknown("the index cannot be read", remedy: "correct the expression")
      }
      return ARMOutcomes(cases: [], unknown: cause.unknown)
    }
  }

  /// The items of a list, each with its own possible values; nil for anything that is no list.
  static func elements(of value: ARMValue) -> [ARMOutcomes]? {
    switch value {
    case .list(let items): items
    case .node(let node, let site):
      node.kind == .sequence ? node.items.map { self.value(of: $0, at: site.deeper) } : nil
    default: nil
    }
  }

  /// The properties of an object; nil for anything that is none.
  static func properties(of value: ARMValue) -> [(key: String, value: ARMOutcomes)]? {
    switch value {
    case .object(let pairs): return pairs
    case .node(let node, let site):
      guard node.kind == .mapping else { return nil }
      var result: [(key: String, value: ARMOutcomes)] = []
      for (key, child) in node.entries {
        let name = key.text ?? ""
        if isLoop(child, name) {
          for item in child.items {
            guard let own = item.caseless("name")?.text, let list = turns(of: item, named: own, at: site)
            else {
              continue
            }
            result.append((own, list))
          }
        } else {
          result.append((name, self.value(of: child, at: site.deeper)))
        }
      }
      return result
    default: return nil
    }
  }

  static func sameName(_ left: String, _ right: String) -> Bool {
    left == right || left.utf8.count == right.utf8.count && left.lowercased() == right.lowercased()
  }

  // MARK: Loops in values

  /// `copy` in a mapping is a list of loops, each of which makes a property.
  private static func isLoop(_ node: Node, _ name: String) -> Bool {
    guard sameName(name, "copy"), node.kind == .sequence else { return false }
    return node.items.contains { $0.caseless("input") != nil || $0.caseless("count") != nil }
  }

  private static func loop(in node: Node, named name: String, at site: ARMSite) -> ARMOutcomes? {
    guard let loops = node.caseless("copy"), loops.kind == .sequence else { return nil }
    let item = loops.items.first { $0.caseless("name")?.equalsCaseless(name) == true }
    return item.flatMap { turns(of: $0, named: name, at: site) }
  }

  private static func turns(of item: Node, named name: String, at site: ARMSite) -> ARMOutcomes? {
    guard let count = item.caseless("count"), let input = item.caseless("input") else { return nil }
    return value(of: count, at: site.deeper).flatMap { count in
      guard case .int(let count) = count else {
        return ARMOutcomes(
          cases: [],
          unknown: count.cause?.unknown
            ?? Unknown("the length of the loop `\(name)` is not known", remedy: "state it in the template"))
      }
      guard (0...mostTurns).contains(count), site.frame.effort.spend(count) else {
        return .unknown("the loop `\(name)` is too long to follow", remedy: "scan the deployed template")
      }
      return ARMOutcomes(
        .list((0..<count).map { value(of: input, at: site.deeper.inLoop(name, turn: $0)) }))
    }
  }
}
