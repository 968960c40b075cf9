import Atlas
import Inventory

/// The inventory for programs: the resources as the JSON report of a scan has them.
struct InventoryJSON {
  private let inventory: InventoryReport

  init(_ inventory: InventoryReport) {
    self.inventory = inventory
  }

  func render() -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 20)
    let coverage = inventory.coverage
    writer.object { writer in
      writer.member("schemaVersion", JSONReport.schemaVersion)
      writer.member(
        "tool",
        object: {
          $0.member("name", "bornage")
          $0.member("version", inventory.version)
          $0.member("atlasAsOf", inventory.atlas.asOf)
        })
      JSONReport.coverage(coverage, &writer)
      writer.member("resources", parallelLines: inventory.resources) { writer, resource in
        JSONResource.write(resource, &writer)
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }
}
