import Assessment

/// The findings as readers want them: gravest first, and within a severity by place.
///
/// It holds indices, since a report has tens of thousands of findings and each is a large value.
struct Ranking {
  private let indices: [Severity: [Int]]

  /// - Parameter isListed: leaves out the findings for which it is false.
  init(_ findings: [Finding], isListed: (Finding) -> Bool = { _ in true }) {
    // The findings come sorted by place, and so stay within each severity.
    indices = Dictionary(grouping: findings.indices.filter { isListed(findings[$0]) }) {
      findings[$0].severity
    }
  }

  /// The severities that occur, gravest first.
  var severities: [Severity] { indices.keys.sorted(by: >) }

  /// The findings of a severity, by place.
  func of(_ severity: Severity) -> [Int] { indices[severity] ?? [] }

  /// All findings.
  var all: [Int] { severities.flatMap(of) }
}
