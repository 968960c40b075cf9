import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

private let corpus: URL? = {
  let shared =
    ProcessInfo.processInfo.environment["BORNAGE_SHARED"].map { URL(fileURLWithPath: $0) }
    ?? TemplateReading.repository.deletingLastPathComponent().appending(path: "shared")
  let folder = shared.appending(path: "corpus")
  return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

/// Real templates; skipped where the corpus is absent.
@Suite(.enabled(if: corpus != nil, "the corpus is not here: set BORNAGE_SHARED"))
struct CloudFormationCorpusTests {
  private struct Read {
    let path: String
    let harvest: Harvest
  }

  /// All files of a folder that the dialect recognises and claims, read.
  private func read(_ folders: [String]) throws -> [Read] {
    let corpus = try #require(corpus)
    let dialect = CloudFormation()
    let scene = Scene(
      atlas: TemplateReading.atlas, cards: TemplateReading.cards, context: DeploymentContext())
    var result: [Read] = []
    for folder in folders {
      let root = corpus.appending(path: folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted() {
        guard [".yaml", ".yml", ".json", ".template"].contains(where: path.hasSuffix),
          let data = try? Data(contentsOf: root.appending(path: path))
        else { continue }
        let source = SourceBytes(data)
        guard let format = dialect.recognise(Glance(source, path: path)) else { continue }
        let reading = DescriptorReader.read(source, as: format, path: path)
        var harvest = Harvest()
        var claimed = false
        for document in reading.tree.documents where dialect.claims(document) {
          claimed = true
          dialect.read(document, in: scene, into: &harvest)
        }
        if claimed { result.append(Read(path: path, harvest: harvest)) }
      }
    }
    return result
  }

  @Test func realTemplatesAreRead() throws {
    let all = try read(["cfn", "sam"])
    #expect(all.count > 300)
    let resources = all.flatMap(\.harvest.resources)
    var unknown: [String: Int] = [:]
    var withoutData = 0
    for read in all {
      unknown.merge(read.harvest.unknownTypes, uniquingKeysWith: +)
      withoutData += read.harvest.withoutData.values.reduce(0, +)
    }
    let known = resources.count + withoutData
    let strange = unknown.values.reduce(0, +)
    if ProcessInfo.processInfo.environment["BORNAGE_CORPUS_REPORT"] != nil {
      print(
        "templates \(all.count), with cards \(resources.count), without data \(withoutData), unknown \(strange)"
      )
      print("unread \(all.reduce(0) { $0 + $1.harvest.unread.count })")
      for read in all {
        for part in read.harvest.unread { print("part", read.path, part.span.start.line, part.reason) }
      }
      var byType: [String: Int] = [:]
      for resource in resources { byType[resource.type, default: 0] += 1 }
      print("cards:", byType.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(60))
      for (type, count) in unknown.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(70) {
        print("unknown \(count) \(type)")
      }
    }
    #expect(known > strange * 4, "most of what is declared has a card or is known to hold no data")
    for resource in resources {
      #expect(resource.atRest?.unknown?.remedy != "", "\(resource.id)")
      for flow in resource.flows {
        #expect(!flow.target.isEmpty, "\(resource.id)")
        #expect(!flow.target.contains("@"), "\(resource.id) shows an address or a user")
      }
    }
  }

  @Test func twinsInYAMLAndJSONAreTheSame() throws {
    var twins: [String: [Read]] = [:]
    for read in try read(["cfn/aws-cloudformation-templates"]) {
      guard let dot = read.path.lastIndex(of: ".") else { continue }
      twins[String(read.path[..<dot]), default: []].append(read)
    }
    let pairs = twins.values.filter { $0.count == 2 }
    #expect(pairs.count > 20)
    var different: [String] = []
    for pair in pairs {
      let (left, right) = (pair[0].harvest.resources, pair[1].harvest.resources)
      if Set(left.map(\.key)) != Set(right.map(\.key)) { different.append(pair[0].path) }
      for one in left {
        guard let other = right.first(where: { $0.key == one.key }) else { continue }
        #expect(one.kind == other.kind)
        #expect(one.atRest?.values == other.atRest?.values, "\(one.key) in \(pair[0].path)")
      }
    }
    // One pair of the corpus really differs: a launch template in JSON, a launch configuration in YAML.
    #expect(different.count <= 1, "\(different)")
  }
}
