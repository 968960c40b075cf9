import Atlas
import Descriptors

/// The properties of one declaration, or of a part of one, with expressions followed.
///
/// Paths begin at the resource itself: `properties.encryption.keySource`, `sku.name`. A first step `^` leads to its
/// parent, a first step `>type` to its children of that type.
struct ARMProperties: PropertySource {
  let template: ARMTemplate
  let declaration: ARMDeclaration
  let span: SourceSpan
  let dialect = "arm"
  private let base: ARMOutcomes

  init(template: ARMTemplate, declaration: ARMDeclaration) {
    self.template = template
    self.declaration = declaration
    span = declaration.span
    base = ARMOutcomes(.node(declaration.node, declaration.site))
  }

  private init(part: ARMOutcomes, of whole: ARMProperties, at span: SourceSpan) {
    template = whole.template
    declaration = whole.declaration
    self.span = span
    base = part
  }

  private var absent: Possible<PropertyValue> { Possible(.absent, evidence: []) }

  // MARK: Paths

  /// Where a path begins, and the steps that are left of it; nil for a parent that is not declared here.
  private func starts(_ path: PropertyPath) -> (
    sources: [ARMProperties], steps: ArraySlice<PropertyPath.Step>
  )? {
    guard case .key(let first)? = path.steps.first else { return ([self], path.steps[...]) }
    if first == "^" {
      guard let parent = template.parent(of: declaration) else { return nil }
      let source = ARMProperties(template: template, declaration: template.declarations.all[parent])
      return ([source], path.steps.dropFirst())
    }
    if first.hasPrefix(">") {
      let children = template.children(of: declaration.index, type: String(first.dropFirst()))
      return (children.map { ARMProperties(template: template, declaration: $0) }, path.steps.dropFirst())
    }
    return ([self], path.steps[...])
  }

  /// A value on the way, with the place where its text is written.
  private struct Found {
    let outcomes: ARMOutcomes
    let span: SourceSpan
  }

  func values(_ path: PropertyPath) -> [Possible<PropertyValue>] {
    guard let (sources, steps) = starts(path) else {
      return [
        .unknown(
          "it is set on what this is a part of, which is not declared here",
          remedy: "scan the template that declares it together with this one",
          evidence: [Evidence(.absent, "the parent is not declared in this file", at: span)])
      ]
    }
    let found = sources.flatMap { source in
      source.walk(Found(outcomes: source.base, span: source.span), steps).map { source.possible($0) }
    }
    return found.isEmpty && !path.passesList ? [absent] : found
  }

  private func walk(_ found: Found, _ steps: ArraySlice<PropertyPath.Step>) -> [Found] {
    guard let step = steps.first else { return [found] }
    let rest = steps.dropFirst()
    switch step {
    case .key(let key):
      let next = Found(
        outcomes: ARMEvaluator.member(found.outcomes, key, missing: .null), span: span(of: key, in: found))
      if next.outcomes.definite?.isNull == true, rest.contains(.items) || rest.contains(.values) { return [] }
      return walk(next, rest)
    case .items:
      return parts(of: found) { ARMEvaluator.elements(of: $0) }.flatMap { walk($0, rest) }
    case .values:
      return parts(of: found) { ARMEvaluator.properties(of: $0)?.map(\.value) }.flatMap { walk($0, rest) }
    }
  }

  /// The parts of every value that has some; what has none stands for itself, so that an unknown stays one.
  private func parts(of found: Found, _ split: (ARMValue) -> [ARMOutcomes]?) -> [Found] {
    var result: [Found] = []
    for one in found.outcomes.cases {
      if one.value.isNull { continue }
      guard let parts = split(one.value) else {
        result.append(Found(outcomes: ARMOutcomes(cases: [one]), span: found.span))
        continue
      }
      for part in parts {
        let alone = ARMOutcomes(
          cases: [ARMCase(value: .null, assumptions: one.assumptions, evidence: one.evidence)])
        let outcomes = alone.flatMap { _ in part }
        result.append(Found(outcomes: outcomes, span: Self.span(of: part) ?? found.span))
      }
    }
    if let unknown = found.outcomes.unknown {
      result.append(Found(outcomes: ARMOutcomes(cases: [], unknown: unknown), span: found.span))
    }
    return result
  }

