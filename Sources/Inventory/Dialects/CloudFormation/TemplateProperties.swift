import Descriptors

/// The properties of one resource of a template, or of a part of one, with intrinsic functions followed.
struct TemplateProperties: PropertySource {
  /// More `Fn::If` inside one another than this are not followed.
  private static let deepest = 16

  /// Where paths begin, and what is assumed there.
  private struct Root {
    let node: Node
    let evaluator: Evaluator
  }

  let template: Template
  let name: String
  /// The properties, once for each way in which the resource can exist; behind each what the `Globals` of a SAM template
  /// add.
  private let roots: [[Root]]
  /// The conditions of those ways; one empty conjunction if it always exists.
  private let existence: [[Condition]]
  /// The logical name, or the part: where a reader looks for what is said of it.
  let span: SourceSpan
  let dialect = "cloudformation"

  /// The properties of a declaration.
  ///
  /// - Parameter existence: when the resource is created; what holds then is not repeated with every value.
  init(
    template: Template, declaration: Template.Declaration, type: String? = nil, existence: [[Condition]]
  ) {
    self.template = template
    name = declaration.name
    span = template.root["Resources"]?.key(declaration.name)?.span ?? declaration.node.span
    let globals = (type ?? declaration.node["Type"]?.text)
      .flatMap { Serverless.globals(for: $0, in: template.root) }
    let nodes = [declaration.node["Properties"], globals].compactMap(\.self)
      .filter { $0.kind == .mapping }
    self.existence = existence
    roots = existence.map { conditions in
      let evaluator = Evaluator(template, bindings: declaration.bindings, path: conditions)
      return nodes.map { Root(node: $0, evaluator: evaluator) }
    }
  }

  private init(part: Node, _ evaluator: Evaluator, of whole: TemplateProperties) {
    template = whole.template
    name = whole.name
    span = part.span
    existence = [[]]
    roots = [[Root(node: part, evaluator: evaluator)]]
  }

  private var absent: Possible<PropertyValue> { Possible(.absent, evidence: []) }

  // MARK: Values

  func values(_ path: PropertyPath) -> [Possible<PropertyValue>] {
    if roots.count == 1 {
      let found = values(path, roots[0])
      return existence[0].isEmpty ? found : found.map { $0.relative(to: existence[0]) }
    }
    let perWay = zip(roots, existence).map { roots, conditions in
      values(path, roots).map { $0.under(conditions) }
    }
    return Self.together(perWay)
  }

  private func values(_ path: PropertyPath, _ roots: [Root]) -> [Possible<PropertyValue>] {
    let steps = path.steps[...]
    guard roots.count > 1 else {
      return roots.first.map { walk($0.node, steps, $0.evaluator, depth: 0) }
        ?? (path.passesList ? [] : [absent])
    }
    // Lists of the globals are added to, everything else overrides.
    if path.steps.contains(.items) {
      return roots.reversed().flatMap { walk($0.node, steps, $0.evaluator, depth: 0) }
    }
    var found: [Possible<PropertyValue>] = path.passesList ? [] : [absent]
    for root in roots {
      found = walk(root.node, steps, root.evaluator, depth: 0)
      // What is said, even if by `AWS::NoValue`, is not looked for elsewhere.
      if !found.allSatisfy({ $0.definite.map { $0.value.isAbsent && $0.evidence.isEmpty } ?? false }) {
        return found
      }
    }
    return found
  }

