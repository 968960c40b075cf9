import Atlas
import Descriptors

/// What all readers of one policy file share: the words that are right, and the mistakes found so far.
final class PolicyDesk {
  let atlas: Atlas
  /// The parameters that rules may name, with the values in force.
  var parameters: [String: Parameter] = [:]
  /// The scale that rules may cap, if the policy has one.
  var scale: CeilingScale?
  /// Class names that rules may use: the common ones and the policy's own.
  var classNames: [String] = DataClasses.common
  /// The sets of countries that the atlas knows.
  private(set) lazy var setNames = atlas.jurisdictionNames
  private(set) var errors: [PolicyError] = []
  /// The files that were read, each once.
  var files: [PolicyFile] = []

  /// A broken file can hold more mistakes than anybody reads.
  private static let mostErrors = 100

  let library: PolicyLibrary
  private var profiles: [String: CryptoProfile?] = [:]

  init(atlas: Atlas, library: PolicyLibrary = PolicyLibrary()) {
    self.atlas = atlas
    self.library = library
  }

  /// A crypto profile by name, or by path from the policy that names it; nil after a mistake in the file, or if
  /// there is none.
  func profile(_ name: String, at node: Node) -> CryptoProfile? {
    if let known = profiles[name] { return known }
    let profile = ProfileReader.read(name, for: node, at: self)
    profiles[name] = .some(profile)
    return profile
  }

  /// The schemes under which the atlas's operators hold something; read only for a message.
  var schemeNames: [String] {
    Set(atlas.operatorIDs.compactMap(atlas.operatorEntry).flatMap { $0.qualifications.map(\.scheme) })
      .sorted()
  }

  func report(_ message: String, at node: Node, remedy: String) {
    let span = node.span
    report(message, in: span.file, at: span.start, remedy: remedy)
  }

  func report(_ message: String, in file: String, at position: Position, remedy: String) {
    guard errors.count < Self.mostErrors else { return }
    let error = PolicyError(file: file, position: position, message: message, remedy: remedy)
    // A line laid over many rules is read with each of them.
    if !errors.contains(error) { errors.append(error) }
  }

  /// Reports a word that is none of those allowed, with the nearest one.
  func reportUnknown(_ what: String, _ word: String, at node: Node, among words: [String]) {
    report("unknown \(what) `\(word.shortened)`", at: node, remedy: Self.remedy(for: word, among: words))
  }

  static func remedy(for word: String, among words: [String]) -> String {
    if let near = Spelling.nearest(to: word, among: words) { return "did you mean `\(near)`?" }
    return words.isEmpty ? "remove it" : "use one of: \(words.joined(separator: ", "))"
  }

  // MARK: Mappings

  /// Checks that a node is a mapping of known keys, each once; nil if it is no mapping.
  ///
  /// - Parameter elsewhere: what to do about a key that is right in another place; nil for one that is right nowhere.
  func mapping(
    _ node: Node, _ what: String, keys: [String], elsewhere: (String) -> String? = { _ in nil }
  ) -> Node? {
    guard node.kind == .mapping else {
      report(
        "\(what) must be a mapping, not \(node.kind.described)", at: node,
        remedy: "write it as `key: value` lines with some of: \(keys.joined(separator: ", "))")
      return nil
    }
    var seen: Set<String> = []
    for (key, _) in node.entries {
      guard let name = key.text else {
        report("a key of \(what) is not a word", at: key, remedy: "write a plain word before the colon")
        continue
      }
      if !seen.insert(name).inserted {
        report("`\(name.shortened)` stands twice in \(what)", at: key, remedy: "keep one of them")
      }
      if keys.contains(name) { continue }
      if let place = elsewhere(name) {
        report("`\(name)` has no meaning in \(what)", at: key, remedy: place)
      } else {
        report(
          "unknown key `\(name.shortened)` in \(what)", at: key, remedy: Self.remedy(for: name, among: keys))
      }
    }
    return node
  }

  /// A required text of a mapping.
  func requiredText(_ key: String, of node: some Keyed, _ what: String) -> String? {
    guard node[key] != nil else {
      report("\(what) has no `\(key)`", at: node.node, remedy: "add `\(key): ...`")
      return nil
    }
    return text(key, of: node)
  }

  /// A text of a mapping; nil if there is none.
  func text(_ key: String, of node: some Keyed) -> String? {
    guard let value = node[key] else { return nil }
    if let parameter = parameter(value) {
      guard parameter.values.count == 1 else {
        // One that nobody declared is on record already.
        guard !parameter.origin.isEmpty else { return nil }
        report(
          "the parameter `\(parameter.name)` holds \(parameter.values.count) values where one is needed",
          at: value, remedy: "give it one value")
        return nil
      }
      return parameter.values[0]
    }
    guard let text = value.text, !value.isNull, !text.trimmingWhitespace.isEmpty else {
      report(
        value.kind == .scalar ? "`\(key)` is empty" : "`\(key)` must be a text, not \(value.kind.described)",
        at: value, remedy: "write one text behind `\(key):`")
      return nil
    }
    return text
  }

