import Descriptors

// The algorithm and length of a key or certificate.
extension CardReader {
  func keyAlgorithm(_ card: KeyAlgorithmCard) -> Possible<KeyAlgorithm> {
    let named = source.value(card.properties[source.dialect]).flatMap { value -> Possible<KeyAlgorithm> in
      switch value {
      case .text(let text, let span):
        let evidence = Evidence(.declared, "the key's algorithm is `\(text)`", at: span)
        if let algorithm = KeyAlgorithm(text) { return Possible(algorithm, evidence: [evidence]) }
        return .unknown(
          "the key's algorithm `\(text)` is not known",
          remedy: "name an algorithm that the service documents", evidence: [evidence])
      case .absent, .structure: return self.silent(card)
      case .resource(_, let span): return self.unread(span)
      }
    }
    guard card.sizes[source.dialect] != nil else { return named }
    return named.flatMap { algorithm in
      // A length beside a symmetric key or a curve beside an RSA key would contradict: the first that fits counts.
      self.source.value(card.sizes[self.source.dialect]).flatMap { size in
        guard case .text(let text, let span) = size,
          let bits = Int(text) ?? KeyAlgorithm(text)?.bits
        else { return Possible(algorithm, evidence: []) }
        return Possible(
          algorithm.sized(bits), evidence: [Evidence(.declared, "its length is `\(text)`", at: span)])
      }
    }
  }

  private func silent(_ card: KeyAlgorithmCard) -> Possible<KeyAlgorithm> {
    guard let silence = card.silence else {
      return .unknown(
        "the declaration names no algorithm of the key", remedy: "name the key's algorithm and length")
    }
    return Possible(
      silence,
      evidence: [
        Evidence(
          .providerDefault, "no algorithm is named: the key is \(silence.name)", at: source.span,
          source: self.card.source)
      ])
  }
}
