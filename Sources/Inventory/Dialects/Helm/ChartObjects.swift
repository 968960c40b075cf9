import Descriptors

/// The objects that a chart would usually make of its values, put together from them.
struct ChartObjects {
  /// The type of the workload that stands for all that the chart runs.
  static let workload = "Deployment"

  private let chart: String
  private let values: Node
  private var tree: Tree { values.tree }
  private let registry: Node?
  private var containers: [Node] = []
  private var variables: [Node] = []
  private var others: [Node] = []

  init(chart: String, values: Node) {
    self.chart = chart
    self.values = values
    let registry = values.at("global", "imageRegistry")
    self.registry = registry?.text?.isEmpty == false && registry?.isNull == false ? registry : nil
  }

  // MARK: What values say

  /// `registry`, `repository` and perhaps a tag.
  mutating func addImage(_ image: Node) {
    guard let repository = image["repository"], let text = repository.text, !text.isEmpty,
      !text.contains("://")
    else { return }
    let own = image["registry"].flatMap { $0.isNull || $0.text?.isEmpty == true ? nil : $0 }
    guard let host = registry ?? own, let name = host.text else { return addImage(text: repository) }
    containers.append(
      mapping([("image", tree.adding(scalar: "\(name)/\(text)", at: host.span))], at: host))
  }

  mutating func addImage(text image: Node) { containers.append(mapping([("image", image)], at: image)) }

  mutating func addVariable(_ name: String, _ value: Node) {
    variables.append(mapping([("name", scalar(name, at: value)), ("value", value)], at: value))
  }

  /// A volume, unless one that is there already is to be used.
  mutating func addClaim(_ volume: Node, path: [String]) {
    guard volume["enabled"]?.bool != false,
      volume["enabled"] != nil || volume["size"] != nil || volume["storageClass"] != nil,
      (volume["existingClaim"]?.text ?? "").isEmpty
    else { return }
    var spec: [(String, Node)] = []
    if let name = volume["storageClass"] ?? volume["storageClassName"] ?? global("storageClass")
      ?? global("defaultStorageClass"), let text = name.text, !text.isEmpty, !name.isNull
    {
      // Charts write `-` for the empty class, which asks for none.
      spec.append(("storageClassName", text == "-" ? scalar("", at: name) : name))
    }
    if let modes = volume["accessModes"] { spec.append(("accessModes", modes)) }
    if let mode = volume["accessMode"], mode.kind == .scalar {
      spec.append(("accessModes", tree.adding(sequence: [mode], at: mode.span)))
    }
    add("v1", "PersistentVolumeClaim", path, at: volume, [("spec", mapping(spec, at: volume))])
  }

  private func global(_ key: String) -> Node? {
    values.at("global", key).flatMap { $0.isNull || $0.text?.isEmpty == true ? nil : $0 }
  }

  mutating func addService(_ service: Node, path: [String]) {
    guard let type = service["type"], service["enabled"]?.bool != false else { return }
    let named = service["ports"]?.mergedEntries.map(\.value).filter { $0.int != nil } ?? []
    let listed = service["ports"]?.items.compactMap { $0["port"] } ?? []
    let ports = [service["port"], service["servicePort"]].compactMap { $0 } + named + listed
    guard !ports.isEmpty else { return }
    let items = ports.map { mapping([("port", $0)], at: $0) }
    var spec: [(String, Node)] = [("type", type)]
    spec.append(("ports", tree.adding(sequence: items, at: service.span)))
    add(
      "v1", "Service", path, at: service, annotations: service["annotations"],
      [("spec", mapping(spec, at: service))])
  }

  mutating func addIngress(_ ingress: Node, path: [String]) {
    guard ingress["enabled"]?.bool == true else { return }
    let listed =
      ingress["hosts"]?.items.compactMap { $0.kind == .scalar ? $0 : $0["host"] ?? $0["name"] } ?? []
    let hosts = ([ingress["hostname"], ingress["host"]].compactMap { $0 } + listed).filter {
      $0.kind == .scalar && $0.text?.isEmpty == false && $0.text?.contains("{{") == false
    }
    var spec: [(String, Node)] = []
    let rules = hosts.map { mapping([("host", $0)], at: $0) }
    spec.append(("rules", tree.adding(sequence: rules, at: ingress.span)))
    if let tls = ingress["tls"] ?? ingress["extraTls"] {
      if tls.kind == .sequence, !tls.items.isEmpty {
        spec.append(("tls", tls))
      } else if tls.bool == true || tls["enabled"]?.bool == true {
        let all = mapping([("hosts", tree.adding(sequence: hosts, at: tls.span))], at: tls)
        spec.append(("tls", tree.adding(sequence: [all], at: tls.span)))
      }
    }
    add(
      "networking.k8s.io/v1", "Ingress", path, at: ingress, annotations: ingress["annotations"],
      [("spec", mapping(spec, at: ingress))])
  }

  // MARK: Objects

  /// All objects, the workload first.
  func all() -> [Node] {
    var copy = self
    var main = mapping([("env", tree.adding(sequence: variables, at: values.span))], at: values)
    if let first = containers.first?["image"] { main = main.setting("image", to: first) }
    var pod: [(String, Node)] = [
      ("containers", tree.adding(sequence: [main] + containers.dropFirst(), at: values.span))
    ]
    for key in ["nodeSelector", "affinity"] {
      if let node = values[key], node.kind == .mapping { pod.append((key, node)) }
    }
    let template = mapping([("spec", mapping(pod, at: values))], at: values)
    copy.others = []
    copy.add(
      "apps/v1", Self.workload, [], at: values, [("spec", mapping([("template", template)], at: values))])
    return copy.others + others
  }

  private mutating func add(
    _ version: String, _ kind: String, _ path: [String], at node: Node, annotations: Node? = nil,
    _ content: [(String, Node)]
  ) {
    let name = ([chart] + path).joined(separator: "-")
    var metadata = mapping([("name", scalar(name, at: node))], at: node)
    if let annotations, annotations.kind == .mapping {
      metadata = metadata.setting("annotations", to: annotations)
    }
    others.append(
      mapping(
        [("apiVersion", scalar(version, at: node)), ("kind", scalar(kind, at: node)), ("metadata", metadata)]
          + content, at: node))
  }

  private func scalar(_ text: String, at node: Node) -> Node {
    tree.adding(scalar: text, isPlain: true, at: node.span)
  }

  private func mapping(_ entries: [(String, Node)], at node: Node) -> Node {
    tree.adding(
      mapping: entries.map { (key: scalar($0.0, at: $0.1), value: $0.1) }, at: node.span)
  }
}
