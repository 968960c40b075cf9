import Testing

@testable import Atlas

@Suite("bornage atlas")
struct AnswerTests {
  let atlas = Atlas()

  private func answer(_ query: String) -> String? {
    AtlasAnswer.lines(for: query, atlas: atlas)?.joined(separator: "\n")
  }

  @Test("a region is answered with place, operator, source and date")
  func region() throws {
    let text = try #require(answer("eu-west-3"))
    for part in ["Paris", "France (FR)", "US-CLOUD-ACT", "botocore", "2026-11-23"] {
      #expect(text.contains(part))
    }
  }

  @Test("a shared code is answered for each provider")
  func shared() throws {
    let text = try #require(answer("eu-west-2"))
    #expect(text.contains("eu-west-2 at aws: region, London, United Kingdom (GB)"))
    #expect(text.contains("eu-west-2 at outscale: region, Paris area, France (FR)"))
  }

  @Test(
    "hosts and URLs",
    arguments: [
      "s3.fr-par.scw.cloud", "https://s3.fr-par.scw.cloud/bucket?x=1",
      "s3://user:secret@s3.fr-par.scw.cloud:443/",
      "s3.fr-par.scw.cloud:443",
    ])
  func hosts(_ query: String) throws {
    let text = try #require(answer(query))
    #expect(text.contains("Paris, France (FR)") && text.contains("scaleway"))
    #expect(!text.contains("secret"))
  }

  @Test("sets, countries, laws, services, operators")
  func others() throws {
    #expect(try #require(answer("eea")).contains("NO"))
    #expect(try #require(answer("RE")).contains("territory of"))
    #expect(try #require(answer("us-cloud-act")).contains("2713"))
    #expect(try #require(answer("aws/cloudfront")).contains("worldwide"))
    #expect(try #require(answer("outscale")).contains("Dassault"))
    #expect(try #require(answer("ADEQUATE_EU")).contains("US: organisations self-certified"))
    #expect(try #require(answer("global")).contains("names no place by itself"))
    #expect(AtlasAnswer.operatorLines(for: "outscale", atlas: atlas)?.first?.hasPrefix("outscale: ") == true)
    #expect(AtlasAnswer.operatorLines(for: "nobody at all", atlas: atlas) == nil)
  }

  @Test("unsure facts are marked")
  func unsure() throws {
    #expect(try #require(answer("eu-isoe-west-1")).contains("unsure"))
  }

  @Test("what is unknown is said, with the nearest names")
  func unknown() {
    #expect(answer("eu-west-33") == nil)
    let text = AtlasAnswer.unknownLines(for: "eu-west-33", atlas: atlas).joined(separator: "\n")
    #expect(
      text.contains("not in the atlas") && text.contains("eu-west-3 (aws") && text.contains("undetermined"))
    #expect(answer("") == nil)
    #expect(answer("\n") == nil)
    let set = AtlasAnswer.unknownLines(for: "ADEQUAT_EU", atlas: atlas).joined(separator: "\n")
    #expect(set.contains("ADEQUATE_EU"))
  }
}
