import Descriptors

// Configuration that a project hands to its services.
extension ComposeService {
  /// Adds what the text of granted `configs` says: endpoints and passwords.
  ///
  /// The text stands in the file (`content`), in a file of the scan, or outside of both (`external`, `environment`).
  func addConfigs(to resource: inout Resource) {
    for grant in self["configs"]?.items ?? [] {
      guard let name = (grant["source"] ?? grant).text, let config = file.root.at("configs", name) else {
        continue
      }
      if let content = config["content"] {
        addLines(content.filled.text, of: name, at: content.span, to: &resource)
      } else if let named = config["file"],
        let path = ScanPath.resolve(named.filled.text, from: named.origin.folder),
        let text = file.scene.nearby.text(path)
      {
        addLines(String(decoding: text.raw, as: UTF8.self), of: name, at: named.span, to: &resource)
      }
    }
  }

  /// Lines of the shape of a setting: `NAME = VALUE`, `name: value`.
  private func addLines(_ text: String, of config: String, at span: SourceSpan, to resource: inout Resource) {
    for line in text.split(separator: "\n").prefix(Self.mostLines) {
      let line = String(line).trimmingWhitespace
      guard !line.hasPrefix("#"), !line.hasPrefix(";"), !line.hasPrefix("//"),
        let sign = line.firstIndex(where: { $0 == "=" || $0 == ":" })
      else { continue }
      let name = String(line[..<sign]).trimmingWhitespace
      let value = String(line[line.index(after: sign)...]).trimmingWhitespace
        .filter { $0 != "\"" && $0 != "'" && $0 != ";" }
      guard !name.isEmpty, !name.contains(" "), !name.contains("/") else { continue }
      let variable = ComposeVariable(name: name, value: Interpolation(value, .none), span: span)
      add(variable, to: &resource)
    }
  }

  /// A longer text is data rather than configuration.
  private static var mostLines: Int { 2000 }
}
