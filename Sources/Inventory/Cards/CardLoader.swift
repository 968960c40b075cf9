public import Descriptors

/// A mistake in a service card.
public struct CardError: Error, Sendable {
  /// Where.
  public let span: SourceSpan
  /// What is wrong and what would be right.
  public let message: String
}

/// Reads service cards.
///
/// A word that is not known is an error with the nearest known one: a typing error must not become a fact that
/// is never read.
struct CardLoader {
  private let root: Node

  static func load(_ source: SourceBytes, path: String) throws(CardError) -> ServiceCard {
    let reading = DescriptorReader.read(source, as: .yaml, path: path)
    guard let root = reading.tree.documents.first, reading.problems.isEmpty else {
      throw CardError(
        span: .start(of: path), message: reading.problems.first?.message.english ?? "the card is empty")
    }
    return try CardLoader(root: root).card()
  }

  private func card() throws(CardError) -> ServiceCard {
    try known(
      root,
      [
        "service", "title", "kind", "roles", "holds-data", "provider", "reach", "names", "at-rest",
        "in-transit",
        "flows", "tags", "secrets", "variables", "key", "key-algorithm", "zones", "source",
      ])
    let source = try required(root, "source")
    var transit: [TransitCard] = []
    for node in list(root["in-transit"]) { transit.append(try transitCard(node)) }
    var flows: [FlowCard] = []
    for node in list(root["flows"]) { flows.append(try flowCard(node)) }
    var roles: [Role] = []
    for node in list(root["roles"]) { roles.append(try word(node, Role.self)) }
    return ServiceCard(
      service: try text(root, "service"), title: try text(root, "title"),
      kind: try word(try required(root, "kind"), Kind.self), roles: roles,
      holdsData: try bool(root, "holds-data", default: true), provider: try text(root, "provider"),
      reach: try root["reach"].map { node throws(CardError) in try word(node, ServiceCard.Reach.self) }
        ?? .regional,
      names: try texts(try required(root, "names")),
      atRest: try root["at-rest"].map { node throws(CardError) in try atRestCard(node) },
      transit: transit, flows: flows, tags: try paths(root["tags"]), secrets: try paths(root["secrets"]),
      variables: try paths(root["variables"]),
      keyCard: try root["key"].map { node throws(CardError) in try keyCard(node) },
      keyAlgorithm: try root["key-algorithm"].map { node throws(CardError) in try keyAlgorithmCard(node) },
      zones: try paths(root["zones"]),
      source: "\(try text(source, "text")), as of \(try text(source, "as-of"))")
  }

  private func atRestCard(_ node: Node) throws(CardError) -> AtRestCard {
    try known(
      node,
      [
        "layer", "each", "unlisted", "elsewhere", "silence", "switch", "algorithm-property", "values",
        "algorithm", "key",
        "key-implies-on", "key-silence",
      ])
    var meanings: [String: AtRestCard.Meaning] = [:]
    for (key, value) in node["values"]?.entries.map({ $0 }) ?? [] {
      try known(value, ["encrypted", "algorithm", "custody"])
      meanings[key.text ?? ""] = AtRestCard.Meaning(
        encrypted: try bool(value, "encrypted", default: true), algorithm: value["algorithm"]?.text,
        custody: try value["custody"].map { node throws(CardError) in try custody(node) })
    }
    let keySilence = node["key-silence"]
    if let keySilence { try known(keySilence, ["custody", "why"]) }
    return AtRestCard(
      layer: try node["layer"].map { node throws(CardError) in try word(node, Layer.self) } ?? .volume,
      each: try paths(node["each"]),
      unlisted: try node["unlisted"].map { node throws(CardError) in try unlisted(node) },
      elsewhere: try paths(node["elsewhere"]),
      silence: try silence(try required(node, "silence")), switches: try paths(node["switch"]),
      algorithms: try paths(node["algorithm-property"]), meanings: meanings,
      algorithm: node["algorithm"]?.text,
      keys: try paths(node["key"]), keyImpliesOn: try bool(node, "key-implies-on", default: false),
      keySilence: try keySilence?["custody"].map { node throws(CardError) in try custody(node) } ?? .provider,
      keySilenceWhy: keySilence?["why"]?.text.map(Phrase.init(term:))
        ?? "no key is named, so the provider's own key is used")
  }

