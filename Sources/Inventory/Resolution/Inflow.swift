public import Descriptors

/// Data of another resource that comes to a resource: the other end of a ``Flow``.
public struct Inflow: Sendable {
  /// The index of the other resource in the inventory.
  public let source: Int
  /// What comes.
  public let kind: FlowKind
  /// Where the flow is declared.
  public let span: SourceSpan

  /// Data that comes from elsewhere.
  public init(from source: Int, _ kind: FlowKind, at span: SourceSpan) {
    self.source = source
    self.kind = kind
    self.span = span
  }
}

extension LinkedResources {
  /// Notes at the target of every flow of data where it comes from; the last step of linking, since it holds indices.
  public mutating func followData() {
    for source in all.indices {
      followCarriers(source)
      for flow in all[source].flows where flow.kind.carriesOwnData {
        guard let key = flow.targetKey, let target = index(of: key, near: all[source].span.file),
          target != source
        else { continue }
        all[target].inflows.append(Inflow(from: source, flow.kind, at: flow.span))
        // Some languages name the source on the replica, others the replica on the source: both hold the same.
        if flow.kind == .replica {
          all[source].inflows.append(Inflow(from: target, flow.kind, at: flow.span))
        }
      }
    }
  }

  /// What lets clients in carries the data of what stands behind it.
  private mutating func followCarriers(_ carrier: Int) {
    for reference in all[carrier].references where reference.relation == Reference.carries {
      guard let source = index(of: reference.target, near: all[carrier].span.file), source != carrier else {
        continue
      }
      all[carrier].inflows.append(Inflow(from: source, .delivery, at: all[carrier].span))
    }
  }
}
