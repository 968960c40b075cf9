import Descriptors

/// Values of a template's parameters that are given together: by a parameter file, or by the parent of a nested stack.
struct Deployment {
  /// That this deployment is meant; nil if there is only one.
  let condition: Condition?
  let values: [String: Possible<PropertyValue>]

  /// All deployments of a template that the scan knows of.
  static func all(of template: Template) -> [Deployment] {
    guard !template.scene.offers.isEmpty else { return [] }
    let offers = template.scene.offers
    let nested = offers.of(OfferKey.parameters(of: template.file)).compactMap {
      $0.content as? GivenParameters
    }
    let files = offers.of(OfferKey.parameters(in: ScanPath.folder(of: template.file)))
      .compactMap { $0.content as? GivenParameters }.filter { $0.speaks(of: template) }
    let all = nested + files
    let name = nested.isEmpty ? "parameter file" : files.isEmpty ? "parent stack" : "deployment"
    return all.map { given in
      for value in given.values.values { template.adopt(value.resources) }
      return Deployment(
        condition: all.count > 1 ? Condition(name, is: given.label, of: all.count) : nil,
        values: given.values.mapValues { $0.value.received(in: template.file) })
    }
  }
}

/// Parameters that a file gives to templates.
struct GivenParameters: Sendable {
  /// Who gives them: the path of the file.
  let label: String
  /// True for a parameter file, which does not name its template.
  let isFile: Bool
  let values: [String: OfferedValue]

  /// True if a parameter file fits a template: it gives nothing that the template does not ask for, and either is
  /// named after it or is named as parameters in general and gives everything that has no default.
  func speaks(of template: Template) -> Bool {
    guard isFile, let parameters = template.root["Parameters"], !values.isEmpty,
      values.keys.allSatisfy({ parameters[$0] != nil })
    else { return false }
    let stem = Self.stem(template.file)
    let own = Self.name(label)
    if own.hasPrefix(stem + ".") || own.hasPrefix(stem + "-") || own.hasPrefix(stem + "_") { return true }
    guard own.hasPrefix("param") || label.range(ofASCII: "param") != nil else { return false }
    return parameters.mergedEntries.allSatisfy { key, declaration in
      declaration["Default"] != nil || values[key.text ?? ""] != nil
    }
  }

  private static func name(_ path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  private static func stem(_ path: String) -> String {
    String(name(path).prefix { $0 != "." })
  }
}
