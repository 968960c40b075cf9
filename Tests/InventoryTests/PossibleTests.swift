import TestSupport
import Testing

@testable import Inventory

@Suite("Possible values and what they depend on")
struct PossibleTests {
  private func possible(_ pairs: (String, [Condition])...) -> Possible<String> {
    Possible(pairs.map { Candidate($0.0, when: $0.1, evidence: []) })
  }

  private func shown(_ possible: Possible<String>) -> [String] {
    possible.candidates.map { candidate in
      ([candidate.value] + candidate.conditions.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }
  }

  @Test("a conjunction has one condition for each name, sorted")
  func conjunction() {
    let candidate = Candidate(
      1, when: [Condition("B", is: "1"), Condition("A", is: "2"), Condition("B", is: "1")], evidence: [])
    #expect(candidate.conditions.map(\.name) == ["A", "B"])
    #expect(candidate.condition == Condition("A", is: "2"))
    #expect(Candidate(1, evidence: []).conditions.isEmpty)
  }

  @Test("conditions of one name meet in what both allow")
  func meeting() throws {
    let few = Condition("P", in: ["a", "b"])
    #expect([few].and([Condition("P", is: "a")]) == [Condition("P", is: "a")])
    #expect([few].and([Condition("P", is: "c")]) == nil)
    #expect([few].and([Condition("P", notIn: ["a"])]) == [Condition("P", is: "b")])
    #expect([few].and([Condition("P", notIn: ["a", "b"])]) == nil)
    #expect(
      [Condition("P", notIn: ["a"])].and([Condition("P", notIn: ["b"])]) == [
        Condition("P", notIn: ["a", "b"])
      ])
    #expect([few].and([Condition("Q", is: "a")])?.count == 2)
  }

  @Test("what is left of a name when every value is meant is nothing")
  func tautology() {
    #expect([Condition("P", is: "a", of: 2)].or([Condition("P", is: "b", of: 2)]) == [])
    #expect([Condition("P", is: "a")].or([Condition("P", notIn: ["a"])]) == [])
    #expect([Condition("P", is: "a")].or([Condition("P", is: "b")]) == [Condition("P", in: ["a", "b"])])
    #expect([Condition("P", is: "a")].or([Condition("Q", is: "a")]) == nil)
  }

  @Test("combinations that contradict one another are dropped")
  func contradictions() {
    let one = possible(("x", [Condition("A", is: "true")]), ("y", [Condition("A", is: "false")]))
    let both = one.flatMap { left in one.map { left + $0 } }
    #expect(shown(both) == ["xx A=true", "yy A=false"])
    let other = possible(("1", [Condition("B", is: "true")]), ("2", [Condition("B", is: "false")]))
    #expect(one.flatMap { left in other.map { left + $0 } }.candidates.count == 4)
    #expect(
      shown(one.flatMap { left in other.map { left + $0 } }).first == "x1 A=true B=true")
  }

  @Test("branches that agree become one value")
  func agreement() {
    let all = possible(
      ("x", [Condition("A", is: "1", of: 3)]), ("y", [Condition("A", is: "2", of: 3)]),
      ("x", [Condition("A", is: "3", of: 3)]))
    #expect(shown(all.joiningEqual(==)) == ["y A=2", "x A=1 or 3"])
    let same = possible(("x", [Condition("A", is: "1")]), ("x", [Condition("A", notIn: ["1"])]))
    #expect(shown(same.joiningEqual(==)) == ["x"])
    let crossed = possible(
      ("x", [Condition("A", is: "1", of: 2), Condition("B", is: "1", of: 2)]),
      ("x", [Condition("A", is: "2", of: 2), Condition("B", is: "1", of: 2)]),
      ("x", [Condition("B", is: "2", of: 2)]))
    #expect(shown(crossed.joiningEqual(==)) == ["x"])
  }

  @Test("more combinations than the limit are cut and told as unknown")
  func bounds() {
    let digit = Possible((0..<10).map { Candidate("\($0)", when: [], evidence: []) })
    let three = digit.flatMap { a in digit.flatMap { b in digit.map { a + b + $0 } } }
    #expect(three.candidates.count <= PossibleLimits.candidates)
    #expect(three.unknown?.remedy.contains("--set") == true)
    let two = three.union(three)
    #expect(two.candidates.count <= PossibleLimits.candidates)
    #expect(two.unknown != nil)
  }

  @Test("what cannot hold together is not consistent")
  func consistency() {
    let one = possible(("x", [Condition("A", is: "true")]), ("y", [Condition("A", is: "false")]))
    #expect(
      shown(one.consistent(with: [Condition("A", is: "true"), Condition("B", is: "z")])) == ["x A=true"])
    #expect(one.consistent(with: [Condition("B", is: "z")]).candidates.count == 2)
    #expect(shown(one.under(Condition("A", is: "false"))) == ["y A=false"])
    #expect(shown(one.relative(to: [Condition("A", is: "true")])) == ["x", "y A=false"])
  }

  @Test("an unknown rest survives, and one of it alone is told with what led there")
  func unknowns() {
    let start = Possible("a", evidence: [Evidence(.declared, "first")])
    let gone: Possible<String> = start.flatMap { _ in .unknown("not told", remedy: "tell") }
    #expect(gone.unknown?.evidence.map(\.text) == ["first"])
    #expect(start.union(gone).candidates.count == 1)
    #expect(start.union(gone).unknown != nil)
  }

  @Test("the weakest of parts is exact where parts are conditional")
  func weakest() {
    func weakest(_ parts: [Possible<Int>]) -> [String] {
      let whole = Possible.weakest(of: parts, isBottom: { $0 == 0 }, isWeaker: <)
      return (whole?.candidates ?? []).map { candidate in
        ([String(candidate.value)] + candidate.conditions.map { "\($0.name)=\($0.value)" }).joined(
          separator: " ")
      } + (whole?.unknown == nil ? [] : ["?"])
    }
    let two = Possible(2, evidence: [])
    let one = Possible(1, evidence: [])
    let zero = Possible(0, evidence: [])
    let conditional = Possible([Candidate(0, when: Condition("A", is: "true"), evidence: [])])
    let unknown: Possible<Int> = .unknown("?", remedy: "?")
    #expect(weakest([]) == [])
    #expect(weakest([two, one]) == ["1"])
    #expect(weakest([unknown, zero]) == ["0"])
    #expect(weakest([unknown, one]) == ["?"])
    #expect(weakest([two, conditional]) == ["0 A=true", "2 A=false"])
    #expect(weakest([conditional, two, zero]) == ["0"])
  }
}
