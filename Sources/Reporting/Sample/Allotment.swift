import Assessment

/// How many results of each stratum are drawn.
///
/// First one of each, the verdicts taking turns so that a small sample has findings and passes alike; what is left is
/// shared out in proportion to what the strata still hold (largest remainders).
struct Allotment {
  private(set) var shares: [AuditSample.Stratum: Int] = [:]

  init(_ counts: [AuditSample.Stratum: Int], size: Int, seed: String) {
    let turns = Self.turns(Array(counts.keys), seed: seed)
    let wanted = min(max(0, size), counts.values.reduce(0, +))
    for stratum in turns.prefix(wanted) { shares[stratum] = 1 }
    let left = wanted - min(wanted, turns.count)
    guard left > 0 else { return }
    let rests = turns.map { (counts[$0] ?? 0) - 1 }
    let total = rests.reduce(0, +)
    var extra = rests.map { $0 * left / total }
    let missing = left - extra.reduce(0, +)
    let byRemainder = turns.indices.sorted {
      let (first, second) = (rests[$0] * left % total, rests[$1] * left % total)
      return first == second ? $0 < $1 : first > second
    }
    for index in byRemainder.prefix(missing) { extra[index] += 1 }
    for (stratum, count) in zip(turns, extra) { shares[stratum, default: 0] += count }
  }

  /// The strata in the order in which they get their first result.
  private static func turns(_ strata: [AuditSample.Stratum], seed: String) -> [AuditSample.Stratum] {
    let order: [Verdict] = [.fail, .pass, .undetermined, .conditional, .evidenceRequired, .notApplicable]
    let tickets = Dictionary(
      uniqueKeysWithValues: strata.map { ($0, Digest.hexadecimal(of: Array("\(seed)\n\($0.name)\n".utf8))) })
    var queues = order.map { verdict in
      strata.filter { $0.verdict == verdict }.sorted { (tickets[$0] ?? "") > (tickets[$1] ?? "") }
    }
    var turns: [AuditSample.Stratum] = []
    while turns.count < strata.count {
      for index in queues.indices {
        if let next = queues[index].popLast() { turns.append(next) }
      }
    }
    return turns
  }
}
