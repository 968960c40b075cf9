/// Why the ledger could not do what was asked: nothing was stored.
public struct LedgerError: Error, Sendable {
  /// What kind of trouble it is, for a caller that can do something about it.
  public enum Kind: Sendable {
    /// There is no ledger at that place, or no such scan in it.
    case missing
    /// There is something else at that place.
    case foreign
    /// It is not as it was written.
    case damaged
    /// Another program has it locked for too long.
    case busy
    /// It may not be written to.
    case readOnly
    /// There is no room left.
    case full
    /// It was written by a later version of the program.
    case newer
    /// The server or its library cannot be reached.
    case unreachable
    /// What is to be recorded contradicts what is recorded, or itself.
    case conflict
    /// Anything else that the back end reports.
    case failed
  }

  /// What kind of trouble it is.
  public let kind: Kind
  /// What is wrong, where, and what to do.
  public let message: String

  /// An error.
  ///
  /// - Parameters:
  ///   - location: the ledger, as it may be shown.
  ///   - what: what is wrong, to follow `the ledger LOCATION`.
  ///   - detail: the back end's own words.
  ///   - remedy: what to do.
  init(_ kind: Kind, _ location: String, _ what: String, detail: String? = nil, remedy: String) {
    self.kind = kind
    let words = detail.map { " (\($0))" } ?? ""
    message = "the ledger \(location) \(what)\(words); \(remedy)"
  }

  /// An error that is not about the ledger itself.
  init(_ kind: Kind, message: String) {
    self.kind = kind
    self.message = message
  }
}

extension LedgerError {
  /// A row that no version of the program writes.
  static func damaged(_ location: String, _ what: String) -> LedgerError {
    LedgerError(
      .damaged, location, "is damaged", detail: what,
      remedy: "`bornage ledger check` says more; put back a copy, or import an export into a new ledger")
  }
}
