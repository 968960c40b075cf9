public import Atlas
import Inventory

/// The JSON Schema of policy files, made from the words that the loader takes: an editor completes and checks with it.
public enum PolicySchema {
  /// The schema as JSON text.
  ///
  /// - Parameter atlas: knows the sets, laws and schemes that a policy may name.
  public static func json(atlas: Atlas) -> String { PolicySchemaBuilder(atlas: atlas).schema.text + "\n" }
}

/// Builds the schema.
private struct PolicySchemaBuilder {
  private let desk: PolicyDesk

  init(atlas: Atlas) { desk = PolicyDesk(atlas: atlas) }

  /// A value that is a parameter's: `$places`.
  private static let parameter = SchemaValue.object([
    ("type", "string"), ("pattern", "^\\$[a-z][a-z0-9-]*$"),
  ])

  var schema: SchemaValue {
    .object([
      ("$schema", "https://json-schema.org/draft/2020-12/schema"),
      ("title", "bornage policy"),
      ("type", "object"),
      ("additionalProperties", false),
      ("required", ["policy", "version", "title"]),
      ("anyOf", .array([.object([("required", ["rules"])]), .object([("required", ["extends"])])])),
      (
        "properties",
        .object([
          ("policy", Self.text("The identifier of the policy.")),
          ("version", Self.text("Its version.")),
          ("released", Self.day),
          ("title", Self.text("Its title.")),
          ("description", Self.text("What it is for.")),
          ("source", Self.mapping(["title", "issuer", "edition", "date"], required: ["title"])),
          ("valid-from", Self.day), ("valid-until", Self.day),
          ("superseded-by", Self.text("The policy that follows it.")),
          ("unlabelled", Self.open(desk.classNames)),
          ("classes", Self.classes), ("extends", Self.extends), ("remove", Self.words),
          ("parameters", Self.parameters),
          ("set", .object([("type", "object"), ("additionalProperties", Self.values)])),
          (
            "longest-waiver",
            .object([
              ("type", "object"), ("additionalProperties", false),
              (
                "properties",
                .object(
                  Severity.allCases.map { ($0.rawValue, .object([("type", "integer"), ("minimum", 1)])) })
              ),
            ])
          ),
          ("ceilings", Self.ceilings),
          ("fr", Self.mapping(["title", "description"])),
          ("rules", .object([("type", "array"), ("minItems", 1), ("items", rule)])),
        ])
      ),
    ])
  }

  // MARK: The head

  private static let classes = SchemaValue.object([
    ("type", "object"),
    (
      "additionalProperties",
      .object([
        ("type", "object"), ("additionalProperties", false), ("minProperties", 1),
        (
          "properties",
          .object([
            ("tags", .object([("type", "object"), ("additionalProperties", words)])),
            ("names", words), ("paths", words),
          ])
        ),
      ])
    ),
  ])

  private static let extends: SchemaValue = {
    let base = SchemaValue.object([
      ("type", "object"), ("additionalProperties", false), ("required", ["policy"]),
      (
        "properties",
        .object([
          ("policy", text("A pack, or a path relative to this file.")), ("only", words),
          ("with", .object([("type", "object")])),
        ])
      ),
    ])
    let one = SchemaValue.object([("anyOf", .array([.object([("type", "string")]), base]))])
    return .object([
      ("anyOf", .array([one, .object([("type", "array"), ("minItems", 1), ("items", one)])]))
    ])
  }()

  private static let ceilings: SchemaValue = {
    let objective = mapping(
      [
        ("title", text("What it is about.")), ("weight", .object([("type", "integer"), ("minimum", 1)])),
        ("demanded", orParameter(.object([("type", "integer"), ("minimum", 0)]))),
        ("fr", mapping(["title"])),
      ], required: ["title", "weight"])
    return mapping(
      [
        ("name", text("The name of the scale.")), ("top", .object([("type", "integer"), ("minimum", 1)])),
        (
          "objectives",
          .object([("type", "object"), ("minProperties", 1), ("additionalProperties", objective)])
        ),
      ], required: ["name", "top", "objectives"])
  }()

