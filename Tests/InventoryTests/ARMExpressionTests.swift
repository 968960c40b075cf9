import Atlas
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

/// Evaluates expressions in a small template.
struct ARMSample {
  static let atlas = Atlas()
  static let cards = CardIndex()

  let frame: ARMFrame

  /// - Parameters:
  ///   - template: the sections of a template, without the braces around them.
  ///   - given: values of parameters that are in force.
  init(_ template: String = "", given: [String: ARMValue] = [:], region: String? = nil) throws {
    let text = "{ \(template) }"
    let root = try #require(
      DescriptorReader.read(SourceBytes(text), as: .json, path: "t.json").tree.documents.first)
    let location: ARMOutcomes =
      region.map { .text($0) }
      ?? ARMOutcomes(
        .opaque(
          "resourceGroup().location",
          ARMCause(Unknown("no region is known", remedy: "give one"), isDeploymentPlace: true)))
    frame = ARMFrame(
      root, scene: Scene(atlas: Self.atlas, cards: Self.cards, context: DeploymentContext()),
      location: location,
      given: given.mapValues { ARMOutcomes($0) })
  }

  func outcomes(_ expression: String) -> ARMOutcomes {
    guard case .expression(let parsed, _) = ARMExpression.read("[\(expression)]") else {
      return .unknown("no expression", remedy: "write one")
    }
    return ARMEvaluator.value(parsed, at: frame.site)
  }

  /// All values as text, in order; `?` for what is not known.
  func values(_ expression: String) -> [String] {
    let outcomes = outcomes(expression)
    return outcomes.cases.map { Self.show($0.value) } + (outcomes.unknown == nil ? [] : ["?"])
  }

  static func show(_ value: ARMValue) -> String {
    switch value {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): "\(number)"
    case .text(let text): "'\(text.shown)'"
    case .opaque(let name, _): "?\(name)"
    case .list, .object, .node:
      ARMEvaluator.elements(of: value).map { items in
        "[\(items.map { $0.cases.map { show($0.value) }.joined(separator: "|") }.joined(separator: ", "))]"
      }
        ?? ARMEvaluator.properties(of: value).map { pairs in
          "{\(pairs.map { "\($0.key): \($0.value.cases.map { show($0.value) }.joined(separator: "|"))" }.joined(separator: ", "))}"
        } ?? "?"
    }
  }
}

