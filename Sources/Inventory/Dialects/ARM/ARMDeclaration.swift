import Descriptors

/// One resource as a template declares it: a turn of a loop is one of its own.
struct ARMDeclaration {
  let node: Node
  let site: ARMSite
  /// The whole type, with those of the resources around it: `Microsoft.Sql/servers/databases`.
  let type: String
  /// The whole name, one part for each level of the type.
  let name: ARMOutcomes
  /// Where it stands in the list.
  var index = 0
  /// The declaration that it stands in.
  var parent: Int?
  /// Under which it is created, in words.
  var notes: [Evidence] = []
  /// Already there when the template is deployed: only referred to.
  var isExisting = false

  /// Every identifier that it may have.
  var identifiers: [String] {
    name.cases.compactMap { one in
      one.value.asText.flatMap { ARMIdentifier.normal(type: type, name: $0.marked) }
    }
  }

  /// The name for people: as text where it is known, else as it is written.
  var shownName: String {
    if let value = name.definite ?? name.cases.first?.value, let text = value.asText { return text.shown }
    return node.caseless("name")?.text ?? type
  }

  /// Where it is said what it is.
  var span: SourceSpan { (node.caseless("type") ?? node).span }
}

/// All declarations of a file, those of nested templates and children with them.
final class ARMDeclarations {
  /// More are not read from one file.
  private static let most = 4000
  /// Turns of one loop that are read as resources of their own.
  private static let mostTurns = 64

  private(set) var all: [ARMDeclaration] = []
  private(set) var unread: [UnreadPart] = []
  /// What is passed to templates in other files.
  private(set) var offers: [Offer] = []
  private var byIdentifier: [String: [Int]] = [:]

  init(_ frame: ARMFrame) {
    collect(frame.root, at: frame.site, depth: 0)
  }

  /// The declaration that an identifier means; nil if it is not in this file.
  func index(of identifier: String) -> Int? {
    ARMIdentifier.normal(identifier).flatMap { byIdentifier[$0]?.first }
  }

  func index(ofNormal identifier: String) -> Int? { byIdentifier[identifier]?.first }

  // MARK: Collecting

  /// The resources of a template: a list, or a mapping by symbolic name.
  private func collect(_ template: Node, at site: ARMSite, depth: Int) {
    guard let resources = template.caseless("resources") else { return }
    if resources.kind == .mapping {
      // Names first: any resource may refer to any other.
      for (key, node) in resources.entries {
        site.frame.symbols[(key.text ?? "").lowercased()] = symbol(node, at: site)
      }
      for (_, node) in resources.entries { collect(resource: node, at: site, parent: nil, depth: depth) }
    } else {
      for node in resources.items { collect(resource: node, at: site, parent: nil, depth: depth) }
    }
  }

  private func symbol(_ node: Node, at site: ARMSite) -> ARMOutcomes {
    guard let type = node.caseless("type")?.text, let name = node.caseless("name") else { return .null }
    return ARMEvaluator.value(of: name, at: site).flatMap { name in
      guard let text = name.asText, let normal = ARMIdentifier.normal(type: type, name: text.marked) else {
        return .null
      }
      return .text("/providers/\(normal)")
    }
  }

  private func collect(resource node: Node, at site: ARMSite, parent: Int?, depth: Int) {
    guard node.kind == .mapping, depth < 16 else { return }
    guard node.caseless("type")?.text != nil else {
      unread.append(
        UnreadPart(
          at: node.span, "the resource has no `type`, so it cannot be understood; give it one"))
      return
    }
    guard let loop = node.caseless("copy"), loop.kind == .mapping, let count = loop.caseless("count") else {
      declare(node, at: site, parent: parent, notes: [], depth: depth)
      return
    }
    let name = loop.caseless("name")?.text ?? ""
    let turns = ARMEvaluator.value(of: count, at: site)
    guard case .int(let number)? = turns.definite else {
      let note = Evidence(
        .declared, "stands for each turn of the loop `\(name)`, whose count is not known", at: loop.span)
      declare(node, at: site, parent: parent, notes: [note], depth: depth)
      return
    }
    if number > Self.mostTurns {
      unread.append(
        UnreadPart(
          at: loop.span,
          "the loop `\(name)` makes \(number) resources, of which \(Self.mostTurns) are read; scan the deployed template for the others"
        ))
    }
    for turn in 0..<max(0, min(number, Self.mostTurns)) {
      declare(node, at: site.inLoop(name, turn: turn), parent: parent, notes: [], depth: depth)
    }
  }

