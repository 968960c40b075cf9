import Descriptors
import TestSupport
import Testing

@testable import Inventory

/// Plans in a few lines, one question each.
struct TerraformTests {
  private let reading = DialectReading(dialect: TerraformPlan())

  /// A plan of one module: values, what is unknown, and expressions of each resource.
  private func plan(
    _ resources: [(address: String, values: String, unknown: String, expressions: String)],
    providers: String = #"{"aws":{"name":"aws","expressions":{"region":{"constant_value":"eu-west-3"}}}}"#,
    extra: String = ""
  ) -> String {
    func type(_ address: String) -> String { String(address.prefix { $0 != "." }) }
    func name(_ address: String) -> String { String(address.drop { $0 != "." }.dropFirst()) }
    let values = resources.map {
      #"{"address":"\#($0.address)","mode":"managed","type":"\#(type($0.address))","name":"\#(name($0.address))","values":\#($0.values)}"#
    }
    let changes = resources.map {
      #"{"address":"\#($0.address)","mode":"managed","type":"\#(type($0.address))","name":"\#(name($0.address))","change":{"actions":["create"],"after":\#($0.values),"after_unknown":\#($0.unknown)}}"#
    }
    let written = resources.map {
      #"{"address":"\#($0.address)","mode":"managed","type":"\#(type($0.address))","name":"\#(name($0.address))","provider_config_key":"aws","expressions":\#($0.expressions)}"#
    }
    return #"""
      {"format_version":"1.2","planned_values":{"root_module":{"resources":[\#(values.joined(separator: ","))]}},
       "resource_changes":[\#(changes.joined(separator: ","))],
       "configuration":{"provider_config":\#(providers),"root_module":{"resources":[\#(written.joined(separator: ","))]}}\#(extra)}
      """#
  }

  private func read(_ text: String) throws -> Harvest { try #require(reading.read(text, path: "plan.json")) }

  // MARK: Recognition

  @Test func plansAndStatesAreRecognised() {
    func isRecognised(_ text: String) -> Bool { reading.read(text, path: "x.json") != nil }
    #expect(isRecognised(#"{"format_version":"1.2","planned_values":{"root_module":{}}}"#))
    #expect(
      isRecognised(#"{"configuration":{"root_module":{}},"format_version":"1.2","resource_changes":[]}"#))
    #expect(isRecognised(#"{"format_version":"1.0","values":{"root_module":{}}}"#))
    #expect(isRecognised(#"{"version":4,"terraform_version":"1.9","serial":1,"lineage":"x","resources":[]}"#))
    #expect(!isRecognised(#"{"format_version":"1.0","provider_schemas":{"x":{"planned_values":1}}}"#))
    #expect(!isRecognised(#"{"resources":[],"values":{}}"#))
    #expect(!isRecognised(#"["format_version","planned_values"]"#))
  }

  @Test func aPlanWithoutPlannedValuesIsReadFromItsChanges() throws {
    let harvest = try read(
      #"""
      {"format_version":"1.2","resource_changes":[
        {"address":"aws_sqs_queue.a","mode":"managed","type":"aws_sqs_queue","name":"a","change":{"actions":["update"],"after":{"region":"eu-west-1"}}},
        {"address":"aws_sqs_queue.b","mode":"managed","type":"aws_sqs_queue","name":"b","change":{"actions":["delete"],"after":null}},
        {"address":"data.aws_sqs_queue.c","mode":"data","type":"aws_sqs_queue","name":"c","change":{"actions":["read"],"after":{}}}]}
      """#)
    #expect(harvest.resources.map(\.key) == ["aws_sqs_queue.a"])
    #expect(harvest.resources[0].place.values.map(\.code) == ["eu-west-1"])
  }

  @Test func gapsOfAPlanAreTold() throws {
    let harvest = try read(
      #"{"format_version":"1.2","planned_values":{"root_module":{}},"complete":false,"errored":true,"deferred_changes":[{}]}"#
    )
    #expect(harvest.unread.count == 3)
  }

  // MARK: Places

  @Test func theRegionOfAResourceWinsOverItsProviders() throws {
    let harvest = try read(plan([("aws_s3_bucket.a", #"{"region":"eu-central-1"}"#, "{}", "{}")]))
    #expect(harvest.resources[0].place.values.map(\.code) == ["eu-central-1"])
  }

  @Test func withoutARegionTheContextIsAskedAndNamed() throws {
    let text = plan([("aws_s3_bucket.a", "{}", "{}", "{}")], providers: "{}")
    let without = try read(text).resources[0]
    #expect(without.place.isUnknown)
    #expect(without.place.unknown?.remedy.contains("aws.region") == true)
    #expect(without.operatorID.candidates.count == 4)
    let with = try #require(reading.given(("aws.region", "eu-west-3")).read(text, path: "p")).resources[0]
    #expect(with.place.values.map(\.code) == ["eu-west-3"])
    #expect(with.operatorID.values == ["aws"])
  }

  @Test func aLocalValueIsNotGuessed() throws {
    let providers = #"{"aws":{"name":"aws","expressions":{"region":{"references":["local.region"]}}}}"#
    let place = try read(plan([("aws_s3_bucket.a", "{}", "{}", "{}")], providers: providers)).resources[0]
      .place
    #expect(place.isUnknown)
    #expect(place.unknown?.reason.contains("local.region") == true)
  }

  @Test func anotherCloudsEndpointIsAnotherCloud() throws {
    let providers = #"""
      {"aws":{"name":"aws","expressions":{"region":{"constant_value":"fr-par"},
        "endpoints":[{"s3":{"constant_value":"https://s3.fr-par.scw.cloud"}}]}}}
      """#
    let bucket = try read(plan([("aws_s3_bucket.a", "{}", "{}", "{}")], providers: providers)).resources[0]
    #expect(bucket.operatorID.values == ["scaleway"])
    #expect(bucket.place.values.map(\.code) == ["fr-par"])
  }

  @Test func aProviderHandedToAModuleMayBeAnyOfItsKind() throws {
    let harvest = try read(
      #"""
      {"format_version":"1.2","planned_values":{"root_module":{"child_modules":[{"address":"module.m","resources":[
        {"address":"module.m.aws_s3_bucket.a","mode":"managed","type":"aws_s3_bucket","name":"a","values":{}}]}]}},
       "configuration":{"provider_config":{
          "aws":{"name":"aws","expressions":{"region":{"constant_value":"eu-west-3"}}},
          "aws.us":{"name":"aws","alias":"us","expressions":{"region":{"constant_value":"us-east-1"}}}},
        "root_module":{"module_calls":{"m":{"module":{"resources":[
          {"address":"aws_s3_bucket.a","mode":"managed","type":"aws_s3_bucket","name":"a","provider_config_key":"module.m:aws.other","expressions":{}}]}}}}}}
      """#)
    let place = harvest.resources[0].place
    #expect(place.values.map(\.code) == ["eu-west-3", "us-east-1"])
    #expect(place.candidates.allSatisfy { $0.condition != nil })
  }

  // MARK: References

  private static let key = (
    "aws_kms_key.k", #"{"enable_key_rotation":true}"#, #"{"arn":true,"id":true}"#, "{}"
  )

  private func custody(_ expression: String, extra: String = "") throws -> Possible<KeyState> {
    let disk = (
      "aws_ebs_volume.v", #"{"encrypted":true}"#, #"{"kms_key_id":true}"#, #"{"kms_key_id":\#(expression)}"#
    )
    let harvest = try read(plan([Self.key, disk], extra: extra))
    return try #require(try harvest.resource("aws_ebs_volume.v").keyState)
  }

  @Test func oneReferenceIsFollowed() throws {
    let state = try custody(#"{"references":["aws_kms_key.k.arn","aws_kms_key.k"]}"#)
    #expect(state.definite?.value.reference == "aws_kms_key.k")
    #expect(state.definite?.value.rotationDays == 365)
  }

  @Test func aKnownVariableOnlyChooses() throws {
    let state = try custody(
      #"{"references":["var.own","aws_kms_key.k.arn","aws_kms_key.k"]}"#,
      extra: #","variables":{"own":{"value":true}}"#)
    #expect(state.definite?.value.reference == "aws_kms_key.k")
  }

  @Test func ofSeveralReferencesTheRestStaysOpen() throws {
    let state = try custody(#"{"references":["local.arn","aws_kms_key.k.arn","aws_kms_key.k"]}"#)
    #expect(state.unknown != nil)
  }

  @Test func whatIsNotInThePlanIsUnknown() throws {
    for reference in [
      "local.arn", "aws_kms_key.gone.arn", "module.gone.arn", "data.aws_kms_key.x.arn", "each.value",
    ] {
      #expect(try custody(#"{"references":["\#(reference)"]}"#).isUnknown, "\(reference)")
    }
  }

  @Test(arguments: [
    (#"{"custom_key_store_id":"cks-1"}"#, "{}", "{}", Custody.dedicatedModule),
    (#"{"custom_key_store_id":"cks-1","xks_key_id":"key-7"}"#, "{}", "{}", .external),
    (
      "{}", #"{"custom_key_store_id":true}"#,
      #"{"custom_key_store_id":{"references":["aws_kms_custom_key_store.s.id","aws_kms_custom_key_store.s"]}}"#,
      .dedicatedModule
    ),
    ("{}", "{}", "{}", .customerManaged),
  ]) func aKeyInAStoreOfTheCustomersOwn(values: String, unknown: String, code: String, custody: Custody)
    throws
  {
    let store = ("aws_kms_custom_key_store.s", "{}", #"{"id":true}"#, "{}")
    let harvest = try read(plan([("aws_kms_key.k", values, unknown, code), store]))
    #expect(try harvest.resource("aws_kms_key.k").keyState?.definite?.value.custody == custody)
  }

  @Test(arguments: [
    ("aws_kms_external_key", "{}", Custody.imported),
    ("aws_kms_replica_external_key", "{}", .imported),
    ("aws_kms_replica_key", "{}", .customerManaged),
    ("azurerm_key_vault_key", #"{"key_type":"RSA"}"#, .customerManaged),
    ("azurerm_key_vault_key", #"{"key_type":"RSA-HSM"}"#, .imported),
    ("azurerm_key_vault_managed_hardware_security_module_key", #"{"key_type":"RSA-HSM"}"#, .dedicatedModule),
    ("google_kms_crypto_key", "{}", .customerManaged),
    ("google_kms_crypto_key", #"{"version_template":[{"protection_level":"HSM"}]}"#, .imported),
    ("google_kms_crypto_key", #"{"version_template":[{"protection_level":"EXTERNAL"}]}"#, .external),
    ("google_kms_crypto_key", #"{"version_template":[{"protection_level":"EXTERNAL_VPC"}]}"#, .external),
    ("scaleway_key_manager_key", #"{"origin":"external"}"#, .imported),
    ("ovh_okms_service_key_pem", "{}", .imported),
  ]) func theLadderOfCustodyIsFollowed(type: String, values: String, custody: Custody) throws {
    let key = try read(plan([("\(type).k", values, "{}", "{}")])).resource("\(type).k")
    #expect(key.keyState?.candidates.map(\.value.custody) == [custody])
    if custody == .external { #expect(key.keyState?.candidates.first?.value.place == nil) }
  }

  @Test func aKeyManagerOutsideTheProviderStandsNowhereUntilSomebodySays() throws {
    let key = (
      "aws_kms_key.k", #"{"region":"eu-west-3","custom_key_store_id":"c","xks_key_id":"k"}"#, "{}", "{}"
    )
    let silent = try #require(try read(plan([key])).resources[0].keyState?.definite?.value)
    #expect(silent.place == nil && silent.operatorID == nil)
    let told = reading.given(
      ("key-manager.country", "ch"), ("key-manager.operator", "exoscale"), ("country", "FR"))
    let said = try #require(told.read(plan([key]), path: "plan.json"))
      .resources[0].keyState?.definite?.value
    #expect(said?.place?.countries.map(\.code) == ["CH"])
    #expect(said?.operatorID == "exoscale")
  }

  @Test func aKeyThatNobodyNamesIsTheProviders() throws {
    let disk = ("aws_ebs_volume.v", #"{"encrypted":true}"#, #"{"kms_key_id":true}"#, #"{"encrypted":{}}"#)
    let state = try read(plan([disk])).resources[0].keyState
    #expect(state?.definite?.value.custody == .provider)
  }

  @Test func referencesInACircleEnd() throws {
    let one = (
      "aws_ebs_volume.a", #"{"encrypted":true}"#, #"{"kms_key_id":true}"#,
      #"{"kms_key_id":{"references":["aws_ebs_volume.b.kms_key_id","aws_ebs_volume.b"]}}"#
    )
    let two = (
      "aws_ebs_volume.b", #"{"encrypted":true}"#, #"{"kms_key_id":true}"#,
      #"{"kms_key_id":{"references":["aws_ebs_volume.a.kms_key_id","aws_ebs_volume.a"]}}"#
    )
    for resource in try read(plan([one, two])).resources {
      #expect(resource.keyState?.isUnknown == true)
    }
  }

  @Test func aSensitiveSettingIsNotShown() throws {
    let harvest = try read(
      #"""
      {"format_version":"1.2","planned_values":{"root_module":{"resources":[
        {"address":"aws_ebs_volume.v","mode":"managed","type":"aws_ebs_volume","name":"v",
         "values":{"encrypted":true,"kms_key_id":"arn:aws:kms:eu-west-3:1:key/very-private"},
         "sensitive_values":{"encrypted":true,"kms_key_id":true}}]}}}
      """#)
    let volume = harvest.resources[0]
    #expect(volume.atRest?.definite?.value.encrypted == true)
    #expect(volume.keyState?.isUnknown == true)
    #expect(!String(describing: volume).contains("very-private"))
  }

  @Test func followersWithoutALeaderLeaveItOpen() throws {
    let bucket = ("aws_s3_bucket.b", #"{"bucket":"b"}"#, #"{"id":true}"#, #"{"bucket":{}}"#)
    let sealing = (
      "aws_s3_bucket_server_side_encryption_configuration.s",
      #"{"rule":[{"apply_server_side_encryption_by_default":[{"sse_algorithm":"AES256"}]}]}"#,
      #"{"bucket":true}"#,
      #"{"bucket":{"references":["local.bucket"]}}"#
    )
    #expect(try read(plan([bucket, sealing])).resources[0].atRest?.isUnknown == true)
  }
}
