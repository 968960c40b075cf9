public import Descriptors

/// What a service is and where its facts stand in the languages that can describe it: one data file a service.
///
/// Paths name properties below a resource's own properties: `A.B`, `Items[].C` for every item of a list,
/// `Variables.*` for every value of a mapping. Of several paths the first that leads to anything counts. Paths of the
/// Azure Resource Manager begin at the resource itself (`sku.name`, `properties.encryption`); a first step `^` leads to
/// its parent and a first step `>type` to its children of a type.
///
/// In Terraform other resources say a part: a first step `>type@attribute` leads to those of a type whose attribute
/// names this one, and `^type@attribute`, alone and among the zones, to the one that an attribute of this one names.
public struct ServiceCard: Sendable {
  /// The identifier: `aws/s3-bucket`.
  public let service: String
  /// The name for people.
  public let title: String
  /// What it is.
  public let kind: Kind
  /// What it does.
  public let roles: [Role]
  /// True if it stores or processes data of its own.
  public let holdsData: Bool
  /// The provider whose regions place it.
  public let provider: String
  /// Whether it stands in the deployment's region.
  public let reach: Reach
  /// Its type names by dialect.
  public let names: [String: [String]]
  /// Encryption at rest; nil if the question does not arise.
  public let atRest: AtRestCard?
  /// Its links and listeners.
  public let transit: [TransitCard]
  /// Where its data can go.
  public let flows: [FlowCard]
  /// Properties that hold tags, by dialect.
  public let tags: [String: [PropertyPath]]
  /// Properties that hold secrets, by dialect.
  public let secrets: [String: [PropertyPath]]
  /// Properties whose values may hold endpoints and secrets under free names (environment variables), by dialect.
  public let variables: [String: [PropertyPath]]
  /// For a key: the properties that tell its custody.
  public let keyCard: KeyCard?
  /// For a key or certificate: the properties that tell its algorithm and length.
  public let keyAlgorithm: KeyAlgorithmCard?
  /// The properties that narrow its place: an availability zone, by dialect.
  public let zones: [String: [PropertyPath]]
  /// The document that the card was written from, with its date.
  public let source: String

  /// How far a service reaches.
  public enum Reach: String, Sendable, CaseIterable {
    /// Stands in the region of the deployment.
    case regional
    /// Has no region.
    case global
    /// Is served from edge sites worldwide.
    case edge
  }
}

/// What a card says of silence: what holds when the descriptor says nothing.
public struct SilenceCard: Sendable {
  /// Encrypted or not; nil if it depends on something outside the descriptor.
  public let encrypted: Bool?
  /// The algorithm that the default uses.
  public let algorithm: String?
  /// The oldest TLS version that the default accepts.
  public let minimumVersion: TLSVersion?
  /// The context key that settles it if nothing else does.
  public let contextKey: String?
  /// Why, in one sentence, with a date where the default changed.
  public let why: Phrase
  /// Other meanings of silence, under other properties (an engine, a snapshot); the first that fits holds.
  public let cases: [Case]

  /// What silence means if another property has a certain value.
  public struct Case: Sendable {
    /// The other property, by dialect.
    public let property: [String: [PropertyPath]]
    /// Its values, a trailing `*` standing for any rest; empty if it need only be there.
    public let values: [String]
    /// What silence means then.
    public let silence: SilenceCard
  }
}

/// How encryption at rest is declared.
public struct AtRestCard: Sendable {
  /// Where in the stack it happens.
  public let layer: Layer
  /// A list whose items are encrypted each for itself (block devices), by dialect.
  ///
  /// The other paths begin below an item. The resource is encrypted only if all its items are.
  public let each: [String: [PropertyPath]]
  /// An item that is there even if the list does not name it (the disk that a machine starts from).
  public let unlisted: Unlisted?
  /// Properties that, if present, say that the data is another resource's (the instance of a cluster), by dialect.
  public let elsewhere: [String: [PropertyPath]]
  /// What silence means.
  public let silence: SilenceCard
  /// The property that switches it on or off, by dialect.
  public let switches: [String: [PropertyPath]]
  /// The property that names the algorithm or type, by dialect.
  public let algorithms: [String: [PropertyPath]]
  /// What the values of that property mean.
  public let meanings: [String: Meaning]
  /// The algorithm that is used when it is on and none is named.
  public let algorithm: String?
  /// The property that names the key, by dialect.
  public let keys: [String: [PropertyPath]]
  /// True if naming a key switches encryption on by itself, whatever a switch says.
  public let keyImpliesOn: Bool
  /// Custody when it is on and no key is named.
  public let keySilence: Custody
  /// Why that custody, in one sentence.
  public let keySilenceWhy: Phrase

