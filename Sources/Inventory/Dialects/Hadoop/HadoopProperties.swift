import Descriptors

/// One property in force.
struct HadoopProperty {
  let name: String
  /// The value with `${...}` filled in as far as the file allows.
  var value: String
  let span: SourceSpan
  let isFinal: Bool

  /// True if something outside the file decides part of the value: variables, templates.
  var isOpen: Bool { value.contains("${") || value.contains("{{") || value.hasPrefix("%") }

  /// True for a whole file carried in a value (Ambari's log4j, shell and ini contents): text in another language.
  var isEmbeddedFile: Bool {
    value.utf8.contains(0x0A) && (value.utf8.contains(0x23) || name.hasSuffix("content"))
  }

  /// The statement that it stands there; the value is told only for settings that hold no secret.
  var evidence: Evidence {
    let shown = value.isEmpty ? "empty" : URLPassword.isIn(value) ? "set" : value
    return Evidence(.declared, "\(name) is \(shown)", at: span)
  }
}

/// The properties of one file: the last of a name wins, unless an earlier one is `final`.
struct HadoopProperties {
  private(set) var all: [HadoopProperty] = []
  private var index: [String: Int] = [:]

  init(_ document: Node) {
    for node in document.elements where node.isElement("property") {
      guard let name = node.element("name")?.content, let value = node.element("value") else { continue }
      let span = (value.contentNode ?? value).span
      let isFinal = node.element("final")?.content?.lowercased() == "true"
      let property = HadoopProperty(name: name, value: value.content ?? "", span: span, isFinal: isFinal)
      if let known = index[name] {
        if !all[known].isFinal { all[known] = property }
      } else {
        index[name] = all.count
        all.append(property)
      }
    }
    let raw = all.map(\.value)
    for position in all.indices where all[position].value.contains("${") {
      all[position].value = expand(raw[position], depth: 0)
    }
  }

  /// The first of several names, new ones before deprecated ones.
  subscript(_ names: String...) -> HadoopProperty? {
    for name in names {
      if let found = index[name], !all[found].value.isEmpty { return all[found] }
    }
    return nil
  }

  /// True if a name begins like this.
  func contains(prefix: String) -> Bool { all.contains { $0.name.hasPrefix(prefix) } }

  /// Hadoop itself stops after twenty rounds.
  private func expand(_ text: String, depth: Int) -> String {
    guard depth < 20, let start = text.range(ofASCII: "${") else { return text }
    let tail = text[start.upperBound...]
    guard let close = tail.firstIndex(of: "}") else { return text }
    let name = String(tail[..<close])
    let rest = String(tail[tail.index(after: close)...])
    let head = String(text[..<start.lowerBound])
    guard head.utf8.count < 4096 else { return text }
    let value: String
    if let known = index[name] {
      value = expand(all[known].value, depth: depth + 1)
    } else if name.hasPrefix("env."), let dash = name.firstIndex(of: "-") {
      value = String(name[name.index(after: dash)...])
    } else {
      value = "${\(name)}"
    }
    return head + String(value.prefix(4096)) + expand(rest, depth: depth + 1)
  }
}