  private func declare(_ node: Node, at site: ARMSite, parent: Int?, notes: [Evidence], depth: Int) {
    guard all.count < Self.most, site.frame.effort.spend() else {
      if unread.last?.reason != Self.full { unread.append(UnreadPart(at: node.span, Self.full)) }
      return
    }
    guard let condition = condition(node, at: site) else { return }
    let own = node.caseless("type")?.text ?? ""
    var name = node.caseless("name").map { ARMEvaluator.value(of: $0, at: site) } ?? .null
    var type = own
    if let parent, !own.contains(".") || own.hasPrefix("providers/") {
      type = "\(all[parent].type)/\(own)"
      name = all[parent].name.flatMap { before in
        name.flatMap { behind in
          guard let left = before.asText, let right = behind.asText else { return ARMOutcomes(behind) }
          return ARMOutcomes(.text(left + ARMText("/") + right))
        }
      }
    }
    let declaration = ARMDeclaration(
      node: node, site: site, type: type, name: name, index: all.count, parent: parent,
      notes: notes + condition,
      isExisting: node.caseless("existing")?.bool == true)
    all.append(declaration)
    for identifier in declaration.identifiers {
      byIdentifier[identifier, default: []].append(declaration.index)
    }
    if own.lowercased() == "microsoft.resources/deployments" {
      nested(declaration, depth: depth)
    } else {
      collectChildren(of: declaration, at: site, depth: depth)
    }
  }

  private static let full: Phrase =
    "the template declares more than can be followed; split it, or scan what it deploys one by one"

  private func collectChildren(of declaration: ARMDeclaration, at site: ARMSite, depth: Int) {
    guard let children = declaration.node.caseless("resources") else { return }
    let list = children.kind == .mapping ? children.entries.map(\.value) : Array(children.items)
    for child in list { collect(resource: child, at: site, parent: declaration.index, depth: depth + 1) }
  }

  /// What is to be noted of the condition; nil if the resource is certainly not created.
  private func condition(_ node: Node, at site: ARMSite) -> [Evidence]? {
    guard let condition = node.caseless("condition") else { return [] }
    let value = ARMEvaluator.value(of: condition, at: site)
    guard case .bool(let flag)? = value.definite else {
      return [
        Evidence(
          .declared, "the resource is only created if `\(ARMEvaluator.brief(condition.text ?? ""))` holds",
          at: condition.span)
      ]
    }
    if flag { return [] }
    // A default is in force unless another value is given: what it leaves out is still described here.
    guard value.cases.contains(where: { $0.evidence.contains { $0.kind == .parameterDefault } }) else {
      return nil
    }
    return [
      Evidence(
        .declared,
        "the resource is not created by default, only if `\(ARMEvaluator.brief(condition.text ?? ""))` holds",
        at: condition.span)
    ]
  }

  // MARK: Nested templates

  private func nested(_ declaration: ARMDeclaration, depth: Int) {
    guard let properties = declaration.node.caseless("properties") else { return }
    guard let template = properties.caseless("template"), template.kind == .mapping else {
      linked(properties, declaration)
      return
    }
    let scope = properties.caseless("expressionEvaluationOptions")?.caseless("scope")?.text?.lowercased()
    guard scope == "inner" else {
      // Names in it are those of the template around it, but the types are its own.
      collect(template, at: declaration.site, depth: depth + 1)
      return
    }
    let outer = declaration.site
    var given: [String: ARMOutcomes] = [:]
    for (key, value) in properties.caseless("parameters")?.entries.map({ $0 }) ?? [] {
      guard let value = ARMParameterFile.value(of: value, at: outer) else { continue }
      given[(key.text ?? "").lowercased()] = value
    }
    let frame = ARMFrame(
      template, scene: outer.frame.scene, effort: outer.frame.effort, location: location(of: declaration),
      given: given, label: "\(outer.frame.label)\(declaration.shownName): ")
    collect(template, at: frame.site, depth: depth + 1)
  }

