import Assessment

/// The assessment plan of a scan: OSCAL wants results to say which plan they follow.
///
/// It is written from the policies alone. There is no system security plan to import, so a resource in the back matter
/// stands in for one and says so.
struct OSCALPlan {
  private let head: OSCALHead
  private let controls: OSCALControls
  private let uuids: ReportUUIDs

  init(_ head: OSCALHead, controls: OSCALControls) {
    self.head = head
    self.controls = controls
    uuids = head.uuids
  }

  /// The identifier of the document.
  var uuid: String { uuids.ofRun("assessment-plan\0\(head.version)") }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    let policies = head.report.assessment.policies
    let system = uuids.ofRun("system-security-plan")
    writer.object { writer in
      writer.member(
        "assessment-plan",
        object: { writer in
          writer.member("uuid", uuid)
          head.metadata(
            "Assessment plan: descriptors of infrastructure held against "
              + (policies.isEmpty ? "no policy" : policies.map(\.id).joined(separator: ", ")), &writer)
          writer.member("import-ssp", object: { $0.member("href", "#\(system)") })
          writer.member(
            "local-definitions",
            object: { writer in
              controls.definitions(&writer)
              activity(&writer)
            })
          controls.reviewed(
            Array(head.report.assessment.rules.indices), or: policies.first?.id ?? "none", &writer)
          writer.member("assessment-subjects", array: { writer in subject(&writer) })
          head.assets(&writer)
          task(&writer)
          backMatter(system, &writer)
        })
    }
    writer.newline()
    return writer.bytes
  }

  private func activity(_ writer: inout JSONWriter) {
    writer.member(
      "activities",
      array: { writer in
        writer.object { writer in
          writer.member("uuid", uuids.ofRun("activity"))
          writer.member("title", "Examine the descriptors")
          writer.member(
            "description",
            "Read every given descriptor, derive the facts of each resource (its place, operator, encryption, keys "
              + "and flows) with their evidence, and hold them against each rule. A value that cannot be known is "
              + "reported as such and never counts as satisfied.")
          writer.member("props", array: { writer in writer.prop("method", "EXAMINE") })
          let policies = head.report.assessment.policies
          if !policies.isEmpty {
            writer.member("links", lines: policies) { writer, policy in
              writer.object {
                $0.member("href", "#\(uuids.ofRun("policy\0\(policy.id)"))")
                $0.member("rel", "policy")
              }
            }
          }
        }
      })
  }

  private func subject(_ writer: inout JSONWriter) {
    writer.object {
      $0.member("type", "inventory-item")
      $0.member(
        "description", "Every resource that the descriptors declare: the whole population, no sample.")
      $0.member("include-all", object: { _ in })
    }
  }

  private func task(_ writer: inout JSONWriter) {
    writer.member(
      "tasks",
      array: { writer in
        writer.object { writer in
          writer.member("uuid", uuids.ofRun("task"))
          writer.member("type", "action")
          writer.member("title", "Scan")
          writer.member(
            "associated-activities",
            array: { writer in
              writer.object { writer in
                writer.member("activity-uuid", uuids.ofRun("activity"))
                writer.member("subjects", array: { writer in subject(&writer) })
              }
            })
        }
      })
  }

  private func backMatter(_ system: String, _ writer: inout JSONWriter) {
    writer.member(
      "back-matter",
      object: { writer in
        writer.member(
          "resources",
          array: { writer in
            writer.object {
              $0.member("uuid", system)
              $0.member("title", "The described infrastructure")
              $0.member(
                "description",
                "Stands in for a system security plan, which was not given: the system is what the descriptors "
                  + "declare.")
            }
            for policy in head.report.assessment.policies { Self.policy(policy, uuids, &writer) }
          })
      })
  }

  /// A policy with the digest of its file.
  static func policy(_ policy: PolicyIdentity, _ uuids: ReportUUIDs, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("uuid", uuids.ofRun("policy\0\(policy.id)"))
      writer.member("title", markup: "Policy \(policy.id) \(policy.version)")
      writer.member("description", markup: policy.title)
      writer.member(
        "rlinks",
        array: { writer in
          writer.object { writer in
            writer.member("href", "urn:x-bornage:policy:\(OSCALText.token(policy.id))")
            digest(policy.sha256, &writer)
          }
        })
    }
  }

  static func digest(_ sha256: String, _ writer: inout JSONWriter) {
    writer.member(
      "hashes",
      array: { writer in
        writer.object {
          $0.member("algorithm", "SHA-256")
          $0.member("value", sha256)
        }
      })
  }
}
