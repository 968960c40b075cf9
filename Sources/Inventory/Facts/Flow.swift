public import Atlas
public import Descriptors

/// What kind of data a flow carries away.
public enum FlowKind: String, Sendable, CaseIterable {
  case replica
  case backup
  case snapshotCopy = "snapshot-copy"
  case logSink = "log-sink"
  case eventSink = "event-sink"
  case delivery
  case edgeCache = "edge-cache"
  case endpoint
  case imagePull = "image-pull"
  case packagePull = "package-pull"
  case mount
  case keyReplica = "key-replica"
  /// A private way between networks: peering, VPN.
  case peering
  /// Who signs in is told to, or by, somebody else.
  case identity
}

extension FlowKind {
  /// True if what flows is the resource's own data, so that the other end holds data of the same class.
  ///
  /// An image or a package is somebody else's data, a key is no data, and of what goes to an endpoint or an edge nothing
  /// is known.
  public var carriesOwnData: Bool {
    switch self {
    case .replica, .backup, .snapshotCopy, .logSink, .eventSink, .delivery: true
    case .edgeCache, .endpoint, .imagePull, .packagePull, .mount, .keyReplica, .peering, .identity: false
    }
  }
}

/// Data leaving a resource for another resource, place or host.
public struct Flow: Sendable {
  /// What it carries.
  public let kind: FlowKind
  /// Where to, as a person would name it: a region, a host, a resource; user names and passwords removed.
  public let target: String
  /// The ``Resource/key`` of the target, if it is declared too; nil for anything else.
  public let targetKey: String?
  /// The place of the target.
  public let place: Possible<Place>
  /// Who operates the target, as identifiers of the atlas.
  public let operatorID: Possible<String>
  /// Whether the hop is encrypted; nil if the question does not arise.
  public let transit: Possible<TransitState>?
  /// Where it stands.
  public let span: SourceSpan
  /// The values of parameters and branches of conditions under which nothing flows; empty if it flows in any case.
  public var absences: [Absence] = []
  /// The entries of a ConfigMap or Secret that name the target, for those who take their settings from there.
  var settings: Set<String> = []

  /// A case in which nothing flows.
  public struct Absence: Sendable {
    /// What has to hold for it.
    public let conditions: [Condition]
    /// Why.
    public let evidence: [Evidence]
  }

  /// A flow.
  public init(
    _ kind: FlowKind, to target: String, targetKey: String? = nil, place: Possible<Place>,
    operatorID: Possible<String>, transit: Possible<TransitState>? = nil, at span: SourceSpan
  ) {
    self.kind = kind
    self.target = target
    self.targetKey = targetKey
    self.place = place
    self.operatorID = operatorID
    self.transit = transit
    self.span = span
  }
}
