// How targets of flows are named.
extension CardReader {
  /// One target, or some of several.
  func shown(_ targets: [PropertyValue], _ form: FlowCard.Form) -> String {
    var words: [String] = []
    for target in targets {
      let word = shown(target, form)
      if !words.contains(word) { words.append(word) }
    }
    let most = 4
    let rest = words.count > most ? " or \(words.count - most) others" : ""
    return words.prefix(most).joined(separator: " or ") + rest
  }

  private func shown(_ value: PropertyValue, _ form: FlowCard.Form) -> String {
    if form == .pair { return "the paired region" }
    if form == .edge { return Self.edgeSites }
    return switch value {
    case .text(let text, _) where form == .elsewhere && Self.flag(text) != nil: "a place that is not declared"
    case .text(let text, _) where form == .image: ImageReference(source.hostText(text))?.registry ?? text
    case .text(let text, _): Endpoint(text)?.shown ?? (text.contains("@") ? "an e-mail address" : text)
    case .resource(let name, _): name
    case .absent, .structure: "a target"
    }
  }
}
