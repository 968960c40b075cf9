import Descriptors

/// A file of parameter values: the list of the AWS CLI, `[{ParameterKey: ..., ParameterValue: ...}]`, or the template
/// configuration of CodePipeline, `{Parameters: {...}}`.
struct ParameterFile {
  private let values: [(name: String, value: Node)]
  private let file: String

  /// Told from the bytes alone.
  static func recognise(_ glance: Glance) -> Format? {
    if glance.first == 0x5B {
      return glance.headContains("\"ParameterKey\"") && glance.contains("\"ParameterValue\"") ? .json : nil
    }
    guard glance.looksLikeJSON, glance.headContains("\"Parameters\"", within: 256) else { return nil }
    return glance.contains("\"Resources\"") ? nil : .json
  }

  /// Reads a document; nil for another one.
  init?(_ document: Node) {
    file = document.tree.path
    switch document.kind {
    case .sequence:
      let items = Array(document.items)
      guard !items.isEmpty, items.allSatisfy({ $0["ParameterKey"] != nil }) else { return nil }
      values = items.compactMap { item in
        guard let name = item["ParameterKey"]?.text, let value = item["ParameterValue"] else { return nil }
        return (name, value)
      }
    case .mapping:
      let known = ["Parameters", "Tags", "StackPolicy"]
      guard let parameters = document["Parameters"], parameters.kind == .mapping, !parameters.entries.isEmpty,
        document.mergedEntries.allSatisfy({ key, _ in known.contains { key.equals($0) } }),
        parameters.mergedEntries.allSatisfy({ $0.value.kind == .scalar })
      else { return nil }
      values = parameters.mergedEntries.compactMap { key, value in key.text.map { ($0, value) } }
    default:
      return nil
    }
  }

  /// Tells the templates of its own folder, and those beside a folder of parameter files.
  var offers: [Offer] {
    var given: [String: OfferedValue] = [:]
    for (name, node) in values {
      // Without a text it may be `UsePreviousValue`, or a function of the pipeline.
      guard let text = node.text else { continue }
      let evidence = Evidence(.context, "the parameter file gives `\(name)` its value", at: node.span)
      given[name] = OfferedValue(
        value: Possible(text.isEmpty ? .absent : .text(text, node.span), evidence: [evidence]), resources: [:]
      )
    }
    let content = GivenParameters(label: file, isFile: true, values: given)
    let summary = given.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.summary)" }
      .joined(separator: "\u{1}")
    return folders.map {
      Offer(OfferKey.parameters(in: $0), file: file, content: content, summary: summary)
    }
  }

  private var folders: [String] {
    let own = ScanPath.folder(of: file)
    let name = own.split(separator: "/").last.map { $0.lowercased() } ?? ""
    guard ["parameters", "params", "config", "configuration", "env", "environments"].contains(name) else {
      return [own]
    }
    let above = String(own.dropLast(name.utf8.count + 1))
    return [own, above, above + "templates/", above + "cloudformation/"]
  }
}
