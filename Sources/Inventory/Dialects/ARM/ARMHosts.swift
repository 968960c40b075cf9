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

  /// What stands before the address of a secret in a vault: the text is a reference and no secret.
  private static let vaultMark = "${a secret in a key vault} "

  /// The address in a reference of an app's setting to a secret: `@Microsoft.KeyVault(SecretUri=...)`.
  static func vaultReference(_ text: String) -> String? {
    let lower = text.lowercased()
    guard lower.hasPrefix("@microsoft.keyvault(") else { return nil }
    func field(_ name: String) -> Substring? {
      lower.range(ofASCII: name).map { lower[$0.upperBound...].prefix { $0 != ";" && $0 != ")" } }
    }
    if let address = field("secreturi=") { return vaultMark + address }
    return vaultMark + (field("vaultname=").map { "https://\($0).vault.azure.net" } ?? "")
  }

  /// The name of an account or server and the domain behind it, in a URL or connection string; the name may have
  /// opaque parts.
  static func named(in text: String) -> (name: String, domain: String)? {
    for mark in ["://", "Server=tcp:", "Server=", "Data Source=tcp:", "AccountName="] {
      guard let found = text.range(ofASCII: mark) else { continue }
      let rest = text[found.upperBound...]
      var isInside = false
      var name = ""
      var behind = rest.startIndex
      for index in rest.indices {
        let character = rest[index]
        if character == "\u{E000}" { isInside = true }
        if character == "\u{E001}" { isInside = false }
        behind = index
        if !isInside, ".;/:,".contains(character) { break }
        name.append(character)
        behind = rest.index(after: index)
      }
      guard !name.isEmpty else { continue }
      if mark == "AccountName=" { return (name, "core.") }
      return (name, String(rest[behind...].prefix { $0 != ";" && $0 != "," && $0 != "/" }).lowercased())
    }
    return nil
  }

  /// Flows to every endpoint that a value names.
  static func flows(in text: String, at span: SourceSpan, atlas: Atlas) -> [Flow] {
    let text = text.hasPrefix(vaultMark) ? String(text.dropFirst(vaultMark.count)) : text
    return endpoints(in: text).compactMap { written in
      let state = ConnectionURL.state(ofKeywords: text, at: span)
      guard
        let flow = Endpoint(host(written), bare: true)?.flow(.endpoint, state: state, at: span, atlas: atlas)
      else {
        return nil
      }
      guard written.range(ofASCII: "${") != nil, !written.contains("@") else { return flow }
      // What is open in the name is shown as it is written, not as the letter that stands for it.
      let start = written.range(ofASCII: "://")?.upperBound ?? written.startIndex
      let target = written[..<start] + written[start...].prefix { $0 != "/" && $0 != "?" }
      return Flow(
        flow.kind, to: String(target), place: flow.place, operatorID: flow.operatorID, transit: flow.transit,
        at: span)
    }
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
