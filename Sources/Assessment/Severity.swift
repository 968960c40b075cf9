/// How bad a finding is; ordered, `info` lowest.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  case info
  case low
  case medium
  case high
  case critical

  private var rank: Int {
    switch self {
    case .info: 0
    case .low: 1
    case .medium: 2
    case .high: 3
    case .critical: 4
    }
  }

  /// Less bad.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  /// One step down, `info` staying where it is.
  public var lowered: Severity {
    Severity.allCases.first { $0.rank == max(0, rank - 1) } ?? .info
  }
}
