import Atlas
import Descriptors

/// Reads what stands in free values: environment variables, arguments, configuration data.
enum Values {
  /// A longer text is a file of its own; its endpoints are read, its lines are not taken for secrets.
  private static let longestValue = 4096

  /// A named value: a secret in clear, or endpoints.
  static func read(_ value: Node, named name: String, into resource: inout Resource, atlas: Atlas) {
    guard value.kind == .scalar, value.bytes.count > 2, value.bytes.count <= longestValue else { return }
    let namesHost = hostWords.contains { name.lowercased().range(ofASCII: $0) != nil }
    let hasScheme = value.bytes.contains("://")
    let suggestsSecret = SecretName.suggestsSecret(name)
    guard hasScheme || namesHost || suggestsSecret, let text = value.text else { return }
    if hasScheme {
      addEndpoint(text, at: value.span, named: name, into: &resource, atlas: atlas)
    } else if suggestsSecret, SecretName.isLiteral(text) {
      resource.clearSecrets.append(
        ClearSecret(
          name, at: value.span,
          evidence: [Evidence(.declared, "`\(name)` holds its value in clear text", at: value.span)]))
    } else if namesHost, let endpoint = Endpoint(text, bare: true) {
      endpoint.record(.endpoint, at: value.span, in: &resource, atlas: atlas)
    }
  }

  private static let hostWords = ["host", "endpoint", "server", "url", "addr", "broker", "uri"]

  /// An argument: `--flag=https://...`, or a bucket that a backup goes to.
  static func readArgument(_ argument: Node, into resource: inout Resource, atlas: Atlas) {
    guard argument.kind == .scalar, argument.bytes.count <= longestValue, argument.bytes.contains("://"),
      let text = argument.text
    else { return }
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\"" || $0 == "'" }) {
      guard word.contains("://") else { continue }
      let value = word.hasPrefix("-") ? word.drop { $0 != "=" }.dropFirst() : word
      addEndpoint(String(value), at: argument.span, named: nil, into: &resource, atlas: atlas)
    }
  }

  private static let bucketSchemes = ["s3://", "s3a://", "gs://", "abfss://", "wasbs://", "oss://"]

  private static func addEndpoint(
    _ text: String, at span: SourceSpan, named name: String?, into resource: inout Resource, atlas: Atlas
  ) {
    if bucketSchemes.contains(where: text.hasPrefix) {
      let reason = "the name of a bucket does not tell its region"
      let remedy = "declare the bucket in what is scanned, or check its region with the provider"
      let evidence = [Evidence(.declared, "a bucket is named here", at: span)]
      resource.flows.append(
        Flow(
          .backup, to: text, place: .unknown(reason, remedy: remedy, evidence: evidence),
          operatorID: .unknown("the bucket's operator is not named", remedy: remedy, evidence: evidence),
          at: span))
      return
    }
    if URLPassword.isIn(text) {
      resource.clearSecrets.append(
        ClearSecret(
          name ?? "a URL", at: span,
          evidence: [Evidence(.declared, "a URL with a password stands in clear text", at: span)]))
    }
    guard let endpoint = Endpoint(text) else { return }
    endpoint.record(
      .endpoint, state: ConnectionURL.state(of: text, endpoint, at: span), at: span, in: &resource,
      atlas: atlas)
  }
}