  private static let parameters = SchemaValue.object([
    ("type", "object"), ("propertyNames", .object([("pattern", "^[a-z][a-z0-9-]*$")])),
    (
      "additionalProperties",
      .object([
        ("type", "object"), ("additionalProperties", false), ("required", ["title", "default"]),
        (
          "properties",
          .object([
            ("title", text("What it is for.")), ("default", values), ("of", words),
            ("fr", mapping(["title"])),
          ])
        ),
      ])
    ),
  ])

  // MARK: Rules

  private var rule: SchemaValue {
    .object([
      ("type", "object"), ("additionalProperties", false), ("required", ["id"]),
      ("properties", .object(common + demands)),
    ])
  }

  private var level: SchemaValue { .object([("type", "integer"), ("minimum", 0)]) }

  private var common: [(String, SchemaValue)] {
    [
      ("id", .object([("type", "string"), ("pattern", "^[A-Za-z0-9._-]+$")])),
      ("title", Self.text("What it asks, as a sentence.")),
      ("category", Self.choice(Category.allCases.map(\.rawValue))),
      ("applies", applies),
      ("severity", severity),
      ("cites", citations),
      ("remedy", Self.text("What to do about a breach.")),
      ("undetermined", Self.orParameter(Self.choice(Treatment.allCases.map(\.rawValue)))),
      ("conditional", Self.orParameter(Self.choice(Treatment.allCases.map(\.rawValue)))),
      (
        "on-fail",
        Self.orParameter(Self.choice([Verdict.fail.rawValue, Verdict.evidenceRequired.rawValue]))
      ),
      ("binds", Self.choice(Binds.allCases.map(\.rawValue))),
      ("from", Self.day), ("until", Self.day),
      ("note", Self.text("What the rule does not see.")),
      ("when", .object([("type", "object"), ("additionalProperties", Self.words)])),
      (
        "per-class",
        .object([("type", "object"), ("additionalProperties", .object([("type", "object")]))])
      ),
      ("waivable", .object([("type", "boolean")])),
      (
        "ceiling",
        Self.mapping([("objective", Self.words), ("level", level)], required: ["objective", "level"])
      ),
      ("fr", Self.mapping(["title", "remedy", "ask", "note"])),
    ]
  }

  private var applies: SchemaValue {
    .object([
      ("type", "object"), ("additionalProperties", false),
      (
        "properties",
        .object([
          ("class", Self.list(Self.open(desk.classNames))),
          ("kind", Self.list(Self.choice(Kind.allCases.map(\.rawValue)))),
          ("role", Self.list(Self.choice(Role.allCases.map(\.rawValue)))),
          ("dialect", Self.list(Self.choice(Dialects.all.map(\.id)))),
          ("holds-data", .object([("enum", .array([true, false, "any"]))])),
        ])
      ),
    ])
  }

  private var severity: SchemaValue {
    let one = Self.orParameter(Self.choice(Severity.allCases.map(\.rawValue)))
    return .object([
      (
        "anyOf",
        .array([
          one, .object([("type", "object"), ("required", ["default"]), ("additionalProperties", one)]),
        ])
      )
    ])
  }

  private var citations: SchemaValue {
    .object([
      ("type", "array"),
      (
        "items",
        .object([
          ("type", "object"), ("additionalProperties", false), ("required", ["catalog", "control"]),
          (
            "properties",
            .object([
              ("catalog", Self.text("The document: gdpr.")), ("control", Self.words),
              ("unverified", .object([("const", true)])),
            ])
          ),
        ])
      ),
    ])
  }

  // MARK: Demands

