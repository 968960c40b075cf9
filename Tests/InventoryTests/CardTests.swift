import Descriptors
import Foundation
import Shipped
import TestSupport
import Testing

@testable import Inventory

private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

@Suite struct CardTests {
  private let index = CardIndex()

  @Test func everyCardFileIsEmbeddedAsItIs() throws {
    let folder = repository.appending(path: "Sources/Inventory/Cards/Data")
    let inTree = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") }
    var count = 0
    let list = try #require(shipped_cards(&count))
    var embedded: [String: Data] = [:]
    for entry in UnsafeBufferPointer(start: list, count: count) {
      embedded[String(cString: entry.name)] = Data(bytes: entry.bytes, count: entry.length)
    }
    #expect(Set(embedded.keys) == Set(inTree))
    #expect(embedded.count == count, "a card is listed twice")
    for path in inTree {
      #expect(
        try Data(contentsOf: folder.appending(path: path)) == embedded[path],
        "\(path) differs from what is embedded")
    }
  }

  @Test func everyCardLoads() throws {
    var count = 0
    let list = try #require(shipped_cards(&count))
    for entry in UnsafeBufferPointer(start: list, count: count) {
      let name = String(cString: entry.name)
      let bytes = SourceBytes(
        borrowing: UnsafeRawBufferPointer(start: entry.bytes, count: entry.length))
      do throws(CardError) {
        let card = try CardLoader.load(bytes, path: name)
        #expect("\(card.service).yaml" == name, "the service's identifier is the file's name")
        #expect(card.source.contains(", as of 20"))
        #expect(!card.names.isEmpty && card.names.values.allSatisfy { !$0.isEmpty }, "\(name)")
      } catch {
        Issue.record("\(name):\(error.span.start.line): \(error.message)")
      }
    }
  }

  @Test func everyTypeIsOnOneCard() throws {
    var owners: [String: String] = [:]
    for card in try index.all() {
      for (dialect, types) in card.names {
        for type in types {
          let other = owners.updateValue(card.service, forKey: "\(dialect) \(type)")
          #expect(other == nil, "\(type) is on the cards \(other ?? "") and \(card.service)")
        }
      }
    }
    for (key, service) in owners {
      let parts = key.split(separator: " ")
      #expect(index.card(for: String(parts[1]), in: String(parts[0]))?.service == service)
    }
  }

  @Test func aTypeWithoutCardIsNotFound() {
    #expect(index.card(for: "AWS::S3::BucketPolicy", in: "cloudformation") == nil)
    #expect(index.card(for: "AWS::S3::Buck", in: "cloudformation") == nil)
    #expect(index.card(for: "AWS::S3::Bucket", in: "terraform") == nil)
    #expect(index.card(for: "AWS::S3::Bucket", in: "cloudformation")?.service == "aws/s3-bucket")
  }

  @Test func silenceIsDatedWhereTheDefaultChanged() throws {
    let dates = [
      "AWS::S3::Bucket": "2023-01-05", "AWS::Redshift::Cluster": "2025-01-10",
      "AWS::RDS::GlobalCluster": "2026-02-18",
    ]
    for (type, date) in dates {
      let silence = try #require(index.card(for: type, in: "cloudformation")?.atRest?.silence)
      #expect(silence.encrypted == true)
      #expect(silence.why.contains(date))
    }
    let aurora = try #require(index.card(for: "AWS::RDS::DBCluster", in: "cloudformation")?.atRest)
    #expect(
      aurora.silence.cases.contains { $0.values == ["aurora*"] && $0.silence.why.contains("2026-02-18") })
  }

  // MARK: The format

  private static let head = """
    service: test/thing
    title: Thing
    kind: database
    provider: aws
    source: { text: "nobody", as-of: 2026-11-23 }
    names: { cloudformation: Test::Thing }

    """

  private func message(_ text: String) -> String? {
    do throws(CardError) {
      _ = try CardLoader.load(SourceBytes(Self.head + text), path: "test/thing.yaml")
      return nil
    } catch {
      return error.message
    }
  }

  @Test func aMistakeInACardIsToldWithTheNearestWord() {
    #expect(message("") == nil)
    #expect(message("flow: []\n")?.contains("did you mean `flows`?") == true)
    #expect(
      message("flows:\n  - { kind: replika, to: { cloudformation: A }, as: arn }\n")?.contains("`replica`")
        == true)
    #expect(
      message("flows:\n  - { kind: replica, to: { cloudformation: A..B }, as: arn }\n")?.contains("path")
        == true)
    #expect(message("at-rest: { silence: { encrypted: maybe, why: x } }\n")?.contains("depends") == true)
    #expect(
      message("at-rest: { silence: { encrypted: depends, why: x, context: aws.nothing } }\n")?
        .contains("no context key") == true)
    #expect(
      message("in-transit:\n  - { what: x, values: { a: 3 }, silence: { encrypted: true, why: x } }\n") != nil
    )
    #expect(message("key: { silence: K9 }\n")?.contains("K0 to K6") == true)
  }

  @Test func casesOfSilenceAreRead() throws {
    let card = try CardLoader.load(
      SourceBytes(
        Self.head + """
          at-rest:
            each: { cloudformation: "Disks[].Ebs" }
            elsewhere: { cloudformation: Cluster }
            silence:
              encrypted: false
              why: off
              cases:
                - { property: { cloudformation: Engine }, values: [valkey], encrypted: true, why: on }
                - { property: { cloudformation: Snapshot }, encrypted: depends, why: inherited }

          """), path: "test/thing.yaml")
    let atRest = try #require(card.atRest)
    #expect(atRest.each["cloudformation"] == [try #require(PropertyPath("Disks[].Ebs"))])
    #expect(atRest.elsewhere["cloudformation"] == [try #require(PropertyPath("Cluster"))])
    #expect(atRest.silence.cases.map(\.silence.encrypted) == [true, nil])
    #expect(atRest.silence.cases.map(\.values) == [["valkey"], []])
  }

  @Test func patternsFitByTheirBeginning() {
    #expect(ValuePattern.matches("aurora*", "aurora-postgresql"))
    #expect(ValuePattern.matches("aurora*", "Aurora"))
    #expect(!ValuePattern.matches("aurora*", "postgres"))
    #expect(!ValuePattern.matches("aurora", "aurora-mysql"))
    let table = ["TLSv1*": 10, "TLSv1.2*": 12, "TLSv1": 1]
    #expect(ValuePattern.find("TLSv1.2_2021", in: table) == 12)
    #expect(ValuePattern.find("TLSv1_2016", in: table) == 10)
    #expect(ValuePattern.find("TLSv1", in: table) == 1)
    #expect(ValuePattern.find("SSLv3", in: table) == nil)
  }

  @Test func theWeakestPartSpeaksForTheWhole() throws {
    func weakest(_ parts: Possible<Int>...) -> Possible<Int>? {
      Possible.weakest(of: parts, isBottom: { $0 == 0 }, isWeaker: { $0 < $1 })
    }
    func certain(_ value: Int) -> Possible<Int> { Possible(value, evidence: []) }
    let open = Possible([
      Candidate(3, when: Condition("C", is: "true"), evidence: []),
      Candidate(0, when: Condition("C", is: "false"), evidence: []),
    ])
    let unknown = Possible<Int>.unknown("nobody knows", remedy: "ask")

    #expect(weakest(certain(2), certain(1), certain(3))?.candidates.map(\.value) == [1])
    #expect(weakest(certain(2), open)?.candidates.map(\.value).sorted() == [0, 2])
    #expect(weakest(certain(0), open, unknown)?.candidates.map(\.value) == [0])
    #expect(weakest(certain(0), open, unknown)?.unknown == nil)
    let maybe = Possible(0, evidence: []).under(Condition("C", is: "true"))
    #expect(weakest(certain(2), maybe)?.conditions == ["C=true", "C=false"])
    #expect(weakest(certain(2), maybe)?.candidates.map(\.value) == [0, 2])
    #expect(weakest(certain(2), unknown)?.isUnknown == true)
    #expect(weakest(unknown, open)?.unknown != nil)
    #expect(Possible<Int>.weakest(of: [], isBottom: { $0 == 0 }, isWeaker: { $0 < $1 }) == nil)
  }
}
