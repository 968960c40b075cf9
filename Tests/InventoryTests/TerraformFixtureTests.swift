import Atlas
import Testing

@testable import Inventory

/// Hand-written plans and states with what should be read from them.
struct TerraformFixtureTests {
  private let reading = DialectReading(dialect: TerraformPlan())

  // MARK: AWS

  @Test func providersPlaceWhatTheyMake() throws {
    let plan = try reading.fixture("terraform/aws-plan.json")
    let home = try plan.resource("aws_s3_bucket.claims").place
    #expect(home.values.map(\.code) == ["eu-west-3"])
    #expect(home.allEvidence.contains { $0.text.contains("variable `region`") })
    #expect(try plan.resource("aws_s3_bucket.copy").place.values.map(\.code) == ["us-east-1"])
    #expect(try plan.resource("module.keys.aws_kms_key.this").place.values.map(\.code) == ["eu-west-3"])
    #expect(try plan.resource("aws_ebs_volume.scratch").place.values.map(\.code) == ["eu-west-3a"])
  }

  @Test func keysAreFollowedThroughAliasesAndModules() throws {
    let plan = try reading.fixture("terraform/aws-plan.json")
    let bucket = try #require(try plan.resource("aws_s3_bucket.claims").keyState?.definite?.value)
    #expect(bucket.custody == .customerManaged)
    #expect(bucket.rotationDays == 180)
    #expect(bucket.place?.code == "eu-west-3")
    let ledger = try #require(try plan.resource("aws_db_instance.ledger").keyState?.definite?.value)
    #expect(ledger.custody == .customerManaged)
    #expect(ledger.reference == "module.keys.aws_kms_key.this")
    #expect(ledger.rotationDays == nil)
  }

  @Test func splitResourcesSpeakOfTheirBucket() throws {
    let plan = try reading.fixture("terraform/aws-plan.json")
    let bucket = try plan.resource("aws_s3_bucket.claims")
    let atRest = try #require(bucket.atRest?.definite?.value)
    #expect(atRest.encrypted && !atRest.byDefault)
    let replica = try bucket.flow("aws_s3_bucket.copy")
    #expect(replica.kind == .replica)
    #expect(replica.place.values.map(\.code) == ["us-east-1"])
    // Nothing speaks of the copy, and its computed attribute was set by nobody.
    let copy = try #require(try plan.resource("aws_s3_bucket.copy").atRest?.definite?.value)
    #expect(copy.encrypted && copy.byDefault)
    #expect(plan.withoutData["aws_s3_bucket_replication_configuration"] == 1)
  }