  private func walk(
    _ node: Node, _ steps: ArraySlice<PropertyPath.Step>, _ evaluator: Evaluator, depth: Int
  ) -> [Possible<PropertyValue>] {
    if depth < Self.deepest, let branches = evaluator.branches(of: node) {
      // Texts are joined where they are read; lists and structures are walked branch by branch.
      guard !steps.isEmpty else { return [evaluator.value(of: node)] }
      return join(branches, steps, depth: depth)
    }
    guard let step = steps.first else { return [evaluator.value(of: node)] }
    let rest = steps.dropFirst()
    if Intrinsic.isFunction(node) {
      if step == .items, rest.isEmpty { return items(evaluator.list(of: node)) }
      // A function where a structure was expected: what it gives is not known here.
      return [evaluator.value(of: node)]
    }
    switch step {
    case .key(let key):
      guard let (next, inner) = child(key, of: node, evaluator) else {
        return rest.contains(.items) || rest.contains(.values) ? [] : [absent]
      }
      return walk(next, rest, inner, depth: depth)
    case .items:
      return node.kind == .sequence
        ? node.items.flatMap { walk($0, rest, evaluator, depth: depth) }
        : walk(node, rest, evaluator, depth: depth)
    case .values:
      return Loop.entries(of: node, evaluator).flatMap { walk($0.node, rest, $0.evaluator, depth: depth) }
    }
  }

  /// The value of a key, those that loops make among them; nil for none and for nothing.
  private func child(_ key: String, of node: Node, _ evaluator: Evaluator) -> (Node, Evaluator)? {
    if let next = node[key] { return next.isNull ? nil : (next, evaluator) }
    return Loop.entry(key, of: node, evaluator).map { ($0.node, $0.evaluator) }
  }

  /// `Fn::If` on the way: what each branch leads to, with its conditions.
  private func join(
    _ branches: [Evaluator.Branch], _ steps: ArraySlice<PropertyPath.Step>, depth: Int
  ) -> [Possible<PropertyValue>] {
    let perBranch = branches.map { branch in
      walk(branch.node, steps, branch.evaluator, depth: depth + 1).map {
        $0.map(adding: branch.evidence) { $0 }.under(branch.conditions)
      }
    }
    return Self.together(perBranch)
  }

  /// What several ways lead to: one value with conditions if each leads to one, or else all of them.
  private static func together(_ perWay: [[Possible<PropertyValue>]]) -> [Possible<PropertyValue>] {
    guard perWay.count > 1, perWay.allSatisfy({ $0.count == 1 }) else { return perWay.flatMap { $0 } }
    guard let first = perWay.first?.first else { return [] }
    return [perWay.dropFirst().reduce(first) { $0.union($1[0]) }.joiningEqual(PropertyValue.areEqual)]
  }

  /// The items of a list that functions make, position by position.
  private func items(_ lists: Possible<ListValue>) -> [Possible<PropertyValue>] {
    let longest = lists.candidates.map(\.value.items.count).max() ?? 0
    var result = (0..<longest).map { index in
      lists.map { $0.items.indices.contains(index) ? $0.items[index] : .absent }
        .joiningEqual(PropertyValue.areEqual)
    }
    let isOpen = lists.candidates.contains { if case .unknown = $0.value.rest { true } else { false } }
    if let unknown = lists.unknown, result.isEmpty { result.append(Possible(unknown: unknown)) }
    for case .alike(let value) in lists.candidates.map(\.value.rest).prefix(1) {
      result.append(lists.map { _ in value })
    }
    if isOpen, result.isEmpty {
      result.append(.unknown("the list is not known from the template", remedy: "state its items"))
    }
    return result
  }

