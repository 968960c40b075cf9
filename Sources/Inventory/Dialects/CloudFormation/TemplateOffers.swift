import Atlas
import Descriptors

/// The keys under which templates tell one another something.
enum OfferKey {
  static let exportsByStack = "cloudformation exports by stack name"
  static func export(_ name: String) -> String { "cloudformation export \(name)" }
  static func parameters(of file: String) -> String { "cloudformation parameters of \(file)" }
  static func parameters(in folder: String) -> String { "cloudformation parameters in \(folder)" }
  static func outputs(of file: String) -> String { "cloudformation outputs of \(file)" }
}

/// A resource of another template.
struct ForeignResource: Sendable {
  let key: String?
  let place: Possible<Place>
  let operatorID: Possible<String>
  /// If it is a key.
  let keyState: Possible<KeyState>?
}

/// A value that one template gives to another, with the resources that it refers to.
struct OfferedValue: Sendable {
  let value: Possible<PropertyValue>
  let resources: [String: ForeignResource]

  /// What tells one value from another.
  var summary: String {
    let known = value.candidates.map { candidate in
      let conditions = candidate.conditions.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
      return switch candidate.value {
      case .text(let text, _): "\(conditions):\(text)"
      case .resource(let name, _): "\(conditions)#\(name)"
      case .absent: "\(conditions)-"
      case .structure: "\(conditions){}"
      }
    }
    return (known + [value.unknown?.reason.english ?? ""]).joined(separator: "\u{1}")
  }
}

/// An exported output.
struct ExportedValue: Sendable {
  let name: String
  let file: String
  let value: OfferedValue

  /// What the stack is called if this is the export of a name: for names with `${AWS::StackName}` in them.
  func stackName(for name: String) -> String? {
    guard let mark = self.name.range(ofASCII: "${AWS::StackName}") else { return nil }
    let (before, behind) = (self.name[..<mark.lowerBound], self.name[mark.upperBound...])
    guard name.utf8.count > before.utf8.count + behind.utf8.count, name.hasPrefix(before),
      name.hasSuffix(behind)
    else { return nil }
    return String(name.dropFirst(before.count).dropLast(behind.count))
  }
}

// MARK: Taking

extension Template {
  func adopt(_ resources: [String: ForeignResource]) {
    foreign.merge(resources) { first, _ in first }
  }

  /// The value of an export; nil if no scanned template makes it.
  func exported(_ name: String, at span: SourceSpan) -> Possible<PropertyValue>? {
    needs.insert(OfferKey.export(name))
    needs.insert(OfferKey.exportsByStack)
    let exact = scene.offers.of(OfferKey.export(name)).compactMap { $0.content as? ExportedValue }
    if !exact.isEmpty { return union(exact, of: name, at: span) { _ in nil } }
    let possible = scene.offers.of(OfferKey.exportsByStack).compactMap { $0.content as? ExportedValue }
      .filter { $0.stackName(for: name) != nil }
    guard !possible.isEmpty else { return nil }
    let files = possible.map { "`\($0.file)`" }.joined(separator: ", ")
    return union(possible, of: name, at: span) { exported in
      exported.stackName(for: name).map { Condition("stack name of \(exported.file)", is: $0) }
    }?.union(
      .unknown(
        "`\(name)` is exported by \(files) if the stack is called so, or else by a stack that is not scanned",
        remedy: "check which stack exports `\(name)`",
        evidence: [Evidence(.declared, "`Fn::ImportValue` stands here", at: span)]))
  }

  private func union(
    _ exports: [ExportedValue], of name: String, at span: SourceSpan,
    _ condition: (ExportedValue) -> Condition?
  ) -> Possible<PropertyValue>? {
    var result: Possible<PropertyValue>?
    for exported in exports {
      adopt(exported.value.resources)
      let source = Evidence(.derived, "`\(name)` is exported by \(exported.file)", at: span)
      let several =
        exports.count > 1
        ? Condition("template that exports \(name)", is: exported.file, of: exports.count) : nil
      let value = exported.value.value.received(in: file).map(adding: [source]) { $0 }
        .under(condition(exported) ?? several)
      result = result.map { $0.union(value) } ?? value
    }
    return result
  }

