import Descriptors
import Inventory

/// The data classes that come to resources with other resources' data, to a fixed point.
///
/// A log, a copy, a queue holds what its source holds, and hands it on, unless it says itself what it holds. A source
/// that says nothing gives nothing: the policy's word for unlabelled data is no statement about data.
struct ClassSpread {
  private var inherited: [Int: ClassMembership] = [:]

  init(_ resources: [Resource], classifier: DataClassifier) {
    let receivers = resources.indices.filter { !resources[$0].inflows.isEmpty }
    guard !receivers.isEmpty else { return }
    var own: [Int: ClassMembership] = [:]
    for index in Set(receivers + receivers.flatMap { resources[$0].inflows.map(\.source) }) {
      if case .said(let membership) = classifier.own(resources[index]) { own[index] = membership }
    }
    var isStable = false
    // Every round adds a class somewhere, and there are no more than 64: circles end.
    while !isStable {
      isStable = true
      for target in receivers where own[target] == nil {
        for inflow in resources[target].inflows {
          guard let source = own[inflow.source] ?? inherited[inflow.source] else { continue }
          let known = inherited[target] ?? ClassMembership(bits: 0, evidence: [])
          guard source.bits & ~known.bits != 0 else { continue }
          let why = Evidence(
            .derived,
            "receives the data of `\(resources[inflow.source].name)` (\(Phrase(term: inflow.kind.rawValue)))",
            at: inflow.span)
          inherited[target] = ClassMembership(
            bits: known.bits | source.bits, evidence: known.evidence + [why] + source.evidence)
          isStable = false
        }
      }
    }
  }

  /// What comes to a resource; nil if nothing does.
  subscript(_ index: Int) -> ClassMembership? { inherited[index] }
}