  private func unlisted(_ node: Node) throws(CardError) -> AtRestCard.Unlisted {
    try known(node, ["property", "values"])
    return AtRestCard.Unlisted(
      property: try paths(try required(node, "property")), values: list(node["values"]).compactMap(\.text))
  }

  private func transitCard(_ node: Node) throws(CardError) -> TransitCard {
    try known(
      node,
      [
        "what", "exposure", "each", "switch", "values", "redirect", "minimum-version",
        "minimum-version-values",
        "silence",
      ])
    var meanings: [String: Bool?] = [:]
    for (key, value) in node["values"]?.entries.map({ $0 }) ?? [] {
      guard value.bool != nil || value.equals("depends") else {
        throw error(value, "expected true, false or depends")
      }
      meanings.updateValue(value.bool, forKey: key.text ?? "")
    }
    var floors: [String: TLSVersion] = [:]
    for (key, value) in node["minimum-version-values"]?.entries.map({ $0 }) ?? [] {
      floors[key.text ?? ""] = try version(value)
    }
    return TransitCard(
      what: Phrase(term: try text(node, "what")),
      exposure: try node["exposure"].map { node throws(CardError) in try word(node, TransitFact.Exposure.self)
      }
        ?? .external,
      each: try paths(node["each"]), switches: try paths(node["switch"]), meanings: meanings,
      redirects: try paths(node["redirect"]), floors: try paths(node["minimum-version"]),
      floorMeanings: floors, silence: try silence(try required(node, "silence")))
  }

  private func flowCard(_ node: Node) throws(CardError) -> FlowCard {
    try known(node, ["kind", "to", "as", "values", "if-absent", "unless"])
    let unless = node["unless"]
    if let unless { try known(unless, ["property", "values"]) }
    return FlowCard(
      kind: try word(try required(node, "kind"), FlowKind.self), targets: try paths(try required(node, "to")),
      form: try word(try required(node, "as"), FlowCard.Form.self),
      values: list(node["values"]).compactMap(\.text), ifAbsent: try bool(node, "if-absent", default: false),
      unless: try unless.map { unless throws(CardError) in
        FlowCard.Unless(
          property: try paths(try required(unless, "property")),
          values: list(unless["values"]).compactMap(\.text))
      })
  }

  private func keyAlgorithmCard(_ node: Node) throws(CardError) -> KeyAlgorithmCard {
    try known(node, ["property", "size", "silence"])
    return KeyAlgorithmCard(
      properties: try paths(node["property"]), sizes: try paths(node["size"]),
      silence: try node["silence"].map { node throws(CardError) in
        guard let algorithm = node.text.flatMap({ KeyAlgorithm($0) }) else {
          throw error(node, "expected an algorithm with its length, such as AES-256 or RSA-2048")
        }
        return algorithm
      })
  }

  private func keyCard(_ node: Node) throws(CardError) -> KeyCard {
    try known(
      node,
      [
        "origin", "values", "silence", "silence-why", "replica", "rotation", "rotation-period",
        "rotation-days",
        "multi-region", "marks",
      ])
    var marks: [KeyCard.Mark] = []
    for mark in list(node["marks"]) {
      try known(mark, ["property", "custody"])
      marks.append(
        KeyCard.Mark(
          properties: try paths(try required(mark, "property")),
          custody: try custody(try required(mark, "custody"))))
    }
    var meanings: [String: Custody] = [:]
    for (key, value) in node["values"]?.entries.map({ $0 }) ?? [] {
      meanings[key.text ?? ""] = try custody(value)
    }
    return KeyCard(
      origins: try paths(node["origin"]), originMeanings: meanings, marks: marks,
      silence: try custody(try required(node, "silence")),
      silenceWhy: node["silence-why"]?.text.map(Phrase.init(term:))
        ?? "the key's material is made by the provider",
      isReplica: try bool(node, "replica", default: false), rotations: try paths(node["rotation"]),
      rotationPeriods: try paths(node["rotation-period"]), rotationDays: node["rotation-days"]?.int ?? 365,
      multiRegions: try paths(node["multi-region"]))
  }

