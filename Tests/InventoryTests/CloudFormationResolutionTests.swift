import Descriptors
import TestSupport
import Testing

@testable import Inventory

/// Numbers that are the same on every run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func roll(_ sides: Int) -> Int { Int(next() % UInt64(sides)) }
}

/// An expression as the test understands it: computed here without any of the code under test.
private indirect enum Expression {
  case text(String)
  case reference(String)
  case noValue
  case choice(String, Expression, Expression)
  case join(String, [Expression])
  case substitution([String])
  case map(Expression)
  case select(Int, String, Expression)

  struct Failure: Error {}

  /// The text that it gives; nil if the property is removed.
  func value(_ given: [String: String], _ conditions: (String) -> Bool) throws -> String? {
    switch self {
    case .text(let text): return text
    case .reference(let name): return given[name]
    case .noValue: return nil
    case .choice(let name, let yes, let no): return try (conditions(name) ? yes : no).value(given, conditions)
    case .join(let separator, let items):
      return try items.compactMap { try $0.value(given, conditions) }.joined(separator: separator)
    case .substitution(let names): return names.map { "<\(given[$0] ?? "")>" }.joined()
    case .map(let key):
      guard let key = try key.value(given, conditions), let found = RandomTemplate.mapping[key] else {
        throw Failure()
      }
      return found
    case .select(let index, let separator, let inner):
      let parts = (try inner.value(given, conditions) ?? "").split(
        separator: Character(separator), omittingEmptySubsequences: false)
      guard parts.indices.contains(index) else { throw Failure() }
      return String(parts[index])
    }
  }

  var json: String {
    switch self {
    case .text(let text): "\"\(text)\""
    case .reference(let name): "{\"Ref\": \"\(name)\"}"
    case .noValue: "{\"Ref\": \"AWS::NoValue\"}"
    case .choice(let name, let yes, let no): "{\"Fn::If\": [\"\(name)\", \(yes.json), \(no.json)]}"
    case .join(let separator, let items):
      "{\"Fn::Join\": [\"\(separator)\", [\(items.map(\.json).joined(separator: ", "))]]}"
    case .substitution(let names): "{\"Fn::Sub\": \"\(names.map { "<${\($0)}>" }.joined())\"}"
    case .map(let key): "{\"Fn::FindInMap\": [\"M\", \(key.json), \"v\"]}"
    case .select(let index, let separator, let inner):
      "{\"Fn::Select\": [\(index), {\"Fn::Split\": [\"\(separator)\", \(inner.json)]}]}"
    }
  }
}

private indirect enum Question {
  case equals(String, String)
  case same(String, String)
  case both([Question])
  case either([Question])
  case not(Question)
  case named(String)

  func holds(_ given: [String: String], _ named: (String) -> Bool) -> Bool {
    switch self {
    case .equals(let name, let text): given[name] == text
    case .same(let one, let other): given[one] == given[other]
    case .both(let all): all.allSatisfy { $0.holds(given, named) }
    case .either(let all): all.contains { $0.holds(given, named) }
    case .not(let inner): !inner.holds(given, named)
    case .named(let name): named(name)
    }
  }

  var json: String {
    func list(_ all: [Question]) -> String { "[\(all.map(\.json).joined(separator: ", "))]" }
    return switch self {
    case .equals(let name, let text): "{\"Fn::Equals\": [{\"Ref\": \"\(name)\"}, \"\(text)\"]}"
    case .same(let one, let other): "{\"Fn::Equals\": [{\"Ref\": \"\(one)\"}, {\"Ref\": \"\(other)\"}]}"
    case .both(let all): "{\"Fn::And\": \(list(all))}"
    case .either(let all): "{\"Fn::Or\": \(list(all))}"
    case .not(let inner): "{\"Fn::Not\": [\(inner.json)]}"
    case .named(let name): "{\"Condition\": \"\(name)\"}"
    }
  }
}

/// A template made by chance, and everything that it can yield.
private struct RandomTemplate {
  static let words = ["a", "b", "c"]
  static let mapping = ["a": "one", "b": "two"]

  var parameters: [(name: String, json: String, values: [String])] = []
  var conditions: [(name: String, test: Question)] = []
  var property: Expression = .text("")
  var existence: String?

