import Assessment

/// What every OSCAL document of a report has in common: its metadata, and the tool that speaks.
struct OSCALHead: Sendable {
  let report: ScanReport
  /// The version of OSCAL.
  let version: String
  let time: ReportTime
  let uuids: ReportUUIDs
  /// The identifier of this program as a component.
  let tool: String

  init(_ report: ScanReport, version: String, time: ReportTime, uuids: ReportUUIDs) {
    self.report = report
    self.version = version
    self.time = time
    self.uuids = uuids
    tool = NamedUUID("tool\0bornage\0\(report.version)", in: ReportUUIDs.namespace).description
  }

  /// The identifier of a person who approved a waiver.
  static func party(_ name: String) -> String {
    NamedUUID("person\0\(name)", in: ReportUUIDs.namespace).description
  }

  // MARK: Metadata

  func metadata(_ title: String, approvers: [String] = [], _ writer: inout JSONWriter) {
    writer.member(
      "metadata",
      object: { writer in
        writer.member("title", markup: title)
        writer.member("last-modified", time.stamp)
        writer.member("version", uuids.run.description)
        writer.member("oscal-version", version)
        writer.member(
          "props",
          array: { writer in
            writer.prop("time-basis", time.basis, remarks: time.meaning)
            writer.prop("tool-version", report.version)
            writer.prop("atlas-as-of", report.atlasAsOf)
            writer.prop("atlas-sha256", report.provenance?.atlasSHA256)
            writer.prop("cards-sha256", report.provenance?.cardsSHA256)
          })
        people(approvers, &writer)
        writer.member(
          "remarks",
          markup: "Made by a tool without a person's judgement; nobody has signed it off. "
            + "It says what was found in what was understood, and no more.")
      })
  }

  private func people(_ names: [String], _ writer: inout JSONWriter) {
    guard !names.isEmpty else { return }
    writer.member(
      "roles",
      array: { writer in
        writer.object {
          $0.member("id", "approver")
          $0.member("title", "Approver of waivers")
        }
      })
    writer.member("parties", lines: names) { writer, name in
      writer.object {
        $0.member("uuid", Self.party(name))
        $0.member("type", "person")
        $0.member("name", OSCALText.string(name))
      }
    }
  }

  // MARK: Tool

  func assets(_ writer: inout JSONWriter) {
    writer.member(
      "assessment-assets",
      object: { writer in
        writer.member("components", array: { writer in component(&writer) })
        writer.member(
          "assessment-platforms",
          array: { writer in
            writer.object { writer in
              writer.member("uuid", uuids.ofRun("platform"))
              writer.member("title", "The machine on which the scan ran")
              writer.member(
                "uses-components",
                array: { writer in writer.object { $0.member("component-uuid", tool) } })
            }
          })
      })
  }

  private func component(_ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uuid", tool)
      writer.member("type", "software")
      writer.member("title", "bornage")
      writer.member(
        "description",
        "Reads descriptions of infrastructure offline and holds them against policies; asks no running system."
      )
      writer.member(
        "props",
        array: { writer in
          writer.object {
            $0.member("name", "version")
            $0.member("value", OSCALText.string(report.version))
          }
        })
      writer.member("status", object: { $0.member("state", "operational") })
    }
  }

  /// Who says so: the tool.
  func origins(_ writer: inout JSONWriter) {
    writer.member("origins", array: { writer in origin(&writer) })
  }

  func origin(_ writer: inout JSONWriter) {
    writer.object { writer in actors(&writer) }
  }

  func actors(_ writer: inout JSONWriter) {
    writer.member(
      "actors",
      array: { writer in
        writer.object {
          $0.member("type", "tool")
          $0.member("actor-uuid", tool)
        }
      })
  }
}
