import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

@Suite struct ARMRobustnessTests {
  private let reading = DialectReading(dialect: ARM())
  private static let head =
    #""$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#""#

  private func read(_ sections: String) -> Harvest? {
    reading.read("{ \(Self.head), \(sections) }", path: "t.json")
  }

  /// Any prefix of a template, and any template with a byte changed, is read to an end.
  @Test func brokenTemplatesAreReadToAnEnd() throws {
    let file = DialectReading.root.appending(path: "Fixtures/arm/patients.json")
    let bytes = Array(try Data(contentsOf: file))
    for length in stride(from: 0, to: bytes.count, by: 61) {
      _ = reading.read(SourceBytes(Data(bytes[..<length])), path: "t.json")
    }
    var state: UInt64 = 7
    for _ in 0..<150 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var changed = bytes
      changed[Int(state >> 33) % bytes.count] =
        [0x22, 0x5B, 0x5D, 0x7B, 0x27, 0x28, 0x2C, 0x00][Int(state >> 60) % 8]
      _ = reading.read(SourceBytes(Data(changed)), path: "t.json")
    }
  }

  @Test(arguments: [
    #""resources": 3"#, #""resources": null"#, #""resources": [null, 1, "x", []]"#, #""resources": [{}]"#,
    #""resources": [{ "type": 3, "name": {} }]"#, #""resources": [{ "type": "a", "name": "b" }]"#,
    #""resources": { "a": { "type": "Microsoft.Sql/servers" } }"#,
    #""parameters": [], "variables": 1, "resources": []"#,
    #""resources": [{ "type": "Microsoft.Storage/storageAccounts", "name": "a/b/c", "sku": "x", "properties": [] }]"#,
    #""resources": [{ "type": "Microsoft.Storage/storageAccounts", "name": ["a"], "location": {}, "tags": 5 }]"#,
    #""resources": [{ "type": "Microsoft.Resources/deployments", "name": "d", "properties": { "template": 5 } }]"#,
    #""resources": [{ "type": "Microsoft.Web/sites", "name": "[", "location": "[]", "properties": "[json('{')]" }]"#,
  ])
  func strangeTemplatesAreReadToAnEnd(sections: String) {
    #expect(read(sections) != nil)
  }

  @Test func circlesEnd() throws {
    let harvest = try #require(
      read(
        #"""
        "variables": { "a": "[variables('b')]", "b": "[concat(variables('a'), 'x')]" },
        "parameters": { "p": { "type": "string", "defaultValue": "[parameters('q')]" },
                        "q": { "type": "string", "defaultValue": "[parameters('p')]" } },
        "functions": [ { "namespace": "n", "members": { "f": { "parameters": [], "output": { "value": "[n.f()]" } } } } ],
        "resources": [
          { "type": "Microsoft.Storage/storageAccounts", "name": "[variables('a')]", "location": "[parameters('p')]" },
          { "type": "Microsoft.Storage/storageAccounts", "name": "x", "location": "[n.f()]" },
          { "type": "Microsoft.Storage/storageAccounts", "name": "y",
            "location": "[reference(resourceId('Microsoft.Storage/storageAccounts', 'z'), '1', 'Full').location]" },
          { "type": "Microsoft.Storage/storageAccounts", "name": "z",
            "location": "[reference(resourceId('Microsoft.Storage/storageAccounts', 'y'), '1', 'Full').location]" }
        ]
        """#))
    #expect(harvest.resources.count == 4)
    #expect(harvest.resources.allSatisfy { $0.place.isUnknown })
    #expect(harvest.resources.allSatisfy { $0.place.unknown?.remedy.isEmpty == false })
  }

  @Test func loopsAreBoundedAndUnknownCountsSaySo() throws {
    let loop = { (count: String) in
      #"""
      "parameters": { "n": { "type": "int" }, "list": { "type": "array", "defaultValue": ["westeurope", "eastus"] } },
      "resources": [ { "type": "Microsoft.Storage/storageAccounts", "name": "[concat('s', copyIndex())]",
        "location": "[parameters('list')[copyIndex()]]", "copy": { "name": "c", "count": \#(count) } } ]
      """#
    }
    let two = try #require(read(loop(#""[length(parameters('list'))]""#)))
    #expect(two.resources.flatMap { $0.place.values.map(\.code) } == ["westeurope", "eastus"])
    let open = try #require(read(loop(#""[parameters('n')]""#)))
    #expect(open.resources.count == 1)
    #expect(
      open.resources[0].place.unknown?.evidence.contains { $0.text.contains("count is not known") } == true)
    let many = try #require(read(loop("100000")))
    #expect(many.resources.count == 64)
    #expect(many.unread.contains { $0.reason.contains("100000") })
    #expect(try #require(read(loop("0"))).resources.isEmpty)
  }

  /// Templates inside templates, each of which holds two: what is read is bounded, and what is not is told.
  @Test func towersOfNestedTemplatesEnd() throws {
    var inner = #"{ "type": "Microsoft.Storage/storageAccounts", "name": "s" }"#
    for _ in 0..<14 {
      let deployment =
        #"{ "type": "Microsoft.Resources/deployments", "name": "d", "properties": { "template": { "resources": [\#(inner), \#(inner)] } } }"#
      inner = deployment.utf8.count < 400_000 ? deployment : inner
    }
    let harvest = try #require(read(#""resources": [\#(inner)]"#))
    #expect(harvest.resources.count <= 4000)
  }
}
