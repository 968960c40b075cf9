/// Matches findings of two states by decision and file, as multisets.
///
/// The same resource key may stand in several files, each with the same breach: those are several decisions. A finding
/// is first held against what was known in its own file. Only what is left over on both sides may be the same thing in
/// a moved file, and only if the caller agrees that it can have moved.
struct DecisionMatch {
  /// A finding as far as matching goes.
  struct Sighting {
    let decision: String
    let policy: String
    /// Empty for a question to the whole scan.
    let file: String
  }

  /// For every new sighting, the index of the old one that it is.
  private(set) var partners: [Int?]
  /// The old ones that nothing new is, in order.
  private(set) var gone: [Int] = []

  /// - Parameter mayMove: true if an old sighting can have moved to where a new one is.
  init(old: [Sighting], new: [Sighting], mayMove: (_ old: Int, _ new: Int) -> Bool) {
    partners = [Int?](repeating: nil, count: new.count)
    var known: [String: [Int]] = [:]
    known.reserveCapacity(old.count)
    for index in old.indices { known[old[index].decision, default: []].append(index) }
    var waiting: [String: [Int]] = [:]
    var order: [String] = []
    for index in new.indices where known[new[index].decision] != nil {
      let decision = new[index].decision
      if waiting[decision] == nil { order.append(decision) }
      waiting[decision, default: []].append(index)
    }
    var taken = [Bool](repeating: false, count: old.count)
    for decision in order {
      Self.match(known[decision] ?? [], waiting[decision] ?? [], old, new, mayMove, &partners, &taken)
    }
    gone = old.indices.filter { !taken[$0] }
  }

  /// Matches the sightings of one decision.
  private static func match(
    _ olds: [Int], _ news: [Int], _ old: [Sighting], _ new: [Sighting],
    _ mayMove: (Int, Int) -> Bool, _ partners: inout [Int?], _ taken: inout [Bool]
  ) {
    func pair(_ left: Int, _ right: Int) {
      partners[right] = left
      taken[left] = true
    }
    var byFile: [String: [Int]] = [:]
    for index in olds { byFile[old[index].file, default: []].append(index) }
    // Two policies may have a rule of one name: the same policy goes first.
    for isSamePolicy in [true, false] {
      for index in news where partners[index] == nil {
        let here = byFile[new[index].file] ?? []
        let found = here.first {
          !taken[$0] && (!isSamePolicy || old[$0].policy == new[index].policy)
        }
        if let found { pair(found, index) }
      }
    }
    var left = olds.filter { !taken[$0] }
    for index in news where partners[index] == nil && !left.isEmpty {
      let fitting = left.indices.filter { mayMove(left[$0], index) }
      guard let at = fitting.first(where: { old[left[$0]].policy == new[index].policy }) ?? fitting.first
      else { continue }
      pair(left.remove(at: at), index)
    }
  }
}
