import Atlas
public import Descriptors

/// Helm charts, as far as they can be read without rendering them: the chart's values and the repositories that it
/// takes other charts from.
///
/// What the templates make of a value is not known; a few names mean the same in nearly every chart, and only those are
/// read. Source: Helm documentation (charts, values files, best practices), the charts of the large repositories.
public struct Helm: Dialect {
  /// The identifier in reports.
  public let id = "helm"
  /// The name for people.
  public let title = "Helm"

  /// The name of the condition under which values of one of several files hold.
  static let condition = "values"

  /// The dialect.
  public init() {}

  /// `Chart.yaml`, `values.yaml` and the files of values beside it, by their names.
  public func recognise(_ glance: Glance) -> Format? {
    let name = String(glance.fileName)
    guard name == "Chart.yaml" || Self.isValues(name), !glance.looksLikeXML, !glance.looksLikeJSON,
      !glance.hasLine(startingWith: "kind:"), !TemplateMarks.stand(in: glance.bytes)
    else { return nil }
    return .yaml
  }

  /// Any mapping: what the file is, its name says.
  public func claims(_ document: Node) -> Bool {
    guard document.kind == .mapping else { return false }
    let name = document.tree.path.fileName
    return name == "Chart.yaml"
      ? document["name"] != nil && document["apiVersion"] != nil : Self.isValues(String(name))
  }

  /// Reads one document that this dialect claims.
  public func read(_ document: Node, in scene: Scene, into harvest: inout Harvest) {
    let path = document.tree.path
    if path.fileName == "Chart.yaml" { return readChart(document, in: scene, into: &harvest) }
    let names = scene.nearby.names(beside: path)
    let isMain = Self.isMain(String(path.fileName))
    // Other files of values are read together with the main one, whose values they replace.
    guard isMain || !names.contains(where: Self.isMain) else { return }
    let chart = scene.nearby.document("Chart.yaml", beside: path, as: .yaml)
    let reader = ChartValues(
      chart: chart?["name"]?.text ?? Self.folderName(of: path), defaults: chart != nil && isMain ? path : nil,
      scene: scene)
    let others = isMain ? names.filter { Self.isValues($0) && !Self.isMain($0) }.sorted() : []
    var variants = Variants(Self.condition)
    for name in others {
      guard let values = scene.nearby.document(name, beside: path, as: .yaml).flatMap({ PatchValue($0) }),
        let merged = StrategicMerge(in: document.tree, mergesLists: false).merge(values, into: document)
      else { continue }
      variants.add(reader.read(merged), of: ScanPath.folder(of: path) + name)
    }
    if others.isEmpty { variants.add(reader.read(document), of: path) }
    variants.join(into: &harvest)
  }

  // MARK: Names

  private static func isMain(_ name: String) -> Bool { name == "values.yaml" || name == "values.yml" }

  /// `values.yaml`, `values-prod.yaml`, `values.prod.yaml`, `values_prod.yaml`.
  private static func isValues(_ name: String) -> Bool {
    guard name.hasPrefix("values"), name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return false }
    return name.dropFirst(6).first.map { "-._".contains($0) } ?? false
  }

  private static func folderName(of path: String) -> String {
    let name = path.folder.fileName
    return name.isEmpty ? "chart" : String(name)
  }

  // MARK: Chart

  /// The repositories of the charts that a chart depends on: what comes from there runs in the cluster.
  private func readChart(_ chart: Node, in scene: Scene, into harvest: inout Harvest) {
    guard let name = chart["name"], let text = name.text else { return }
    let cluster = Cluster(scene)
    var resource = Resource(
      key: "chart/\(text)", dialect: id, type: "Chart", name: text, kind: .configuration, roles: [],
      holdsData: false, span: name.span, place: cluster.place, operatorID: cluster.operatorID)
    for dependency in chart["dependencies"].map({ Array($0.items) }) ?? [] {
      guard let repository = dependency["repository"], let url = repository.text, url.contains("://"),
        !url.hasPrefix("file:"),
        let endpoint = Endpoint(url),
        let flow = endpoint.flow(.packagePull, at: repository.span, atlas: scene.atlas),
        !resource.flows.contains(where: { $0.target == flow.target })
      else { continue }
      resource.flows.append(flow)
    }
    if resource.flows.isEmpty {
      harvest.withoutData["Chart", default: 0] += 1
    } else {
      harvest.resources.append(resource)
    }
  }
}
