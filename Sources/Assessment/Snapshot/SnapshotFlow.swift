/// Data leaving a resource, as a record keeps it.
public struct SnapshotFlow: Sendable, Hashable {
  /// The logical key of the source.
  public var source: String
  /// The file in which it is declared.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// What it carries, as the inventory writes it: `replica`, `log-sink`, `endpoint`.
  public var kind: String
  /// Where to, as a person would name it.
  public var target: String
  /// The host, if the target is one outside of what is declared.
  public var host: String?
  /// The logical key of the target, if it is declared too.
  public var targetKey: String?
  /// The codes of the target's possible places, sorted.
  public var places: [String]
  /// The countries that the target may stand in, sorted.
  public var countries: [String]
  /// The target's possible operators as identifiers of the atlas, sorted.
  public var operators: [String]
  /// The countries that can compel these, sorted.
  public var control: [String]

  /// A flow.
  public init(
    source: String, file: String, line: Int, kind: String, target: String, host: String? = nil,
    targetKey: String? = nil, places: [String] = [], countries: [String] = [], operators: [String] = [],
    control: [String] = []
  ) {
    self.source = source
    self.file = file
    self.line = line
    self.kind = kind
    self.target = target
    self.host = host
    self.targetKey = targetKey
    self.places = places
    self.countries = countries
    self.operators = operators
    self.control = control
  }
}
