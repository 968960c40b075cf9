import Testing

@testable import Atlas

@Suite("Hosts")
struct HostTests {
  let atlas = Atlas()

  /// Host, operator, countries (joined; `-` for no place, `*` for anywhere).
  static let hosts: [(host: String, operatorID: String, countries: String)] = [
    ("bucket.s3.eu-west-3.amazonaws.com", "aws", "FR"),
    ("my.dotted.bucket.s3.eu-west-3.amazonaws.com", "aws", "FR"),
    ("s3.eu-central-1.amazonaws.com", "aws", "DE"), ("s3-eu-west-1.amazonaws.com", "aws", "IE"),
    ("b.s3.dualstack.eu-north-1.amazonaws.com", "aws", "SE"), ("b.s3.amazonaws.com", "aws", "-"),
    ("s3.amazonaws.com", "aws", "-"), ("sts.amazonaws.com", "aws", "-"), ("iam.amazonaws.com", "aws", "US"),
    ("123456789012.dkr.ecr.eu-west-3.amazonaws.com", "aws", "FR"),
    ("123456789012.dkr.ecr.cn-northwest-1.amazonaws.com.cn", "aws-china-nwcd", "CN"),
    ("s3.cn-north-1.amazonaws.com.cn", "aws-china-sinnet", "CN"),
    ("kms.eusc-de-east-1.amazonaws.eu", "aws-eusc", "DE"),
    ("db1.abcdef.eu-west-1.rds.amazonaws.com", "aws", "IE"),
    ("c.cluster-abc.eu-west-3.rds.amazonaws.com", "aws", "FR"),
    ("c.abc.euw3.cache.amazonaws.com", "aws", "FR"),
    ("c.abc.0001.euw3.cache.amazonaws.com", "aws", "FR"), ("d111111abcdef8.cloudfront.net", "aws", "*"),
    ("b-1.x.abc.c2.kafka.eu-west-3.amazonaws.com", "aws", "FR"),
    ("dualstack.n-1.eu-west-3.elb.amazonaws.com", "aws", "FR"),
    ("cluster0-shard-00-00.abcde.mongodb.net", "mongodb", "-"),
    ("id.eu-west-1.awsapprunner.com", "aws", "IE"),
    ("sqs.ap-northeast-1.amazonaws.com", "aws", "JP"), ("sqs.xx-nowhere-1.amazonaws.com", "aws", "-"),
    ("athena.eu-west-3.amazonaws.com", "aws", "FR"), ("support.amazonaws.com", "aws", "-"),
    ("public.ecr.aws", "aws", "US"),
    ("acct.blob.core.windows.net", "azure", "-"),
    ("acct.blob.core.chinacloudapi.cn", "azure-china-21vianet", "CN"),
    ("s.database.usgovcloudapi.net", "azure", "US"), ("vm.francecentral.cloudapp.azure.com", "azure", "FR"),
    ("app-abc123.westeurope-01.azurewebsites.net", "azure", "NL"), ("app.azurewebsites.net", "azure", "-"),
    ("x.hcp.swedencentral.azmk8s.io", "azure", "SE"), ("login.microsoftonline.com", "azure", "*"),
    ("westeurope-5.in.applicationinsights.azure.com", "azure", "NL"),
    ("adb-1.2.azuredatabricks.net", "azure", "-"), ("w.databricks.azure.cn", "azure-china-21vianet", "CN"),
    ("login.sovcloud-identity.fr", "bleu", "FR"),
    ("europe-west9-docker.pkg.dev", "gcp", "FR"), ("us-docker.pkg.dev", "gcp", "US"), ("gcr.io", "gcp", "US"),
    ("europe-west9-aiplatform.googleapis.com", "gcp", "FR"), ("storage.googleapis.com", "gcp", "-"),
    ("my-svc.googleapis.com", "gcp", "-"), ("storage.europe-west3.rep.googleapis.com", "gcp", "DE"),
    ("svc-abcdef-ew.a.run.app", "gcp", "BE"), ("svc-123456.europe-west1.run.app", "gcp", "BE"),
    ("p.ew.r.appspot.com", "gcp", "BE"), ("bigquery.s3nsapis.fr", "s3ns", "FR"),
    ("s3.gra.io.cloud.ovh.net", "ovhcloud", "FR"), ("s3.bhs.io.cloud.ovh.net", "ovhcloud", "CA"),
    ("s3.us-east-va.io.cloud.ovh.us", "ovhcloud-us", "US"), ("ns1.ip-1-2-3.ovh.net", "ovhcloud", "-"),
    ("s3.fr-par.scw.cloud", "scaleway", "FR"), ("b.s3.nl-ams.scw.cloud", "scaleway", "NL"),
    ("rg.fr-par.scw.cloud", "scaleway", "FR"), ("oos.eu-west-2.outscale.com", "outscale", "FR"),
    ("oos.cloudgouv-eu-west-1.outscale.com", "outscale", "FR"),
    ("api.us-east-2.outscale.com", "outscale-us", "US"),
    ("fsn1.your-objectstorage.com", "hetzner", "DE"), ("sos-ch-dk-2.exo.io", "exoscale", "CH"),
    ("obs.eu-de.otc.t-systems.com", "otc", "DE"),
    ("objectstorage.eu-frankfurt-1.oraclecloud.com", "oracle", "DE"),
    ("fra.ocir.io", "oracle", "DE"), ("s3.eu-de.cloud-object-storage.appdomain.cloud", "ibm", "DE"),
    ("oss-eu-west-1.aliyuncs.com", "alibaba", "GB"), ("b.oss-cn-hangzhou.aliyuncs.com", "alibaba", "CN"),
    ("cos.ap-hongkong.myqcloud.com", "tencent", "HK"),
    ("obs.ap-southeast-1.myhuaweicloud.com", "huawei", "HK"),
    ("b.ams3.digitaloceanspaces.com", "digitalocean", "NL"),
    ("s3.eu-central-1.wasabisys.com", "wasabi", "NL"),
    ("docker.io", "docker", "*"), ("ghcr.io", "github", "*"), ("registry.gitlab.com", "gitlab", "US"),
    ("pkc-1.eu-west-3.aws.confluent.cloud", "confluent", "FR"),
    ("acc.eu-central-1.snowflakecomputing.com", "snowflake", "DE"),
    ("acc.west-europe.azure.snowflakecomputing.com", "snowflake", "NL"),
    ("http-intake.logs.datadoghq.eu", "datadog", "DE"), ("api.datadoghq.com", "datadog", "US"),
    ("api.us3.datadoghq.com", "datadog", "US"), ("t.eu.auth0.com", "auth0", "DE"),
    ("aws-0-eu-west-3.pooler.supabase.com", "supabase", "FR"), ("api.openai.com", "openai", "US"),
    ("acme-v02.api.letsencrypt.org", "letsencrypt", "US"),
  ]

