import Descriptors

// Functions that put texts together.
extension Evaluator {
  /// The text that a node stands for.
  func text(of node: Node) -> Possible<String> { text(value(of: node)) }

  /// A value as text; a resource stays a placeholder, which says nothing about place or operator.
  func text(_ value: Possible<PropertyValue>, opaque: String? = nil) -> Possible<String> {
    value.flatMap { Self.text($0, opaque: opaque) }
  }

  private static func text(_ value: PropertyValue, opaque: String? = nil) -> Possible<String> {
    switch value {
    case .text(let text, _): Possible(text, evidence: [])
    case .resource(let name, _): Possible(opaque ?? "${\(name)}", evidence: [])
    case .absent: Possible("", evidence: [])
    case .structure:
      .unknown("a structure stands where text was expected", remedy: "state the value as text")
    }
  }

  func appended(_ left: Possible<String>, _ right: Possible<String>, separator: String) -> Possible<String> {
    // What is exclusive falls away only when it is put together: the bound is on the result, the effort on the way.
    let pairs = left.candidates.count * max(1, right.candidates.count)
    guard template.effort.spend(1 + pairs / 8) else { return tooMuch }
    let result = left.flatMap { head -> Possible<String> in
      guard head.utf8.count <= Self.longest, template.effort.spend(1 + head.utf8.count / 64) else {
        return tooMuch
      }
      return right.map { head + separator + $0 }
    }.joiningEqual(==)
    guard result.candidates.count <= Self.mostCombinations else {
      return .unknown(
        "the text has more than \(Self.mostCombinations) possible values",
        remedy: "give the parameters their values: `--set NAME=VALUE`")
    }
    return result
  }

  private var tooMuch: Possible<String> {
    .unknown("the text is too long to follow", remedy: "state the value")
  }

  /// A piece of a text that is not known, where the text is an ARN whose region already stands: what follows tells no
  /// place, and stays a placeholder.
  private func opaque(_ piece: Possible<String>, _ name: String, behind text: Possible<String>) -> Possible<
    String
  > {
    guard let unknown = piece.unknown, piece.isUnknown, !text.isUnknown,
      text.candidates.allSatisfy({ Self.tellsRegion($0.value) })
    else { return piece }
    return Possible("${\(name)}", evidence: unknown.evidence)
  }

  /// `arn:PARTITION:SERVICE:REGION:`.
  private static func tellsRegion(_ text: String) -> Bool {
    text.hasPrefix("arn:") && text.utf8.count(where: { $0 == UInt8(ascii: ":") }) >= 4
  }

  // MARK: Sub

  enum Piece: Equatable {
    case literal(String)
    case name(String)
  }

  /// `Fn::Sub`: text with `${Name}`, `${Name.Attribute}` and `${!literal}`, perhaps with names of its own.
  func substitution(_ argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    var text = argument.text
    var own: Node?
    if argument.kind == .sequence {
      let parts = Array(argument.items)
      text = parts.first?.text
      own = parts.count > 1 ? parts[1] : nil
    }
    guard let text else {
      return .unknown("the text of `Fn::Sub` is not plain", remedy: "state the value")
    }
    let pieces = Self.pieces(of: bound(text))
    if pieces.count == 1, case .name(let name) = pieces[0] { return value(ofName: name, own: own, at: span) }
    var result = Possible<String>("", evidence: [])
    for piece in pieces where !result.isUnknown {
      switch piece {
      case .literal(let literal):
        result = result.map { $0 + literal }
      case .name(let name):
        let value = value(ofName: name, own: own, at: span)
        let piece = opaque(self.text(value, opaque: "${\(name)}"), name, behind: result)
        result = appended(result, piece, separator: "")
      }
    }
    return result.flatMap { given($0, span) }
  }

  private func value(ofName name: String, own: Node?, at span: SourceSpan) -> Possible<PropertyValue> {
    if let node = own?[name] { return value(of: node) }
    return name.contains(".") ? attribute(name, at: span) : reference(name, at: span)
  }