  /// Where a nested template is deployed: in its own resource group, if that is declared here.
  private func location(of deployment: ARMDeclaration) -> ARMOutcomes {
    let site = deployment.site
    guard let group = deployment.node.caseless("resourceGroup"),
      case .text(let name)? = ARMEvaluator.value(of: group, at: site).cases.first?.value,
      let index = index(ofNormal: "microsoft.resources/resourcegroups/\(name.marked.lowercased())"),
      let location = all[index].node.caseless("location")
    else { return site.frame.location }
    return ARMEvaluator.value(of: location, at: all[index].site)
  }

  /// The values that a deployment passes to the template of another file.
  private func passed(_ properties: Node, _ declaration: ARMDeclaration, to path: String) -> Offer {
    let outer = declaration.site
    let label = "\(outer.frame.label)\(declaration.shownName)"
    var values: [String: ARMPassedValue] = [:]
    for (key, entry) in properties.caseless("parameters")?.entries.map({ $0 }) ?? [] {
      guard let value = ARMParameterFile.value(of: entry, at: outer) else { continue }
      values[(key.text ?? "").lowercased()] = ARMPassedValue(value, in: outer.frame)
    }
    let given = ARMPassedParameters(
      label: label, file: declaration.span.file, values: values,
      location: ARMPassedValue(location(of: declaration), in: outer.frame))
    return Offer(
      ARMPassedParameters.key(path), file: declaration.span.file, content: given, summary: given.summary)
  }

  /// A template in another file: read there, with the values that are passed to it.
  private func linked(_ properties: Node, _ declaration: ARMDeclaration) {
    guard let link = properties.caseless("templateLink") else { return }
    let scene = declaration.site.frame.scene
    let file = link.span.file
    let texts =
      [link.caseless("relativePath"), link.caseless("uri")].compactMap { $0?.text }
      .flatMap { ARMLink.localNames(in: $0) }
    for text in texts {
      let path = ARMLink.path(text, beside: file)
      guard scene.nearby.contains(path) else { continue }
      offers.append(passed(properties, declaration, to: path))
      return
    }
    unread.append(
      UnreadPart(
        at: link.span,
        "the linked template\(texts.last.map { " `\($0)`" } ?? "") is not in what is scanned, so what it deploys is not known; scan it too"
      ))
  }
}

/// Names of other templates in links.
enum ARMLink {
  /// Names of JSON files among the texts of a link.
  static func localNames(in text: String) -> [String] {
    switch ARMExpression.read(text) {
    case .literal(let text): return names([text])
    case .broken: return []
    case .expression(let expression, _):
      var found: [String] = []
      collect(expression, into: &found)
      return names(found)
    }
  }

  private static func names(_ texts: [String]) -> [String] {
    texts.map { text in
      var name = String(text.prefix { $0 != "?" && $0 != "{" })
      while name.hasPrefix("/") || name.hasPrefix("./") {
        name = String(name.drop { $0 == "." || $0 == "/" })
      }
      return name
    }.filter { $0.hasSuffix(".json") && !$0.contains("://") }
  }

  private static func collect(_ expression: ARMExpression, into found: inout [String]) {
    switch expression {
    case .text(let text): found.append(text)
    case .number: break
    case .call(_, let arguments): for argument in arguments { collect(argument, into: &found) }
    case .member(let base, _): collect(base, into: &found)
    case .index(let base, let inner):
      collect(base, into: &found)
      collect(inner, into: &found)
    }
  }

  /// The path of a file named relative to another.
  static func path(_ name: String, beside file: String) -> String {
    var folders = file.split(separator: "/", omittingEmptySubsequences: false).dropLast().map(String.init)
    for part in name.split(separator: "/") {
      switch part {
      case ".": break
      case "..":
        if folders.last != nil, folders.last != ".." { folders.removeLast() } else { folders.append("..") }
      default: folders.append(String(part))
      }
    }
    return folders.joined(separator: "/")
  }
}
