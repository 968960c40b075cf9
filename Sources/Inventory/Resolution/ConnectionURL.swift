import Descriptors

/// What a connection string of a database says about encryption: its flags, or what its driver does without them.
enum ConnectionURL {
  /// The state of the link; nil if neither the scheme nor a flag says anything.
  static func state(of text: String, _ endpoint: Endpoint, at span: SourceSpan) -> Possible<TransitState>? {
    let scheme = endpoint.scheme ?? ""
    let flags = Flags(text)
    switch scheme.hasPrefix("jdbc:") ? String(scheme.dropFirst(5)) : scheme {
    case "postgresql", "postgres", "redshift", "cockroachdb": return postgres(flags, at: span)
    case "mysql":
      return mysql(flags, silence: "the driver prefers TLS and falls back to clear text", at: span)
    case "mariadb": return mysql(flags, silence: "the driver uses no TLS unless told to", at: span)
    case "sqlserver", "mssql": return sqlServer(flags, at: span)
    case "db2":
      return flag(flags.has("sslconnection", "true"), "sslConnection", at: span)
    case "hive2", "impala", "phoenix":
      return flag(flags.has("ssl", "true"), "ssl", at: span)
    case "mongodb", "redis", "amqp", "nats":
      guard flags.value(of: "tls") == "true" || flags.value(of: "ssl") == "true" else { fallthrough }
      return declared(TransitState(encrypted: true), "the connection string asks for TLS", at: span)
    default:
      return endpoint.encrypted.map {
        declared(TransitState(encrypted: $0), "the endpoint is \(endpoint.shown)", at: span)
      }
    }
  }

  /// The state of the link that `Server=...;Encrypt=...` describes; nil if the text is no such string.
  static func state(ofKeywords text: String, at span: SourceSpan) -> Possible<TransitState>? {
    let lower = text.lowercased()
    guard lower.range(ofASCII: "://") == nil, lower.contains(";"),
      lower.range(ofASCII: "server=") != nil || lower.range(ofASCII: "data source=") != nil
    else { return nil }
    return sqlServer(Flags(text), at: span)
  }

  private static func postgres(_ flags: Flags, at span: SourceSpan) -> Possible<TransitState> {
    let mode = flags.value(of: "sslmode") ?? (flags.has("ssl", "true") ? "verify-full" : nil)
    switch mode {
    case "require", "verify-ca":
      return declared(
        TransitState(encrypted: true, skipsVerification: mode == "require"), "sslmode is \(mode ?? "")",
        at: span)
    case "verify-full": return declared(TransitState(encrypted: true), "sslmode is verify-full", at: span)
    case .some(let mode) where ["disable", "allow", "prefer"].contains(mode):
      return declared(
        TransitState(encrypted: false), "sslmode is \(mode), which accepts clear text", at: span)
    case .some: return unreadable("sslmode", at: span)
    case nil:
      return silent("sslmode is not given: the driver prefers TLS and falls back to clear text", at: span)
    }
  }

  private static func mysql(_ flags: Flags, silence: String, at span: SourceSpan) -> Possible<TransitState> {
    if let mode = flags.value(of: "sslmode") ?? flags.value(of: "ssl-mode") {
      switch mode {
      case "required", "trust":
        return declared(
          TransitState(encrypted: true, skipsVerification: true), "sslMode is \(mode)", at: span)
      case "verify_ca", "verify-ca", "verify_identity", "verify-full":
        return declared(TransitState(encrypted: true), "sslMode is \(mode)", at: span)
      case "disabled", "disable", "preferred":
        return declared(
          TransitState(encrypted: false), "sslMode is \(mode), which accepts clear text", at: span)
      default: return unreadable("sslMode", at: span)
      }
    }
    if flags.has("requiressl", "true") || flags.has("usessl", "true") {
      let skips = flags.has("verifyservercertificate", "false") || flags.has("trustservercertificate", "true")
      return declared(
        TransitState(encrypted: true, skipsVerification: skips), "the connection string asks for TLS",
        at: span)
    }
    if flags.has("usessl", "false") {
      return declared(TransitState(encrypted: false), "useSSL is false", at: span)
    }
    return silent("no TLS flag is given: \(silence)", at: span)
  }