  /// An item that is there even if the list does not name it.
  public struct Unlisted: Sendable {
    /// The names of the items, by dialect.
    public let property: [String: [PropertyPath]]
    /// The names that it goes by.
    public let values: [String]
  }

  /// What a value of the algorithm property means.
  public struct Meaning: Sendable {
    /// Encrypted or not.
    public let encrypted: Bool
    /// The algorithm.
    public let algorithm: String?
    /// Custody if the value settles it; nil if the key property does.
    public let custody: Custody?
  }
}

/// How a link's encryption is declared.
public struct TransitCard: Sendable {
  /// What the link is.
  public let what: Phrase
  /// Who can reach it.
  public let exposure: TransitFact.Exposure
  /// A list whose items are links each for itself (listeners, origins), by dialect.
  ///
  /// The other paths begin below an item.
  public let each: [String: [PropertyPath]]
  /// The property that switches it, by dialect.
  public let switches: [String: [PropertyPath]]
  /// What values other than true and false mean, a trailing `*` standing for any rest; nil if they do not settle it.
  public let meanings: [String: Bool?]
  /// The property that names the protocol to which a link in clear redirects, by dialect: a link that does nothing but
  /// redirect to HTTPS carries no content.
  public let redirects: [String: [PropertyPath]]
  /// The property that sets the oldest TLS version, by dialect.
  public let floors: [String: [PropertyPath]]
  /// What the values of that property mean, where they do not spell a version themselves; `*` as above.
  public let floorMeanings: [String: TLSVersion]
  /// What silence means.
  public let silence: SilenceCard
}

/// How a flow is declared.
public struct FlowCard: Sendable {
  /// What it carries.
  public let kind: FlowKind
  /// The property that names the target, by dialect.
  public let targets: [String: [PropertyPath]]
  /// What the target's text is.
  public let form: Form
  /// The values under which there is a flow; empty if any is.
  public let values: [String]
  /// True if there is a flow when the property is absent.
  public let ifAbsent: Bool
  /// What rules the flow out: another property with one of some values.
  public let unless: Unless?

  /// A property under certain values of which there is no such flow.
  public struct Unless: Sendable {
    /// The property, by dialect.
    public let property: [String: [PropertyPath]]
    /// Its values, a trailing `*` standing for any rest.
    public let values: [String]
  }

  /// What a target's text is.
  public enum Form: String, Sendable, CaseIterable {
    /// An ARN; its region, if it has one, is the place.
    case arn
    /// A region code of the provider.
    case region
    /// A URL or host.
    case url
    /// A bucket's name; its place is its own resource's.
    case bucket
    /// The name of something that has to stand in the resource's own region.
    case sameRegion = "same-region"
    /// A container image.
    case image
    /// The property itself means: served from edge sites worldwide.
    case edge
    /// The property itself means: copies stand where the descriptor does not tell.
    case elsewhere
    /// An ARN, a URL, or an address of a person (e-mail, telephone).
    case recipient
    /// The property itself means: a copy in the region that the provider pairs with the resource's own.
    case pair
  }
}

/// How a key's custody is declared.
public struct KeyCard: Sendable {
  /// The property that names the origin of the material, by dialect.
  public let origins: [String: [PropertyPath]]
  /// What its values mean.
  public let originMeanings: [String: Custody]
  /// Properties that only keys of one custody have, the strongest statement first.
  public let marks: [Mark]
  /// Custody when no origin is named.
  public let silence: Custody
  /// Why that custody, in one sentence.
  public let silenceWhy: Phrase
  /// True if it is the copy of a key of another region.
  public let isReplica: Bool
  /// The property that switches rotation on, by dialect.
  public let rotations: [String: [PropertyPath]]
  /// The property that sets its period in days, by dialect.
  public let rotationPeriods: [String: [PropertyPath]]
  /// Days between rotations when it is on and no period is set.
  public let rotationDays: Int
  /// The property that makes it a multi-region key, by dialect.
  public let multiRegions: [String: [PropertyPath]]

  /// A property whose presence settles the custody.
  public struct Mark: Sendable {
    /// The property, by dialect.
    public let properties: [String: [PropertyPath]]
    /// What a value there means.
    public let custody: Custody
  }
}

/// How the algorithm and length of a key are declared.
public struct KeyAlgorithmCard: Sendable {
  /// The property that names it, by dialect.
  public let properties: [String: [PropertyPath]]
  /// The property that gives the length in bits or the curve, by dialect, where it stands apart.
  public let sizes: [String: [PropertyPath]]
  /// What it is when nothing names it; nil if that cannot be said.
  public let silence: KeyAlgorithm?
}