  /// Where the value of a key is written: in the template if it stands there as such, else where the key's owner is.
  private func span(of key: String, in found: Found) -> SourceSpan {
    guard case .node(let node, _)? = found.outcomes.cases.first?.value, let child = node.caseless(key) else {
      return found.span
    }
    return child.span
  }

  private static func span(of outcomes: ARMOutcomes) -> SourceSpan? {
    guard case .node(let node, _)? = outcomes.cases.first?.value else { return nil }
    return node.span
  }

  // MARK: Values

  private func possible(_ found: Found) -> Possible<PropertyValue> {
    var candidates: [Candidate<PropertyValue>] = []
    var unknown = found.outcomes.unknown
    for one in found.outcomes.cases {
      switch value(of: one.value, at: found.span) {
      case .success(let value):
        candidates.append(
          Candidate(value, when: one.assumptions, evidence: one.evidence))
      case .failure(let open):
        if unknown == nil {
          unknown = Unknown(
            open.unknown.reason, remedy: open.unknown.remedy, evidence: one.evidence + open.unknown.evidence)
        }
      }
    }
    return Possible(candidates, unknown: unknown)
  }

  private struct Open: Error {
    let unknown: Unknown
  }

  private func value(of value: ARMValue, at span: SourceSpan) -> Result<PropertyValue, Open> {
    switch value {
    case .null: return .success(.absent)
    case .bool(let flag): return .success(.text(flag ? "true" : "false", span))
    case .int(let number): return .success(.text(String(number), span))
    case .text(let text): return self.value(of: text, at: span)
    case .opaque(_, let cause):
      if let target = cause.target.flatMap({ template.declarations.index(of: $0) }) {
        return .success(.resource(template.key(of: template.declarations.all[target]), span))
      }
      return .failure(Open(unknown: cause.unknown))
    case .list, .object, .node: return .success(.structure(span))
    }
  }

  private func value(of text: ARMText, at span: SourceSpan) -> Result<PropertyValue, Open> {
    if text.isSecret { return .success(.text("a secret in clear", span)) }
    if text.marked.isEmpty { return .success(.absent) }
    if let index = template.declarations.index(of: text.marked) {
      return .success(.resource(template.key(of: template.declarations.all[index]), span))
    }
    if let index = template.host(in: text)
      ?? text.cause?.target.flatMap({ template.declarations.index(of: $0) })
    {
      return .success(.resource(template.key(of: template.declarations.all[index]), span))
    }
    // Of a text with an unknown part its scheme and the end of its host may still be known.
    if let cause = text.cause, text.marked.range(ofASCII: "://") == nil, !text.marked.contains(";") {
      return .failure(Open(unknown: cause.unknown))
    }
    if let address = ARMHosts.vaultReference(text.shown) {
      return .success(.text(address, span))
    }
    return .success(.text(text.shown, span))
  }

  // MARK: Entries and parts

  func entries(_ path: PropertyPath) -> [(key: String, value: Possible<PropertyValue>)] {
    guard let (sources, steps) = starts(path) else { return [] }
    var result: [(key: String, value: Possible<PropertyValue>)] = []
    for source in sources {
      for found in source.walk(Found(outcomes: source.base, span: source.span), steps) {
        for one in found.outcomes.cases {
          result += source.pairs(of: one, at: found.span)
        }
      }
    }
    return result
  }