  private static func sqlServer(_ flags: Flags, at span: SourceSpan) -> Possible<TransitState> {
    switch flags.value(of: "encrypt") {
    case "true", "strict", "mandatory", "yes":
      let skips = flags.has("trustservercertificate", "true")
      return declared(TransitState(encrypted: true, skipsVerification: skips), "encrypt is set", at: span)
    case "false", "optional", "no":
      return declared(TransitState(encrypted: false), "encrypt is off", at: span)
    default:
      return .unknown(
        "`encrypt` is not given: drivers from 10.2 on encrypt, older ones do not",
        remedy: "add encrypt=true to the connection string",
        evidence: [Evidence(.absent, "the connection string has no `encrypt`", at: span)])
    }
  }

  private static func flag(_ on: Bool, _ name: String, at span: SourceSpan) -> Possible<TransitState> {
    on
      ? declared(TransitState(encrypted: true), "\(name) is true", at: span)
      : silent("\(name) is not set, and the driver uses no TLS without it", at: span)
  }

  private static func declared(
    _ state: TransitState, _ text: Phrase, at span: SourceSpan
  ) -> Possible<TransitState> {
    Possible(state, evidence: [Evidence(.declared, text, at: span)])
  }

  private static func silent(_ text: Phrase, at span: SourceSpan) -> Possible<TransitState> {
    Possible(
      TransitState(encrypted: false),
      evidence: [Evidence(.providerDefault, text, at: span, source: "documentation of the database driver")])
  }

  private static func unreadable(_ name: String, at span: SourceSpan) -> Possible<TransitState> {
    .unknown(
      "the value of \(name) is not one that the driver documents",
      remedy: "set \(name) to a documented value",
      evidence: [Evidence(.declared, "\(name) stands in the connection string", at: span)])
  }

  /// `name=value` pairs behind the host, names and values in lower case.
  private struct Flags {
    private let pairs: [(name: Substring, value: Substring)]

    init(_ text: String) {
      let lower = text.lowercased()
      let tail = lower.drop { $0 != "?" && $0 != ";" }.dropFirst()
      pairs = tail.split { $0 == "&" || $0 == ";" || $0 == "," }.compactMap { part in
        guard let equals = part.firstIndex(of: "=") else { return nil }
        var name = part[..<equals]
        // `amp;` remains of an `&amp;` that was escaped twice.
        if name.hasPrefix("amp;") { name = name.dropFirst(4) }
        return (name, part[part.index(after: equals)...])
      }
    }

    func value(of name: String) -> String? { pairs.first { $0.name == name }.map { String($0.value) } }
    func has(_ name: String, _ value: String) -> Bool {
      pairs.contains { $0.name == name && $0.value == value }
    }
  }
}

/// Finds a password that stands in a URL or connection string.
enum URLPassword {
  /// True for `scheme://user:password@host` and for a `password=` behind the host, with a literal value.
  static func isIn(_ text: String) -> Bool {
    guard let mark = text.range(ofASCII: "://") else {
      return text.hasPrefix("jdbc:") && hasPasswordFlag(text)
    }
    let authority = text[mark.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != " " }
    if let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
      let password = authority[authority.index(after: colon)..<at]
      if !password.isEmpty, isText(password) { return true }
    }
    return hasPasswordFlag(text)
  }

  private static func hasPasswordFlag(_ text: String) -> Bool {
    let lower = text.lowercased()
    for name in ["password=", "pwd="] {
      guard let found = lower.range(ofASCII: name), found.lowerBound > lower.startIndex else { continue }
      let before = lower[lower.index(before: found.lowerBound)]
      let value = lower[found.upperBound...].prefix { $0 != "&" && $0 != ";" && $0 != " " }
      if "?&;".contains(before), !value.isEmpty, isText(value) { return true }
    }
    return false
  }

  private static func isText(_ value: Substring) -> Bool {
    !value.contains("$") && !value.contains("{") && !value.hasPrefix("<") && !value.hasPrefix("%")
      && !value.allSatisfy { $0 == "*" || $0 == "x" }
  }
}
