import Descriptors

/// Parameter files: values in force for the template that they lie beside.
enum ARMParameterFile {
  /// Parameter files beside one template that are taken as alternatives; with more, nobody can tell which counts.
  private static let most = 8

  static func isOne(_ document: Node) -> Bool {
    document.caseless("$schema")?.text?.lowercased().range(ofASCII: "deploymentparameters.json") != nil
  }

  /// The values that the files beside a template give its parameters, by their names in lower case.
  ///
  /// One file settles a value; of several, each gives one that holds if that file is used.
  static func values(for template: Node, scene: Scene, effort: ARMFrame.Effort) -> [String: ARMOutcomes] {
    let path = template.tree.path
    let files = names(for: path, among: scene.nearby.names(beside: path))
    guard !files.isEmpty, files.count <= most else { return [:] }
    var found: [(file: String, values: Node)] = []
    for file in files {
      guard let document = scene.nearby.document(file, beside: path, as: .json), isOne(document),
        let values = document.caseless("parameters")
      else { continue }
      found.append((file, values))
    }
    let names = Set(
      template.caseless("parameters")?.entries.map { ($0.key.text ?? "").lowercased() } ?? [])
    let frame = ARMFrame(
      template, scene: scene, effort: effort, location: .null, given: [:])
    var result: [String: ARMOutcomes] = [:]
    for name in names {
      let values = found.map { file, values in
        given(name, in: values, of: file, declared: template.caseless("parameters")?.caseless(name), frame)
      }
      guard values.contains(where: { $0 != nil }) else { continue }
      if let only = values.first, values.count == 1 {
        result[name] = only
      } else if values.allSatisfy({ $0 != nil }) {
        let cases = zip(found, values).map { file, value in
          (value ?? .null).assuming(Condition("the parameter file", is: file.file))
        }
        result[name] = cases.dropFirst().reduce(cases[0]) { $0.union($1) }
      }
    }
    return result
  }

  private static func given(
    _ name: String, in values: Node, of file: String, declared: Node?, _ frame: ARMFrame
  ) -> ARMOutcomes? {
    guard let entry = values.caseless(name) else { return nil }
    if let text = entry.caseless("value")?.text, text.hasPrefix("GEN-") || text.hasPrefix("GET-") {
      return ARMOutcomes(
        .opaque(
          "parameters('\(name)')",
          ARMCause(
            "the parameter file gives a placeholder for `\(name)`", remedy: "put the value into \(file)",
            evidence: [Evidence(.declared, "the placeholder stands here", at: entry.span)])))
    }
    let isSecret = declared.map(ARMFrame.isSecret) ?? false
    guard var value = value(of: entry, at: frame.site) else { return nil }
    if isSecret {
      value = value.map { value in
        guard case .text(let text) = value, !text.isOpaque, !text.marked.isEmpty else { return value }
        return .text(ARMText(text.marked, isSecret: true))
      }
    }
    let shown = entry.caseless("value")?.text.map { text -> Phrase in
      isSecret || SecretName.suggestsSecret(name)
        ? "a value that is not shown" : "`\(ARMEvaluator.brief(text))`"
    }
    return value.adding([
      Evidence(
        .context, "\(file) gives `\(name)` \(shown ?? "a value")", at: (entry.caseless("value") ?? entry).span
      )
    ])
  }

  /// A parameter's entry: its value, or where in a vault it is kept; nil for neither.
  static func value(of entry: Node, at site: ARMSite) -> ARMOutcomes? {
    if let value = entry.caseless("value") { return ARMEvaluator.value(of: value, at: site) }
    guard entry.caseless("reference") != nil else { return nil }
    return ARMOutcomes(
      .opaque(
        "a secret in a key vault",
        ARMCause(
          "the value is a secret that is read from a key vault at deployment",
          remedy: "nothing, if the value is a secret; otherwise state it in the template")))
  }

  /// `X.parameters.json`, `X.parameters.prod.json` and `X.prod.parameters.json` beside `X.json`.
  static func names(for template: String, among names: [String]) -> [String] {
    let own = template.split(separator: "/").last.map(String.init) ?? template
    guard own.hasSuffix(".json") else { return [] }
    let stem = own.dropLast(".json".count)
    return names.filter { name in
      guard name != own, name.hasSuffix(".json"), name.hasPrefix(stem + ".") else { return false }
      let middle = name.dropFirst(stem.count + 1).dropLast(".json".count).split(separator: ".")
      return middle.contains { $0.lowercased() == "parameters" }
    }.sorted()
  }
}
