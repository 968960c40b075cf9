import Assessment
import Inventory

/// The documents behind evidence, numbered in the order in which the report comes upon them.
///
/// Tens of thousands of links name a few hundred documents: a number each keeps the report small.
struct SourceNotes: Sendable {
  /// The documents; the first has number 1.
  private(set) var texts: [String] = []
  private var numbers: [String: Int] = [:]

  init(_ report: ScanReport) {
    for finding in report.assessment.findings {
      for link in finding.evidence { add(link.source) }
    }
    for resource in report.resources {
      for link in Self.placeEvidence(resource) { add(link.source) }
    }
  }

  private mutating func add(_ text: String?) {
    guard let text, numbers[text] == nil else { return }
    texts.append(text)
    numbers[text] = texts.count
  }

  /// The number of a document.
  func number(_ text: String?) -> Int? { text.flatMap { numbers[$0] } }

  /// What the place of a resource rests on.
  static func placeEvidence(_ resource: Resource) -> [Evidence] {
    resource.place.candidates.first.map(\.evidence) ?? resource.place.unknown?.evidence ?? []
  }
}
