import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

/// Real plans and states; skipped where the corpus is absent.
@Suite(.enabled(if: DialectReading.corpus != nil, "the corpus is not here: set BORNAGE_SHARED"))
struct TerraformCorpusTests {
  private func read(_ reading: DialectReading) throws -> [String: Harvest] {
    try reading.corpus(["tfplan"], suffixes: ["json", "tfstate"])
  }

  private func located(_ harvests: [String: Harvest]) -> (data: Int, located: Int) {
    let data = harvests.values.flatMap(\.resources).filter(\.holdsData)
    return (data.count, data.count { !$0.place.isUnknown && $0.place.unknown == nil })
  }

  @Test func realPlansAreRead() throws {
    let reading = DialectReading(dialect: TerraformPlan())
    let without = try read(reading)
    let with = try read(reading.given(("aws.region", "eu-west-3"), ("google.region", "europe-west9")))
    #expect(without.count > 120)
    let (data, located) = located(without)
    let withContext = self.located(with)
    #expect(withContext.data == data)
    #expect(withContext.located >= located)
    #expect(located * 2 > data, "most data-bearing resources of real plans have a place")
    var unknown: [String: Int] = [:]
    for harvest in without.values { unknown.merge(harvest.unknownTypes, uniquingKeysWith: +) }
    let known = without.values.reduce(0) { $0 + $1.resources.count + $1.withoutData.values.reduce(0, +) }
    let strange = unknown.values.reduce(0, +)
    if ProcessInfo.processInfo.environment["BORNAGE_CORPUS_REPORT"] != nil {
      print("files \(without.count), with cards \(without.values.reduce(0) { $0 + $1.resources.count })")
      print(
        "known \(known), unknown \(strange), data-bearing \(data), located \(located), with context \(withContext.located)"
      )
      print(unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) })
      for (path, harvest) in without.sorted(by: { $0.key < $1.key }) {
        for resource in harvest.resources where resource.place.unknown != nil {
          print(
            path.split(separator: "/").suffix(2).joined(separator: "/"), resource.key,
            resource.place.unknown?.reason ?? "")
        }
        for part in harvest.unread { print("part", path, part.reason) }
      }
    }
    #expect(known > strange * 10, "most of what is declared has a card or is known to hold no data")
    for resource in without.values.flatMap(\.resources) {
      #expect(resource.place.unknown?.remedy != "", "\(resource.id)")
      #expect(resource.atRest?.unknown?.remedy != "", "\(resource.id)")
      for flow in resource.flows { #expect(!flow.target.isEmpty, "\(resource.id)") }
    }
  }
}