  @Test func whatNobodySetsIsTheServicesDefault() throws {
    let plan = try reading.fixture("terraform/aws-plan.json")
    #expect(try plan.resource("aws_ebs_volume.scratch").atRest?.isUnknown == true)
    let on = try reading.given(("aws.ebs-encryption-by-default", "on")).fixture("terraform/aws-plan.json")
    #expect(try on.resource("aws_ebs_volume.scratch").atRest?.definite?.value.encrypted == true)
    #expect(try plan.resource("aws_sqs_queue.intake[\"eu\"]").atRest?.definite?.value.byDefault == true)
    #expect(
      !plan.resources.contains { $0.key == "aws_sqs_queue.old" }, "what is deleted is not there any more")
    #expect(plan.resources.count { $0.type == "aws_sqs_queue" } == 2)
  }

  @Test func secretsAreSeenAndNotKept() throws {
    let plan = try reading.fixture("terraform/aws-plan.json")
    let ledger = try plan.resource("aws_db_instance.ledger")
    #expect(ledger.clearSecrets.map(\.name) == ["password"])
    let task = try plan.resource("aws_ecs_task_definition.web")
    #expect(task.clearSecrets.map(\.name) == ["DB_PASSWORD"])
    #expect(try task.flow("quay.io").kind == .imagePull)
    #expect(try task.flow("api.datadoghq.com").operatorID.values == ["datadog"])
    for harvest in [
      plan, try reading.fixture("terraform/state.json"), try reading.fixture("terraform/raw.tfstate"),
    ] {
      let told = harvest.resources.map { String(describing: $0) }.joined()
      for secret in [
        "correct-horse-battery", "hunter2hunter2", "do-not-print-me", "s3cr3t-t0ken", "raw-state-secret",
      ] {
        #expect(!told.contains(secret))
      }
    }
  }

  @Test func tagsAreReadOnce() throws {
    let tags = try reading.fixture("terraform/aws-plan.json").resource("aws_s3_bucket.claims").tags
    #expect(tags.map { "\($0.key)=\($0.value)" } == ["data-class=health", "team=claims"])
  }

  // MARK: Google

  @Test func placesOfGoogle() throws {
    let plan = try reading.fixture("terraform/google-plan.json")
    func codes(_ key: String) throws -> [String] { try plan.resource(key).place.values.map(\.code) }
    #expect(try codes("google_kms_crypto_key.hsm") == ["europe-west9"])
    #expect(try codes("google_storage_bucket.archive") == ["EU"])
    let countries = try #require(
      try plan.resource("google_storage_bucket.archive").place.values.first?.countries)
    #expect(countries.contains { $0.code == "FR" } && !countries.contains { $0.code == "GB" })
    #expect(try codes("google_bigquery_dataset.facts") == ["US"])
    #expect(try codes("google_bigquery_table.visits") == ["US"])
    #expect(try codes("google_spanner_database.main") == ["europe-west9"])
    #expect(try codes("google_compute_disk.data") == ["europe-west9-b"])
    #expect(try plan.resource("google_pubsub_topic.open").place.values.map(\.kind) == [.global])
    #expect(try codes("google_pubsub_topic.kept") == ["europe-west9"])
  }

  @Test func keysAndLinksOfGoogle() throws {
    let plan = try reading.fixture("terraform/google-plan.json")
    let key = try #require(try plan.resource("google_storage_bucket.archive").keyState?.definite?.value)
    #expect(key.custody == .imported)
    #expect(key.rotationDays == 90)
    #expect(key.place?.code == "europe-west9")
    let topic = try #require(try plan.resource("google_pubsub_topic.kept").keyState?.definite?.value)
    #expect(topic.place?.code == "us-central1", "the location stands in the key's name")
    let sql = try plan.resource("google_sql_database_instance.ledger")
    #expect(try sql.link("client").state.definite?.value.encrypted == true)
    #expect(sql.flows.map(\.kind) == [.backup])
    #expect(sql.flows.first?.place.values.first?.countries.map(\.code) == ["US"])
    let sink = try plan.resource("google_logging_project_sink.out").flows
    #expect(sink.first?.place.values.map(\.code) == ["EU"])
  }

  // MARK: European clouds

  @Test func placesOfEuropeanClouds() throws {
    let plan = try reading.fixture("terraform/european-plan.json")
    func place(_ key: String) throws -> String? { try plan.resource(key).place.definite?.value.code }
    #expect(try place("ovh_cloud_project_storage.claims") == "eu-west-gra")
    #expect(try place("ovh_cloud_project_database.ledger") == "eu-west-sbg")
    #expect(try place("scaleway_object_bucket.claims") == "fr-par")
    #expect(try place("scaleway_rdb_instance.ledger") == "nl-ams-1")
    #expect(try place("outscale_volume.data") == "eu-west-2a")
    #expect(try plan.resource("outscale_volume.data").place.values.first?.countries.map(\.code) == ["FR"])
    #expect(try place("outscale_vm.web") == "cloudgouv-eu-west-1")
    #expect(try place("openstack_blockstorage_volume_v3.data") == "eu-west-gra")
    #expect(try place("openstack_blockstorage_volume_v3.kept") == "eu-west-sbg")
    #expect(try plan.resource("openstack_blockstorage_volume_v3.data").operatorID.values == ["ovhcloud"])
  }

  @Test func factsOfEuropeanClouds() throws {
    let plan = try reading.fixture("terraform/european-plan.json")
    let bucket = try plan.resource("scaleway_object_bucket.claims")
    #expect(bucket.keyState?.definite?.value.custody == .imported)
    #expect(bucket.keyState?.definite?.value.rotationDays == 30)
    #expect(bucket.atRest?.definite?.value.encrypted == true)
    let rdb = try plan.resource("scaleway_rdb_instance.ledger")
    #expect(rdb.atRest?.definite?.value.encrypted == false)
    #expect(rdb.flows.map(\.kind) == [.backup])
    #expect(rdb.clearSecrets.map(\.name) == ["password"])
    let storage = try plan.resource("ovh_cloud_project_storage.claims")
    #expect(storage.flows.first?.place.values.first?.countries.map(\.code) == ["CA"])
    #expect(
      try plan.resource("ovh_cloud_project_database.ledger").flows.first?.place.values.map(\.code) == [
        "eu-west-lim"
      ])
    #expect(try plan.resource("outscale_volume.data").tags.map(\.value) == ["health"])
    let listener = try plan.resource("openstack_lb_listener_v2.web").link("listener")
    #expect(listener.state.definite?.value.encrypted == false)
  }

  // MARK: States

  @Test func statesArePlacedByTheirIdentifiers() throws {
    let state = try reading.fixture("terraform/state.json")
    let table = try state.resource("aws_dynamodb_table.visits")
    #expect(table.place.values.map(\.code) == ["eu-west-3"])
    #expect(table.keyState?.definite?.value.reference == "aws_kms_key.main")
    #expect(table.keyState?.definite?.value.rotationDays == 365)
    #expect(try table.flow("us-east-1").kind == .replica)
    #expect(try state.resource("aws_s3_bucket.site").place.values.map(\.code) == ["us-west-2"])
    #expect(try state.resource("scaleway_k8s_cluster.main").place.values.map(\.code) == ["nl-ams"])
    #expect(try state.resource("aws_secretsmanager_secret.db").clearSecrets.count == 1)
    let cache = try state.resource("module.cache.aws_elasticache_replication_group.this")
    #expect(cache.place.values.map(\.code) == ["eu-west-1"])
    #expect(try cache.link("client").state.definite?.value.encrypted == false)
  }

  @Test func rawStatesAreRead() throws {
    let state = try reading.fixture("terraform/raw.tfstate")
    let database = try state.resource("module.data.aws_db_instance.db[0]")
    #expect(database.place.values.map(\.code) == ["eu-central-1"])
    #expect(database.atRest?.definite?.value.encrypted == false)
    #expect(database.clearSecrets.map(\.name) == ["password"])
    #expect(state.resources.count == 1)
  }
}