@Suite struct ARMExpressionTests {
  @Test func textsAreToldFromExpressions() {
    func kind(_ text: String) -> String {
      switch ARMExpression.read(text) {
      case .literal(let text): "literal \(text)"
      case .broken: "broken"
      case .expression(let expression, _): expression.written
      }
    }
    #expect(kind("plain") == "literal plain")
    #expect(kind("[[escaped]") == "literal [escaped]")
    #expect(kind("[not closed") == "literal [not closed")
    #expect(kind("[]") == "broken")
    #expect(kind("[concat('a',]") == "broken")
    #expect(kind("[a b]") == "broken")
    #expect(kind("[ concat( 'it''s' ,-1 ) ]") == "concat('it's', -1)")
    #expect(kind("[variables('a')[0].b['c']]") == "variables('a')[0].b['c']")
    #expect(kind("[parameters('x').?y]") == "parameters('x').y")
    #expect(kind("[ns.fn('x')]") == "ns.fn('x')")
    #expect(
      kind("[\(String(repeating: "not(", count: 200))true()\(String(repeating: ")", count: 200))]")
        == "broken")
  }

  @Test(arguments: [
    ("concat('a', 1, 'b')", "'a1b'"), ("concat(createArray(1), createArray(2, 'x'))", "[1, 2, 'x']"),
    ("format('{0}-{1}{{}}', 'a', 7)", "'a-7{}'"), ("format('{0:D3}', 7)", "'007'"),
    ("toLower('ABC')", "'abc'"), ("toUpper(concat('a', 'b'))", "'AB'"), ("trim('  x ')", "'x'"),
    ("replace('a-b-c', '-', '')", "'abc'"), ("substring('abcdef', 2, 3)", "'cde'"),
    ("substring('abc', 1)", "'bc'"), ("indexOf('abcABC', 'C')", "2"), ("lastIndexOf('abcABC', 'b')", "4"),
    ("startsWith('Hello', 'he')", "true"), ("endsWith('Hello', 'x')", "false"),
    ("split('a,b', ',')", "['a', 'b']"), ("join(createArray('a', 'b'), '/')", "'a/b'"),
    ("padLeft('7', 3, '0')", "'007'"), ("string(12)", "'12'"), ("int('12')", "12"), ("bool('True')", "true"),
    ("uri('https://x.org/a/', 'b.json')", "'https://x.org/a/b.json'"),
    ("if(equals(1, 1), 'y', 'n')", "'y'"), ("equals('a', 'A')", "false"), ("equals(null(), null())", "true"),
    ("equals(createObject('A', 1), json('{\"a\": 1}'))", "true"), ("not(true())", "false"),
    ("and(true(), false())", "false"), ("or(false(), true(), false())", "true"),
    ("less(1, 2)", "true"), ("greaterOrEquals('b', 'a')", "true"), ("coalesce(null(), 'x')", "'x'"),
    ("add(1, 2)", "3"), ("sub(1, 2)", "-1"), ("mul(3, 4)", "12"), ("div(7, 2)", "3"), ("mod(7, 2)", "1"),
    ("div(1, 0)", "?"), ("min(3, 1)", "1"), ("max(createArray(1, 9, 3))", "9"), ("range(3, 2)", "[3, 4]"),
    ("length('abc')", "3"), ("length(createArray())", "0"), ("empty('')", "true"), ("empty(null())", "true"),
    ("contains('abc', 'b')", "true"), ("contains(createArray('a'), 'A')", "false"),
    ("contains(createObject('Key', 1), 'key')", "true"), ("first('abc')", "'a'"),
    ("last(createArray(1, 2))", "2"), ("take('abc', 2)", "'ab'"), ("skip(createArray(1, 2, 3), 1)", "[2, 3]"),
    ("union(createObject('a', 1, 'b', 2), createObject('B', 3))", "{a: 1, b: 3}"),
    ("union(createArray(1, 2), createArray(2, 3))", "[1, 2, 3]"), ("array('x')", "['x']"),
    ("createObject('a', createObject('b', 5)).a.b", "5"), ("createArray('x', 'y')[1]", "'y'"),
    ("tryGet(createObject('a', 1), 'b')", "null"), ("tryGet(createObject('a', createArray(4)), 'a', 0)", "4"),
    ("items(createObject('b', 1))[0].key", "'b'"), ("json('true')", "true"), ("json('[1, 2]')[1]", "2"),
    ("environment().suffixes.storage", "'core.windows.net'"), ("substring('abc', 5)", "?"),
    ("concat('a', createArray())", "?"), ("createArray(1)[3]", "?"), ("createObject('a', 1).b", "?"),
  ])
  func functions(expression: String, value: String) throws {
    #expect(try ARMSample().values(expression) == [value], "\(expression)")
  }

  @Test func whatIsNotKnownStaysOpaque() throws {
    let sample = try ARMSample(
      #""parameters": { "name": { "type": "string" }, "empty": { "type": "object", "nullable": true } }"#)
    #expect(sample.values("parameters('name')") == ["?parameters('name')"])
    #expect(sample.values("concat('x-', parameters('NAME'))") == ["'x-${parameters('name')}'"])
    #expect(sample.values("equals(parameters('name'), parameters('name'))") == ["true"])
    #expect(sample.outcomes("equals(parameters('name'), 'a')").cases[0].value.cause != nil)
    #expect(sample.values("if(equals(parameters('name'), 'a'), 1, 2)") == ["1", "2"])
    #expect(sample.values("and(false(), equals(parameters('name'), 'a'))") == ["false"])
    #expect(sample.values("or(equals(parameters('name'), 'a'), true())") == ["true"])
    #expect(sample.values("empty(concat('x', parameters('name')))") == ["false"])
    #expect(sample.values("empty(parameters('empty'))") == ["true"])
    #expect(sample.values("parameters('nothing')") == ["?"])
    #expect(sample.values("uniqueString(resourceGroup().id)") == ["'${uniqueString(…)}'"])
    #expect(
      sample.values("equals(uniqueString('a'), uniqueString('a'))") == ["true"])
    #expect(sample.outcomes("equals(uniqueString('a'), 'abc')").cases[0].value.cause != nil)
    #expect(sample.outcomes("length(uniqueString('a'))").cases[0].value.cause != nil)
    #expect(
      sample.outcomes("map(createArray(1), lambda('x', lambdaVariables('x')))").cases[0].value.cause != nil)
    let place = sample.outcomes("resourceGroup().location").cases[0].value
    #expect(place.cause?.isDeploymentPlace == true)
    #expect(
      sample.outcomes("toLower(resourceGroup().location)").cases[0].value.cause?.isDeploymentPlace == true)
    #expect(
      sample.outcomes("replace(resourceGroup().location, 'e', '')").cases[0].value.cause?.isDeploymentPlace
        == false)
    #expect(try ARMSample(region: "francecentral").values("resourceGroup().location") == ["'francecentral'"])
  }

  @Test func identifiersCanBeFollowed() throws {
    let sample = try ARMSample(#""parameters": { "n": { "type": "string" } }"#)
    func normal(_ expression: String) -> String? {
      sample.outcomes(expression).cases.first?.value.asText.flatMap { ARMIdentifier.normal($0.marked) }
    }
    #expect(
      normal("resourceId('Microsoft.Sql/servers/databases', 'S', 'd')")
        == "microsoft.sql/servers/s/databases/d")
    #expect(
      normal("resourceId('other-group', 'Microsoft.Storage/storageAccounts', parameters('n'))")
        == ARMIdentifier.normal(
          type: "Microsoft.Storage/storageAccounts", name: ARMText.opaque("parameters('n')").marked))
    #expect(
      normal("subscriptionResourceId('Microsoft.Resources/resourceGroups', 'g')")
        == "microsoft.resources/resourcegroups/g")
    #expect(
      normal("extensionResourceId(resourceId('A.B/c', 'd'), 'Microsoft.Insights/diagnosticSettings', 'e')")
        == "microsoft.insights/diagnosticsettings/e")
    let given = sample.outcomes("reference(resourceId('A.B/c', 'd'), '2020-01-01').x.y").cases[0].value
    #expect(given.cause?.target.flatMap { ARMIdentifier.normal($0) } == "a.b/c/d")
    #expect(
      sample.outcomes("listKeys(resourceId('A.B/c', 'd'), '1').keys[0].value").cases[0].value.cause?.target
        != nil)
    #expect(ARMIdentifier.parent("a.b/c/d/e/f") == "a.b/c/d")
    #expect(ARMIdentifier.parent("a.b/c/d") == nil)
    #expect(ARMIdentifier.normal("not/an/identifier") == nil)
  }

  @Test func valuesHangOnParametersAndVariables() throws {
    let sample = try ARMSample(
      #"""
      "parameters": {
        "tier": { "type": "string", "allowedValues": ["a", "b", "c"], "defaultValue": "b" },
        "flag": { "type": "bool" }, "secret": { "type": "securestring", "defaultValue": "hunter22" },
        "config": { "type": "object", "defaultValue": { "deep": ["[parameters('tier')]", "[[x]"] } }
      },
      "variables": {
        "circle": "[variables('circle')]", "one": "[variables('two')]", "two": "[variables('one')]",
        "map": { "a": 1, "b": 2, "c": 3 },
        "copy": [ { "name": "list", "count": 3, "input": "[copyIndex('list', 10)]" } ],
        "inner": { "copy": [ { "name": "rows", "count": "[length(createArray(1, 1))]", "input": { "n": "[copyIndex('rows')]" } } ] }
      }
      """#)
    #expect(sample.values("variables('map')[parameters('tier')]") == ["1", "2", "3"])
    #expect(
      sample.outcomes("variables('map')[parameters('tier')]").cases.map { $0.assumptions.map(\.value) }
        == [["a"], ["b"], ["c"]])
    #expect(sample.values("parameters('config').deep[0]") == ["'a'", "'b'", "'c'"])
    #expect(sample.values("parameters('config').deep[1]") == ["'[x]'"])
    #expect(sample.values("concat(parameters('tier'), parameters('tier'))") == ["'aa'", "'bb'", "'cc'"])
    #expect(sample.values("if(parameters('flag'), 1, if(parameters('flag'), 2, 3))") == ["1", "3"])
    #expect(sample.values("if(equals(parameters('tier'), 'a'), 'x', 'y')") == ["'x'", "'y'", "'y'"])
    #expect(sample.values("variables('list')") == ["[10, 11, 12]"])
    #expect(sample.values("variables('inner').rows[1].n") == ["1"])
    #expect(sample.values("variables('circle')") == ["?"])
    #expect(sample.values("variables('one')") == ["?"])
    #expect(sample.values("variables('absent')") == ["?"])
    #expect(sample.values("parameters('secret')") == ["'${a value that is not shown}'"])
    let evidence = sample.outcomes("parameters('secret')").cases[0].evidence.map(\.text)
    #expect(!evidence.contains { $0.contains("hunter22") })
  }

  @Test func workIsBounded() throws {
    // Forty conditions that hang on forty parameters, and a tower of variables each of which doubles.
    let parameters = (0..<40).map { #""p\#($0)": { "type": "bool" }"# }.joined(separator: ", ")
    let doubling = (1..<60).map {
      #""v\#($0)": "[concat(variables('v\#($0 - 1)'), variables('v\#($0 - 1)'))]""#
    }
    let sample = try ARMSample(
      "\"parameters\": { \(parameters) }, \"variables\": { \"v0\": \"xy\", \(doubling.joined(separator: ", ")) }"
    )
    let terms = (0..<40).map { "if(parameters('p\($0)'), 'a', 'b')" }.joined(separator: ", ")
    #expect(sample.values("concat(\(terms))") == ["?"])
    #expect(sample.outcomes("concat(\(terms))").unknown?.reason.contains("more than") == true)
    #expect(sample.values("variables('v59')") == ["?"])
    #expect(sample.values("if(parameters('p0'), 1, 2)") == ["1", "2"], "what is small is still exact")
  }
}
