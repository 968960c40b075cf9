import Descriptors

// Functions that make lists or take from them.
extension Evaluator {
  static func givesList(_ name: String) -> Bool {
    name == "Fn::Split" || name == "Fn::GetAZs" || name == "Fn::Cidr"
  }

  /// True for a reference to a parameter that is a list.
  func isList(_ node: Node) -> Bool {
    guard let (name, argument) = Intrinsic.function(node), name == "Ref", let text = argument.text else {
      return false
    }
    return template.parameters.parameter(text)?.isList == true
  }

  /// The list that a node stands for.
  func list(of node: Node) -> Possible<ListValue> {
    guard canGoDeeper else {
      return .unknown("functions are nested too deep", remedy: "simplify the expression")
    }
    let inner = deeper
    guard let (name, argument) = Intrinsic.function(node) else { return inner.plainList(node) }
    switch name {
    case "Fn::If": return inner.conditionalList(node)
    case "Fn::Split": return inner.split(argument, at: node.span)
    case "Fn::GetAZs": return inner.zones(argument, of: node)
    case "Fn::Cidr":
      return Possible(
        ListValue(items: [], rest: .alike(.text("${Fn::Cidr}", node.span))), evidence: [])
    case "Fn::FindInMap":
      return inner.entries(ofMap: argument, at: node.span) { inner.plainList($0) }
    case "Ref" where removes(node):
      return Possible(ListValue(items: []), evidence: [])
    default:
      return inner.value(of: node).map { value in inner.list(from: value) }
    }
  }

  /// A value that stands where a list is expected.
  private func list(from value: PropertyValue) -> ListValue {
    switch value {
    case .text(let text, let span):
      // The list types of parameters are texts with commas.
      ListValue(
        items: text.split(separator: ",", omittingEmptySubsequences: false).map {
          .text(String($0).trimmingWhitespace, span)
        })
    case .resource: ListValue(items: [], rest: .alike(value))
    case .absent: ListValue(items: [])
    case .structure: ListValue(items: [], rest: .unknown)
    }
  }

  /// The items of a sequence, without those that are removed.
  func plainList(_ node: Node) -> Possible<ListValue> {
    guard node.kind == .sequence else {
      return node.kind == .scalar
        ? value(of: node).map { value in list(from: value) }
        : Possible(ListValue(items: [], rest: .unknown), evidence: [])
    }
    var result = Possible(ListValue(items: []), evidence: [])
    for item in node.items {
      let next = itemList(item)
      guard template.effort.spend(1 + result.candidates.count * next.candidates.count / 8) else {
        return .unknown("the list is too long to follow", remedy: "state the value")
      }
      result = result.flatMap { head in
        next.map { tail in
          // Behind a part of unknown length no position is known.
          guard head.count != nil else { return head }
          return ListValue(items: head.items + tail.items, rest: tail.rest)
        }
      }
      if result.candidates.count > Self.mostCombinations { return tooMany(at: node.span) }
    }
    return result
  }

  /// An item as a list: of nothing, if it is removed.
  private func itemList(_ item: Node) -> Possible<ListValue> {
    if removes(item) { return Possible(ListValue(items: []), evidence: []) }
    if let branches = branches(of: item), !branches.isEmpty {
      return joining(branches) { $0.evaluator.itemList($0.node) }
    }
    return value(of: item).map { ListValue(items: [$0]) }
  }

  private func conditionalList(_ node: Node) -> Possible<ListValue> {
    guard let branches = branches(of: node), !branches.isEmpty else {
      return .unknown("the result of `Fn::If` is not known", remedy: "correct the function")
    }
    return joining(branches) { $0.evaluator.list(of: $0.node) }
  }

  private func joining<Value>(_ branches: [Branch], _ read: (Branch) -> Possible<Value>) -> Possible<Value> {
    var result: Possible<Value>?
    for branch in branches {
      let value = read(branch).map(adding: branch.evidence) { $0 }.under(branch.conditions)
      result = result.map { $0.union(value) } ?? value
    }
    return result ?? .unknown("no branch can be taken", remedy: "correct the condition")
  }

  // MARK: Split, zones, select

  /// A placeholder may hold the separator itself: pieces from the first one on are opaque.
  private func split(_ argument: Node, at span: SourceSpan) -> Possible<ListValue> {
    let parts = Array(argument.items)
    guard parts.count == 2 else {
      return .unknown("`Fn::Split` needs a separator and a text", remedy: "correct the function")
    }
    return text(of: parts[0]).flatMap { separator in
      value(of: parts[1]).map { value in
        switch value {
        case .text(let text, _): Self.split(text, by: separator, at: span)
        case .resource: ListValue(items: [], rest: .alike(value))
        case .absent: ListValue(items: [.absent])
        case .structure: ListValue(items: [], rest: .unknown)
        }
      }
    }
  }

  private static func split(_ text: String, by separator: String, at span: SourceSpan) -> ListValue {
    // What a resource gives is opaque, and so is every part of it.
    let opaque = ListValue.Rest.alike(.text("${Fn::Split}", span))
    guard !separator.isEmpty else { return ListValue(items: [], rest: .unknown) }
    var items: [PropertyValue] = []
    var rest = text
    while let range = rest.range(ofASCII: separator) {
      let piece = String(rest[..<range.lowerBound])
      if isOpen(piece, separator) { return ListValue(items: items, rest: opaque) }
      items.append(piece.isEmpty ? .absent : .text(piece, span))
      rest = String(rest[range.upperBound...])
    }
    if isOpen(rest, separator) { return ListValue(items: items, rest: opaque) }
    items.append(rest.isEmpty ? .absent : .text(rest, span))
    return ListValue(items: items)
  }

  /// True if a piece holds a placeholder whose text may hold the separator.
  private static func isOpen(_ piece: String, _ separator: String) -> Bool {
    var rest = piece
    // Regions, account numbers and partitions hold nothing but letters, digits and hyphens.
    if separator.utf8.first != 0x2D {
      for word in [Template.regionWord, Template.accountWord, "${AWS::Partition}"] {
        rest = rest.replacing(word, with: "")
      }
    }
    return rest.range(ofASCII: "${") != nil
  }

  /// The zones of a region: some of that region, their letters differ by account.
  private func zones(_ argument: Node, of node: Node) -> Possible<ListValue> {
    only(argument, of: node).flatMap { value in
      if case .absent = value {
        return reference(Template.regionName, at: node.span).map { ListValue(items: [], rest: .alike($0)) }
      }
      return Possible(ListValue(items: [], rest: .alike(value)), evidence: [])
    }
  }

  func select(_ argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    let parts = Array(argument.items)
    guard parts.count == 2 else { return open("Fn::Select", at: span) }
    return text(of: parts[0]).flatMap { index in
      list(of: parts[1]).flatMap { list -> Possible<PropertyValue> in
        guard let index = Int(index), index >= 0 else { return open("Fn::Select", at: span) }
        if index < list.items.count { return Possible(list.items[index], evidence: []) }
        switch list.rest {
        case .alike(let value): return Possible(value, evidence: [])
        case .unknown: return open("Fn::Select", at: span)
        case .none:
          return .unknown(
            "`Fn::Select` asks for item \(index) of a list of \(list.items.count)",
            remedy: "correct the index or the list",
            evidence: [Evidence(.declared, "`Fn::Select` stands here", at: span)])
        }
      }
    }
  }
}