  /// A day of a mapping, as `2031-01-01`.
  func date(_ key: String, of node: some Keyed) -> String? {
    guard let text = text(key, of: node), let value = node[key] else { return nil }
    guard CalendarDay.isValid(text) else {
      report(
        "`\(text.shortened)` is no day", at: value, remedy: "write it as year-month-day, such as 2031-01-01")
      return nil
    }
    return text
  }

  /// A yes or no that is only worth writing as yes: `known: true`.
  func demandedTrue(_ key: String, of node: some Keyed) -> Bool {
    guard let value = node[key] else { return false }
    if value.bool == true { return true }
    report(
      value.bool == false
        ? "`\(key): false` asks for nothing" : "`\(key)` must be true, not `\((value.text ?? "").shortened)`",
      at: value, remedy: "write `\(key): true`, or remove the line")
    return false
  }

  /// A yes or no, as a policy writes it: `true` or `false`.
  func truth(_ key: String, of node: some Keyed) -> Bool {
    guard let value = node[key], let text = text(key, of: node) else { return false }
    if text != "true", text != "false" {
      reportUnknown("answer to `\(key)`", text, at: value, among: ["true", "false"])
    }
    return text == "true"
  }

  // MARK: Lists of words

  /// The words of a list, or of a single scalar; an empty list is a mistake.
  func words(_ node: Node, _ key: String) -> [(text: String, node: Node)] {
    let items = node.kind == .scalar && !node.isNull ? [node] : Array(node.items)
    guard !items.isEmpty else {
      report(
        node.kind == .mapping ? "`\(key)` must be a list, not a mapping" : "the list of `\(key)` is empty",
        at: node, remedy: "name at least one, or remove `\(key)`: an empty list can match nothing")
      return []
    }
    return items.flatMap { item -> [(text: String, node: Node)] in
      if let parameter = parameter(item) { return parameter.values.map { ($0, item) } }
      guard let text = item.text, !text.isEmpty else {
        report("an item of `\(key)` must be a word", at: item, remedy: "write a list of words: [one, other]")
        return []
      }
      return [(text, item)]
    }
  }

  // MARK: Parameters

  /// The parameter that a value names as `$name`; nil if it is a value of its own.
  func parameter(_ value: Node) -> Parameter? {
    guard value.kind == .scalar, value.bytes.first == 0x24, let text = value.text else { return nil }
    let name = String(text.dropFirst())
    guard Parameter.isName(name) else { return nil }
    if let parameter = parameters[name] { return parameter }
    reportUnknown("parameter", name, at: value, among: parameters.keys.sorted())
    return Parameter(name: name, title: "", frenchTitle: nil, values: [], allowed: [], origin: "")
  }

  /// The words of a key, each one of a fixed set.
  func words(
    _ key: String, of node: some Keyed, _ what: String, among allowed: @autoclosure () -> [String]
  ) -> [String] {
    guard let value = node[key] else { return [] }
    let allowed = allowed()
    return words(value, key).compactMap { word, item in
      if allowed.contains(word) { return word }
      reportUnknown(what, word, at: item, among: allowed)
      return nil
    }
  }

  /// One word of a key, out of an enumeration.
  func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, of node: some Keyed, _ what: String
  ) -> Value? where Value.RawValue == String {
    guard let text = text(key, of: node), let value = node[key] else { return nil }
    if let choice = Value(rawValue: text) { return choice }
    reportUnknown(what, text, at: value, among: Value.allCases.map(\.rawValue))
    return nil
  }

  /// Several words of a key, out of an enumeration; nil if the key is not there.
  func choices<Value: RawRepresentable & CaseIterable>(
    _ key: String, of node: some Keyed, _ what: String
  ) -> [Value]? where Value.RawValue == String {
    guard let value = node[key] else { return nil }
    return words(value, key).compactMap { word, item in
      if let choice = Value(rawValue: word) { return choice }
      reportUnknown(what, word, at: item, among: Value.allCases.map(\.rawValue))
      return nil
    }
  }
}

extension NodeKind {
  /// The kind in words, with its article.
  var described: String {
    switch self {
    case .scalar: "a single value"
    case .sequence: "a list"
    case .mapping: "a mapping"
    default: "something else"
    }
  }
}

extension String {
  /// Fit for a message: one line, not longer than a line.
  var shortened: String {
    let line = unicodeScalars.prefix(60).reduce(into: "") { text, scalar in
      text.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
    }
    return unicodeScalars.count > 60 ? line + "…" : line
  }
}
