import Testing

@testable import Atlas

@Suite("Places")
struct PlaceTests {
  let atlas = Atlas()

  /// Written from the providers' public region lists, not from the data files.
  static let regions: [(provider: String, code: String, country: String)] = [
    ("aws", "us-east-1", "US"), ("aws", "us-west-2", "US"), ("aws", "ca-central-1", "CA"),
    ("aws", "sa-east-1", "BR"), ("aws", "mx-central-1", "MX"), ("aws", "eu-west-1", "IE"),
    ("aws", "eu-west-2", "GB"), ("aws", "eu-west-3", "FR"), ("aws", "eu-central-1", "DE"),
    ("aws", "eu-central-2", "CH"), ("aws", "eu-north-1", "SE"), ("aws", "eu-south-1", "IT"),
    ("aws", "eu-south-2", "ES"), ("aws", "il-central-1", "IL"), ("aws", "me-south-1", "BH"),
    ("aws", "me-central-1", "AE"), ("aws", "af-south-1", "ZA"), ("aws", "ap-south-1", "IN"),
    ("aws", "ap-east-1", "HK"), ("aws", "ap-northeast-1", "JP"), ("aws", "ap-northeast-2", "KR"),
    ("aws", "ap-southeast-1", "SG"), ("aws", "ap-southeast-2", "AU"), ("aws", "ap-southeast-3", "ID"),
    ("aws", "ap-southeast-5", "MY"), ("aws", "cn-north-1", "CN"), ("aws", "us-gov-west-1", "US"),
    ("aws", "eusc-de-east-1", "DE"),
    ("azure", "westeurope", "NL"), ("azure", "northeurope", "IE"), ("azure", "francecentral", "FR"),
    ("azure", "uksouth", "GB"), ("azure", "germanywestcentral", "DE"), ("azure", "swedencentral", "SE"),
    ("azure", "switzerlandnorth", "CH"), ("azure", "norwayeast", "NO"), ("azure", "polandcentral", "PL"),
    ("azure", "eastasia", "HK"), ("azure", "southeastasia", "SG"), ("azure", "brazilsouth", "BR"),
    ("azure", "qatarcentral", "QA"), ("azure", "uaenorth", "AE"), ("azure", "chinaeast2", "CN"),
    ("gcp", "europe-west1", "BE"), ("gcp", "europe-west2", "GB"), ("gcp", "europe-west3", "DE"),
    ("gcp", "europe-west4", "NL"), ("gcp", "europe-west6", "CH"), ("gcp", "europe-west8", "IT"),
    ("gcp", "europe-west9", "FR"), ("gcp", "europe-north1", "FI"), ("gcp", "europe-central2", "PL"),
    ("gcp", "me-west1", "IL"), ("gcp", "asia-east1", "TW"), ("gcp", "asia-east2", "HK"),
    ("gcp", "northamerica-northeast1", "CA"), ("gcp", "us-central1", "US"),
    ("outscale", "eu-west-2", "FR"), ("outscale", "cloudgouv-eu-west-1", "FR"),
    ("outscale", "us-east-2", "US"), ("outscale", "ap-northeast-1", "JP"),
    ("scaleway", "fr-par", "FR"), ("scaleway", "nl-ams", "NL"), ("scaleway", "pl-waw", "PL"),
    ("ovhcloud", "GRA11", "FR"), ("ovhcloud", "SBG5", "FR"), ("ovhcloud", "BHS5", "CA"),
    ("ovhcloud", "WAW1", "PL"), ("ovhcloud", "UK1", "GB"), ("ovhcloud", "DE1", "DE"),
    ("ovhcloud", "SGP1", "SG"), ("hetzner", "fsn1", "DE"), ("hetzner", "hel1", "FI"),
    ("hetzner", "ash", "US"), ("exoscale", "ch-dk-2", "CH"), ("exoscale", "bg-sof-1", "BG"),
    ("oracle", "eu-frankfurt-1", "DE"), ("oracle", "uk-london-1", "GB"), ("ibm", "eu-gb", "GB"),
    ("linode", "ap-south", "SG"), ("linode", "ap-west", "IN"), ("digitalocean", "ams3", "NL"),
    ("alibaba", "eu-west-1", "GB"), ("huawei", "af-south-1", "ZA"), ("wasabi", "eu-central-1", "NL"),
    ("s3ns", "u-france-east1", "FR"), ("otc", "eu-ch2", "CH"), ("yandex", "ru-central1", "RU"),
    ("tencent", "ap-hongkong", "HK"), ("stackit", "eu02", "AT"), ("infomaniak", "dc3-a", "CH"),
  ]

