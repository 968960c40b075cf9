import Atlas
import Descriptors

/// Reads the facts of one resource with the help of its card.
struct CardReader {
  let card: ServiceCard
  let source: any PropertySource
  let scene: Scene

  /// Fills in everything that the card speaks of.
  func read(into resource: inout Resource) {
    resource.service = card.service
    readTags(into: &resource)
    readAtRest(into: &resource)
    if let keyCard = card.keyCard {
      resource.keyState = keyState(keyCard, place: resource.place, operatorID: resource.operatorID)
      addMultiRegionFlow(keyCard, to: &resource)
    }
    if let algorithm = card.keyAlgorithm { resource.keyAlgorithm = keyAlgorithm(algorithm) }
    for transit in card.transit { resource.transit += facts(transit) }
    for flow in card.flows { resource.flows += flows(flow, of: resource) }
    readSecrets(into: &resource)
    readVariables(into: &resource)
  }

  /// The same card read from another place: an item of a list.
  func reading(_ part: any PropertySource) -> CardReader {
    CardReader(card: card, source: part, scene: scene)
  }

  private func readTags(into resource: inout Resource) {
    for path in card.tags[source.dialect] ?? [] {
      for (key, value) in source.entries(path) {
        for case .text(let text, let span) in value.candidates.map(\.value) {
          resource.tags.append(Tag(key, text, at: span))
        }
      }
    }
  }

  // MARK: Pieces

  func unread<Value>(_ span: SourceSpan) -> Possible<Value> {
    .unknown(
      "the value cannot be read as a setting of \(card.title)",
      remedy: "write one of the values that the service documents",
      evidence: [Evidence(.declared, "the setting stands here", at: span)])
  }

  /// What silence means here, where other properties may decide it.
  func meaning(of silence: SilenceCard) -> Possible<SilenceCard> {
    var rest = Possible(silence, evidence: [])
    for other in silence.cases.reversed() {
      let otherwise = rest
      let value = source.value(other.property[source.dialect])
      if value.unknown != nil, other.silence.encrypted == silence.encrypted { continue }
      rest = value.flatMap { value in
        guard let span = value.span, other.fits(value) else { return otherwise }
        return Possible(
          other.silence, evidence: [Evidence(.declared, "what silence means depends on this", at: span)])
      }
    }
    return rest
  }

  static func flag(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "enabled", "on": true
    case "false", "disabled", "off": false
    default: nil
    }
  }
}

extension SilenceCard.Case {
  fileprivate func fits(_ value: PropertyValue) -> Bool {
    switch value {
    case .absent: false
    case .text(let text, _): values.isEmpty || values.contains { ValuePattern.matches($0, text) }
    case .resource, .structure: values.isEmpty
    }
  }
}

extension PropertyValue {
  var isAbsent: Bool {
    if case .absent = self { true } else { false }
  }

  var span: SourceSpan? {
    switch self {
    case .text(_, let span), .resource(_, let span), .structure(let span): span
    case .absent: nil
    }
  }
}