  private var demands: [(String, SchemaValue)] {
    let flag = SchemaValue.object([("const", true)])
    let area = SchemaValue.object([
      ("type", "object"), ("additionalProperties", false),
      ("properties", .object([("allow", places), ("deny", places), ("any-of", places)])),
    ])
    let keeper: [(String, SchemaValue)] = [
      ("known", flag), ("seat", area), ("control", area), ("laws", laws), ("qualification", qualification),
    ]
    let step = Self.orParameter(Self.choice(Custody.allCases.dropFirst().map(\.code)))
    return [
      ("allow", places), ("deny", places), ("known", flag), ("fixed", flag), ("only", places),
      ("except", places), ("unless", Self.mapping([("at-least", step)], required: ["at-least"])),
      ("flows", Self.list(Self.choice(FlowKind.allCases.map(\.rawValue)))),
      ("seat", area), ("control", area), ("laws", laws), ("qualification", qualification),
      ("required", flag), ("layer", Self.orParameter(Self.choice(Layer.allCases.map(\.rawValue)))),
      ("profile", Self.list(Self.open(ProfileReader.shippedNames))),
      ("minimum-version", Self.orParameter(Self.choice(["1.0", "1.1", "1.2", "1.3"]))),
      ("exposure", Self.list(Self.choice(TransitFact.Exposure.allCases.map(\.rawValue)))),
      ("verification", flag), ("at-least", step), ("place", area),
      ("operator", Self.mapping(keeper)),
      ("rotation", Self.orParameter(.object([("type", "integer"), ("minimum", 1)]))),
      ("clear-secrets", .object([("const", "deny")])),
      ("ask", Self.text("The document to file.")),
      ("check", check),
    ]
  }

  private var places: SchemaValue {
    let country = SchemaValue.object([("type", "string"), ("pattern", "^[A-Z]{2}$")])
    return Self.list(.object([("anyOf", .array([Self.choice(desk.setNames), country, Self.parameter]))]))
  }

  private var laws: SchemaValue {
    let country = SchemaValue.object([("type", "string"), ("pattern", "^[A-Z]{2}$")])
    let names = Self.choice(desk.atlas.lawIDs + desk.setNames)
    return Self.mapping([
      ("allow", places),
      ("deny", Self.list(.object([("anyOf", .array([names, country, Self.parameter]))]))),
    ])
  }

  private var qualification: SchemaValue {
    let schemes = Self.list(Self.orParameter(Self.choice(desk.schemeNames)))
    return .object([("anyOf", .array([schemes, Self.mapping([("any-of", schemes)], required: ["any-of"])]))])
  }

  private var check: SchemaValue {
    let number = Self.orParameter(.object([("type", "number")]))
    return Self.mapping([
      ("fact", Self.open(Facts.names)), ("path", Self.words), ("xpath", Self.text("XPath 1.0.")),
      ("equals", Self.words), ("not", Self.words), ("like", Self.words), ("at-least", number),
      ("at-most", number), ("present", .object([("type", "boolean")])),
      ("missing", Self.choice(CheckDemand.Missing.allCases.map(\.rawValue))),
    ])
  }

  // MARK: Pieces

  private static let scalar = SchemaValue.object([("type", ["string", "number", "boolean"])])
  private static let words = SchemaValue.object([
    ("anyOf", .array([scalar, .object([("type", "array"), ("minItems", 1), ("items", scalar)])]))
  ])
  /// As words, and none at all.
  private static let values = SchemaValue.object([
    ("anyOf", .array([scalar, .object([("type", "array"), ("items", scalar)])]))
  ])
  private static let day = SchemaValue.object([
    ("type", "string"), ("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
  ])

  private static func text(_ description: String) -> SchemaValue {
    .object([("type", ["string", "number"]), ("description", .string(description))])
  }

  private static func choice(_ words: [String]) -> SchemaValue {
    .object([("enum", .array(words.map(SchemaValue.string)))])
  }

  /// Words that an editor may offer, beside others.
  private static func open(_ words: [String]) -> SchemaValue {
    .object([("anyOf", .array([choice(words), .object([("type", "string")])]))])
  }

  private static func orParameter(_ value: SchemaValue) -> SchemaValue {
    .object([("anyOf", .array([value, parameter]))])
  }

  private static func list(_ item: SchemaValue) -> SchemaValue {
    .object([("anyOf", .array([item, .object([("type", "array"), ("minItems", 1), ("items", item)])]))])
  }

  private static func mapping(_ keys: [String], required: [String] = []) -> SchemaValue {
    mapping(keys.map { ($0, .object([("type", ["string", "number"])])) }, required: required)
  }

  private static func mapping(_ properties: [(String, SchemaValue)], required: [String] = []) -> SchemaValue {
    var members: [(String, SchemaValue)] = [
      ("type", "object"), ("additionalProperties", false), ("properties", .object(properties)),
    ]
    if !required.isEmpty { members.append(("required", .array(required.map(SchemaValue.string)))) }
    return .object(members)
  }
}