  /// The file of a nested stack, if it is one of the tree.
  func nestedFile(_ declaration: Node) -> String? {
    let properties = declaration["Properties"]
    guard let location = properties?["TemplateURL"] ?? properties?["Location"], let text = location.text,
      !Intrinsic.isFunction(location)
    else { return nil }
    return ScanPath.resolve(text, from: file)
  }

  /// An output of a nested stack whose template is among what is scanned.
  func output(_ name: String, ofStack stack: String, _ declaration: Node) -> Possible<PropertyValue>? {
    guard let nested = nestedFile(declaration) else { return nil }
    needs.insert(OfferKey.outputs(of: nested))
    for offer in scene.offers.of(OfferKey.outputs(of: nested)) {
      guard let outputs = offer.content as? [String: OfferedValue], let output = outputs[name] else {
        continue
      }
      adopt(output.resources)
      let source = Evidence(.derived, "an output of \(offer.file)", at: declaration.span)
      return output.value.received(in: file).map(adding: [source]) { $0 }
    }
    return nil
  }
}

// MARK: Giving

extension Template {
  /// What this template tells others: its exports, what it passes to nested stacks, and its outputs if it is nested.
  func offers() -> [Offer] {
    var offers: [Offer] = []
    if let outputs = root["Outputs"] {
      let entries = Loop.entries(of: outputs, Evaluator(self))
      for entry in entries {
        guard let name = entry.node.at("Export", "Name"), let value = entry.node["Value"] else { continue }
        offers += export(name, value, entry.evaluator)
      }
      if !scene.offers.of(OfferKey.parameters(of: file)).isEmpty { offers.append(outputOffer(entries)) }
    }
    for declaration in resources { offers += nestedParameters(declaration) }
    return offers
  }

  private func export(_ name: Node, _ value: Node, _ evaluator: Evaluator) -> [Offer] {
    let names = evaluator.text(of: name)
    guard names.unknown == nil, !names.candidates.isEmpty else { return [] }
    let offered = offered(evaluator.value(of: value))
    return names.candidates.map { candidate in
      let exported = ExportedValue(name: candidate.value, file: file, value: offered)
      let isByStack = candidate.value.range(ofASCII: "${AWS::StackName}") != nil
      return Offer(
        isByStack ? OfferKey.exportsByStack : OfferKey.export(candidate.value), file: file, content: exported,
        summary: candidate.value + "\u{1}" + offered.summary)
    }
  }

  private func outputOffer(_ entries: [Loop.Entry]) -> Offer {
    var values: [String: OfferedValue] = [:]
    for entry in entries {
      guard let value = entry.node["Value"] else { continue }
      values[entry.key] = offered(entry.evaluator.value(of: value))
    }
    return Offer(
      OfferKey.outputs(of: file), file: file, content: values, summary: Self.summary(values))
  }

  private func nestedParameters(_ declaration: Declaration) -> [Offer] {
    guard let type = declaration.node["Type"],
      type.equals("AWS::CloudFormation::Stack") || type.equals("AWS::Serverless::Application"),
      let nested = nestedFile(declaration.node)
    else { return [] }
    var values: [String: OfferedValue] = [:]
    let evaluator = evaluator(for: declaration)
    if let parameters = declaration.node.at("Properties", "Parameters"), parameters.kind == .mapping {
      for entry in Loop.entries(of: parameters, evaluator) {
        values[entry.key] = offered(passed(entry))
      }
    }
    let given = GivenParameters(label: "\(file)#\(declaration.name)", isFile: false, values: values)
    return [
      Offer(OfferKey.parameters(of: nested), file: file, content: given, summary: Self.summary(values))
    ]
  }

