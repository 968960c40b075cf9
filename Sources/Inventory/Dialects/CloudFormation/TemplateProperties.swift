import Descriptors

/// The properties of one resource of a template, or of a part of one, with intrinsic functions followed.
struct TemplateProperties: PropertySource {
  /// More `Fn::If` inside one another than this are not followed.
  private static let deepest = 16

  let template: Template
  let name: String
  /// Where paths begin: the properties and, behind them, what the `Globals` of a SAM template add to them.
  private let roots: [Node]
  /// The logical name, or the part: where a reader looks for what is said of it.
  let span: SourceSpan
  let dialect = "cloudformation"

  init(template: Template, name: String, declaration: Node) {
    self.template = template
    self.name = name
    span = template.root["Resources"]?.key(name)?.span ?? declaration.span
    roots = [declaration["Properties"], template.globals(for: declaration)].compactMap(\.self)
      .filter { $0.kind == .mapping }
  }

  private init(part: Node, of whole: TemplateProperties) {
    template = whole.template
    name = whole.name
    span = part.span
    roots = [part]
  }

  private var absent: Possible<PropertyValue> { Possible(.absent, evidence: []) }

  // MARK: Values

  func values(_ path: PropertyPath) -> [Possible<PropertyValue>] {
    var found: [Possible<PropertyValue>] = path.passesList ? [] : [absent]
    for root in roots {
      found = walk(root, path.steps[...], depth: 0)
      // What is said, even if by `AWS::NoValue`, is not looked for elsewhere.
      if !found.allSatisfy({ $0.definite.map { $0.value.isAbsent && $0.evidence.isEmpty } ?? false }) {
        return found
      }
    }
    return found
  }

  private func walk(
    _ node: Node, _ steps: ArraySlice<PropertyPath.Step>, depth: Int
  ) -> [Possible<PropertyValue>] {
    if depth < Self.deepest, let branches = Intrinsic.branches(of: node, in: template) {
      return join(branches, steps, depth: depth)
    }
    guard let step = steps.first else { return [Intrinsic.value(of: node, in: template)] }
    let rest = steps.dropFirst()
    if Intrinsic.isFunction(node) {
      // A function where a structure was expected: what it gives is not known here.
      return [Intrinsic.value(of: node, in: template)]
    }
    switch step {
    case .key(let key):
      guard let next = node[key], !next.isNull else {
        return rest.contains(.items) || rest.contains(.values) ? [] : [absent]
      }
      return walk(next, rest, depth: depth)
    case .items:
      return node.kind == .sequence
        ? node.items.flatMap { walk($0, rest, depth: depth) } : walk(node, rest, depth: depth)
    case .values:
      return node.mergedEntries.flatMap { walk($0.value, rest, depth: depth) }
    }
  }

  /// `Fn::If` on the way: what each branch leads to, with its condition.
  private func join(
    _ branches: [(condition: Condition, node: Node)], _ steps: ArraySlice<PropertyPath.Step>, depth: Int
  ) -> [Possible<PropertyValue>] {
    let perBranch = branches.map { branch in
      walk(branch.node, steps, depth: depth + 1).map { $0.under(branch.condition) }
    }
    guard perBranch.allSatisfy({ $0.count == 1 }) else { return perBranch.flatMap { $0 } }
    guard let first = perBranch.first?.first else { return [] }
    return [perBranch.dropFirst().reduce(first) { $0.union($1[0]) }]
  }

  // MARK: Entries and parts

  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)] {
    var result: [(key: String, value: Possible<PropertyValue>)] = []
    var seen: Set<String> = []
    for root in roots {
      var own: [String] = []
      for (container, condition) in containers(root, path.steps[...], nil, depth: 0) {
        for (key, node) in pairs(container) where !seen.contains(key) {
          own.append(key)
          result.append((key, Intrinsic.value(of: node, in: template).under(condition)))
        }
      }
      seen.formUnion(own)
    }
    return result
  }

  /// A mapping's entries, or `[{Key: ..., Value: ...}]`, `[{Name: ..., Value: ...}]`.
  private func pairs(_ container: Node) -> [(String, Node)] {
    guard container.kind == .sequence else {
      return container.mergedEntries.map { ($0.key.text ?? "", $0.value) }
    }
    return container.items.flatMap { item in
      containers(item, [], nil, depth: 0).compactMap { pair, _ in
        guard let key = (pair["Key"] ?? pair["Name"])?.text, let value = pair["Value"] else { return nil }
        return (key, value)
      }
    }
  }

  func parts(_ path: PropertyPath) -> [PropertyPart] {
    roots.flatMap { containers($0, path.steps[...], nil, depth: 0) }.compactMap { node, condition in
      node.kind == .mapping
        ? PropertyPart(TemplateProperties(part: node, of: self), when: condition) : nil
    }
  }

  /// The mappings and sequences that a path leads to, with the outermost condition on the way.
  private func containers(
    _ node: Node, _ steps: ArraySlice<PropertyPath.Step>, _ condition: Condition?, depth: Int
  ) -> [(node: Node, condition: Condition?)] {
    if Intrinsic.isFunction(node) {
      guard depth < Self.deepest, let branches = Intrinsic.branches(of: node, in: template) else { return [] }
      return branches.flatMap { branch in
        containers(branch.node, steps, condition ?? branch.condition, depth: depth + 1)
      }
    }
    guard let step = steps.first else { return [(node, condition)] }
    let rest = steps.dropFirst()
    switch step {
    case .key(let key):
      return node[key].map { containers($0, rest, condition, depth: depth) } ?? []
    case .items:
      return node.kind == .sequence
        ? node.items.flatMap { containers($0, rest, condition, depth: depth) }
        : containers(node, rest, condition, depth: depth)
    case .values:
      return node.mergedEntries.flatMap { containers($0.value, rest, condition, depth: depth) }
    }
  }

  // MARK: References

  func keyState(ofResource name: String) -> Possible<KeyState>? {
    guard name != self.name, let declaration = template.keyDeclaration(of: name),
      let type = declaration.node["Type"]?.text,
      let card = template.scene.cards.card(for: type, in: dialect), card.keyCard != nil
    else { return nil }
    return template.keyState(declaration.name, type, declaration.node, card)
  }

  func standing(meantBy value: PropertyValue) -> Standing? {
    switch value {
    case .resource(let name, _):
      guard template.declaration(name) != nil else { return nil }
    case .text(let text, _):
      guard text.range(ofASCII: Template.regionWord) != nil else { return nil }
    case .absent, .structure:
      return nil
    }
    return Standing(place: template.place, operatorID: template.operatorID)
  }

  func hostText(_ text: String) -> String {
    guard let range = text.range(ofASCII: Template.accountWord) else { return text }
    return text.replacingSubrange(range, with: "000000000000")
  }

  func resourceKey(_ name: String) -> String? {
    template.declaration(name)?["Type"]?.text.map { "\($0)/\(name)" }
  }
}

extension PropertyPath {
  var passesList: Bool { steps.contains(.items) || steps.contains(.values) }
}

extension String {
  fileprivate func replacingSubrange(_ range: Range<Index>, with other: String) -> String {
    String(self[..<range.lowerBound]) + other + String(self[range.upperBound...])
  }
}
