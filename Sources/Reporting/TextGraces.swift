import Assessment
import Descriptors

/// What only new knowledge brought, in sentences.
enum TextGraces {
  /// How many findings do not count yet, by what brought them; the first that will count comes first.
  static func phrases(_ report: ScanReport) -> [Phrase] {
    let counts: [Grace: Int] = report.graces.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let sorted = counts.sorted {
      ($0.key.until, $0.key.cause.english) < ($1.key.until, $1.key.cause.english)
    }
    return sorted.map { grace, count in
      "\(count: count) of them only by \(grace.cause): they count from \(day: grace.until) on"
    }
  }

  /// Why one finding does not count yet.
  static func mark(_ grace: Grace) -> Phrase {
    "in grace until \(day: grace.until), since only \(grace.cause) brought it"
  }
}