  @Test("a region stands in its country", arguments: regions)
  func country(of row: (provider: String, code: String, country: String)) throws {
    let place = try #require(atlas.place(row.code, provider: row.provider))
    #expect(place.countries == [Country(row.country)])
    #expect(place.kind == .region)
    #expect(place.provider == row.provider)
    #expect(!place.source.text.isEmpty)
    #expect(place.source.asOf == "2026-11-23")
  }

  @Test("a shared code is answered for each provider")
  func shared() {
    var countries: [String: String] = [:]
    for place in atlas.places("eu-west-2") { countries[place.provider ?? ""] = place.countries.first?.code }
    #expect(countries["aws"] == "GB")
    #expect(countries["outscale"] == "FR")
    #expect(countries["wasabi"] == "FR")
    #expect(countries["alibaba"] == "FR")
    #expect(countries["gcp"] == nil)
    let names = atlas.places("us-east-2").compactMap(\.provider)
    #expect(names == names.sorted())
    #expect(names.contains("aws") && names.contains("outscale"))
    let south = atlas.places("ap-southeast-1").reduce(into: [:]) {
      $0[$1.provider ?? ""] = $1.countries[0].code
    }
    #expect(south["aws"] == "SG" && south["huawei"] == "HK")
  }

  @Test("case and blanks do not matter, display names and old names are read")
  func spelling() {
    #expect(atlas.place("West Europe", provider: "azure")?.code == "westeurope")
    #expect(atlas.place("EU-WEST-3", provider: "aws")?.code == "eu-west-3")
    #expect(atlas.place("EUROPE-WEST9", provider: "gcp")?.countries == [Country("FR")])
    #expect(atlas.place("EU (Paris)", provider: "aws")?.code == "eu-west-3")
    #expect(atlas.place("fra", provider: "oracle")?.code == "eu-frankfurt-1")
    #expect(atlas.place("EU", provider: "aws")?.code == "eu-west-1", "the old S3 constraint is one region")
  }

  @Test(
    "a zone stands in its region's country",
    arguments: [
      ("aws", "eu-west-3a", "FR"), ("aws", "euw3-az1", "FR"), ("aws", "use1-az4", "US"),
      ("aws", "apse2-az1", "AU"),
      ("aws", "usgw1-az1", "US"), ("aws", "cnn1-az2", "CN"), ("gcp", "europe-west9-b", "FR"),
      ("azure", "westeurope-az2", "NL"), ("outscale", "eu-west-2b", "FR"), ("scaleway", "fr-par-2", "FR"),
      ("ovhcloud", "eu-west-par-c", "FR"), ("oracle", "Uocm:EU-FRANKFURT-1-AD-2", "DE"),
      ("ibm", "eu-de-3", "DE"),
      ("hetzner", "nbg1-dc3", "DE"), ("otc", "eu-ch2b", "CH"), ("alibaba", "eu-central-1a", "DE"),
      ("alibaba", "cn-hangzhou-b", "CN"),
    ])
  func zones(_ provider: String, _ zone: String, _ country: String) throws {
    let place = try #require(atlas.place(zone, provider: provider))
    #expect(place.countries == [Country(country)])
  }

  @Test(
    "zones that left their region's country have their own",
    arguments: [
      ("eu-central-1-waw-1a", "PL"), ("eu-central-1-ath-1a", "GR"), ("eu-central-1-ist-1a", "TR"),
      ("eu-central-1-ham-1a", "DE"), ("eu-north-1-hel-1a", "FI"), ("eu-north-1-cph-1a", "DK"),
      ("us-east-1-bue-1a", "AR"), ("af-south-1-los-1a", "NG"), ("ap-southeast-1-mnl-1a", "PH"),
      ("us-west-2-lax-1b", "US"), ("eu-west-2-wl1-lon-wlz-1", "GB"), ("us-east-1-wl1-bos-wlz-1", "US"),
      ("eu-west-3-wl1-cmn-wlz-1", "MA"), ("eu-central-1-waw-1", "PL"),
    ])
  func abroad(_ zone: String, _ country: String) throws {
    let place = try #require(atlas.place(zone, provider: "aws"))
    #expect(place.countries == [Country(country)])
    #expect(place.kind == .zone)
  }

  @Test(
    "what is not known is not answered",
    arguments: [
      ("aws", "eu-west-9"), ("aws", "eu-central-1-xyz-1a"), ("aws", "eu-west-3-wl1-xxx-wlz-1"), ("aws", ""),
      ("aws", "westeurope"), ("azure", "1"), ("azure", "eu-west-1"), ("nobody", "eu-west-1"),
      ("gcp", "europe-west99"),
      ("aws", "eu-west-3aa"), ("aws", "${AWS::Region}"), ("gcp", "europe-west9-zz"), ("aws", "global"),
      ("azure", "geo-redundant"), ("azure", "eudb"), ("outscale", "eu-west-3"),
    ])
  func unknown(_ provider: String, _ code: String) {
    #expect(atlas.place(code, provider: provider) == nil)
  }

