import Assessment
import Atlas
import Inventory
import Reporting

/// The JSON Schema of `.bornage.yml`, made from the words that the reader takes: an editor completes and checks with it.
enum ConfigurationSchema {
  /// The schema as JSON text.
  static var json: String { schema.text + "\n" }

  private static var schema: SchemaValue {
    .object([
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("title", "bornage configuration"),
      ("type", .array(["object", "null"])),
      ("additionalProperties", false),
      ("properties", .object(Setting.topKeys.map { ($0, property($0)) })),
    ])
  }

  /// The schema of a top key; an empty entry is one that somebody has yet to fill in.
  private static func property(_ key: String) -> SchemaValue {
    guard let setting = Setting.allCases.first(where: { $0.topKey == key }) else { return .object([]) }
    let meaning = key == setting.rawValue ? setting.meaning : "How much of a file is read."
    return .object([
      ("description", .string(meaning)), ("anyOf", .array([value(of: setting), type("null")])),
    ])
  }

  private static func value(of setting: Setting) -> SchemaValue {
    switch setting {
    case .policies: words(open(PolicyLoader.shippedNames))
    case .waivers, .excludes: words(type("string"))
    case .policyParameters: map(words(scalar))
    case .asOf: pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    case .classes: classes
    case .contexts: .object([("type", "array"), ("items", context)])
    case .failOn: .object([("anyOf", .array([threshold, thresholds]))])
    case .failOnUndetermined: threshold
    case .minimumCoverage: integer(0...100)
    case .allowIncomplete, .exitZero: type("boolean")
    case .grace: pattern("^[0-9]{1,4}[dw]$")
    case .baseline, .graceSince, .ledger: type("string")
    case .formats: formats
    case .language: choice(Language.allCases.map(\.rawValue))
    case .jobs: integer(1...4096)
    case .maxFileSize, .maxDepth, .maxNodes:
      members([
        ("file-size", integer(1...4000)), ("depth", integer(1...10_000)),
        ("nodes", integer(1...2_000_000_000)),
      ])
    }
  }

  // MARK: Parts

  private static let threshold = choice(Threshold.words)

  private static var thresholds: SchemaValue {
    let categories = Category.allCases.map { ThresholdWords.categoryPrefix + $0.rawValue }
    let policy = pattern("^(?!\(ThresholdWords.categoryPrefix)).+$")
    return .object([
      ("type", "object"),
      (
        "propertyNames",
        .object([("anyOf", .array([choice([ThresholdWords.general] + categories), policy]))])
      ),
      ("additionalProperties", threshold),
    ])
  }

  private static var formats: SchemaValue {
    .object([
      ("type", "object"), ("propertyNames", choice(ReportFormats.names)),
      ("additionalProperties", type("string")),
    ])
  }

  private static let classes = map(
    .object([
      ("type", "object"), ("additionalProperties", false), ("minProperties", 1),
      (
        "properties",
        .object([("tags", map(words(scalar))), ("names", words(scalar)), ("paths", words(scalar))])
      ),
    ]))

  private static var context: SchemaValue {
    let keys = DeploymentContext.knownKeys.sorted { $0.key < $1.key }
    let paths = words(type("string"))
    let entries: [(String, SchemaValue)] = keys.map { key, meaning in
      (
        key,
        .object([
          ("description", .string(meaning)),
          ("anyOf", .array([scalar, .object([("type", "array"), ("minItems", 1), ("items", scalar)])])),
        ])
      )
    }
    return .object([
      ("type", "object"), ("additionalProperties", false),
      (
        "anyOf",
        .array([.object([("required", ["paths"])]), .object([("required", ["path"])])])
      ),
      ("properties", .object([("paths", paths), ("path", paths)] + entries)),
    ])
  }

  // MARK: Pieces

  private static let scalar = SchemaValue.object([("type", ["string", "number", "boolean"])])

  private static func type(_ name: String) -> SchemaValue { .object([("type", .string(name))]) }

  private static func pattern(_ text: String) -> SchemaValue {
    .object([("type", "string"), ("pattern", .string(text))])
  }

  private static func integer(_ bounds: ClosedRange<Int>) -> SchemaValue {
    .object([
      ("type", "integer"), ("minimum", .number(bounds.lowerBound)), ("maximum", .number(bounds.upperBound)),
    ])
  }

  private static func choice(_ words: [String]) -> SchemaValue {
    .object([("enum", .array(words.map(SchemaValue.string)))])
  }

  /// Words that an editor may offer, beside others.
  private static func open(_ words: [String]) -> SchemaValue {
    .object([("anyOf", .array([choice(words), type("string")]))])
  }

  private static func words(_ item: SchemaValue) -> SchemaValue {
    .object([("anyOf", .array([item, .object([("type", "array"), ("items", item)])]))])
  }

  private static func map(_ value: SchemaValue) -> SchemaValue {
    .object([("type", "object"), ("additionalProperties", value)])
  }

  private static func members(_ properties: [(String, SchemaValue)]) -> SchemaValue {
    .object([("type", "object"), ("additionalProperties", false), ("properties", .object(properties))])
  }
}