  /// An object's properties, or the items of a list of names and values.
  private func pairs(of one: ARMCase, at span: SourceSpan) -> [(key: String, value: Possible<PropertyValue>)]
  {
    let conditions = one.assumptions
    if let items = ARMEvaluator.elements(of: one.value) {
      return items.flatMap { item -> [(key: String, value: Possible<PropertyValue>)] in
        item.cases.compactMap { item in
          let item = ARMOutcomes(cases: [item])
          let name = ARMEvaluator.member(item, "name", missing: .null)
          guard let key = name.cases.first?.value.asText?.shown, !key.isEmpty else { return nil }
          for field in ["value", "connectionString", "secureValue"] {
            let value = ARMEvaluator.member(item, field, missing: .null)
            if value.definite?.isNull == true { continue }
            let at = self.span(of: field, in: Found(outcomes: item, span: span))
            return (key, possible(Found(outcomes: value, span: at)).under(conditions))
          }
          return nil
        }
      }
    }
    guard let pairs = ARMEvaluator.properties(of: one.value) else { return [] }
    return pairs.map { key, value in
      let at = self.span(of: key, in: Found(outcomes: ARMOutcomes(cases: [one]), span: span))
      // `connectionStrings` as a resource of its own: an object of objects.
      let inner = ARMEvaluator.member(value, "value", missing: .null)
      let settled = inner.definite?.isNull == false ? inner : value
      return (key, possible(Found(outcomes: settled, span: at)).under(conditions))
    }
  }

  func parts(_ path: PropertyPath) -> [PropertyPart] {
    guard let (sources, steps) = starts(path) else { return [] }
    return sources.flatMap { source in
      source.walk(Found(outcomes: source.base, span: source.span), steps).flatMap { found in
        found.outcomes.cases.compactMap { one -> PropertyPart? in
          guard ARMEvaluator.properties(of: one.value) != nil else { return nil }
          let part = ARMProperties(
            part: ARMOutcomes(cases: [ARMCase(value: one.value, evidence: one.evidence)]), of: source,
            at: found.span)
          return PropertyPart(part, when: one.assumptions)
        }
      }
    }
  }

  // MARK: References

  func keyState(ofResource name: String) -> Possible<KeyState>? {
    guard let other = template.declaration(ofKey: name), other.index != declaration.index,
      let card = template.card(for: other), let keyCard = card.keyCard
    else { return nil }
    let place = template.place(of: other)
    return CardReader(
      card: card, source: ARMProperties(template: template, declaration: other), scene: template.scene
    ).keyState(keyCard, place: place, operatorID: template.operatorID(of: place))
  }

  func standing(meantBy value: PropertyValue) -> Standing? {
    switch value {
    case .resource(let name, let span):
      guard let other = template.declaration(ofKey: name) else { return nil }
      let place = template.place(of: other).flatMapCandidates { candidate in
        Possible(
          candidate.value, evidence: [Evidence(.declared, "the target is `\(name)`", at: span)])
      }
      return Standing(place: place, operatorID: template.operatorID(of: place))
    case .text(let text, let span):
      guard text.lowercased().range(ofASCII: "/providers/") != nil else { return nil }
      let evidence = [Evidence(.declared, "the target is written here", at: span)]
      return Standing(
        place: .unknown(
          "the target is declared elsewhere, and its identifier does not tell its region",
          remedy: "scan the template that declares it together with this one", evidence: evidence),
        operatorID: declarationOperator)
    case .absent, .structure:
      return nil
    }
  }

  private var declarationOperator: Possible<String> {
    template.operatorID(of: template.place(of: declaration))
  }

  func hostText(_ text: String) -> String { ARMHosts.host(text) }

  func flows(in text: String, at span: SourceSpan, atlas: Atlas) -> [Flow] {
    ARMHosts.flows(in: text, at: span, atlas: atlas)
  }

  func flow(toResource name: String, at span: SourceSpan) -> Flow? {
    guard let other = template.declaration(ofKey: name), other.index != declaration.index,
      template.card(for: other)?.holdsData == true,
      let standing = standing(meantBy: .resource(name, span))
    else { return nil }
    return Flow(.endpoint, to: name, place: standing.place, operatorID: standing.operatorID, at: span)
  }

  func resourceKey(_ name: String) -> String? {
    template.declaration(ofKey: name).map { template.key(of: $0) }
  }
}
