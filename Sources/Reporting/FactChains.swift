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
      "\(place.code), \(place.shownName): \(Self.countries(place))"
    }
    fact("operator", resource.operatorID, &writer) { Phrase(verbatim: $0) }
    for candidate in resource.operatorID.candidates {
      for line in facts.lines(candidate.value, of: resource) {
        writer.line("      " + writer.style.say(line))
      }
    }
    roles(&writer)
    if let atRest = resource.atRest { fact("encryption at rest", atRest, &writer, Self.words) }
    if let keyState = resource.keyState { fact("key", keyState, &writer, Self.words) }
    for link in resource.transit {
      fact("link: \(link.what)", link.state, &writer, Self.words)
    }
    for flow in resource.flows {
      fact("flow: \(Phrase(term: flow.kind.rawValue)) to \(flow.shownTarget)", flow.place, &writer) { place in
        "\(place.code): \(Self.countries(place))"
      }
      fact("run by", indent: "  ", flow.operatorID, &writer) { Phrase(verbatim: $0) }
      if let transit = flow.transit { fact("hop", indent: "  ", transit, &writer, Self.words) }
    }
    for secret in resource.clearSecrets {
      writer.line(
        "  "
          + writer.style.say("secret in clear text: `\(secret.name)` (\(place(secret.span))), not shown"))
    }
    for tag in resource.tags {
      // A label is written by hand like any other line, and may hold what it should not.
      let label = Redaction.shown("\(tag.key): \(tag.value)")
      writer.line("  " + writer.style.say("label: \(label)"))
    }
  }

  /// Who else has a part in it, each with the part.
  private func roles(_ writer: inout TextWriter) {
    let parts = OperatorRoles(atlas: facts.atlas).parts(of: resource)
    guard !parts.isEmpty else { return }
    writer.line("  \(writer.style.say("roles"))\(writer.style.language.colon)")
    for part in parts {
      writer.line("      " + writer.style.say("\(Phrase(term: part.role)): \(part.operatorID)"))
    }
  }

  private static func countries(_ place: Place) -> Phrase {
    place.countries.isEmpty ? "anywhere" : .enumeration(place.countries.map { Phrase($0) })
  }

  private static func words(_ state: AtRest) -> Phrase {
    let layer = Phrase(term: state.layer.rawValue)
    let state: Phrase =
      state.algorithm.map { state.encrypted ? "on, \($0)" : "off, \($0)" }
      ?? (state.encrypted ? "on" : "off")
    return "\(state), layer \(layer)"
  }

  private static func words(_ key: KeyState) -> Phrase {
    var text: Phrase = "\(key.custody.code), \(Phrase(term: key.custody.title))"
    if let reference = key.reference { text = "\(text): `\(reference)`" }
    if let place = key.place { text = "\(text), kept in \(place.code)" }
    return key.multiRegion ? "\(text), copied to other regions" : text
  }

  private static func words(_ state: TransitState) -> Phrase {
    var text: Phrase = state.encrypted ? "encrypted" : "clear text is accepted"
    if let version = state.minimumVersion { text = "\(text), TLS \(version.code) at least" }
    return state.skipsVerification ? "\(text), certificates are not checked" : text
  }

  private func fact<Value>(
    _ name: Phrase, indent: String = "", _ possible: Possible<Value>, _ writer: inout TextWriter,
    _ words: (Value) -> Phrase
  ) {
    let style = writer.style
    let start = "  \(indent)\(style.say(name))\(style.language.colon) "
    for candidate in possible.candidates {
      let conditions = candidate.conditions.map { "`\($0.name)` is \($0.phrase)" as Phrase }
      let when = Phrase.enumeration(conditions, separator: " and ")
      writer.line(
        "\(start)\(writer.paint(style.say(words(candidate.value)), .bold))"
          + (conditions.isEmpty ? "" : style.say(", if \(when)")))
      chain(candidate.evidence, &writer)
    }
    if let unknown = possible.unknown {
      writer.line("\(start)\(writer.paint(style.say("not known"), .yellow)), \(style.say(unknown.reason))")
      chain(unknown.evidence, &writer)
      if !unknown.remedy.isEmpty { writer.line("      " + style.say("help: \(unknown.remedy)")) }
    }
  }

  private func chain(_ evidence: [Evidence], _ writer: inout TextWriter) {
    let style = writer.style
    for link in evidence {
      let place = link.span.map { " (\(self.place($0)))" } ?? ""
      let source = link.source.map { " [\(SafeText.line($0))]" } ?? ""
      let kind = style.say(Phrase(term: link.kind.rawValue))
      writer.line("      \(kind)\(style.language.colon) \(style.say(link.text))\(place)\(source)")
    }
  }

  private func place(_ span: SourceSpan) -> String {
    "\(SafeText.line(span.file)):\(span.start.line):\(span.start.column)"
  }
}
