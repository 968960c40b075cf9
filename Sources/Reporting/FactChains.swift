import Atlas
import Descriptors
import Inventory

/// All facts of a resource with their possible values, conditions and evidence, as lines.
struct FactChains {
  private let resource: Resource
  private let facts: OperatorFacts

  init(_ resource: Resource, atlas: Atlas, on day: String) {
    self.resource = resource
    facts = OperatorFacts(atlas: atlas, day: day)
  }

  func write(_ writer: inout TextWriter) {
    fact("place", resource.place, &writer) { place in
      let countries = place.countries.map(\.englishName).joined(separator: ", ")
      return "\(place.code), \(place.name): \(countries.isEmpty ? "anywhere" : countries)"
    }
    fact("operator", resource.operatorID, &writer) { $0 }
    for candidate in resource.operatorID.candidates {
      for line in facts.lines(candidate.value, of: resource) { writer.line("      \(SafeText.line(line))") }
    }
    roles(&writer)
    if let atRest = resource.atRest {
      fact("encryption at rest", atRest, &writer) { state in
        let algorithm = state.algorithm.map { ", \($0)" } ?? ""
        return (state.encrypted ? "on" : "off") + algorithm + ", layer \(state.layer.rawValue)"
      }
    }
    if let keyState = resource.keyState {
      fact("key", keyState, &writer) { key in
        "\(key.custody.code), \(key.custody.title)" + (key.reference.map { ": `\($0)`" } ?? "")
          + (key.place.map { ", kept in \($0.code)" } ?? "")
          + (key.multiRegion ? ", copied to other regions" : "")
      }
    }
    for link in resource.transit {
      fact("link: \(link.what)", link.state, &writer, Self.words)
    }
    for flow in resource.flows {
      fact("flow: \(flow.kind.rawValue) to \(flow.target)", flow.place, &writer) { place in
        let countries = place.countries.map(\.englishName).joined(separator: ", ")
        return "\(place.code): \(countries.isEmpty ? "anywhere" : countries)"
      }
      fact("  run by", flow.operatorID, &writer) { $0 }
      if let transit = flow.transit { fact("  hop", transit, &writer, Self.words) }
    }
    for secret in resource.clearSecrets {
      writer.line(
        "  secret in clear text: `\(SafeText.line(secret.name))` (\(place(secret.span))), not shown")
    }
    for tag in resource.tags {
      // A label is written by hand like any other line, and may hold what it should not.
      writer.line("  label: \(SafeText.line(Redaction.shown("\(tag.key): \(tag.value)")))")
    }
  }

  /// Who else has a part in it, each with the part.
  private func roles(_ writer: inout TextWriter) {
    let parts = OperatorRoles(atlas: facts.atlas).parts(of: resource)
    guard !parts.isEmpty else { return }
    writer.line("  roles:")
    for part in parts { writer.line("      \(SafeText.line("\(part.role): \(part.operatorID)"))") }
  }

  private static func words(_ state: TransitState) -> String {
    (state.encrypted ? "encrypted" : "clear text is accepted")
      + (state.minimumVersion.map { ", TLS \($0.code) at least" } ?? "")
      + (state.skipsVerification ? ", certificates are not checked" : "")
  }

  private func fact<Value>(
    _ name: String, _ possible: Possible<Value>, _ writer: inout TextWriter, _ words: (Value) -> String
  ) {
    for candidate in possible.candidates {
      let when = candidate.conditions.map { "`\($0.name)` is \($0.value)" }.joined(separator: " and ")
      writer.line(
        "  \(SafeText.line(name)): \(writer.paint(SafeText.line(words(candidate.value)), .bold))"
          + (when.isEmpty ? "" : ", if \(SafeText.line(when))"))
      chain(candidate.evidence, &writer)
    }
    if let unknown = possible.unknown {
      writer.line(
        "  \(SafeText.line(name)): \(writer.paint("not known", .yellow)), \(SafeText.line(unknown.reason))")
      chain(unknown.evidence, &writer)
      if !unknown.remedy.isEmpty { writer.line("      help: \(SafeText.line(unknown.remedy))") }
    }
  }

  private func chain(_ evidence: [Evidence], _ writer: inout TextWriter) {
    for link in evidence {
      let place = link.span.map { " (\(self.place($0)))" } ?? ""
      let source = link.source.map { " [\(SafeText.line($0))]" } ?? ""
      writer.line("      \(link.kind.rawValue): \(SafeText.line(link.text))\(place)\(source)")
    }
  }

  private func place(_ span: SourceSpan) -> String {
    "\(SafeText.line(span.file)):\(span.start.line):\(span.start.column)"
  }
}
