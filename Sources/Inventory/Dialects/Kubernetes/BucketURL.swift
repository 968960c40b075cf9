import Atlas
import Descriptors

/// The URL of a bucket or container: it names whose protocol it speaks, seldom a place.
struct BucketURL {
  private let scheme: String
  private let endpoint: Endpoint?

  /// Operators of the protocols that only one of them speaks.
  private static let operators: [String: String?] = [
    "s3": nil, "s3a": nil, "s3n": nil, "swift": nil, "gs": "gcp", "oss": "alibaba", "abfs": "azure",
    "abfss": "azure", "wasb": "azure", "wasbs": "azure",
  ]

  /// Reads a bucket's URL; nil for any other text.
  init?(_ text: String) {
    guard let mark = text.range(ofASCII: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard Self.operators[scheme] != nil else { return nil }
    // `s3:https://host/bucket`, as restic writes it, has a host of its own and is read as one.
    endpoint = Endpoint(text)
  }

  /// As it is shown; a bucket that a variable names stays unnamed.
  var shown: String { endpoint?.shown ?? "\(scheme)://(a variable)" }

  /// The flow of data to the bucket.
  func flow(_ kind: FlowKind, at span: SourceSpan, atlas: Atlas) -> Flow {
    let declared = Evidence(.declared, "the bucket \(shown) is named here", at: span)
    if scheme.hasPrefix("abfs") || scheme.hasPrefix("wasb"), let endpoint {
      let (place, operatorID) = endpoint.resolve(atlas)
      return Flow(
        kind, to: shown, place: place.under(nil, evidence: [declared]),
        operatorID: operatorID.under(nil, evidence: [declared]), at: span)
    }
    let remedy: Phrase = "declare the bucket in what is scanned, or check with the provider where it stands"
    let operatorID: Possible<String> =
      if let id = Self.operators[scheme] ?? nil {
        Possible(id, evidence: [declared, Evidence(.derived, "only \(id) speaks \(scheme)://")])
      } else {
        .unknown(
          "many operators speak \(scheme)://, and the bucket's name does not tell which", remedy: remedy,
          evidence: [declared])
      }
    return Flow(
      kind, to: shown,
      place: .unknown("the name of a bucket does not tell its region", remedy: remedy, evidence: [declared]),
      operatorID: operatorID, at: span)
  }
}
