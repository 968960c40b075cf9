/// A resource that holds data, or a key or certificate, as a record keeps it.
public struct SnapshotResource: Sendable, Hashable {
  /// A key that may stand behind a resource.
  public struct Key: Sendable, Hashable {
    /// The step of the ladder, `K0` to `K6`.
    public var custody: String
    /// How the descriptor refers to it; nil if it does not.
    public var reference: String?
    /// The code of the place where it is kept; nil if that is not known.
    public var place: String?
    /// Who operates the key manager, as an identifier of the atlas; nil if that is not known.
    public var operatorID: String?
    /// Days between rotations; nil if rotation is off or unknown.
    public var rotationDays: Int?

    /// A key.
    public init(
      custody: String, reference: String? = nil, place: String? = nil, operatorID: String? = nil,
      rotationDays: Int? = nil
    ) {
      self.custody = custody
      self.reference = reference
      self.place = place
      self.operatorID = operatorID
      self.rotationDays = rotationDays
    }
  }

  /// The logical key.
  public var key: String
  /// The name a person would call it.
  public var name: String
  /// Where it is declared.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The service, by its card; nil for what no card describes.
  public var service: String?
  /// The kind, as policies write it.
  public var kind: String
  /// True if it holds data; false for a key or certificate.
  public var holdsData: Bool
  /// The data classes that labels and the context name, sorted.
  public var classes: [String]
  /// The codes of its possible places, sorted.
  public var places: [String]
  /// The countries that it may stand in, sorted.
  public var countries: [String]
  /// True if its place is known, wholly.
  public var isLocated: Bool
  /// Its possible operators as identifiers of the atlas, sorted.
  public var operators: [String]
  /// The countries that can compel these, sorted.
  public var control: [String]
  /// The lowest step of the ladder that its possible keys have, `K0` to `K6`; nil if the question does not arise or
  /// nothing is known.
  public var custody: String?
  /// The keys that may stand behind it.
  public var keys: [Key]
  /// For a key or certificate, its possible algorithms, sorted: `RSA-2048`.
  public var algorithms: [String]

  /// A resource.
  public init(
    key: String, name: String, file: String, line: Int, service: String? = nil, kind: String,
    holdsData: Bool = true, classes: [String] = [], places: [String] = [], countries: [String] = [],
    isLocated: Bool = false, operators: [String] = [], control: [String] = [], custody: String? = nil,
    keys: [Key] = [], algorithms: [String] = []
  ) {
    self.key = key
    self.name = name
    self.file = file
    self.line = line
    self.service = service
    self.kind = kind
    self.holdsData = holdsData
    self.classes = classes
    self.places = places
    self.countries = countries
    self.isLocated = isLocated
    self.operators = operators
    self.control = control
    self.custody = custody
    self.keys = keys
    self.algorithms = algorithms
  }
}
