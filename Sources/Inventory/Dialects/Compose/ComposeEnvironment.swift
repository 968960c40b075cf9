import Descriptors

/// One variable of `environment` or `build.args`.
struct ComposeVariable {
  let name: String
  let value: Interpolation
  let span: SourceSpan

  /// Reads a mapping, or a list of `K=V`; variables without a value come from the shell and are left out.
  ///
  /// Of several layers the first that has a name decides, also where it takes its value away.
  static func read(_ settings: ComposeValue) -> [ComposeVariable] {
    var seen: Set<String> = []
    return settings.layers.flatMap { layer -> [ComposeVariable] in
      if layer.kind == .mapping {
        return layer.allEntries.compactMap { entry in
          let value = entry.value
          guard seen.insert(entry.name).inserted, value.text != nil, !value.isNull, !value.isReset else {
            return nil
          }
          return ComposeVariable(name: entry.name, value: value.filled, span: value.span)
        }
      }
      return layer.items.compactMap { item in
        guard let text = item.text else { return nil }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard seen.insert(String(parts[0])).inserted, parts.count > 1 else { return nil }
        return ComposeVariable(name: String(parts[0]), value: item.fill(String(parts[1])), span: item.span)
      }
    }
  }
}

extension ComposeService {
  /// The variables: those of `environment` before those of files.
  var variables: [ComposeVariable] {
    var seen: Set<String> = []
    return ((self["environment"].map(ComposeVariable.read) ?? []) + fileVariables)
      .filter { seen.insert($0.name).inserted }
  }

  /// The variables of the files that `env_file` names; of several files the last that has a variable counts.
  private var fileVariables: [ComposeVariable] {
    environmentFiles.reversed().flatMap { path, node -> [ComposeVariable] in
      guard let text = file.scene.nearby.text(path) else { return [] }
      return ComposeSettings.variables(text, path: path).reversed().map {
        ComposeVariable(name: $0.name, value: node.fill($0.value), span: $0.span)
      }
    }
  }

  /// The paths of `env_file`, from the folder of the file that names them, with where each is named.
  private var environmentFiles: [(path: String, node: ComposeValue)] {
    (self["env_file"]?.oneOrSeveral ?? []).compactMap { item in
      guard let named = item["path"] ?? (item.text == nil ? nil : item) else { return nil }
      let name = named.filled.text
      return (ScanPath.resolve(name, from: item.origin.folder) ?? name, item)
    }
  }

  /// What is to be said of files of variables that are not part of the scan.
  var missingEnvironmentFiles: [UnreadPart] {
    environmentFiles.compactMap { path, node in
      guard node["required"]?.looseBool != false, file.scene.nearby.text(path) == nil else { return nil }
      let name = (node["path"] ?? node).filled.text
      return UnreadPart(
        at: node.span,
        "the file of variables `\(name)` is not part of the scan, so endpoints and secrets in it are not seen; scan it too"
      )
    }
  }

  /// Names of settings that say what the service calls itself, not whom it calls.
  private static let ownAddress = [
    "ROOT_URL", "BASE_URL", "PUBLIC_URL", "SITE_URL", "EXTERNAL_URL", "APP_URL", "SERVER_URL", "FRONTEND_URL",
    "VIRTUAL_HOST", "LETSENCRYPT_HOST", "HOSTNAME", "DOMAIN", "ADVERTISED", "CORS", "ALLOWED", "ORIGIN",
    "LISTEN", "REDIRECT",
  ]
  /// Ends of names of settings that hold a host without a scheme.
  private static let hostNames = [
    "_HOST", "_HOSTS", "_ENDPOINT", "_ENDPOINTS", "_SERVER", "_SERVERS", "_BROKERS", "_ADDR", "_ADDRESS",
  ]

  /// Adds what the environment says of flows and secrets.
  func addEnvironment(to resource: inout Resource) {
    for variable in variables { add(variable, to: &resource) }
  }