  /// A list is passed as its text with commas.
  private func passed(_ entry: Loop.Entry) -> Possible<PropertyValue> {
    guard
      entry.node.kind == .sequence
        || Intrinsic.function(entry.node).map({ Evaluator.givesList($0.name) }) == true
    else { return entry.evaluator.value(of: entry.node) }
    return entry.evaluator.list(of: entry.node).flatMap { list in
      let texts = list.items.compactMap { item -> String? in
        switch item {
        case .text(let text, _): text
        case .resource(let name, _): "${\(name)}"
        case .absent, .structure: nil
        }
      }
      guard list.count == texts.count else {
        return .unknown("the list that is passed here is not known", remedy: "state the value")
      }
      return Possible(.text(texts.joined(separator: ","), entry.node.span), evidence: [])
    }
  }

  private static func summary(_ values: [String: OfferedValue]) -> String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)\u{2}\($0.value.summary)" }.joined(separator: "\u{3}")
  }

  /// A value as another template sees it: names of resources and of conditions are this template's own.
  private func offered(_ value: Possible<PropertyValue>) -> OfferedValue {
    var resources: [String: ForeignResource] = [:]
    let candidates = value.candidates.map { candidate -> Candidate<PropertyValue> in
      var result = candidate.value
      switch candidate.value {
      case .resource(let name, let span):
        let outside = outsideName(name)
        resources[outside] = foreignView(of: name)
        result = .resource(outside, span)
      case .text(let text, let span) where text.range(ofASCII: "${") != nil:
        result = .text(outsideText(text), span)
      case .text, .absent, .structure:
        break
      }
      return Candidate(
        result, when: candidate.conditions.map { $0.renamed(given(of: $0.name)) },
        evidence: candidate.evidence)
    }
    return OfferedValue(value: Possible(candidates, unknown: value.unknown), resources: resources)
  }

  private func given(of name: String) -> String {
    name.hasPrefix("AWS::") || name.range(ofASCII: " of ") != nil ? name : "\(name) of \(file)"
  }

  private func outsideName(_ name: String) -> String {
    name.contains("#") ? name : "\(file)#\(name)"
  }

  /// Placeholders of resources as another template names them.
  private func outsideText(_ text: String) -> String {
    Evaluator.pieces(of: text).map { piece in
      switch piece {
      case .literal(let literal): literal
      case .name(let name): name.hasPrefix("AWS::") ? "${\(name)}" : "${\(outsideName(name))}"
      }
    }.joined()
  }

  private func foreignView(of name: String) -> ForeignResource? {
    if let known = foreign[name] { return known }
    guard let declaration = resource(named: name), let type = declaration.node["Type"]?.text else {
      return nil
    }
    let keyDeclaration = keyDeclaration(of: name)
    let keyType = keyDeclaration?.node["Type"]?.text
    let card = keyType.flatMap { scene.cards.card(for: $0, in: "cloudformation") }
    let state = keyDeclaration.flatMap { key in
      card.flatMap { $0.keyCard == nil ? nil : keyState(key, $0) }
    }
    return ForeignResource(key: "\(type)/\(name)", place: place, operatorID: operatorID, keyState: state)
  }
}

extension Condition {
  func renamed(_ name: String) -> Condition {
    isExclusion ? Condition(name, notIn: values) : Condition(name, in: values, of: domain)
  }
}

extension Possible {
  /// Conditions that were this file's own before they went round through another are its own again.
  func received(in file: String) -> Possible {
    let suffix = " of \(file)"
    guard candidates.contains(where: { $0.conditions.contains { $0.name.hasSuffix(suffix) } }) else {
      return self
    }
    return Possible(
      candidates.map { candidate in
        let conditions = candidate.conditions.map { condition in
          condition.name.hasSuffix(suffix)
            ? condition.renamed(String(condition.name.dropLast(suffix.count))) : condition
        }
        return Candidate(candidate.value, when: conditions, evidence: candidate.evidence)
      }, unknown: unknown)
  }
}
