/// The severity from which findings count, or that none does.
public enum Threshold: Sendable, Hashable {
  /// Findings of this severity and above count.
  case from(Severity)
  /// No finding counts.
  case never

  /// The threshold of a word: a severity, or `none`.
  public init?(word: String) {
    if word == Self.none {
      self = .never
    } else if let severity = Severity(rawValue: word) {
      self = .from(severity)
    } else {
      return nil
    }
  }

  /// Findings of high severity and above count.
  public static let high = Threshold.from(.high)

  private static let none = "none"

  /// The right words, gravest first.
  public static let words = Severity.allCases.reversed().map(\.rawValue) + [none]

  /// As it is written.
  public var word: String {
    switch self {
    case .from(let severity): severity.rawValue
    case .never: Self.none
    }
  }

  /// True for a severity that counts.
  public func isReached(by severity: Severity) -> Bool {
    switch self {
    case .from(let least): severity >= least
    case .never: false
    }
  }

  /// The stricter of two thresholds.
  func stricter(_ other: Threshold) -> Threshold {
    switch (self, other) {
    case (.from(let left), .from(let right)): .from(min(left, right))
    case (.from, .never): self
    case (.never, _): other
    }
  }
}
