import Inventory
import TestSupport
import Testing

@testable import Assessment

@Suite("Data classes that come with data")
struct ClassSpreadTests {
  /// Resources of which some are labelled, with the flows between them as pairs of indices.
  private func resources(_ labels: [String?], _ flows: [(Int, Int)], _ kind: FlowKind = .delivery)
    -> [Resource]
  {
    labels.enumerated().map { index, label in
      Sample.resource("R\(index)", line: index + 1) { resource in
        if let label { resource.tags = [Tag("data-class", label, at: Sample.span(index + 1))] }
        resource.inflows = flows.filter { $0.1 == index }.map {
          Inflow(from: $0.0, kind, at: Sample.span(50))
        }
      }
    }
  }

  /// The resources that a rule on health data in the wrong country finds.
  private func found(_ resources: [Resource]) throws -> [Finding] {
    let policy = try Sample.rule(
      "residency", "allow: [CN]", more: ", applies: { class: [health] }")
    return Sample.assess(resources, policy).findings
  }

  @Test("a class goes along flows to the end, and a label of its own stops it")
  func chain() throws {
    let findings = try found(
      resources(["health", nil, nil, "public", nil], [(0, 1), (1, 2), (2, 3), (3, 4)]))
    #expect(findings.compactMap(\.resource) == [0, 1, 2])
    #expect(
      findings.last?.evidence.map(\.text).filter { $0.contains("receives") } == [
        "receives the data of `R1` (delivery)", "receives the data of `R0` (delivery)",
      ])
  }

  @Test("circles end, and what says nothing gives nothing")
  func circles() throws {
    #expect(
      try found(resources([nil, "health", nil], [(0, 1), (1, 2), (2, 0)])).compactMap(\.resource) == [
        0, 1, 2,
      ])
    #expect(try found(resources([nil, nil], [(0, 1), (1, 0)])).isEmpty)
  }

  @Test("several sources add up, whatever their order")
  func several() throws {
    let flows = [(0, 2), (1, 2)]
    for labels in [["health", "personal", nil], ["personal", "health", nil]] {
      #expect(try found(resources(labels, flows)).compactMap(\.resource).contains(2))
    }
  }
}
