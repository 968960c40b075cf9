import Atlas
import Descriptors

extension Endpoint {
  /// True for addresses that never leave the machine.
  var isLoopback: Bool {
    host == "localhost" || host.hasSuffix(".localhost") || host == "::1" || host.hasPrefix("127.")
  }

  /// Notes the hop to this endpoint on a resource: as a flow if it leaves, as an internal link if it stays in a
  /// network of one's own (or the name is a documentation's) and something is known of its encryption.
  ///
  /// - Parameters:
  ///   - state: whether the hop is encrypted; nil to take what the scheme and port say.
  ///   - condition: under which the endpoint is this one.
  ///   - evidence: how the endpoint came about, beyond where it stands.
  func record(
    _ kind: FlowKind, state: Possible<TransitState>? = nil, when condition: Condition? = nil,
    evidence: [Evidence] = [], at span: SourceSpan, in resource: inout Resource, atlas: Atlas
  ) {
    guard !isLoopback else { return }
    let staysInside = isInternal || isReserved
    let state = state ?? (staysInside && encrypted == nil ? nil : transit(kind, at: span))
    guard !staysInside else {
      if let state {
        let fact = TransitFact(
          "link to \(shown)", exposure: .internal, state: state.under(condition, evidence: evidence), at: span
        )
        resource.transit.append(fact)
      }
      return
    }
    let declared = [Evidence(.declared, "the endpoint is \(shown)", at: span)] + evidence
    let (place, operatorID) = resolve(atlas)
    resource.flows.append(
      Flow(
        kind, to: shown, place: place.under(condition, evidence: declared),
        operatorID: operatorID.under(condition, evidence: declared),
        transit: state?.under(condition, evidence: evidence), at: span))
  }
}
