public import Atlas
public import Descriptors

/// A secret value that stands in a descriptor in clear text.
///
/// What it is, is never kept: only that it is there.
public struct ClearSecret: Sendable {
  /// The name it stands under: `MasterUserPassword`, `POSTGRES_PASSWORD`.
  public let name: String
  /// Where it stands.
  public let span: SourceSpan
  /// Why it is taken for a secret.
  public let evidence: [Evidence]

  /// A secret in clear.
  public init(_ name: String, at span: SourceSpan, evidence: [Evidence]) {
    self.name = name
    self.span = span
    self.evidence = evidence
  }
}

/// A reference to another resource that linking has to follow.
public struct Reference: Sendable, Hashable {
  /// What the other is to this one: `storage-class`, `secret`, `volume`.
  public let relation: String
  /// The ``Resource/key`` of the other.
  public let target: String
  /// When it holds, if not always: in one of several deployments.
  var condition: Condition?

  /// The relation of what lets clients in to what stands behind it.
  public static let carries = "carries"

  /// A reference.
  public init(_ relation: String, to target: String) {
    self.relation = relation
    self.target = target
  }
}

/// Something described that stores, processes or moves data, or holds a key.
public struct Resource: Sendable {
  /// The logical key: what it is called in its own language, without file and line, so that it survives moves:
  /// `AWS::S3::Bucket/Logs`, `v1/Secret/shop/db`, `domain/web1/vda`.
  public let key: String
  /// The dialect's identifier.
  public let dialect: String
  /// The type in the dialect's words: `AWS::S3::Bucket`, `PersistentVolumeClaim`, `disk`.
  public let type: String
  /// The name a person would call it.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// What it does.
  public let roles: [Role]
  /// True if it stores or processes data of its own (a key, a policy or a network does not).
  public let holdsData: Bool
  /// Where it is declared.
  public let span: SourceSpan

  /// The service, by its card: `outscale/volume`; nil for what no card describes.
  public var service: String?
  /// Tags, labels and annotations.
  public var tags: [Tag] = []
  /// A data class that the context gives.
  public var contextClass: Candidate<String>?
  /// Where it stands.
  public var place: Possible<Place>
  /// Who operates it, as identifiers of the atlas.
  public var operatorID: Possible<String>
  /// Whether its data is encrypted at rest; nil if it has none at rest.
  public var atRest: Possible<AtRest>?
  /// The key behind that; nil if the question does not arise.
  public var keyState: Possible<KeyState>?
  /// What a key or certificate is made for and how long it is; nil for everything else.
  public var keyAlgorithm: Possible<KeyAlgorithm>?
  /// Its links and listeners.
  public var transit: [TransitFact] = []
  /// Where its data goes.
  public var flows: [Flow] = []
  /// The resources whose data comes here, found once all files are read.
  public var inflows: [Inflow] = []
  /// Secrets that stand in its declaration.
  public var clearSecrets: [ClearSecret] = []
  /// Other resources that linking has to follow.
  public var references: [Reference] = []

  /// A resource of which nothing but its declaration is known.
  public init(
    key: String, dialect: String, type: String, name: String, kind: Kind, roles: [Role], holdsData: Bool,
    span: SourceSpan, place: Possible<Place>, operatorID: Possible<String>
  ) {
    self.key = key
    self.dialect = dialect
    self.type = type
    self.name = name
    self.kind = kind
    self.roles = roles
    self.holdsData = holdsData
    self.span = span
    self.place = place
    self.operatorID = operatorID
  }

  /// The identifier within one scan: file and key.
  public var id: String { "\(span.file)#\(key)" }
}