  // MARK: Entries and parts

  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)] {
    var result: [(key: String, value: Possible<PropertyValue>)] = []
    for (roots, way) in zip(roots, existence) {
      var seen: Set<String> = []
      for root in roots {
        var own: [String] = []
        for container in containers(root.node, path.steps[...], [], root.evaluator, depth: 0) {
          for (key, node, evaluator) in pairs(container) where !seen.contains(key) {
            own.append(key)
            let value = evaluator.value(of: node).under(container.conditions)
            result.append((key, self.roots.count > 1 ? value.under(way) : value))
          }
        }
        seen.formUnion(own)
      }
    }
    return result
  }

  /// A mapping's entries, or `[{Key: ..., Value: ...}]`, `[{Name: ..., Value: ...}]`.
  private func pairs(_ container: Container) -> [(String, Node, Evaluator)] {
    guard container.node.kind == .sequence else {
      return Loop.entries(of: container.node, container.evaluator).map { ($0.key, $0.node, $0.evaluator) }
    }
    return container.node.items.flatMap { item in
      containers(item, [], [], container.evaluator, depth: 0).compactMap { pair in
        guard let name = pair.node["Key"] ?? pair.node["Name"], let value = pair.node["Value"] else {
          return nil
        }
        let key = Intrinsic.isFunction(name) ? nil : name.text.map { pair.evaluator.bound($0) }
        return key.map { ($0, value, pair.evaluator) }
      }
    }
  }

  func parts(_ path: PropertyPath) -> [PropertyPart] {
    var parts: [PropertyPart] = []
    for (group, way) in zip(roots, existence) {
      for root in group {
        for part in containers(root.node, path.steps[...], [], root.evaluator, depth: 0)
        where part.node.kind == .mapping {
          let conditions: [Condition] =
            roots.count > 1 ? part.conditions.and(way) ?? part.conditions : part.conditions
          parts.append(
            PropertyPart(TemplateProperties(part: part.node, part.evaluator, of: self), when: conditions))
        }
      }
    }
    return parts
  }

  /// A mapping or sequence that a path leads to, with the conditions on the way.
  private struct Container {
    let node: Node
    let conditions: [Condition]
    let evaluator: Evaluator
  }

  private func containers(
    _ node: Node, _ steps: ArraySlice<PropertyPath.Step>, _ conditions: [Condition], _ evaluator: Evaluator,
    depth: Int
  ) -> [Container] {
    if Intrinsic.isFunction(node) {
      guard depth < Self.deepest, let branches = evaluator.branches(of: node) else {
        _ = Intrinsic.function(node).map { $0.name == "Fn::Transform" ? evaluator.value(of: node) : nil }
        return []
      }
      return branches.flatMap { branch in
        containers(
          branch.node, steps, conditions.and(branch.conditions) ?? conditions, branch.evaluator,
          depth: depth + 1)
      }
    }
    guard let step = steps.first else {
      return [Container(node: node, conditions: conditions, evaluator: evaluator)]
    }
    let rest = steps.dropFirst()
    switch step {
    case .key(let key):
      return child(key, of: node, evaluator).map { containers($0, rest, conditions, $1, depth: depth) } ?? []
    case .items:
      return node.kind == .sequence
        ? node.items.flatMap { containers($0, rest, conditions, evaluator, depth: depth) }
        : containers(node, rest, conditions, evaluator, depth: depth)
    case .values:
      return Loop.entries(of: node, evaluator).flatMap {
        containers($0.node, rest, conditions, $0.evaluator, depth: depth)
      }
    }
  }

  // MARK: References

  func keyState(ofResource name: String) -> Possible<KeyState>? {
    if let foreign = template.foreign[name] { return foreign.keyState }
    guard name != self.name, let declaration = template.keyDeclaration(of: name),
      let type = declaration.node["Type"]?.text,
      let card = template.scene.cards.card(for: type, in: dialect), card.keyCard != nil
    else { return nil }
    return template.keyState(declaration, card)
  }

  func standing(meantBy value: PropertyValue) -> Standing? {
    switch value {
    case .resource(let name, _):
      if let foreign = template.foreign[name] {
        return Standing(place: foreign.place, operatorID: foreign.operatorID)
      }
      guard template.declaration(name) != nil else { return nil }
    case .text(let text, _):
      guard text.range(ofASCII: Template.regionWord) != nil else { return nil }
    case .absent, .structure:
      return nil
    }
    return Standing(place: template.place, operatorID: template.operatorID)
  }

  func hostText(_ text: String) -> String {
    text.replacing(Template.accountWord, with: "000000000000")
  }

  func resourceKey(_ name: String) -> String? {
    if let foreign = template.foreign[name] { return foreign.key }
    return template.declaration(name)?["Type"]?.text.map { "\($0)/\(name)" }
  }
}

extension PropertyPath {
  var passesList: Bool { steps.contains(.items) || steps.contains(.values) }
}