  init(seed: UInt64, comparing: Bool) {
    var dice = Dice(state: seed)
    for index in 0..<(1 + dice.roll(4)) {
      let name = "P\(index)"
      switch dice.roll(4) {
      case 0:
        let value = Self.words[dice.roll(3)]
        parameters.append((name, "{\"Type\": \"String\", \"Default\": \"\(value)\"}", [value]))
      case 1:
        // Nobody gives a value: it may be anything, a word that nothing compares with among it.
        parameters.append((name, "{\"Type\": \"String\"}", Self.words + ["", "other"]))
      default:
        let allowed = Array(Self.words.prefix(2 + dice.roll(2)))
        let list = allowed.map { "\"\($0)\"" }.joined(separator: ", ")
        parameters.append((name, "{\"Type\": \"String\", \"AllowedValues\": [\(list)]}", allowed))
      }
    }
    for index in 0..<(1 + dice.roll(5)) {
      conditions.append(("C\(index)", test(&dice, known: index, depth: 0, comparing: comparing)))
    }
    property = expression(&dice, depth: 0)
    if dice.roll(3) == 0 { existence = "C\(dice.roll(conditions.count))" }
  }

  private func name(_ dice: inout Dice) -> String { parameters[dice.roll(parameters.count)].name }

  private func test(_ dice: inout Dice, known: Int, depth: Int, comparing: Bool) -> Question {
    switch depth > 2 ? 0 : dice.roll(7) {
    case 0, 1: return .equals(name(&dice), Self.words[dice.roll(3)])
    case 2 where comparing: return .same(name(&dice), name(&dice))
    case 3:
      return .both([
        test(&dice, known: known, depth: depth + 1, comparing: comparing),
        test(&dice, known: known, depth: depth + 1, comparing: comparing),
      ])
    case 4:
      return .either([
        test(&dice, known: known, depth: depth + 1, comparing: comparing),
        test(&dice, known: known, depth: depth + 1, comparing: comparing),
      ])
    case 5: return .not(test(&dice, known: known, depth: depth + 1, comparing: comparing))
    default:
      return known > 0 ? .named("C\(dice.roll(known))") : .equals(name(&dice), Self.words[dice.roll(3)])
    }
  }

  private func expression(_ dice: inout Dice, depth: Int) -> Expression {
    switch depth > 3 ? dice.roll(2) : dice.roll(8) {
    case 0: return .text(Self.words[dice.roll(3)])
    case 1: return .reference(name(&dice))
    case 2, 3, 4:
      return .choice(
        "C\(dice.roll(conditions.count))", expression(&dice, depth: depth + 1),
        dice.roll(4) == 0 ? .noValue : expression(&dice, depth: depth + 1))
    case 5:
      return .join(
        dice.roll(2) == 0 ? "" : "-",
        (0..<(1 + dice.roll(3))).map { _ in expression(&dice, depth: depth + 1) })
    case 6:
      return dice.roll(2) == 0 ? .substitution([name(&dice), name(&dice)]) : .map(.reference(name(&dice)))
    default:
      return .select(
        dice.roll(2), "-",
        .join("-", [expression(&dice, depth: depth + 2), expression(&dice, depth: depth + 2)]))
    }
  }

  var json: String {
    let parameters = parameters.map { "\"\($0.name)\": \($0.json)" }.joined(separator: ",\n")
    let conditions = conditions.map { "\"\($0.name)\": \($0.test.json)" }.joined(separator: ",\n")
    let existence = existence.map { "\"Condition\": \"\($0)\", " } ?? ""
    return """
      {"AWSTemplateFormatVersion": "2010-09-09",
      "Parameters": {\(parameters)},
      "Conditions": {\(conditions)},
      "Mappings": {"M": {"a": {"v": "one"}, "b": {"v": "two"}}},
      "Resources": {"R": {"Type": "AWS::S3::Bucket", \(existence)"Properties": {"P": \(property.json)}}}}
      """
  }

  /// Every assignment of the parameters.
  var assignments: [[String: String]] {
    parameters.reduce([[:]]) { known, parameter in
      known.flatMap { given in
        parameter.values.map { given.merging([parameter.name: $0]) { $1 } }
      }
    }
  }

  func holds(_ name: String, _ given: [String: String]) -> Bool {
    conditions.first { $0.name == name }?.test.holds(given) { holds($0, given) } ?? false
  }
}

@Suite("What a template can yield")
struct CloudFormationResolutionTests {
  private func shown(_ value: PropertyValue) -> String {
    switch value {
    case .text(let text, _): text
    case .absent: ""
    case .resource, .structure: "?"
    }
  }

  /// The code under test: possible values of the one property; nil if the resource is never created.
  private func resolve(_ template: RandomTemplate) throws -> Possible<PropertyValue>? {
    let source = SourceBytes(template.json)
    let reading = DescriptorReader.read(source, as: .json, path: "random.json")
    let document = try #require(reading.tree.documents.first)
    let scene = Scene(
      atlas: TemplateReading.atlas, cards: TemplateReading.cards, context: DeploymentContext())
    let subject = Template(document, scene: scene)
    let declaration = try #require(subject.resource(named: "R"))
    let existence = template.existence.map { subject.conditions.outcome(of: $0).holds } ?? [[]]
    guard !existence.isEmpty else { return nil }
    let properties = TemplateProperties(template: subject, declaration: declaration, existence: existence)
    let path = try #require(PropertyPath("P"))
    let value: Possible<PropertyValue> = try #require(properties.values(path).first)
    return value
  }

