import CSQLite
import Glibc

/// SQLite's result codes as sentences for a person.
enum SQLiteFault {
  /// What a code means for a ledger.
  static func error(_ code: Int32, _ handle: OpaquePointer?, location: String) -> LedgerError {
    let detail = words(code, handle)
    let (kind, what, remedy) = meaning(code & 0xFF)
    return LedgerError(kind, location, what, detail: detail, remedy: remedy)
  }

  private static func meaning(_ code: Int32) -> (LedgerError.Kind, String, String) {
    let nothing = "nothing was stored"
    switch code {
    case SQLITE_BUSY, SQLITE_LOCKED:
      return (.busy, "is in use by another program", "try again when that has ended; \(nothing)")
    case SQLITE_FULL:
      return (.full, "has no room left", "free some room and record again; \(nothing)")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
      return (
        .readOnly, "may not be written to",
        "choose a file, in a folder, that you may write to; \(nothing)"
      )
    case SQLITE_CANTOPEN:
      return (
        .readOnly, "cannot be opened",
        "choose a file in a folder that exists and that you may write to; \(nothing)"
      )
    case SQLITE_CORRUPT:
      return (
        .damaged, "is damaged",
        "put back a copy, or import an export into a new ledger; `bornage ledger check` says more"
      )
    case SQLITE_NOTADB:
      return (.foreign, "is no ledger", "name another file, or put back a copy if it once was one")
    case SQLITE_IOERR:
      return (
        .failed, "cannot be read or written", "look at the disk and at limits on file sizes; \(nothing)"
      )
    default:
      return (.failed, "cannot be used", "`bornage ledger check` says more; \(nothing)")
    }
  }

  /// SQLite's message, and the system's reason where there is one.
  private static func words(_ code: Int32, _ handle: OpaquePointer?) -> String {
    guard let handle, let message = sqlite3_errmsg(handle) else { return String(cString: sqlite3_errstr(code)) }
    let text = "SQLite: \(String(cString: message))"
    let system = sqlite3_system_errno(handle)
    let speaks = [SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_FULL].contains(code & 0xFF)
    return speaks && system != 0 ? "\(text), \(String(cString: strerror(system)))" : text
  }
}
