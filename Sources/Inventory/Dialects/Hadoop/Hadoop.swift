public import Descriptors

/// The `*-site.xml` files of Hadoop and of what is built like it: Hive, HBase, Tez, Ranger, KMS, Ozone, Knox.
public struct Hadoop: Dialect {
  /// The identifier.
  public let id = "hadoop"
  /// The name for people.
  public let title = "Hadoop configuration"

  /// The dialect.
  public init() {}

  /// A root `configuration` with properties, unless the file documents defaults.
  ///
  /// `hdfs-default.xml` and its like travel inside the products and list every setting with its default: nobody
  /// deploys them, and reading them as a cluster would report the product's manual.
  public func recognise(_ glance: Glance) -> Format? {
    guard !glance.fileName.hasSuffix("-default.xml"), glance.rootElementName == "configuration",
      glance.contains("<property")
    else { return nil }
    return .xml
  }

  /// A root `configuration` in which some property has a name and a value.
  public func claims(_ document: Node) -> Bool {
    document.isElement("configuration") && document.namespace == nil
      && document.elements.contains {
        $0.isElement("property") && $0.element("name") != nil && $0.element("value") != nil
      }
  }

  /// Reads one file: a resource for what it configures, and one for every bucket that it names.
  public func read(_ document: Node, in scene: Scene, into findings: inout Harvest) {
    let host = HostScope(scene, missing: "a Hadoop file names no place of the cluster that it configures")
    let file = HadoopFile(document, scene: scene, host: host)
    for include in document.elements("include") {
      findings.unread.append(
        UnreadPart(at: include.span, "the included file is not merged into this one; scan it as well"))
    }
    for property in file.properties.all where property.isEmbeddedFile {
      findings.unread.append(
        UnreadPart(
          at: property.span, "\(property.name) carries a whole file in another language, which is not read"))
    }
    var resource = file.resource()
    file.addTransit(to: &resource)
    file.addFlows(to: &resource)
    file.addSecrets(to: &resource)
    findings.resources += file.buckets()
    if resource.holdsData || file.family != .other || !resource.transit.isEmpty
      || !resource.clearSecrets.isEmpty
    {
      findings.resources.append(resource)
    } else {
      findings.withoutData[file.name, default: 0] += 1
    }
  }
}

/// One file of properties.
struct HadoopFile {
  let name: String
  let family: HadoopFamily
  let properties: HadoopProperties
  let scene: Scene
  let host: HostScope
  /// Where the file begins, for what it does not say.
  let span: SourceSpan

  init(_ document: Node, scene: Scene, host: HostScope) {
    let path = document.tree.path
    let base = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    name = String(base.hasSuffix(".xml") ? base.dropLast(4) : base)
    properties = HadoopProperties(document)
    family = HadoopFamily(fileName: name.lowercased(), properties)
    self.scene = scene
    self.host = host
    let start = document.range.lowerBound
    span = document.tree.span(start..<min(start + "<configuration".utf8.count, document.range.upperBound))
  }

  /// The resource without its links.
  func resource() -> Resource {
    let outgoing =
      family == .other
      && properties.all.contains { !$0.isEmbeddedFile && $0.value.range(ofASCII: "://") != nil }
    var resource = Resource(
      key: "hadoop/\(name)", dialect: "hadoop", type: family.rawValue, name: name, kind: family.kind,
      roles: family.roles, holdsData: family.holdsData || outgoing, span: span, place: host.place,
      operatorID: host.operatorID)
    resource.atRest = atRest
    resource.keyState = keyState
    return resource
  }
}
