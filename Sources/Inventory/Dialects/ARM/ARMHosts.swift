import Atlas
import Descriptors

/// Hosts in values: URLs, and the connection strings of Azure's own services, some parts of which may be open.
enum ARMHosts {
  /// A text as a host would be written: a letter for each part that is only known at deployment.
  static func host(_ text: String) -> String {
    guard text.range(ofASCII: "${") != nil else { return text }
    var result = ""
    var rest = text[...]
    while let mark = String(rest).range(ofASCII: "${") {
      let whole = String(rest)
      result += whole[..<mark.lowerBound] + "x"
      let behind = whole[mark.upperBound...]
      rest = (behind.firstIndex(of: "}").map { behind[behind.index(after: $0)...] } ?? "")
    }
    return result + rest
  }

  /// Flows to every endpoint that a value names.
  static func flows(in text: String, at span: SourceSpan, atlas: Atlas) -> [Flow] {
    endpoints(in: text).compactMap { Endpoint(host($0), bare: true)?.flow(.endpoint, at: span, atlas: atlas) }
  }

  /// A URL, or what a connection string says of its host.
  private static func endpoints(in text: String) -> [String] {
    let parts = text.split(separator: ";")
    guard parts.count > 1 || text.contains("=") else {
      return text.range(ofASCII: "://") == nil ? [] : [text]
    }
    var values: [String: String] = [:]
    for part in parts {
      guard let equals = part.firstIndex(of: "=") else { continue }
      let name = String(part[..<equals]).trimmingWhitespace.lowercased()
      values[name] = String(part[part.index(after: equals)...]).trimmingWhitespace
    }
    var found: [String] = []
    if let account = values["accountname"] {
      let scheme = values["defaultendpointsprotocol"] ?? "https"
      found.append("\(scheme)://\(account).blob.\(values["endpointsuffix"] ?? "core.windows.net")")
    }
    for name in ["server", "data source", "host", "addr", "address"] {
      guard var server = values[name] else { continue }
      if server.lowercased().hasPrefix("tcp:") { server = String(server.dropFirst(4)) }
      found.append(server.replacingComma)
    }
    for name in ["endpoint", "accountendpoint", "blobendpoint", "ingestionendpoint", "hostname"] {
      if let endpoint = values[name] { found.append(endpoint) }
    }
    if found.isEmpty, text.range(ofASCII: "://") != nil { found.append(text) }
    return found
  }
}

extension String {
  /// `host,1433` as `host:1433`.
  fileprivate var replacingComma: String {
    guard let comma = firstIndex(of: ",") else { return self }
    return "\(self[..<comma]):\(self[index(after: comma)...])"
  }
}
