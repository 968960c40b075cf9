import Testing

@testable import Atlas

@Suite("Operators, laws and services")
struct OperatorTests {
  let atlas = Atlas()

  @Test(
    "seat and control",
    arguments: [
      ("aws", "US", "US"), ("aws-eusc", "DE", "US"), ("azure", "US", "US"), ("gcp", "US", "US"),
      ("ovhcloud", "FR", "FR"),
      ("scaleway", "FR", "FR"), ("outscale", "FR", "FR"), ("outscale-us", "US", "FR"), ("s3ns", "FR", "FR"),
      ("bleu", "FR", "FR"), ("delos", "DE", "DE"), ("exoscale", "CH", "MX"), ("otc", "DE", "DE"),
      ("hetzner", "DE", "DE"),
      ("infomaniak", "CH", "CH"), ("alibaba-intl", "SG", "CN"), ("aws-china-nwcd", "CN", "CN"),
      ("yandex", "RU", "RU"),
    ])
  func control(_ id: String, _ seat: String, _ control: String) throws {
    let entry = try #require(atlas.operatorEntry(id))
    #expect(entry.seat == Country(seat))
    #expect(entry.control == Country(control))
  }

  @Test("US law reaches who is owned there, and not who is not")
  func laws() throws {
    for id in ["aws", "azure", "gcp", "aws-eusc", "ovhcloud-us"] {
      #expect(try #require(atlas.operatorEntry(id)).laws.contains("US-CLOUD-ACT"), "\(id)")
    }
    for id in ["ovhcloud", "scaleway", "outscale", "s3ns", "bleu", "hetzner"] {
      #expect(try #require(atlas.operatorEntry(id)).laws.isEmpty, "\(id)")
    }
    let law = try #require(atlas.law("US-CLOUD-ACT"))
    #expect(law.country == Country("US"))
    #expect(law.cite.contains("2713"))
    let union = try #require(atlas.law("EU-EEVID"))
    #expect(union.country == nil && union.jurisdiction == "EU")
    #expect(atlas.law("NO-SUCH") == nil)
  }

  @Test("qualifications belong to a scope and say how sure they are")
  func qualifications() throws {
    let outscale = try #require(atlas.operatorEntry("outscale"))
    let held = try #require(outscale.qualifications.first { $0.scheme == "SecNumCloud-3.2" })
    #expect(held.status == "held")
    #expect(held.scope?.contains("cloudgouv-eu-west-1") == true)
    let bleu = try #require(atlas.operatorEntry("bleu"))
    #expect(bleu.qualifications.allSatisfy { $0.status != "held" })
    #expect(atlas.scheme("SecNumCloud-3.2")?.issuer.contains("ANSSI") == true)
  }

  @Test("operators are found by part of their name")
  func search() {
    #expect(atlas.operatorsMatching("outscale").map(\.id) == ["outscale", "outscale-us"])
    #expect(atlas.operatorsMatching("dassault").contains { $0.id == "outscale" })
    #expect(atlas.operatorsMatching("no such company").isEmpty)
    #expect(atlas.operatorsMatching("").isEmpty)
    #expect(atlas.operatorEntry("no-such") == nil)
  }

  @Test("services that leave the resource's place")
  func services() throws {
    let edge = try #require(atlas.service("aws/cloudfront"))
    #expect(edge.kind == "edge" && edge.holds.contains("payload"))
    #expect(atlas.service("aws/iam")?.region == "us-east-1")
    #expect(atlas.service("aws/nothing") == nil)
  }
}