  /// Adds what one setting says of flows and secrets.
  func add(_ variable: ComposeVariable, to resource: inout Resource) {
    addSecret(of: variable, to: &resource)
    let upper = variable.name.uppercased()
    guard !Self.ownAddress.contains(where: { upper.range(ofASCII: $0) != nil }) else { return }
    let bare = Self.hostNames.contains { upper.hasSuffix($0) }
    addEndpoints(in: variable.value, bare: bare, at: variable.span, to: &resource)
  }

  /// Adds a flow for every URL of a text of one or several, separated by commas or spaces.
  func addEndpoints(
    in value: Interpolation, bare: Bool, at span: SourceSpan, to resource: inout Resource
  ) {
    guard bare || value.text.range(ofASCII: "://") != nil else { return }
    for part in value.text.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\n" }) {
      let text = String(part)
      // A bare word is a host only if it ends like a domain name: neither a version nor a file.
      guard let endpoint = Endpoint(text, bare: bare), endpoint.scheme != nil || endpoint.endsLikeDomain
      else {
        continue
      }
      endpoint.record(
        Self.flowKind(of: endpoint), state: ConnectionURL.state(of: text, endpoint, at: span),
        when: value.condition, evidence: value.evidence(at: span), at: span, in: &resource,
        atlas: file.scene.atlas)
    }
  }

  private static func flowKind(of endpoint: Endpoint) -> FlowKind {
    switch endpoint.scheme {
    case "syslog", "gelf", "fluent": .logSink
    case "s3", "restic", "sftp": .backup
    default: .endpoint
    }
  }

  /// Notes that a variable holds a secret in clear; a default in `${NAME:-secret}` is one too.
  func addSecret(of variable: ComposeVariable, to resource: inout Resource) {
    guard variable.value.isKnown else { return }
    let evidence = variable.value.evidence(at: variable.span)
    if URLPassword.isIn(variable.value.text) {
      let text: Phrase = "\(variable.name) holds a connection string with a password"
      resource.clearSecrets.append(
        ClearSecret(
          variable.name, at: variable.span,
          evidence: [Evidence(.declared, text, at: variable.span)] + evidence))
    } else if SecretName.suggestsSecret(variable.name), SecretName.isLiteral(variable.value.text),
      variable.value.text.range(ofASCII: "://") == nil
    {
      let text: Phrase = "\(variable.name) is set to a literal value"
      resource.clearSecrets.append(
        ClearSecret(
          variable.name, at: variable.span,
          evidence: [Evidence(.declared, text, at: variable.span)] + evidence))
    }
  }

  /// Adds what the command line says of flows and secrets.
  func addArguments(to resource: inout Resource) {
    let arguments = arguments
    for (index, argument) in arguments.enumerated() {
      let span = argument.node.span
      let parts = argument.text.split(separator: "=", maxSplits: 1)
      if URLPassword.isIn(argument.text) {
        let text: Phrase = "the command line carries a connection string with a password"
        resource.clearSecrets.append(
          ClearSecret("command", at: span, evidence: [Evidence(.declared, text, at: span)]))
      }
      if argument.text.hasPrefix("-"), let name = parts.first.map(String.init) {
        let following = index + 1 < arguments.count ? arguments[index + 1].text : ""
        let value = parts.count > 1 ? String(parts[1]) : following
        let named = SecretName.suggestsSecret(name) || name == "--requirepass"
        if named, !value.hasPrefix("-"), !value.contains("$"), SecretName.isLiteral(value) {
          let text: Phrase = "\(name) is given a literal value on the command line"
          resource.clearSecrets.append(
            ClearSecret(name, at: span, evidence: [Evidence(.declared, text, at: span)]))
        }
      }
      let value = parts.count > 1 && argument.text.hasPrefix("-") ? String(parts[1]) : argument.text
      // `PLAINTEXT://0.0.0.0:9092` and the like are addresses to listen on.
      if value.range(ofASCII: "://0.0.0.0") == nil, value.range(ofASCII: "PLAINTEXT://") == nil {
        addEndpoints(in: argument.node.fill(value), bare: false, at: span, to: &resource)
      }
    }
  }
}
