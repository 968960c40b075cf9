import Atlas
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

@Suite struct ARMTests {
  private let reading = DialectReading(dialect: ARM())
  private var inFrance: DialectReading { reading.given(("azure.region", "francecentral")) }

  private func resource(_ harvest: Harvest, _ beginning: String) throws -> Resource {
    try #require(
      harvest.resources.first { $0.key.hasPrefix(beginning) },
      "no \(beginning) among \(harvest.resources.map(\.key))")
  }

  // MARK: Recognition

  @Test func templatesAndParameterFilesAreRecognised() throws {
    let dialect = ARM()
    func claims(_ schema: String, comment: String = "") -> Bool? {
      let text = "\(comment){ \"$schema\": \"https://schema.management.azure.com/schemas/\(schema)\" }"
      let source = SourceBytes(text)
      guard let format = dialect.recognise(Glance(source, path: "x.json")) else { return nil }
      return DescriptorReader.read(source, as: format, path: "x.json").tree.documents.first.map(
        dialect.claims)
    }
    #expect(claims("2019-04-01/deploymentTemplate.json#") == true)
    #expect(
      claims("2015-01-01/deploymentTemplate.json", comment: "// a comment\n/* and another */\n") == true)
    #expect(claims("2018-05-01/subscriptionDeploymentTemplate.json#") == true)
    #expect(claims("2019-08-01/managementGroupDeploymentTemplate.json#") == true)
    #expect(claims("2019-08-01/tenantDeploymentTemplate.json#") == true)
    #expect(claims("2019-04-01/deploymentParameters.json#") == true)
    #expect(claims("2021-09-09/uiFormDefinition.schema.json#") == nil)
    #expect(reading.read("{ \"Resources\": {} }", path: "x.json") == nil)
    #expect(reading.read("apiVersion: v1\n", path: "x.yaml") == nil)
  }

  // MARK: Facts

  @Test func placesAreThoseOfLocations() throws {
    let harvest = try inFrance.fixture("arm/patients.json")
    #expect(harvest.unread.isEmpty)
    #expect(harvest.withoutData == ["Microsoft.Network/virtualNetworks": 1])
    #expect(harvest.unknownTypes == ["Contoso.Unknown/things": 1])
    #expect(!harvest.resources.contains { $0.key.hasSuffix("/never") }, "its condition never holds")

    let vault = try resource(harvest, "Microsoft.KeyVault/vaults/clinic")
    #expect(vault.key == "Microsoft.KeyVault/vaults/clinic${uniqueString(…)}-kv")
    #expect(vault.place.values.map(\.code) == ["francecentral"])
    #expect(vault.operatorID.values == ["azure"])
    #expect(vault.place.allEvidence.contains { $0.text.contains("--context azure.region=francecentral") })
    let secret = try resource(harvest, "Microsoft.KeyVault/vaults/secrets/")
    #expect(secret.place.values.map(\.code) == ["francecentral"], "a child stands where its parent stands")
    #expect(secret.clearSecrets.isEmpty)

    let old = harvest.resources.filter { $0.key.hasPrefix("Microsoft.Storage/storageAccounts/old") }
    #expect(old.map(\.name) == ["old0", "old1"])
    #expect(old[0].place.values.map(\.code) == ["westeurope"])
    #expect(try old[0].link("HTTP").state.values.map(\.encrypted) == [false], "API of 2018")
    #expect(old[0].flows.map(\.kind) == [.replica])
    #expect(old[0].flows[0].place.values.map(\.code) == ["northeurope"])

    let logs = try resource(harvest, "Microsoft.Insights/diagnosticSettings/")
    #expect(logs.place.values.map(\.code) == ["francecentral"], "where the site stands that it is said of")
    #expect(logs.flows[0].place.unknown?.reason.contains("declared elsewhere") == true)
  }

  @Test func withoutContextPlacesAreUnknownAndSaySo() throws {
    let harvest = try reading.fixture("arm/patients.json")
    let vault = try resource(harvest, "Microsoft.KeyVault/vaults/clinic")
    #expect(vault.place.isUnknown)
    #expect(vault.place.unknown?.remedy.contains("--context azure.region=francecentral") == true)
    #expect(Set(vault.operatorID.values) == ["azure", "azure-china-21vianet", "bleu", "delos"])
    let country = try reading.given(("azure.country", "FR")).fixture("arm/patients.json")
    #expect(
      try resource(country, "Microsoft.KeyVault/vaults/clinic").place.values.map(\.countries)
        == [[Country("FR")]])
    let two = DialectReading(
      dialect: ARM(),
      context: DeploymentContext([
        .init(
          key: "azure.region", values: ["francecentral", "germanywestcentral"],
          evidence: Evidence(.context, "given"))
      ]))
    let both = try resource(try two.fixture("arm/patients.json"), "Microsoft.KeyVault/vaults/clinic")
    #expect(both.place.values.map(\.code) == ["francecentral", "germanywestcentral"])
    #expect(both.place.conditions[1] == "resourceGroup().location=germanywestcentral")
  }

  @Test func keysAreFollowed() throws {
    let harvest = try inFrance.fixture("arm/patients.json")
    let store = try resource(harvest, "Microsoft.Storage/storageAccounts/clinic")
    #expect(store.tags.map(\.value) == ["health"])
    #expect(store.atRest?.values.allSatisfy(\.encrypted) == true)
    let custody = zip(store.keyState?.values.map(\.custody.code) ?? [], store.keyState?.conditions ?? [])
    #expect(
      Set(custody.map { "\($0) \($1)" }) == ["K3 ownKey=true", "K1 ownKey=false"],
      "the vault is a premium one")

    let records = try resource(
      harvest, "Microsoft.Sql/servers/databases/clinic${uniqueString(…)}-sql/records")
    #expect(records.keyState?.values.map(\.custody) == [.dedicatedModule], "set on the server")
    #expect(records.keyState?.values.map(\.operatorID) == ["azure"])
    #expect(records.place.values.map(\.code) == ["francecentral"])
    #expect(records.flows.isEmpty, "its backups are zone-redundant")
    #expect(try records.link("client").state.values.map(\.minimumVersion) == [.tls11])
    let archive = try resource(
      harvest, "Microsoft.Sql/servers/databases/clinic${uniqueString(…)}-sql/archive")
    #expect(archive.flows.map(\.kind) == [.backup])
    #expect(archive.flows[0].place.values.map(\.code) == ["francesouth"])
  }

  @Test func redundancyIsAFlowToThePairedRegion() throws {
    let harvest = try inFrance.fixture("arm/patients.json")
    let store = try resource(harvest, "Microsoft.Storage/storageAccounts/clinic")
    #expect(store.flows.count == 1)
    let flow = store.flows[0]
    #expect(flow.kind == .replica)
    let places = zip(flow.place.values.map(\.code), flow.place.conditions).map { "\($0) \($1)" }
    #expect(places == ["francesouth redundancy=Standard_GRS"])
    #expect(
      flow.absences.map { $0.conditions.map { "\($0.name)=\($0.value)" } } == [["redundancy=Standard_ZRS"]],
      "no copy is kept then")

    let events = try resource(harvest, "Microsoft.DocumentDB/databaseAccounts/events")
    #expect(events.flows.map(\.kind) == [.replica, .replica], "continuous backups leave for nowhere")
    #expect(events.flows.flatMap { $0.place.values.map(\.code) } == ["francecentral", "eastus"])
  }

  @Test func settingsOfAnAppAreEndpointsAndSecrets() throws {
    let harvest = try inFrance.fixture("arm/patients.json")
    let portal = try resource(harvest, "Microsoft.Web/sites/portal")
    #expect(portal.clearSecrets.map(\.name) == ["API_TOKEN"])
    #expect(try portal.link("requests over HTTP").state.values.map(\.encrypted) == [true])
    #expect(try portal.link("requests over HTTP").state.values.map(\.minimumVersion) == [.tls12])
    let store = try portal.flow("Microsoft.Storage/storageAccounts/clinic")
    #expect(store.place.values.map(\.code) == ["francecentral"])
    #expect(try portal.flow("clinic.vault.azure.net").operatorID.values == ["azure"])
    _ = try portal.flow("api.sendgrid.com")
    #expect(portal.flows.allSatisfy { !$0.target.contains("AccountKey") })
    let server = try resource(harvest, "Microsoft.Sql/servers/clinic")
    #expect(server.clearSecrets.map(\.name) == ["properties.administratorLoginPassword"])
    let text = harvest.resources.flatMap { $0.clearSecrets.flatMap(\.evidence) + $0.place.allEvidence }.map(
      \.text)
    #expect(!text.contains { $0.contains("Tr0ub4dor") || $0.contains("0a1b2c3d") })
  }

  @Test func openPartsOfHostsAreShownAsWritten() {
    let span = SourceSpan.start(of: "t.json")
    func targets(_ text: String) -> [String] {
      ARMHosts.flows(in: text, at: span, atlas: Atlas()).map(\.target)
    }
    #expect(
      targets("https://${parameters('n')}.blob.core.windows.net/c") == [
        "https://${parameters('n')}.blob.core.windows.net"
      ])
    #expect(
      targets("Server=tcp:shop.database.windows.net,1433;Password=x") == ["shop.database.windows.net:1433"])
    #expect(
      targets("Endpoint=sb://bus.servicebus.windows.net/;SharedAccessKey=abc") == [
        "sb://bus.servicebus.windows.net"
      ])
    #expect(
      targets(
        "DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=abc;EndpointSuffix=core.windows.net")
        == ["https://acct.blob.core.windows.net"])
    #expect(targets("WEBSITE_NODE=8.9") == [])
    #expect(targets("~10") == [])
  }

  @Test func conditionsOfResourcesAndValuesAreKept() throws {
    let sessions = try resource(try inFrance.fixture("arm/patients.json"), "Microsoft.Cache/redis/sessions")
    #expect(sessions.place.values.map(\.code) == ["francecentral", "eastus"])
    #expect(sessions.place.conditions == ["ownKey=true", "ownKey=false"])
    #expect(sessions.place.allEvidence.contains { $0.text.contains("only created if") })
    let port = try sessions.link("6379")
    #expect(port.state.values.map(\.encrypted) == [false])
  }

  // MARK: Nested templates, language version 2

  @Test func nestedTemplatesHaveTheirOwnScopeOrThatAroundThem() throws {
    let harvest = try reading.fixture("arm/nested.json")
    #expect(harvest.withoutData["Microsoft.Resources/deployments"] == 3)
    #expect(harvest.resources.map(\.name) == ["outerinner", "outershared"])
    #expect(
      harvest.resources.flatMap { $0.place.values.map(\.code) } == ["swedencentral", "swedencentral"],
      "the group of the inner one is declared beside it")
    #expect(harvest.unread.count == 1)
    #expect(harvest.unread.first?.reason.contains("modules/queue.json") == true)
  }

  @Test func resourcesByNameOwnFunctionsAndExistingOnes() throws {
    let harvest = try inFrance.fixture("arm/bicep.json")
    #expect(harvest.resources.map(\.name) == ["casestore", "cases"])
    #expect(harvest.withoutData == ["Microsoft.ContainerRegistry/registries/replications": 1])
    let store = harvest.resources[0]
    #expect(
      store.keyState?.values.map(\.custody) == [.provider], "no key of the customer's unless one is given")
    #expect(try store.link("HTTP").state.values.map(\.encrypted) == [false])
    let registry = harvest.resources[1]
    #expect(registry.flows.flatMap { $0.place.values.map(\.code) } == ["germanywestcentral"])
    #expect(registry.keyState?.values.map(\.custody) == [.customerManaged], "a vault that is there already")
  }

  // MARK: Parameter files

  @Test func parameterFilesGiveValuesInForce() throws {
    let template = """
      { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "parameters": { "location": { "type": "string" }, "sku": { "type": "string", "defaultValue": "Standard_GRS" },
          "password": { "type": "securestring" } },
        "resources": [ { "type": "Microsoft.Storage/storageAccounts", "name": "s", "apiVersion": "2023-01-01",
          "location": "[parameters('location')]", "sku": { "name": "[parameters('sku')]" } },
          { "type": "Microsoft.Sql/servers", "name": "q", "location": "[parameters('location')]",
            "properties": { "administratorLoginPassword": "[parameters('password')]" } } ] }
      """
    func parameters(_ values: String) -> String {
      """
      { "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
        "parameters": { \(values) } }
      """
    }
    func read(_ files: [String: String]) throws -> Harvest {
      let nearby = NearbyFiles(
        list: { $0 == "infra" ? files.keys.sorted() : [] },
        load: { path, format in
          guard let text = files[String(path.dropFirst("infra/".count))] else { return nil }
          return DescriptorReader.read(SourceBytes(text), as: format, path: path).tree
        })
      let document = try #require(
        DescriptorReader.read(SourceBytes(template), as: .json, path: "infra/store.json").tree.documents.first
      )
      var harvest = Harvest()
      let scene = Scene(atlas: Atlas(), cards: CardIndex(), context: DeploymentContext(), nearby: nearby)
      ARM().read(document, in: scene, into: &harvest)
      return harvest
    }
    let alone = try read([:]).resources[0]
    #expect(alone.place.unknown?.reason.contains("`location` has no default") == true)
    #expect(alone.place.unknown?.remedy.contains("parameter file") == true)

    let given = try read([
      "store.parameters.json": parameters(
        #""LOCATION": { "value": "France Central" }, "sku": { "value": "Standard_LRS" }, "password": { "value": "hunter22" }"#
      ),
      "other.parameters.json": parameters(#""location": { "value": "eastus" }"#),
    ])
    #expect(given.resources[0].place.values.map(\.code) == ["francecentral"])
    let evidence = try #require(
      given.resources[0].place.allEvidence.first { $0.span?.file == "infra/store.parameters.json" })
    #expect(evidence.text.contains("gives `location` `France Central`"))
    #expect(evidence.span?.start.line == 2)
    #expect(given.resources[0].flows.isEmpty)
    #expect(given.resources[1].clearSecrets.count == 1)
    #expect(!given.resources[1].clearSecrets[0].evidence.contains { $0.text.contains("hunter22") })

    let two = try read([
      "store.parameters.prod.json": parameters(#""location": { "value": "francecentral" }"#),
      "store.parameters.test.json": parameters(#""location": { "value": "eastus" }"#),
    ]).resources[0]
    #expect(two.place.values.map(\.code) == ["francecentral", "eastus"])
    #expect(two.place.conditions[0] == "the parameter file=store.parameters.prod.json")

    let vault = try read([
      "store.parameters.json": parameters(
        #""location": { "value": "GEN-LOCATION" }, "password": { "reference": { "keyVault": { "id": "x" }, "secretName": "y" } }"#
      )
    ])
    #expect(vault.resources[0].place.unknown?.reason.contains("placeholder") == true)
    #expect(vault.resources[1].clearSecrets.isEmpty)
  }
}
