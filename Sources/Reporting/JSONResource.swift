import Assessment
import Atlas
import Descriptors
import Inventory

/// A resource and its facts as JSON: every possible value with its condition, and what is not known.
enum JSONResource {
  /// A resource, whole.
  ///
  /// - Parameter more: members beyond those of a scan's report.
  static func write(
    _ resource: Resource, _ writer: inout JSONWriter, more: ((inout JSONWriter) -> Void)? = nil
  ) {
    writer.object { writer in
      members(resource, &writer)
      more?(&writer)
    }
  }

  static func members(_ resource: Resource, _ writer: inout JSONWriter) {
    identity(resource, &writer)
    // A resource that passes has no finding: what its place rests on has to stand here.
    possible("places", resource.place, withEvidence: true, &writer) { place, writer in
      writer.member("code", place.code)
      writer.member("kind", place.kind.rawValue)
      writer.member("provider", place.provider)
      writer.member("name", place.name)
      writer.member("countries", strings: place.countries.map(\.code))
    }
    possible("operator", resource.operatorID, &writer) { id, writer in writer.member("id", id) }
    if let atRest = resource.atRest {
      possible("encryptionAtRest", atRest, &writer) { state, writer in
        writer.member("encrypted", state.encrypted)
        writer.member("algorithm", state.algorithm)
        writer.member("layer", state.layer.rawValue)
        writer.member("byDefault", state.byDefault)
      }
    }
    if let keyState = resource.keyState {
      possible("keyCustody", keyState, &writer) { key, writer in
        writer.member("custody", key.custody.code)
        writer.member("reference", key.reference)
        writer.member("place", key.place?.code)
        writer.member("operator", key.operatorID)
        writer.member("multiRegion", key.multiRegion)
        if let days = key.rotationDays { writer.member("rotationDays", days) }
      }
    }
    if let algorithm = resource.keyAlgorithm {
      possible("keyAlgorithm", algorithm, &writer) { key, writer in writer.member("algorithm", key.name) }
    }
    links(resource, &writer)
  }

  private static func identity(_ resource: Resource, _ writer: inout JSONWriter) {
    writer.member("id", resource.id)
    writer.member("dialect", resource.dialect)
    writer.member("type", resource.type)
    writer.member("kind", resource.kind.rawValue)
    writer.member("roles", strings: resource.roles.map(\.rawValue))
    writer.member("name", resource.name)
    writer.member("file", resource.span.file)
    writer.member("span", object: { span(resource.span, &$0) })
    writer.member("holdsData", resource.holdsData)
  }

  private static func links(_ resource: Resource, _ writer: inout JSONWriter) {
    writer.member(
      "inTransit",
      array: { writer in
        for fact in resource.transit {
          writer.object { writer in
            writer.member("what", fact.what)
            writer.member("exposure", fact.exposure.rawValue)
            writer.member("line", fact.span.start.line)
            possible("state", fact.state, &writer) { state, writer in transit(state, &writer) }
          }
        }
      })
    writer.member(
      "flows",
      array: { writer in
        for flow in resource.flows {
          writer.object { writer in
            writer.member("kind", flow.kind.rawValue)
            writer.member("target", flow.target)
            writer.member("targetKey", flow.targetKey)
            writer.member("line", flow.span.start.line)
            possible("places", flow.place, &writer) { place, writer in
              writer.member("code", place.code)
              writer.member("countries", strings: place.countries.map(\.code))
            }
            possible("operator", flow.operatorID, &writer) { id, writer in writer.member("id", id) }
            if let state = flow.transit {
              possible("inTransit", state, &writer) { state, writer in transit(state, &writer) }
            }
          }
        }
      })
    writer.member(
      "clearSecrets",
      array: { writer in
        for secret in resource.clearSecrets {
          writer.object {
            $0.member("name", secret.name)
            $0.member("line", secret.span.start.line)
          }
        }
      })
  }

  private static func transit(_ state: TransitState, _ writer: inout JSONWriter) {
    writer.member("encrypted", state.encrypted)
    writer.member("minimumVersion", state.minimumVersion?.code)
    if state.skipsVerification { writer.member("skipsVerification", true) }
  }

  /// All candidates as an array; the unknown rest, if any, is its last element.
  private static func possible<Value>(
    _ key: StaticString, _ possible: Possible<Value>, withEvidence: Bool = false, _ writer: inout JSONWriter,
    _ body: (Value, inout JSONWriter) -> Void
  ) {
    writer.member(
      key,
      array: { writer in
        for candidate in possible.candidates {
          writer.object { writer in
            body(candidate.value, &writer)
            when(candidate.conditions, &writer)
            if withEvidence { evidence(candidate.evidence, &writer) }
          }
        }
        if let unknown = possible.unknown {
          writer.object { writer in
            writer.member("unknown", unknown.reason)
            writer.member("remedy", unknown.remedy)
          }
        }
      })
  }

  /// What must hold for a candidate; the second and further conditions stand below the first.
  private static func when(_ conditions: [Condition], _ writer: inout JSONWriter) {
    guard let first = conditions.first else { return }
    writer.member(
      "when",
      object: { writer in
        writer.member("name", first.name)
        writer.member("is", first.value)
        guard conditions.count > 1 else { return }
        writer.member(
          "and",
          array: { writer in
            for condition in conditions.dropFirst() {
              writer.object {
                $0.member("name", condition.name)
                $0.member("is", condition.value)
              }
            }
          })
      })
  }

  /// A chain of evidence.
  static func evidence(_ chain: [Evidence], _ writer: inout JSONWriter) {
    writer.member("evidence", array: { writer in for link in chain { write(link, &writer) } })
  }

  private static func write(_ evidence: Evidence, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("kind", evidence.kind.rawValue)
      writer.member("text", evidence.text)
      if let span = evidence.span {
        writer.member("file", span.file)
        writer.member("line", span.start.line)
        writer.member("column", span.start.column)
      }
      writer.member("source", evidence.source)
    }
  }

  static func span(_ span: SourceSpan, _ writer: inout JSONWriter) {
    writer.member("startLine", span.start.line)
    writer.member("startColumn", span.start.column)
    writer.member("endLine", span.end.line)
    writer.member("endColumn", span.end.column)
  }
}