  /// Splits a text at its placeholders.
  static func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text
    while let mark = rest.range(ofASCII: "${") {
      let before = rest[..<mark.lowerBound]
      if !before.isEmpty { pieces.append(.literal(String(before))) }
      let behind = rest[mark.upperBound...]
      guard let end = behind.firstIndex(of: "}") else {
        pieces.append(.literal("${"))
        rest = String(behind)
        continue
      }
      let name = behind[..<end]
      pieces.append(
        name.hasPrefix("!")
          ? .literal("${\(name.dropFirst())}") : .name(String(name).trimmingWhitespace))
      rest = String(behind[behind.index(after: end)...])
    }
    if !rest.isEmpty { pieces.append(.literal(rest)) }
    return pieces
  }

  // MARK: Join

  func join(_ argument: Node, at span: SourceSpan) -> Possible<PropertyValue> {
    let parts = Array(argument.items)
    guard parts.count == 2 else { return open("Fn::Join", at: span) }
    let separator = text(of: parts[0])
    if parts[1].kind == .sequence, !Intrinsic.isFunction(parts[1]) {
      return separator.flatMap { separator in
        joined(Array(parts[1].items), by: separator).flatMap { given($0, span) }
      }
    }
    return separator.flatMap { separator in
      list(of: parts[1]).flatMap { list -> Possible<PropertyValue> in
        guard list.count != nil else { return open("Fn::Join", at: span) }
        var result = Possible<String>("", evidence: [])
        for (index, item) in list.items.enumerated() where !result.isUnknown {
          result = appended(result, Self.text(item), separator: index == 0 ? "" : separator)
        }
        return result.flatMap { given($0, span) }
      }
    }
  }

  private func joined(_ nodes: [Node], by separator: String) -> Possible<String> {
    var result = Possible<String?>(nil, evidence: [])
    for node in nodes where !result.isUnknown {
      let item = opaque(joinItem(node, separator), behind: result, separator)
      guard template.effort.spend(1 + result.candidates.count * item.candidates.count / 8) else {
        return tooMuch
      }
      result = result.flatMap { head in
        guard (head?.utf8.count ?? 0) <= Self.longest, template.effort.spend(1 + (head?.utf8.count ?? 0) / 64)
        else { return tooMuch.map { $0 } }
        // An item that is removed leaves no separator behind.
        return item.map { (tail: String?) -> String? in
          guard let tail else { return head }
          return head.map { $0 + separator + tail } ?? tail
        }
      }.joiningEqual(==)
      if result.candidates.count > Self.mostCombinations {
        return .unknown(
          "the text has more than \(Self.mostCombinations) possible values",
          remedy: "give the parameters their values: `--set NAME=VALUE`")
      }
    }
    return result.map { $0 ?? "" }
  }

  private func opaque(
    _ item: Possible<String?>, behind text: Possible<String?>, _ separator: String
  ) -> Possible<String?> {
    guard item.isUnknown else { return item }
    return opaque(item.map { $0 ?? "" }, "Fn::Join", behind: text.map { ($0 ?? "") + separator }).map { $0 }
  }

  /// An item of a list that is joined: nil for one that `AWS::NoValue` removes.
  private func joinItem(_ node: Node, _ separator: String) -> Possible<String?> {
    if Intrinsic.function(node).map({ Self.givesList($0.name) }) == true || isList(node) {
      return list(of: node).flatMap { list -> Possible<String?> in
        guard list.count != nil else {
          return .unknown("a list in `Fn::Join` is not known", remedy: "state the value")
        }
        var result = Possible<String>("", evidence: [])
        for (index, item) in list.items.enumerated() {
          result = appended(result, Self.text(item), separator: index == 0 ? "" : separator)
        }
        return result.map { list.items.isEmpty ? nil : $0 }
      }
    }
    if removes(node) { return Possible(nil, evidence: []) }
    if let branches = branches(of: node), !branches.isEmpty {
      var result: Possible<String?>?
      for branch in branches {
        let value = branch.evaluator.joinItem(branch.node, separator).map(adding: branch.evidence) { $0 }
          .under(branch.conditions)
        result = result.map { $0.union(value) } ?? value
      }
      return result ?? Possible(nil, evidence: [])
    }
    return text(of: node).map { $0 }
  }

  /// `!Ref AWS::NoValue`.
  func removes(_ node: Node) -> Bool {
    guard let (name, argument) = Intrinsic.function(node), name == "Ref" else { return false }
    return argument.equals("AWS::NoValue")
  }

  // MARK: Other texts

  func base64(_ argument: Node, of node: Node) -> Possible<PropertyValue> {
    text(only(argument, of: node)).map { text in
      // What is open inside makes the whole opaque.
      let isOpen = text.range(ofASCII: "${") != nil
      return .text(isOpen ? "${Fn::Base64}" : Base64.encoded(text), node.span)
    }
  }

  func length(_ argument: Node, of node: Node) -> Possible<PropertyValue> {
    let list = argument == node ? plainList(node) : list(of: argument)
    return list.flatMap { list in
      list.count.map { Possible(.text(String($0), node.span), evidence: []) }
        ?? open("Fn::Length", at: node.span)
    }
  }

  /// `Fn::ToJsonString` of what is known throughout.
  func json(_ argument: Node, of node: Node) -> Possible<PropertyValue> {
    jsonText(of: argument, isPlain: argument == node).flatMap { given($0, node.span) }
  }

  private func jsonText(of node: Node, isPlain: Bool = false) -> Possible<String> {
    guard canGoDeeper else { return tooMuch }
    if node.kind == .sequence, isPlain || !Intrinsic.isFunction(node) {
      let items = node.items.filter { !deeper.removes($0) }.map { deeper.jsonText(of: $0) }
      return wrapped(items, "[", "]")
    }
    if node.kind == .mapping, isPlain || !Intrinsic.isFunction(node) {
      let items = Loop.entries(of: node, deeper).filter { !$0.evaluator.removes($0.node) }.map { entry in
        entry.evaluator.jsonText(of: entry.node).map { Self.quoted(entry.key) + ":" + $0 }
      }
      return wrapped(items, "{", "}")
    }
    let isBare = node.isPlain && (node.bool != nil || node.int != nil)
    return text(of: node).map { isBare ? $0 : Self.quoted($0) }
  }

  private func wrapped(_ items: [Possible<String>], _ start: String, _ end: String) -> Possible<String> {
    var result = Possible(start, evidence: [])
    for (index, item) in items.enumerated() where !result.isUnknown {
      result = appended(result, item, separator: index == 0 ? "" : ",")
    }
    return result.map { $0 + end }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
