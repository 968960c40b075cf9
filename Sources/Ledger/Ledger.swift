/// The history of scans: one file, or one schema on a PostgreSQL server.
///
/// Not to be shared between tasks: each opens its own, and the back end keeps them apart.
public final class Ledger {
  /// A moment later than all others: what is there until then is there still.
  static let endOfTime = Int64.max

  let store: any LedgerStore

  /// Where it is, as it may be shown: without a password.
  public var location: String { store.location }

  /// Opens a ledger.
  ///
  /// - Parameters:
  ///   - location: a file's path, or `postgres://...`.
  ///   - purpose: for recording, a ledger that is not there yet is made.
  ///   - patience: how many seconds to wait for another program that is writing.
  public static func open(
    _ location: String, for purpose: LedgerPurpose = .reading, patience: Int = 60
  ) throws(LedgerError) -> Ledger {
    try open(location, for: purpose, patience: patience, migrations: Migration.all)
  }

  static func open(
    _ location: String, for purpose: LedgerPurpose, patience: Int, migrations: [Migration]
  ) throws(LedgerError) -> Ledger {
    func store(_ purpose: LedgerPurpose) throws(LedgerError) -> any LedgerStore {
      if PostgresStore.isServer(location) {
        return try PostgresStore(url: location, for: purpose, patience: patience)
      }
      return try SQLiteStore(path: location, for: purpose, patience: patience)
    }
    let newest = migrations.last?.version ?? 0
    if purpose == .reading {
      let reading = Ledger(store: try store(.reading))
      let version = try reading.transaction(.reading) { () throws(LedgerError) in try reading.shape() }
      try Migration.refuse(version, newerThan: migrations, in: reading.store)
      if version == newest { return reading }
    }
    // Also to read, a ledger of an earlier shape is brought to the present one first.
    let ledger = Ledger(store: try store(.recording))
    try ledger.transaction(.recording) { () throws(LedgerError) in
      try Migration.apply(migrations, to: ledger.store)
    }
    return ledger
  }

  private init(store: any LedgerStore) {
    self.store = store
  }

  private func shape() throws(LedgerError) -> Int64 {
    guard try store.hasSchema() else {
      throw LedgerError(
        .missing, location, "holds nothing", remedy: "record a scan first: `bornage record PATH --ledger ...`")
    }
    return try Migration.current(of: store)
  }

  /// Does something whole or not at all.
  func transaction<Result>(
    _ purpose: LedgerPurpose, _ body: () throws(LedgerError) -> Result
  ) throws(LedgerError) -> Result {
    do throws(LedgerError) {
      try store.begin(purpose)
      let result = try body()
      try store.commit()
      return result
    } catch {
      store.rollback()
      throw error
    }
  }
}