  @Test("a host is read", arguments: hosts)
  func host(_ row: (host: String, operatorID: String, countries: String)) throws {
    let match = try #require(atlas.host(row.host))
    #expect(match.operatorID == row.operatorID, "\(match.pattern)")
    let countries = match.place.map {
      $0.countries.isEmpty ? "*" : $0.countries.map(\.code).joined(separator: ",")
    }
    #expect(countries ?? "-" == row.countries, "\(match.pattern): \(match.reading)")
    #expect(!match.reading.isEmpty && !match.source.text.isEmpty)
  }

  @Test(
    "a host the atlas has never met is not answered",
    arguments: [
      "db.internal", "localhost", "", "example.org", "10.0.0.1", "amazonaws.com", "evil-amazonaws.com",
      "s3.eu-west-3.amazonaws.com.example.org", "..", "a..b", ".gcr.io", "notgcr.io",
    ])
  func unknown(_ host: String) {
    #expect(atlas.host(host) == nil)
  }

  @Test("case and a final dot do not matter")
  func spelling() {
    #expect(atlas.host("S3.FR-PAR.SCW.CLOUD.")?.place?.code == "fr-par")
  }

  @Test("an unknown code in a known name leaves the place open and says why")
  func unknownCode() throws {
    let match = try #require(atlas.host("s3.eu-west-99.amazonaws.com"))
    #expect(match.place == nil)
    #expect(match.operatorID == "aws")
    #expect(match.reading.contains("eu-west-99"))
  }

  @Test("the word in a general name is the service")
  func service() {
    #expect(atlas.host("athena.eu-west-3.amazonaws.com")?.service == "athena")
    #expect(atlas.host("b.s3.eu-west-3.amazonaws.com")?.service == "s3")
    #expect(atlas.host("b.s3.eu-west-3.amazonaws.com")?.role == "object-store")
  }

  @Test("who runs a service and where it stands are two facts")
  func twoFacts() throws {
    let match = try #require(atlas.host("aws-0-eu-west-3.pooler.supabase.com"))
    #expect(match.operatorID == "supabase")
    #expect(match.place?.operatorID == "aws")
  }

  @Test("edge and global hosts are places of their own")
  func edge() {
    #expect(atlas.host("d1.cloudfront.net")?.place?.kind == .edge)
    #expect(atlas.host("graph.microsoft.com")?.place?.kind == .global)
    #expect(atlas.host("api.brevo.com")?.place?.countries.count == atlas.jurisdiction("EU27")?.members.count)
  }

  @Test("a hostile name costs nothing")
  func hostile() {
    let long = String(repeating: "a-", count: 100_000) + ".googleapis.com"
    #expect(atlas.host(String(repeating: "a-", count: 110) + "a.a.run.app")?.place == nil)
    #expect(atlas.host(long)?.place == nil)
    let labels = String(repeating: "a.", count: 20_000) + "amazonaws.com"
    #expect(atlas.host(labels)?.place == nil)
  }
}
