import Descriptors

extension ComposeService {
  /// The option in which each driver names the host it sends to.
  private static let addressOptions = [
    "splunk": "splunk-url", "gelf": "gelf-address", "syslog": "syslog-address", "fluentd": "fluentd-address",
    "loki": "loki-url", "logentries": "logentries-endpoint", "elastic/elastic-logging-plugin": "hosts",
  ]

  /// Adds the flow that the logging driver makes.
  func addLogging(to resource: inout Resource) {
    guard let logging = self["logging"], let driverNode = logging["driver"], let driver = driverNode.text
    else {
      return
    }
    let options = logging["options"]
    switch driver {
    case "awslogs": addAWSLogs(options, driverNode, to: &resource)
    case "gcplogs":
      Endpoint("https://logging.googleapis.com")?.record(
        .logSink, at: driverNode.span, in: &resource, atlas: file.scene.atlas)
    default:
      let short = driver.prefix { $0 != ":" }
      let plugin = short.hasSuffix("loki-docker-driver") ? "loki" : String(short)
      guard let option = Self.addressOptions[plugin], let node = options?[option], node.text != nil else {
        return
      }
      let text = node.filled
      let span = node.span
      guard text.isKnown else {
        resource.flows.append(
          Flow(
            .logSink, to: text.text, place: text.unknown("the address of the log driver", at: span),
            operatorID: text.unknown("the address of the log driver", at: span), at: span))
        return
      }
      // Without a scheme, fluentd's address is TCP in clear.
      guard let endpoint = Endpoint(text.text) ?? Endpoint("tcp://\(text.text)") else { return }
      let skips =
        options?["splunk-insecureskipverify"]?.looseBool == true
        || options?["syslog-tls-skip-verify"]?.looseBool == true
      let state = endpoint.encrypted.map {
        Possible(
          TransitState(encrypted: $0, skipsVerification: skips),
          evidence: [Evidence(.declared, "\(option) is \(endpoint.shown)", at: span)])
      }
      endpoint.record(
        .logSink, state: state, when: text.condition, evidence: text.evidence(at: span), at: span,
        in: &resource,
        atlas: file.scene.atlas)
    }
  }

  private func addAWSLogs(_ options: ComposeValue?, _ driver: ComposeValue, to resource: inout Resource) {
    guard let node = options?["awslogs-endpoint"] ?? options?["awslogs-region"], node.text != nil else {
      // The driver then asks the instance it runs on.
      Endpoint("https://logs.amazonaws.com")?.record(
        .logSink, at: driver.span, in: &resource, atlas: file.scene.atlas)
      return
    }
    let text = node.filled
    guard text.isKnown else {
      resource.flows.append(
        Flow(
          .logSink, to: "CloudWatch Logs in \(text.text)",
          place: text.unknown("the region of the logs", at: node.span),
          operatorID: Possible(
            "aws", evidence: [Evidence(.declared, "the log driver is awslogs", at: driver.span)]),
          at: node.span))
      return
    }
    let host = text.text.contains(".") ? text.text : "https://logs.\(text.text).amazonaws.com"
    (Endpoint(host) ?? Endpoint(host, bare: true))?.record(
      .logSink, when: text.condition, evidence: text.evidence(at: node.span), at: node.span, in: &resource,
      atlas: file.scene.atlas)
  }
}
