import Descriptors

/// Reads the values of a chart as the objects that charts usually make of them: a workload, its volumes, Services and
/// Ingresses.
struct ChartValues {
  /// Values beyond are lists of data, not settings.
  private static let mostValues = 20_000
  private static let mostLevels = 24
  /// What holds settings of a cluster's own, or addresses of the chart itself.
  private static let skipped: Set<String> = [
    "annotations", "labels", "podAnnotations", "podLabels", "resources", "tolerations", "affinity",
    "nodeSelector",
    "securityContext", "livenessProbe", "readinessProbe", "startupProbe", "httpRoute", "route", "gateway",
    "networkPolicy", "rbac",
  ]
  private static let volumes: Set<String> = [
    "persistence", "persistentVolume", "persistentVolumeClaim", "pvc",
  ]
  private static let secretEndings = [
    "password", "passwd", "passphrase", "token", "apikey", "api_key", "accesskey", "access_key", "secretkey",
    "secret_key", "privatekey", "private_key",
  ]

  private let chart: String
  /// The file whose values are the chart's defaults; nil if all are given.
  private let defaults: String?
  private let scene: Scene

  init(chart: String, defaults: String?, scene: Scene) {
    self.chart = chart
    self.defaults = defaults
    self.scene = scene
  }

  /// What the values say, read as objects.
  func read(_ values: Node) -> Harvest {
    var objects = ChartObjects(chart: chart, values: values)
    var left = Self.mostValues
    walk(values, path: [], left: &left, into: &objects)
    var harvest = Harvest()
    let cluster = Cluster(scene)
    for node in objects.all() {
      guard let object = KubernetesObject(node, cluster: cluster) else { continue }
      Kubernetes().read(object, into: &harvest)
    }
    harvest.needs.removeAll()
    if let defaults {
      for index in harvest.resources.indices { harvest.resources[index].markDefaults(of: defaults) }
    }
    // That the workload stands for all that the chart runs is no resource worth telling if nothing is known of it.
    harvest.resources.removeAll {
      $0.type == ChartObjects.workload && $0.flows.isEmpty && $0.transit.isEmpty && $0.clearSecrets.isEmpty
    }
    return harvest
  }

  private func walk(_ node: Node, path: [String], left: inout Int, into objects: inout ChartObjects) {
    left -= 1
    guard left > 0, path.count < Self.mostLevels, node["enabled"]?.bool != false else { return }
    for (key, value) in node.mergedEntries {
      guard let name = key.text, !Self.skipped.contains(name) else { continue }
      let here = path + [name]
      switch value.kind {
      case .mapping:
        if name == "ingress" {
          objects.addIngress(value, path: here)
        } else if Self.volumes.contains(name) {
          objects.addClaim(value, path: here)
        } else {
          if name == "service" { objects.addService(value, path: here) }
          objects.addImage(value)
          walk(value, path: here, left: &left, into: &objects)
        }
      case .sequence: readList(value, named: name, path: here, left: &left, into: &objects)
      default: readScalar(value, named: name, path: here, into: &objects)
      }
    }
  }

  /// Variables of containers, and lists of settings.
  private func readList(
    _ list: Node, named name: String, path: [String], left: inout Int, into objects: inout ChartObjects
  ) {
    for item in list.items {
      left -= 1
      guard left > 0 else { return }
      if let variable = item["name"]?.text, let value = item["value"], value.kind == .scalar {
        objects.addVariable(variable, value)
      } else if item.kind == .mapping {
        walk(item, path: path, left: &left, into: &objects)
      } else if item.kind == .scalar {
        readScalar(item, named: name, path: path, into: &objects)
      }
    }
  }

  private func readScalar(_ value: Node, named name: String, path: [String], into objects: inout ChartObjects)
  {
    guard value.kind == .scalar, !value.isNull, let text = value.text, !text.isEmpty, !text.contains("{{")
    else {
      return
    }
    if name == "image" { return objects.addImage(text: value) }
    let lower = name.lowercased()
    let isSecret = Self.secretEndings.contains(where: lower.hasSuffix)
    // Numbers of ports and names of Secrets stand under names like these, too.
    guard isSecret ? value.int == nil : value.bytes.contains("://") || SettingName.holdsHost(name) else {
      return
    }
    objects.addVariable(isSecret ? path.joined(separator: ".") : name, value)
  }
}

extension Resource {
  /// Says of what stands in a file of defaults that it holds unless another value is given.
  fileprivate mutating func markDefaults(of file: String) {
    func mark(_ evidence: [Evidence]) -> [Evidence] {
      evidence.map { link in
        guard link.kind == .declared, link.span?.file == file else { return link }
        return Evidence(
          .parameterDefault, "\(link.text) (the chart's default, in force unless another is given)",
          at: link.span,
          source: link.source)
      }
    }
    place = place.changingEvidence(mark)
    operatorID = operatorID.changingEvidence(mark)
    atRest = atRest?.changingEvidence(mark)
    keyState = keyState?.changingEvidence(mark)
    transit = transit.map {
      TransitFact($0.what, exposure: $0.exposure, state: $0.state.changingEvidence(mark), at: $0.span)
    }
    flows = flows.map {
      Flow(
        $0.kind, to: $0.target, targetKey: $0.targetKey, place: $0.place.changingEvidence(mark),
        operatorID: $0.operatorID.changingEvidence(mark), transit: $0.transit?.changingEvidence(mark),
        at: $0.span)
    }
    clearSecrets = clearSecrets.map { ClearSecret($0.name, at: $0.span, evidence: mark($0.evidence)) }
  }
}

extension Possible {
  /// The same with other chains of evidence.
  func changingEvidence(_ change: ([Evidence]) -> [Evidence]) -> Possible {
    Possible(
      candidates.map { Candidate($0.value, under: $0.conditions, evidence: change($0.evidence)) },
      unknown: unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: change($0.evidence)) })
  }
}