  @Test("Norway is not false")
  func norway() {
    #expect(atlas.place("norwayeast", provider: "azure")?.countries.first?.englishName == "Norway")
    #expect(atlas.jurisdiction("EEA")?.members.contains(Country("NO")) == true)
    #expect(atlas.membership(of: Country("NO"), in: "EFTA", asOf: nil) == .member(note: nil))
  }

  @Test("operators follow region and partition")
  func operators() {
    #expect(atlas.place("eu-west-3", provider: "aws")?.operatorID == "aws")
    #expect(atlas.place("cn-north-1", provider: "aws")?.operatorID == "aws-china-sinnet")
    #expect(atlas.place("cn-northwest-1", provider: "aws")?.operatorID == "aws-china-nwcd")
    #expect(atlas.place("eusc-de-east-1", provider: "aws")?.operatorID == "aws-eusc")
    #expect(atlas.place("chinanorth3", provider: "azure")?.operatorID == "azure-china-21vianet")
    #expect(atlas.place("us-east-2", provider: "outscale")?.operatorID == "outscale-us")
    #expect(atlas.place("ash", provider: "hetzner")?.operatorID == "hetzner-us")
    #expect(atlas.place("eu-frankfurt-2", provider: "oracle")?.operatorID == "oracle-eu-sovereign")
    #expect(atlas.place("US-EAST-VA-1", provider: "ovhcloud")?.operatorID == "ovhcloud-us")
  }

  @Test("multi-regions name the countries they may touch")
  func multi() throws {
    let union = try #require(atlas.place("EU", provider: "gcp"))
    #expect(union.kind == .multiRegion)
    #expect(union.countries.contains(Country("FR")) && !union.countries.contains(Country("GB")))
    #expect(atlas.place("EUR5", provider: "gcp")?.countries == [Country("BE"), Country("GB")])
    #expect(atlas.place("eur8", provider: "gcp")?.countries == [Country("DE"), Country("CH")])
    #expect(atlas.place("global", provider: "azure")?.kind == .global)
    #expect(atlas.place("global", provider: "gcp")?.countries == [])
    #expect(atlas.place("auto", provider: "cloudflare")?.kind == .global)
    #expect(atlas.place("weur", provider: "cloudflare")?.countries == [], "a hint binds nobody")
    #expect(
      atlas.place("eu", provider: "cloudflare")?.countries.count == atlas.jurisdiction("EU27")?.members.count)
  }

  @Test("one name means different places by service")
  func byService() {
    #expect(
      atlas.place("eur5", provider: "gcp", service: "spanner")?.countries.map(\.code) == ["GB", "BE", "NL"])
    #expect(atlas.place("eur5", provider: "gcp", service: "storage")?.countries.map(\.code) == ["BE", "GB"])
    #expect(atlas.place("eur3", provider: "gcp", service: "firestore")?.countries.count == 3)
    #expect(atlas.place("eur5", provider: "gcp", service: "kms") == nil)
  }

  @Test("a pair may stand in another country")
  func pairs() {
    #expect(atlas.place("brazilsouth", provider: "azure")?.pair == "southcentralus")
    #expect(atlas.place("northeurope", provider: "azure")?.pair == "westeurope")
  }

  @Test("services on other clouds name their regions")
  func hosted() {
    #expect(atlas.place("AWS_EU_WEST_3", provider: "snowflake")?.countries == [Country("FR")])
    #expect(atlas.place("azure:westeurope", provider: "databricks")?.countries == [Country("NL")])
    #expect(atlas.place("gcp-europe-west9", provider: "elastic-cloud")?.countries == [Country("FR")])
    #expect(atlas.place("aws-eu-west-99", provider: "elastic-cloud") == nil)
    #expect(atlas.place("azure:EUROPE_WEST", provider: "mongodb-atlas")?.countries == [Country("NL")])
  }

  @Test("unsure facts say so")
  func unsure() {
    #expect(atlas.place("eu-isoe-west-1", provider: "aws")?.source.unsure == true)
    #expect(atlas.place("eu-west-1", provider: "aws")?.source.unsure == false)
  }

  @Test("many threads get one answer")
  func threads() async {
    let atlas = Atlas()
    let answers = await withTaskGroup(of: String?.self, returning: Set<String?>.self) { group in
      for _ in 0..<64 {
        group.addTask {
          _ = atlas.host("b.s3.eu-west-3.amazonaws.com")
          return atlas.place("eu-west-3a", provider: "aws")?.countries.first?.code
        }
      }
      return await group.reduce(into: []) { $0.insert($1) }
    }
    #expect(answers == ["FR"])
  }
}
