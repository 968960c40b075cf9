import Assessment
import Atlas
import Foundation
import Inventory
import Mustache
import TestSupport
import Testing

@testable import Reporting

@Suite("Templates, words and map of the HTML report")
struct HTMLTemplateTests {
  private static let folder = Repository.root.appendingPathComponent("Sources/Reporting/HTML")
  private static var templates: [ReportFile] { ReportFile.all.filter { $0.name.hasSuffix(".mustache") } }

  private func names(_ pattern: String, in text: String) throws -> [String] {
    let expression = try NSRegularExpression(pattern: pattern)
    return expression.matches(in: text, range: NSRange(text.startIndex..., in: text)).compactMap { match in
      Range(match.range(at: 1), in: text).map { String(text[$0]) }
    }
  }

  @Test("what is embedded is what stands in the folders")
  func embedded() throws {
    var files: [String: Data] = [:]
    for folder in ["Template", "Map/Data"] {
      let place = Self.folder.appendingPathComponent(folder)
      for name in try FileManager.default.contentsOfDirectory(atPath: place.path) where name != "README.md" {
        files[name] = try Data(contentsOf: place.appendingPathComponent(name))
      }
    }
    #expect(Set(files.keys) == Set(ReportFile.all.map(\.name)))
    for file in ReportFile.all { #expect(files[file.name] == Data(file.bytes), "\(file.name)") }
  }

  @Test("every template parses", arguments: templates.map(\.name))
  func parses(name: String) throws {
    HTMLEscaping.register()
    _ = try MustacheTemplate(string: HTMLEscaping.pragma + ReportFile.named(name).text)
  }

  @Test("our escaping knows what the engine's own knows, and leaves the rest")
  func escaping() throws {
    let texts = ["<a href=\"x\">'&amp;'</a>", "", "é<\u{1F600}>", "plain", "&&&"]
    HTMLEscaping.register()
    let (own, ours) = try (
      MustacheTemplate(string: "{{x}}"), MustacheTemplate(string: HTMLEscaping.pragma + "{{x}}")
    )
    for text in texts { #expect(ours.render(["x": text]) == own.render(["x": text])) }
    #expect(HTMLEscaping().escapeText("<'\"&>") == "&lt;&#39;&quot;&amp;&gt;")
    // What begins a command in a log of a pipeline never stands there, and one sign alone is none.
    #expect(HTMLEscaping().escapeText("###[error] a#b") == "#&#35;&#35;[error] a#b")
  }

  @Test("rows are escaped as templates are, and lose what templates lose")
  func writer() throws {
    HTMLEscaping.register()
    let template = try MustacheTemplate(string: HTMLEscaping.pragma + "<i>{{x}}</i>")
    for text in ["<a href=\"x\">'&amp;'</a>", "", "é<\u{1F600}>\u{202E}\u{1B}[2J\n", "plain", "##[x]", "::x"]
    {
      var fields = Fields()
      fields.own("x", text)
      var writer = MarkupWriter()
      writer.element("<i>", text, "</i>")
      #expect(String(decoding: writer.bytes, as: UTF8.self) == template.render(fields), "\(text)")
      var ready = MarkupWriter()
      ready.text(ReadyText(text))
      #expect(
        ["<i>", String(decoding: ready.bytes, as: UTF8.self), "</i>"].joined() == template.render(fields))
    }
  }

  @Test("only what templates made goes in as it is")
  func raw() throws {
    for file in Self.templates {
      let raw = try names(#"\{\{\{\s*([^}\s]+)\s*\}\}\}"#, in: file.text)
      #expect(raw.filter { !["style", "script", "sections", "rows"].contains($0) } == [], "\(file.name)")
      #expect(try names(#"\{\{\s*(&|%|=|<)"#, in: file.text) == [], "\(file.name)")
    }
  }

  @Test("every word that a template asks for is there, and is said in both languages")
  func words() throws {
    for file in Self.templates {
      for name in try names(#"\{\{w\.([^}]+)\}\}"#, in: file.text) {
        #expect(HTMLWordList.pairs[name] != nil, "\(name) in \(file.name)")
      }
    }
    for (name, pair) in HTMLWordList.pairs {
      #expect(!pair.english.isEmpty && !pair.french.isEmpty, "\(name)")
      #expect(
        Set(try names("(%[0-9])", in: pair.english)) == Set(try names("(%[0-9])", in: pair.french)), "\(name)"
      )
    }
    // No name stands there twice.
    let list = try String(
      contentsOf: Self.folder.appendingPathComponent("HTMLWordList.swift"), encoding: .utf8)
    let lines = list.split(separator: "\n").filter { $0.split(separator: "|").count == 3 }
    let keys = lines.map { $0.trimmingCharacters(in: .whitespaces).prefix { $0 != "|" } }
    #expect(keys.count == HTMLWordList.pairs.count)
  }

  @Test("every word that Swift asks for by name is there")
  func askedBySwift() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      $0.hasSuffix(".swift")
    }
    for file in files {
      let text = try String(contentsOf: Self.folder.appendingPathComponent(file), encoding: .utf8)
      let asked =
        try names(#"words\["([A-Za-z_-]+)"\]"#, in: text) + names(#"\bfill\(\s*"([A-Za-z]+)""#, in: text)
      for name in asked { #expect(HTMLWordList.pairs[name] != nil, "\(name) in \(file)") }
    }
    let english = HTMLWords(.english)
    let model =
      Severity.allCases.map(english.severity) + Verdict.allCases.map(english.verdict)
      + Category.allCases.map(english.category) + Evidence.Kind.allCases.map(english.evidence)
      + FlowKind.allCases.map(english.flow) + Kind.allCases.map(english.kind)
      + Custody.allCases.dropFirst().map(english.custody) + Binds.allCases.map(english.binds)
    #expect(model.filter { $0.contains("_") } == [])
  }

  @Test("blanks are filled once: what fills one is never read as another")
  func blanks() {
    let words = HTMLWords(.english)
    #expect(words.fill("understoodLine", "%2", "5").hasPrefix("%2 of 5 files"))
    #expect(words.fill("range", "1", "2") == "1 to 2 %")
    #expect(words.number(1_234_567) == "1,234,567")
    #expect(HTMLWords(.french).number(12_345) == "12\u{202F}345")
    #expect(words.decimal(hundredths: 205) == "2.05")
  }

  // MARK: The map

  @Test("both projections keep areas", arguments: [MapProjection.world, .europe])
  func equalArea(projection: MapProjection) {
    let ratios = [(0.0, 40.0), (10, 52), (-20, 64), (30, 60), (25, 35)].map { longitude, latitude in
      let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { dx, dy in
        projection.spot(Degrees(longitude: longitude + dx, latitude: latitude + dy))
      }
      let doubled = corners.indices.reduce(0.0) { sum, index in
        let (a, b) = (corners[index], corners[(index + 1) % 4])
        return sum + a.x * b.y - b.x * a.y
      }
      let radians = Double.pi / 180
      let area = radians * (sin((latitude + 1) * radians) - sin(latitude * radians))
      return abs(doubled) / 2 / area
    }
    let (least, most) = (ratios.min() ?? 0, ratios.max() ?? 1)
    #expect(most / least < 1.01)
  }

  @Test("every country that a region stands in has a place for its number")
  func points() {
    let geometry = MapGeometry()
    #expect(geometry.world.count > 200)
    #expect(geometry.europe.count > 50)
    let atlas = Atlas()
    for name in ["EU27", "EEA", "ADEQUATE_EU"] {
      for country in atlas.jurisdiction(name)?.members ?? [] {
        #expect(geometry.points[country.code] != nil, "\(country.code)")
      }
    }
    // A territory is not its flag: France's outline ends in Europe.
    let france = geometry.world.first { $0.code == "FR" }
    #expect(france?.rings.flatMap { $0 }.allSatisfy { $0.longitude > -6 } == true)
  }

  @Test("labels do not cover each other")
  func pins() {
    let labels = (0..<12).map { (code: "A\($0)", count: "9", spot: Spot(x: 400 + Double($0), y: 400)) }
    let pins = MapPins(labels, on: .europe).pins
    for (index, pin) in pins.enumerated() {
      for other in pins[(index + 1)...] {
        let isApart =
          abs(pin.corner.y - other.corner.y) >= MapPins.Pin.height
          || abs(pin.middle.x - other.middle.x) >= (pin.width + other.width) / 2
        #expect(isApart, "\(pin.code) and \(other.code)")
      }
    }
  }

  @Test("numbers of drawings have one decimal and no locale")
  func tenths() {
    #expect([12.34, -0.25, 7, -0.04].map(\.tenths) == ["12.3", "-0.3", "7", "0"])
  }
}
