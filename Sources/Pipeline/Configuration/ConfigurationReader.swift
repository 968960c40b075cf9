import Assessment
import Atlas
import Descriptors

/// Reads the parts of a configuration; every mistake is told, with its place.
struct ConfigurationReader {
  var configuration: Configuration
  var desk: ConfigurationDesk

  init(_ empty: Configuration) {
    configuration = empty
    desk = ConfigurationDesk(path: empty.path)
  }

  /// The configuration of a document.
  ///
  /// - Throws: ``UsageError`` with all mistakes of the file.
  mutating func read(_ root: Node) throws(UsageError) -> Configuration {
    for (key, node, value) in desk.entries(root, "a configuration", example: "policies: [eu-gdpr]") {
      guard let setting = Setting.allCases.first(where: { $0.topKey == key }) else {
        desk.reportUnknown(key, at: node, among: Setting.topKeys)
        continue
      }
      // An empty entry is one that somebody has yet to fill in.
      if value.isNull { continue }
      read(setting, value, root: root)
    }
    if let error = desk.error { throw error }
    return configuration
  }

  private mutating func read(_ setting: Setting, _ value: Node, root: Node) {
    switch setting {
    case .policies, .waivers, .excludes:
      for (text, node) in desk.words(value, setting.rawValue) { say(setting, text, at: node) }
    case .policyParameters: parameters(value)
    case .failOn: thresholds(value)
    case .formats: formats(value)
    case .classes: classes(value, root: root)
    case .contexts: contexts(value)
    case .maxFileSize, .maxDepth, .maxNodes: limits(value)
    case .asOf, .failOnUndetermined, .minimumCoverage, .allowIncomplete, .exitZero, .grace, .graceSince,
      .baseline, .ledger,
      .language,
      .jobs:
      if let text = desk.word(value, setting.rawValue) { say(setting, text, at: value) }
    }
  }

  mutating func say(_ setting: Setting, _ text: String, at node: Node) {
    let origin = Origin.file(configuration.path, node.span.start)
    configuration.said[setting, default: []].append(Said(text, origin, folder: configuration.folder))
  }

  private mutating func parameters(_ value: Node) {
    for (key, _, value) in desk.entries(
      value, "`policy-parameters`", example: "policy-parameters: { places: [FR] }")
    {
      let words = desk.words(value, key).map(\.text)
      if !words.isEmpty { say(.policyParameters, "\(key)=\(words.joined(separator: ","))", at: value) }
    }
  }

  /// One word, or several for policies and categories, as `--fail-on` takes them.
  private mutating func thresholds(_ value: Node) {
    guard value.kind == .mapping else {
      if let text = desk.word(value, Setting.failOn.rawValue) { say(.failOn, text, at: value) }
      return
    }
    for (key, _, value) in desk.entries(value, "`fail-on`", example: "fail-on: { default: high }") {
      if let text = desk.word(value, key) { say(.failOn, "\(key)=\(text)", at: value) }
    }
  }

  private mutating func formats(_ value: Node) {
    for (key, node, value) in desk.entries(value, "`formats`", example: "formats: { text: \"-\" }") {
      guard let file = desk.word(value, key) else { continue }
      say(.formats, file == "-" ? key : "\(key)=\(file)", at: node)
    }
  }

  private mutating func limits(_ value: Node) {
    let settings: [Setting] = [.maxFileSize, .maxDepth, .maxNodes]
    let names = settings.map { String($0.rawValue.dropFirst($0.topKey.count + 1)) }
    for (key, node, value) in desk.entries(value, "`limits`", example: "limits: { depth: 256 }") {
      guard let place = names.firstIndex(of: key) else {
        desk.reportUnknown(key, at: node, among: names)
        continue
      }
      if let text = desk.word(value, key) { say(settings[place], text, at: value) }
    }
  }

  /// Data classes, in the words of policies.
  private mutating func classes(_ value: Node, root: Node) {
    let mappings: [DataClassMapping]
    do {
      mappings = try GivenClasses.read(of: root, atlas: Atlas())
    } catch {
      for mistake in error.errors {
        desk.report("\(mistake.message); \(mistake.remedy)", at: mistake.position)
      }
      return
    }
    for mapping in mappings {
      let position = value.key(mapping.name)?.span.start ?? value.span.start
      configuration.classes.append((mapping, position))
    }
  }
}
