import Descriptors

/// The properties of one resource of a template, with intrinsic functions followed.
struct TemplateProperties: PropertySource {
  let template: Template
  let name: String
  let declaration: Node
  let dialect = "cloudformation"

  var span: SourceSpan { nameSpan }

  /// The logical name: the first line of the declaration is where a reader looks for it.
  var nameSpan: SourceSpan {
    template.root["Resources"]?.key(name)?.span ?? declaration.span
  }

  func values(_ path: PropertyPath) -> [Possible<PropertyValue>] {
    guard let properties = declaration["Properties"] else { return path.passesList ? [] : [absent] }
    return walk(properties, path.steps[...])
  }

  private var absent: Possible<PropertyValue> { Possible(.absent, evidence: []) }

  private func walk(_ node: Node, _ steps: ArraySlice<PropertyPath.Step>) -> [Possible<PropertyValue>] {
    if let branches = Intrinsic.branches(of: node, in: template) {
      return join(branches, steps)
    }
    guard let step = steps.first else { return [Intrinsic.value(of: node, in: template)] }
    let rest = steps.dropFirst()
    if Intrinsic.isFunction(node) {
      // A function where a structure was expected: what it gives is not known here.
      return [Intrinsic.value(of: node, in: template)]
    }
    switch step {
    case .key(let key):
      guard let next = node[key] else {
        return rest.contains(.items) || rest.contains(.values) ? [] : [absent]
      }
      return walk(next, rest)
    case .items:
      return node.kind == .sequence ? node.items.flatMap { walk($0, rest) } : walk(node, rest)
    case .values:
      return node.mergedEntries.flatMap { walk($0.value, rest) }
    }
  }

  /// `Fn::If` on the way: what each branch leads to, with its condition.
  private func join(
    _ branches: [(condition: Condition, node: Node)], _ steps: ArraySlice<PropertyPath.Step>
  ) -> [Possible<PropertyValue>] {
    let perBranch = branches.map { branch in
      walk(branch.node, steps).map { possible in
        Possible(
          possible.candidates.map {
            Candidate($0.value, when: branch.condition, evidence: $0.evidence)
          }, unknown: possible.unknown)
      }
    }
    guard perBranch.allSatisfy({ $0.count == 1 }) else { return perBranch.flatMap { $0 } }
    guard let first = perBranch.first?.first else { return [] }
    return [perBranch.dropFirst().reduce(first) { $0.union($1[0]) }]
  }

  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)] {
    guard var node = declaration["Properties"] else { return [] }
    for case .key(let key) in path.steps {
      guard let next = node[key] else { return [] }
      node = next
    }
    if node.kind == .sequence {
      // `[{Key: ..., Value: ...}]` or `[{Name: ..., Value: ...}]`
      return node.items.compactMap { item in
        guard let key = (item["Key"] ?? item["Name"])?.text, let value = item["Value"] else { return nil }
        return (key, Intrinsic.value(of: value, in: template))
      }
    }
    guard !Intrinsic.isFunction(node) else { return [] }
    return node.mergedEntries.map { ($0.key.text ?? "", Intrinsic.value(of: $0.value, in: template)) }
  }

  func keyState(ofResource name: String) -> Possible<KeyState>? {
    guard let declaration = template.declaration(name), let type = declaration["Type"]?.text else {
      return nil
    }
    if type == "AWS::KMS::Alias" {
      return TemplateProperties(template: template, name: name, declaration: declaration).aliasTarget
    }
    guard let card = template.scene.cards.card(for: type, in: dialect), card.keyCard != nil, name != self.name
    else {
      return nil
    }
    return template.resource(name, type, declaration, card).keyState
  }

  private var aliasTarget: Possible<KeyState>? {
    guard let path = PropertyPath("TargetKeyId") else { return nil }
    for case .resource(let target, _) in values(path).flatMap({ $0.candidates.map(\.value) })
    where target != name {
      return keyState(ofResource: target)
    }
    return nil
  }

  func resourceKey(_ name: String) -> String? {
    template.declaration(name)?["Type"]?.text.map { "\($0)/\(name)" }
  }
}

extension PropertyPath {
  var passesList: Bool { steps.contains(.items) || steps.contains(.values) }
}
