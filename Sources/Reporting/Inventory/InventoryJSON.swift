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
      writer.member("asOf", inventory.asOf)
      JSONReport.coverage(coverage, &writer)
      summaries(&writer)
      let facts = OperatorFacts(atlas: inventory.atlas, day: inventory.asOf)
      let roles = OperatorRoles(atlas: inventory.atlas)
      writer.member("resources", parallelLines: inventory.resources) { writer, resource in
        JSONResource.write(resource, &writer) { writer in
          writer.member("service", resource.service)
          Self.parts(roles.parts(of: resource), &writer)
          Self.covers(facts.covers(resource), &writer)
        }
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  private func summaries(_ writer: inout JSONWriter) {
    let summary = InventorySummary(inventory)
    Self.groups("byCountry", "country", summary.byCountry, &writer)
    Self.groups("byClass", "class", summary.byClass, &writer)
    writer.member("operators", lines: summary.operators) { writer, entry in
      OperatorJSON(atlas: inventory.atlas, day: inventory.asOf).write(entry, &writer)
    }
    writer.member("unknownHosts", lines: summary.unknownHosts) { writer, host in
      writer.object {
        $0.member("host", host.name)
        $0.member("flows", host.count)
      }
    }
  }

  private static func groups(
    _ key: StaticString, _ name: StaticString, _ groups: [InventorySummary.Group], _ writer: inout JSONWriter
  ) {
    writer.member(key, lines: groups) { writer, group in
      writer.object { writer in
        writer.member(name, group.name)
        writer.member("resources", group.count)
        writer.member(
          "kinds",
          object: { writer in for kind in group.kinds { writer.member(named: kind.name, kind.count) } })
      }
    }
  }

  private static func parts(_ parts: [OperatorRoles.Part], _ writer: inout JSONWriter) {
    writer.member(
      "operatorRoles",
      array: { writer in
        for part in parts {
          writer.object {
            $0.member("operator", part.operatorID)
            $0.member("role", part.role)
          }
        }
      })
  }

  private static func covers(_ covers: [OperatorFacts.Cover], _ writer: inout JSONWriter) {
    writer.member(
      "qualifications",
      array: { writer in
        for cover in covers {
          writer.object { writer in
            writer.member("operator", cover.operatorID)
            writer.member("covers", cover.word)
            writer.member("why", cover.why)
            OperatorJSON.members(cover.qualification, &writer)
          }
        }
      })
  }
}