  private func silence(_ node: Node) throws(CardError) -> SilenceCard {
    try known(node, ["encrypted", "algorithm", "minimum-version", "context", "why", "cases"])
    return try plainSilence(node, cases: list(node["cases"]))
  }

  private func silenceCase(_ node: Node) throws(CardError) -> SilenceCard.Case {
    try known(
      node, ["property", "values", "encrypted", "algorithm", "minimum-version", "context", "why"])
    return SilenceCard.Case(
      property: try paths(try required(node, "property")), values: list(node["values"]).compactMap(\.text),
      silence: try plainSilence(node, cases: []))
  }

  private func plainSilence(_ node: Node, cases: [Node]) throws(CardError) -> SilenceCard {
    let encrypted = try required(node, "encrypted")
    guard encrypted.bool != nil || encrypted.equals("depends") else {
      throw error(encrypted, "expected true, false or depends")
    }
    if let key = node["context"], DeploymentContext.knownKeys[key.text ?? ""] == nil {
      throw error(key, "`\(key.text ?? "")` is no context key")
    }
    var read: [SilenceCard.Case] = []
    for node in cases { read.append(try silenceCase(node)) }
    return SilenceCard(
      encrypted: encrypted.bool, algorithm: node["algorithm"]?.text,
      minimumVersion: try node["minimum-version"].map { node throws(CardError) in try version(node) },
      contextKey: node["context"]?.text, why: Phrase(term: try text(node, "why")), cases: read)
  }

  // MARK: Pieces

  private func error(_ node: Node, _ message: String) -> CardError {
    CardError(span: node.span, message: message)
  }

  private func known(_ node: Node, _ words: [String]) throws(CardError) {
    for (key, _) in node.entries where !words.contains(key.text ?? "") {
      let text = key.text ?? ""
      let near = Spelling.nearest(to: text, among: words)
      throw error(key, "`\(text)` is no word of a card\(near.map { "; did you mean `\($0)`?" } ?? "")")
    }
  }

  private func required(_ node: Node, _ key: String) throws(CardError) -> Node {
    guard let value = node[key] else { throw error(node, "`\(key)` is missing") }
    return value
  }

  private func text(_ node: Node, _ key: String) throws(CardError) -> String {
    guard let text = try required(node, key).text else { throw error(node, "`\(key)` must be text") }
    return text
  }

  private func bool(_ node: Node, _ key: String, default value: Bool) throws(CardError) -> Bool {
    guard let found = node[key] else { return value }
    guard let flag = found.bool else { throw error(found, "expected true or false") }
    return flag
  }

  private func custody(_ node: Node) throws(CardError) -> Custody {
    guard let custody = node.text.flatMap({ Custody(code: $0) }) else {
      throw error(node, "expected a step of the custody ladder, K0 to K6")
    }
    return custody
  }

  private func version(_ node: Node) throws(CardError) -> TLSVersion {
    guard let version = node.text.flatMap({ TLSVersion(spelling: $0) }) else {
      throw error(node, "expected a TLS version such as 1.2")
    }
    return version
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ node: Node, _ type: Word.Type
  ) throws(CardError) -> Word where Word.RawValue == String {
    let text = node.text ?? ""
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    let near = Spelling.nearest(to: text, among: words)
    throw error(
      node,
      "`\(text)` is none of \(words.joined(separator: ", "))\(near.map { "; did you mean `\($0)`?" } ?? "")")
  }

  private func list(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    return node.kind == .sequence ? Array(node.items) : [node]
  }

  private func texts(_ node: Node) throws(CardError) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (key, value) in node.entries { result[key.text ?? ""] = list(value).compactMap(\.text) }
    return result
  }

  private func paths(_ node: Node?) throws(CardError) -> [String: [PropertyPath]] {
    guard let node else { return [:] }
    var result: [String: [PropertyPath]] = [:]
    for (key, value) in node.entries {
      for item in list(value) {
        guard let path = item.text.flatMap({ PropertyPath($0) }) else {
          throw error(item, "expected a path such as A.B[].C")
        }
        result[key.text ?? "", default: []].append(path)
      }
    }
    return result
  }
}
