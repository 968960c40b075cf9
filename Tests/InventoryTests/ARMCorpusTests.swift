import Foundation
import TestSupport
import Testing

@testable import Inventory

/// Real templates; skipped where the corpus is absent.
@Suite(.enabled(if: DialectReading.corpus != nil, "the corpus is not here: set BORNAGE_SHARED"))
struct ARMCorpusTests {
  private let reading = DialectReading(dialect: ARM())

  private struct Count {
    var files = 0
    var resources = 0
    var dataBearing = 0
    var located = 0
    var unknown: [String: Int] = [:]
    var withoutData = 0
  }

  private func count(_ harvests: [String: Harvest]) -> Count {
    var count = Count()
    for harvest in harvests.values {
      count.files += 1
      count.resources += harvest.resources.count
      let bearing = harvest.resources.filter(\.holdsData)
      count.dataBearing += bearing.count
      count.located += bearing.count { $0.place.unknown == nil }
      count.unknown.merge(harvest.unknownTypes, uniquingKeysWith: +)
      count.withoutData += harvest.withoutData.values.reduce(0, +)
    }
    return count
  }

  @Test func realTemplatesAreRead() throws {
    let harvests = try reading.corpus(["arm"], suffixes: ["json"])
    let without = count(harvests)
    let placed = try reading.given(("azure.region", "francecentral")).corpus(["arm"], suffixes: ["json"])
    let with = count(placed)
    if ProcessInfo.processInfo.environment["BORNAGE_CORPUS_REPORT"] != nil {
      print("without context:", without)
      print("with context:", with)
      for (path, harvest) in placed.sorted(by: { $0.key < $1.key }) {
        for part in harvest.unread { print("part", path, part.span.start.line, part.reason) }
        for resource in harvest.resources {
          print(
            "resource", path.split(separator: "/").suffix(2).joined(separator: "/"), resource.key,
            resource.place.candidates.map(\.value.code), resource.place.unknown?.reason ?? "",
            resource.keyState?.candidates.map(\.value.custody.code) ?? [],
            resource.flows.map {
              "\($0.kind)>\($0.target) \($0.place.candidates.map(\.value.code)) \($0.place.unknown?.reason.english ?? "")"
            }, resource.clearSecrets.map(\.name), resource.keyState?.unknown?.reason ?? "",
            resource.transit.map {
              "\($0.what.english) \($0.state.candidates.map { "\($0.value.encrypted) \($0.value.minimumVersion?.code ?? "")" }) \($0.state.unknown?.reason.english ?? "")"
            })
        }
      }
    }
    #expect(without.files > 220)
    #expect(without.resources > 400)
    let strange = without.unknown.values.reduce(0, +)
    #expect(without.resources + without.withoutData > strange * 20)
    #expect(with.dataBearing >= without.dataBearing)
    #expect(with.located * 100 >= with.dataBearing * 85, "most places are known with a context")
    for resource in harvests.values.flatMap(\.resources) {
      #expect(resource.place.unknown?.remedy != "", "\(resource.id)")
      for flow in resource.flows {
        #expect(!flow.target.isEmpty && !flow.target.contains("\u{E000}"), "\(resource.id)")
      }
    }
  }

  @Test func formsAndPoliciesAreNoTemplates() throws {
    #expect(try reading.corpus(["arm/azure-policy-noise"], suffixes: ["json"]).isEmpty)
  }
}
