import Descriptors
import Inventory

extension ConfigurationReader {
  /// The entries of `contexts`.
  mutating func contexts(_ value: Node) {
    guard value.kind == .sequence else {
      desk.report("`contexts` is a list; begin each with `- paths: [...]`", at: value)
      return
    }
    for item in value.items {
      if let context = context(item) { configuration.contexts.append(context) }
    }
  }

  private mutating func context(_ node: Node) -> Configuration.PathContext? {
    var patterns: [String] = []
    var hasPaths = false
    var entries: [DeploymentContext.Entry] = []
    for (name, key, value) in desk.entries(node, "a context", example: "- paths: [prod/**]") {
      if name == "path" || name == "paths" {
        hasPaths = true
        patterns += desk.words(value, name).map(\.text)
        continue
      }
      guard DeploymentContext.knownKeys[name] != nil else {
        desk.reportUnknown(name, at: key, among: ["paths"] + DeploymentContext.knownKeys.keys.sorted())
        continue
      }
      let values = desk.words(value, name).map(\.text)
      guard !values.isEmpty else { continue }
      entries.append(
        DeploymentContext.Entry(
          key: name, values: values,
          evidence: Evidence(.context, "\(name) is \(values.joined(separator: ", "))", at: value.span)))
    }
    guard hasPaths else {
      desk.report("a context needs `paths`; `paths: [\"**\"]` are all", at: node)
      return nil
    }
    return Configuration.PathContext(
      globs: patterns.map { PathGlob($0) }, patterns: patterns, entries: entries, span: node.span)
  }
}
