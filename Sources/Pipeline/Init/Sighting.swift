import Assessment
import Atlas
import Descriptors
import Discovery
import Inventory
import Reporting

/// What a look at a tree shows that matters for its configuration.
struct Sighting: Sendable {
  /// Resources of one dialect in one folder whose place nothing tells.
  struct Gap: Sendable, Hashable, Comparable {
    /// The paths, as contexts take them: a folder of the root with all below it, or files of the root by their ending.
    let pattern: String
    /// The key of the deployment context that would tell.
    let key: String
    /// How the descriptors are called.
    let dialect: String

    static func < (left: Gap, right: Gap) -> Bool {
      (left.pattern, left.key, left.dialect) < (right.pattern, right.key, right.dialect)
    }
  }

  /// The account of what was read.
  var coverage = Coverage()
  /// Places by what they are: `eu-west-3 (France)`, with the resources that may stand there.
  var places: [String: Int] = [:]
  /// The countries of these places.
  var countries: Set<Country> = []
  /// Providers, by the resources of theirs.
  var providers: [String: Int] = [:]
  /// Data classes that labels and contexts name.
  var classes: [String: Int] = [:]
  /// Gaps, with the resources in each.
  var gaps: [Gap: Int] = [:]
  /// Pipelines: what each is, and one file of it.
  var pipelines: [(title: String, path: String)] = []
  /// Folders that usually hold what others wrote, with the files in them.
  var foreign: [String: Int] = [:]

  /// Looks at a folder, without any configuration.
  static func look(at root: String, _ options: ScanOptions, atlas: Atlas) async throws(UsageError) -> Sighting
  {
    let context = try ScanContext(configurations: [], given: [], values: [])
    let stock = await StockTaking(options, context: context, atlas: atlas).run()
    var sighting = Sighting()
    sighting.coverage = stock.coverage
    let prefix = Self.prefix(of: root)
    for resource in stock.resources where resource.holdsData { sighting.take(resource, below: prefix) }
    let files = Discovery.find([root], options: DiscoveryOptions(jobs: options.jobs)).files
    for file in files { sighting.take(file: file.path, below: prefix) }
    return sighting
  }

  /// How the paths of what lies in a folder begin.
  private static func prefix(of root: String) -> String {
    var text = root[...]
    while text.hasPrefix("./") { text = text.dropFirst(2) }
    while text.count > 1, text.hasSuffix("/") { text = text.dropLast() }
    return text.isEmpty || text == "." ? "" : text == "/" ? "/" : text + "/"
  }

  private mutating func take(_ resource: Resource, below prefix: String) {
    for label in DataLabels.of(resource) { classes[label, default: 0] += 1 }
    if let provider = resource.service?.split(separator: "/").first {
      providers[String(provider), default: 0] += 1
    }
    for place in Set(resource.place.candidates.map(\.value)) {
      let names = place.countries.map(\.englishName).joined(separator: ", ")
      places["\(place.code) (\(names.isEmpty ? "anywhere" : names))", default: 0] += 1
      countries.formUnion(place.countries)
    }
    guard resource.place.unknown != nil, let key = Self.key(for: resource) else { return }
    let path = resource.span.file.dropFirst(resource.span.file.hasPrefix(prefix) ? prefix.count : 0)
    gaps[Gap(pattern: Self.pattern(path), key: key, dialect: resource.dialect), default: 0] += 1
  }

  /// A pattern for a path: `*` alone would take in all folders too.
  private static func pattern(_ path: Substring) -> String {
    if let slash = path.firstIndex(of: "/") { return "\(path[..<slash])/**" }
    return path.lastIndex(of: ".").map { "*\(path[$0...])" } ?? String(path)
  }

  /// The key of the deployment context that would tell where a resource stands; nil if none would.
  private static func key(for resource: Resource) -> String? {
    switch resource.dialect {
    case "cloudformation": return "aws.region"
    case "arm": return "azure.region"
    case "kubernetes", "helm", "kustomize": return "kubernetes.country"
    case "compose", "libvirt", "hadoop": return "host.country"
    default:
      guard let provider = resource.service?.split(separator: "/").first else { return nil }
      let key = "\(provider).region"
      return DeploymentContext.knownKeys[key] == nil ? nil : key
    }
  }

  // MARK: Files

  private static let foreignNames: Set<Substring> = [
    "node_modules", "vendor", "third_party", ".terraform", "testdata", "fixtures",
  ]

  private mutating func take(file path: String, below prefix: String) {
    let path = String(path.dropFirst(path.hasPrefix(prefix) ? prefix.count : 0))
    let title = ContextSource.of(path)?.title ?? (Self.isJenkins(path) ? "Jenkins pipeline" : nil)
    if let title, title != "SAM configuration", !pipelines.contains(where: { $0.title == title }) {
      pipelines.append((title, path))
    }
    let parts = path.split(separator: "/").dropLast()
    if let place = parts.firstIndex(where: Self.foreignNames.contains) {
      foreign[parts[...place].joined(separator: "/"), default: 0] += 1
    }
  }

  private static func isJenkins(_ path: String) -> Bool {
    path.split(separator: "/").last == "Jenkinsfile"
  }
}
