/// Matches findings of two states by decision and file, as multisets.
///
/// The same resource key may stand in several files, each with the same breach: those are several decisions. A finding
/// is first held against what was known in its own file. Only what is left over on both sides may be the same thing in
/// another file, and only if the caller agrees that it can have moved: of no more resources than their file has lost
/// and the other has gained, since a file may declare the same object twice.
struct DecisionMatch {
  /// A finding as far as matching goes.
  struct Sighting {
    let decision: String
    let policy: String
    /// Empty for a question to the whole scan.
    let file: String
    /// The resource, numbered within its state, of which there may be several sightings; nil if it is not known, or none.
    var resource: Int?
  }

  /// What the caller knows of moves.
  struct Moves {
    /// How many of the resources of an old sighting's key its file has lost.
    var lost: (_ old: Int) -> Int = { _ in .max }
    /// How many of the resources of a new sighting's key its file has gained.
    var gained: (_ new: Int) -> Int = { _ in .max }
    /// True if an old sighting can have moved to where a new one is, for all else that is known.
    var mayMove: (_ old: Int, _ new: Int) -> Bool = { _, _ in true }
  }

  /// For every new sighting, the index of the old one that it is.
  private(set) var partners: [Int?]
  /// The old ones that nothing new is, in order.
  private(set) var gone: [Int] = []

  /// Matches what was seen with what is seen.
  init(old: [Sighting], new: [Sighting], moves: Moves) {
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
      Self.match(known[decision] ?? [], waiting[decision] ?? [], old, new, moves, &partners, &taken)
    }
    gone = old.indices.filter { !taken[$0] }
  }

  /// Matches the sightings of one decision.
  private static func match(
    _ olds: [Int], _ news: [Int], _ old: [Sighting], _ new: [Sighting],
    _ moves: Moves, _ partners: inout [Int?], _ taken: inout [Bool]
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
    var gone: [String: Set<Int?>] = [:]
    var come: [String: Set<Int?>] = [:]
    func fits(_ moved: Set<Int?>, _ resource: Int?, _ most: Int) -> Bool {
      moved.contains(resource) ? most > 0 : moved.count < most
    }
    for index in news where partners[index] == nil && !left.isEmpty {
      let here = new[index]
      guard fits(come[here.file, default: []], here.resource, moves.gained(index)) else { continue }
      let fitting = left.indices.filter {
        let sighting = old[left[$0]]
        return fits(gone[sighting.file, default: []], sighting.resource, moves.lost(left[$0]))
          && moves.mayMove(left[$0], index)
      }
      guard let at = fitting.first(where: { old[left[$0]].policy == here.policy }) ?? fitting.first
      else { continue }
      gone[old[left[at]].file, default: []].insert(old[left[at]].resource)
      come[here.file, default: []].insert(here.resource)
      pair(left.remove(at: at), index)
    }
  }
}
