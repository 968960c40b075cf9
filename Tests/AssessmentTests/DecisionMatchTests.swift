import Testing

@testable import Assessment

@Suite("Findings of two states, matched as multisets")
struct DecisionMatchTests {
  private func sightings(_ texts: [String]) -> [DecisionMatch.Sighting] {
    texts.map { text in
      let parts = text.split(separator: "@").map(String.init)
      return DecisionMatch.Sighting(
        decision: parts[0], policy: parts.count > 2 ? parts[2] : "p", file: parts[1],
        resource: parts.count > 3 ? Int(parts[3]) : nil)
    }
  }

  private func match(
    _ old: [String], _ new: [String], mayMove: @escaping (Int, Int) -> Bool = { _, _ in true }
  ) -> DecisionMatch {
    DecisionMatch(
      old: sightings(old), new: sightings(new), moves: DecisionMatch.Moves(mayMove: mayMove))
  }

  @Test("the same file goes first, whatever the order")
  func sameFile() {
    let result = match(["a@x", "a@y"], ["a@y", "a@x"])
    #expect(result.partners == [1, 0] && result.gone.isEmpty)
  }

  @Test("one that is known covers one that is found, not two")
  func counts() {
    #expect(match(["a@x"], ["a@x", "a@x"]).partners == [0, nil])
    #expect(match(["a@x"], ["a@x", "a@y"]).partners == [0, nil])
    #expect(match(["a@x", "a@x"], ["a@x"]).gone == [1])
  }

  @Test("what is left over may have moved, if the caller agrees")
  func moves() {
    #expect(match(["a@x"], ["a@y"]).partners == [0])
    let stays = match(["a@x"], ["a@y"]) { _, _ in false }
    #expect(stays.partners == [nil] && stays.gone == [0])
  }

  @Test("no more resources move than a file has lost and another gained, each with all that was seen of it")
  func moveCounts() {
    let old = sightings(["a@x@p@1", "a@x@p@2", "a@x@p@3"])
    let new = sightings(["a@y@p@4", "a@y@p@5", "a@y@p@6"])
    func partners(lost: Int, gained: Int) -> [Int?] {
      let moves = DecisionMatch.Moves(lost: { _ in lost }, gained: { _ in gained })
      return DecisionMatch(old: old, new: new, moves: moves).partners
    }
    #expect(partners(lost: 2, gained: 3) == [0, 1, nil])
    #expect(partners(lost: 3, gained: 1) == [0, nil, nil])
    #expect(partners(lost: 0, gained: 3) == [nil, nil, nil])
    let moves = DecisionMatch.Moves(lost: { _ in 1 }, gained: { _ in 1 })
    for policy in ["p", "q"] {
      let both = DecisionMatch(
        old: sightings(["a@x@p@1", "a@x@\(policy)@1"]), new: sightings(["a@y@p@2", "a@y@\(policy)@2"]),
        moves: moves)
      #expect(both.partners == [0, 1])
    }
  }

  @Test("of two policies with a rule of one name, each has its own")
  func policies() {
    #expect(match(["a@x@p", "a@x@q"], ["a@x@q", "a@x@p"]).partners == [1, 0])
    #expect(match(["a@x@p"], ["a@x@q"]).partners == [0])
  }

  @Test("another decision is another one")
  func others() {
    let result = match(["a@x"], ["b@x"])
    #expect(result.partners == [nil] && result.gone == [0])
  }

  @Test(
    "graver is what is worse or surer",
    arguments: [
      (Gravity(.high, .fail), Gravity(.medium, .fail), true),
      (Gravity(.medium, .fail), Gravity(.medium, .undetermined), true),
      (Gravity(.medium, .conditional), Gravity(.medium, .fail), false),
      (Gravity(.low, .fail), Gravity(.low, .fail), false),
    ])
  func gravity(now: Gravity, before: Gravity, isWorse: Bool) {
    #expect(now.exceeds(before) == isWorse)
  }
}
