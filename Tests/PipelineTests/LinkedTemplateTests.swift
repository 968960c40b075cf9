import Inventory
import TestSupport
import Testing

@testable import Pipeline

@Suite("ARM templates that deployments of others link")
struct LinkedTemplateTests {
  private static let schema =
    #""$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#""#

  private static let storage = """
    { \(schema),
      "parameters": {
        "location": { "type": "string" },
        "sku": { "type": "string", "defaultValue": "Standard_LRS" }
      },
      "resources": [{
        "type": "Microsoft.Storage/storageAccounts", "name": "claims", "apiVersion": "2023-01-01",
        "location": "[parameters('location')]", "sku": { "name": "[parameters('sku')]" } }] }
    """

  private static func deployment(_ name: String, _ location: String) -> String {
    """
    { "type": "Microsoft.Resources/deployments", "name": "\(name)", "apiVersion": "2022-09-01",
      "properties": {
        "mode": "Incremental", "templateLink": { "relativePath": "linked/storage.json" },
        "parameters": { "location": { "value": "\(location)" } } } }
    """
  }

  private func account(_ deployments: [String], parameters: String = "{}") async throws -> Resource {
    let folder = try TemporaryFolder()
    try folder.write("linked/storage.json", Self.storage)
    try folder.write(
      "main.json",
      "{ \(Self.schema), \"parameters\": \(parameters), \"resources\": [\(deployments.joined(separator: ","))] }"
    )
    let stock = await StockTaking(
      ScanOptions(paths: [folder.url.path]), context: try ScanContext(paths: [], given: [], values: []),
      atlas: .init()
    ).run()
    return try #require(stock.resources.first { $0.name == "claims" })
  }

  @Test("the parameters that are passed are in force, with who passes them")
  func passed() async throws {
    let place = try await account([Self.deployment("store", "francecentral")]).place
    #expect(place.candidates.map(\.value.code) == ["francecentral"] && place.unknown == nil)
    #expect(place.candidates[0].evidence.contains { $0.text.contains("`store` of") })
  }

  @Test("several deployments of one template are several possible values")
  func several() async throws {
    let place = try await account([
      Self.deployment("home", "francecentral"), Self.deployment("away", "eastus"),
    ]).place
    #expect(place.candidates.map(\.value.code) == ["francecentral", "eastus"])
    #expect(place.candidates.allSatisfy { $0.condition?.name == "the deployment" })
  }

  @Test("a parameter of the parent that is passed on is named with its file")
  func passedOn() async throws {
    let place = try await account(
      [Self.deployment("store", "[parameters('where')]")],
      parameters: #"{ "where": { "type": "string", "allowedValues": ["francecentral", "eastus"] } }"#
    ).place
    #expect(place.candidates.map(\.value.code) == ["francecentral", "eastus"])
    #expect(place.candidates.first?.condition?.name.hasPrefix("where of ") == true)
  }
}
