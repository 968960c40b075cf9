/// PostgreSQL's error states as sentences for a person.
enum PostgresFault {
  /// What a state means for a ledger.
  ///
  /// - Parameters:
  ///   - state: the five characters of the SQL standard; nil if the server said nothing.
  ///   - words: the server's message, or the library's.
  static func error(_ state: String?, _ words: String, location: String) -> LedgerError {
    let nothing = "nothing was stored"
    let (kind, what, remedy): (LedgerError.Kind, String, String) =
      switch state ?? "" {
      case "55P03", "40001", "40P01":
        (.busy, "is in use by another program", "try again when that has ended; \(nothing)")
      case "42501", "25006":
        (
          .readOnly, "may not be written to",
          "give the user the right to create and fill the schema `bornage`; \(nothing)"
        )
      case let state where state.hasPrefix("53"):
        (.full, "has no room left", "free some room on the server and record again; \(nothing)")
      case let state where state.hasPrefix("XX"):
        (.damaged, "is damaged", "restore the server's backup; \(nothing)")
      case "", "57P01", "57P02", "57P03":
        (.unreachable, "has gone away", "record again when the server is back; \(nothing)")
      default:
        (.failed, "cannot be used", "look at the server's log; \(nothing)")
      }
    return LedgerError(kind, location, what, detail: words.isEmpty ? nil : words, remedy: remedy)
  }
}
