/// Why something changed between two scans.
public enum ChangeCause: String, Sendable, CaseIterable {
  /// What is described changed.
  case infrastructure
  /// The policy changed, or is applied no longer or for the first time.
  case policy
  /// The program's knowledge of places, operators and laws changed.
  case atlas
  /// The program changed.
  case tool
  /// Less could be read: what is not seen any more need not be gone.
  case coverage
  /// A waiver was given or taken back.
  case waivers
  /// A day came: a waiver ran out, or the law of another day was asked for.
  case calendar
  /// The tree was never scanned before.
  case firstScan = "first-scan"
}
