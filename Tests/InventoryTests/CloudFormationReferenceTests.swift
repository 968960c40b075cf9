import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

/// How many references of the corpus are followed to a value, and why the others are not.
@Suite(.enabled(if: DialectReading.corpus != nil, "the corpus is not here: set BORNAGE_SHARED"))
struct CloudFormationReferenceTests {
  private struct Account {
    var all: [String: Int] = [:]
    var open: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    var notCreated = 0
  }

  /// The outermost functions below a node.
  private func functions(_ node: Node, depth: Int = 0) -> [Node] {
    guard depth < 64 else { return [] }
    if Intrinsic.isFunction(node) { return [node] }
    return node.items.flatMap { functions($0, depth: depth + 1) }
      + node.mergedEntries.flatMap { functions($0.value, depth: depth + 1) }
  }

  private func count(_ template: Template, into account: inout Account) {
    for declaration in template.resources {
      guard let properties = declaration.node["Properties"] else { continue }
      if template.absence(declaration) != nil {
        account.notCreated += 1
        continue
      }
      let evaluator = template.evaluator(for: declaration)
      for node in functions(properties) {
        let name = Intrinsic.function(node)?.name ?? "?"
        account.all[name, default: 0] += 1
        let value = evaluator.value(of: node)
        guard let unknown = value.unknown else { continue }
        account.open[name, default: 0] += 1
        let reason = unknown.reason.english.split(separator: "`").enumerated().map {
          $0.offset % 2 == 1 && !$0.element.hasPrefix("Fn::") ? "…" : String($0.element)
        }
        account.reasons[reason.joined(), default: 0] += 1
        if ProcessInfo.processInfo.environment["BORNAGE_CORPUS_REPORT"] == "all" {
          print("open \(template.file):\(node.span.start.line) \(name) \(unknown.reason.english)")
        }
      }
    }
  }

  @Test func mostReferencesAreFollowed() throws {
    let dialect = CloudFormation()
    let scene = Scene(
      atlas: TemplateReading.atlas, cards: TemplateReading.cards, context: DeploymentContext())
    var account = Account()
    for folder in ["cfn", "sam"] {
      let root = try #require(DialectReading.corpus).appending(path: folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
        guard [".yaml", ".yml", ".json", ".template"].contains(where: path.hasSuffix),
          let data = try? Data(contentsOf: root.appending(path: path))
        else { continue }
        let source = SourceBytes(data)
        guard let format = dialect.recognise(Glance(source, path: path)) else { continue }
        let reading = DescriptorReader.read(source, as: format, path: path)
        for document in reading.tree.documents where dialect.claims(document) {
          count(Template(document, scene: scene), into: &account)
        }
      }
    }
    let all = account.all.values.reduce(0, +)
    let open = account.open.values.reduce(0, +)
    if ProcessInfo.processInfo.environment["BORNAGE_CORPUS_REPORT"] != nil {
      print(
        "references \(all), unresolved \(open); resources not created with the defaults \(account.notCreated)"
      )
      for (name, number) in account.all.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        print("function \(name): \(number), unresolved \(account.open[name] ?? 0)")
      }
      for (reason, number) in account.reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(
        40)
      {
        print("cause \(number): \(reason)")
      }
    }
    #expect(all > 5000)
    #expect(open * 4 < all)
  }
}