  private func allows(_ conditions: [Condition], _ given: [String: String]) -> Bool? {
    var isSure = true
    for condition in conditions {
      guard let value = given[condition.name] else {
        isSure = false
        continue
      }
      if condition.values.contains(value) == condition.isExclusion { return false }
    }
    return isSure ? true : nil
  }

  @Test("no value that it cannot, and all that it can", arguments: 0..<10)
  func exact(block: Int) throws {
    for seed in block * 60..<(block + 1) * 60 { try exact(seed: seed) }
  }

  private func exact(seed: Int) throws {
    let template = RandomTemplate(seed: UInt64(seed), comparing: false)
    let found = try resolve(template)
    var isEverCreated = false
    var isEverUsed: Set<Int> = []
    for given in template.assignments {
      if let existence = template.existence, !template.holds(existence, given) { continue }
      isEverCreated = true
      guard let expected = try? template.property.value(given, { template.holds($0, given) }) ?? "" else {
        continue
      }
      let possible = try #require(found, "\(template.json)")
      var isCovered = false
      for (index, candidate) in possible.candidates.enumerated()
      where allows(candidate.conditions, given) == true {
        // Under its conditions a candidate is what the template gives, not one of several things.
        #expect(shown(candidate.value) == expected, "\(given) \(candidate.conditions) in \(template.json)")
        isCovered = true
        isEverUsed.insert(index)
      }
      #expect(isCovered || possible.unknown != nil, "nothing for \(given) in \(template.json)")
    }
    if let found, isEverCreated {
      for index in found.candidates.indices {
        #expect(isEverUsed.contains(index), "\(found.candidates[index]) never holds in \(template.json)")
      }
    }
    #expect((found != nil) == isEverCreated, "\(template.json)")
  }

  @Test("where parameters that nobody gave are compared, still no value that it cannot", arguments: 0..<5)
  func sound(block: Int) throws {
    for seed in block * 60..<(block + 1) * 60 { try sound(seed: 10_000 + seed) }
  }

  private func sound(seed: Int) throws {
    let template = RandomTemplate(seed: UInt64(seed), comparing: true)
    var yields: Set<String> = []
    for given in template.assignments {
      if let existence = template.existence, !template.holds(existence, given) { continue }
      if let value = try? template.property.value(given, { template.holds($0, given) }) ?? "" {
        yields.insert(value)
      }
    }
    guard let found = try resolve(template), !yields.isEmpty else { return }
    for candidate in found.candidates {
      #expect(yields.contains(shown(candidate.value)), "\(candidate.value) in \(template.json)")
    }
    if found.unknown == nil {
      #expect(yields.subtracting(found.candidates.map { shown($0.value) }).isEmpty, "\(template.json)")
    }
  }

  @Test("forty conditions cost no more than those that a value depends on")
  func manyConditions() throws {
    var text = "Parameters:\n"
    for index in 0..<40 { text += "  P\(index): { Type: String, AllowedValues: [\"yes\", \"no\"] }\n" }
    text += "Conditions:\n"
    for index in 0..<40 { text += "  C\(index): !Equals [!Ref P\(index), \"yes\"]\n" }
    text += "Resources:\n  Few:\n    Type: AWS::EFS::FileSystem\n"
    text += "    Properties: { Encrypted: !If [C3, true, !If [C7, true, false]] }\n"
    let nested = (0..<40).reversed().reduce("\"x\"") { "!If [C\($1), \"v\($1)\", \($0)]" }
    text +=
      "  Chain:\n    Type: AWS::RDS::DBInstance\n    Properties: { KmsKeyId: \(nested), StorageEncrypted: true }\n"
    let parts = (0..<40).map { "!If [C\($0), a, b]" }.joined(separator: ", ")
    text += "  All:\n    Type: AWS::RDS::DBInstance\n"
    text += "    Properties: { StorageEncrypted: true, KmsKeyId: !Join [\"\", [\(parts)]] }\n"
    let template = TemplateReading(text)
    let few = try #require(template["Few"]?.atRest)
    #expect(
      few.values.map(\.encrypted) == [true, true, false]
        || few.values.map(\.encrypted) == [true, false, true])
    #expect(few.unknown == nil)
    #expect(Set(few.candidates.flatMap(\.conditions).map(\.name)) == ["P3", "P7"])
    // A chain has one value for each condition and no more.
    #expect(
      template["Chain"]?.keyState?.candidates.count == 41 || template["Chain"]?.keyState?.unknown != nil)
    let all = try #require(template["All"]?.keyState)
    #expect(all.candidates.count <= PossibleLimits.candidates)
    #expect(all.unknown?.remedy.contains("--set") == true)
  }
}
