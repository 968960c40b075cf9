public import Atlas
public import Descriptors

/// The language of a descriptor.
///
/// One folder under `Dialects/` each, one line in ``Dialects/all``.
public protocol Dialect: Sendable {
  /// The identifier in reports and cards: `cloudformation`.
  var id: String { get }
  /// The name for people: `CloudFormation`.
  var title: String { get }
  /// Tells from the bytes alone, before any parse, whether a file may be of this dialect, and in which notation.
  func recognise(_ glance: Glance) -> Format?
  /// Tells whether a parsed document is of this dialect.
  func claims(_ document: Node) -> Bool
  /// Reads one document that this dialect claims.
  func read(_ document: Node, in scene: Scene, into findings: inout Harvest)
  /// Follows references between resources of this dialect once all files are read.
  func link(_ resources: inout LinkedResources, atlas: Atlas)
}

extension Dialect {
  /// Nothing to follow.
  public func link(_ resources: inout LinkedResources, atlas: Atlas) {}
}

/// What a dialect may consult while it reads.
public struct Scene: Sendable {
  /// Places, operators, hosts, laws.
  public let atlas: Atlas
  /// What services are.
  public let cards: CardIndex
  /// Where the file is deployed, as far as somebody said.
  public let context: DeploymentContext
  /// What other files of the scan tell; empty when a file is read for the first time.
  public let offers: Offers
  /// Other files of the same scan.
  public let nearby: NearbyFiles

  /// A scene.
  public init(
    atlas: Atlas, cards: CardIndex, context: DeploymentContext, offers: Offers = Offers(),
    nearby: NearbyFiles = NearbyFiles()
  ) {
    self.atlas = atlas
    self.cards = cards
    self.context = context
    self.offers = offers
    self.nearby = nearby
  }
}

/// What reading gave.
public struct Harvest: Sendable {
  /// The resources.
  public var resources: [Resource] = []
  /// Resources that are known to hold no data and are not judged, by type.
  public var withoutData: [String: Int] = [:]
  /// Resources of types that no card or dialect knows, by type.
  public var unknownTypes: [String: Int] = [:]
  /// Resources that are not created with the values in force, by type.
  public var notCreated: [String: Int] = [:]
  /// Parts of descriptors that were not understood.
  public var unread: [UnreadPart] = []
  /// What the file tells others.
  public var offers: [Offer] = []
  /// Keys of offers with which the file would be read again.
  public var needs: Set<String> = []

  /// An empty harvest.
  public init() {}
}

/// A part of a file that the scan could not make sense of.
public struct UnreadPart: Sendable {
  /// Where.
  public let span: SourceSpan
  /// Why, as a sentence.
  public let reason: Phrase

  /// An unread part.
  public init(at span: SourceSpan, _ reason: Phrase) {
    self.span = span
    self.reason = reason
  }
}

/// All resources of a scan, open for linking: found by key, changed in place.
public struct LinkedResources {
  /// The resources in the order of the report.
  public var all: [Resource]
  private var byKey: [String: [Int]] = [:]

  /// Indexes resources by their keys.
  public init(_ resources: [Resource]) {
    all = resources
    for (index, resource) in resources.enumerated() { byKey[resource.key, default: []].append(index) }
  }

  /// The index of the resource of this key; the one in the same file, or else in the nearest folder, wins.
  public func index(of key: String, near file: String) -> Int? {
    guard let candidates = byKey[key] else { return nil }
    if candidates.count == 1 { return candidates[0] }
    return candidates.max {
      Self.closeness(all[$0].span.file, file) < Self.closeness(all[$1].span.file, file)
    }
  }

  /// The indices of all resources of this key that are as near as the nearest one.
  public func indices(of key: String, near file: String) -> [Int] {
    guard let candidates = byKey[key], candidates.count > 1 else { return byKey[key] ?? [] }
    let nearest = candidates.map { Self.closeness(all[$0].span.file, file) }.max()
    return candidates.filter { Self.closeness(all[$0].span.file, file) == nearest }
  }

  static func closeness(_ one: String, _ other: String) -> Int {
    if one == other { return .max }
    return zip(one.utf8, other.utf8).prefix { $0 == $1 }.reduce(0) { $0 + ($1.0 == 0x2F ? 1 : 0) }
  }
}
