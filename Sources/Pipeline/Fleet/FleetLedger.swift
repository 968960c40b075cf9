import Assessment
import Ledger
import Reporting

/// The one ledger that the scans of a fleet go into, one after the other.
public actor FleetLedger {
  /// Where it is, as `--ledger` says it.
  nonisolated let location: String
  private let at: String?

  /// The ledger that is meant; nil if nothing names one.
  ///
  /// Configurations do not count here: each tree may have another, and a fleet has one history.
  ///
  /// - Parameters:
  ///   - option: what `--ledger` says; nil leaves it to the environment's `BORNAGE_LEDGER`.
  ///   - at: when the scans took place, as RFC 3339 writes it; nil takes the clock.
  /// - Throws: ``UsageError`` for a ledger that cannot be used, before a scan's minutes are spent.
  public static func named(_ option: String?, at: String?) throws(UsageError) -> FleetLedger? {
    let named = [option, Environment.ofProcess()[LedgerChoice.variable]].contains { $0?.isEmpty == false }
    guard named else {
      if at != nil { throw UsageError("`--at` is the time of what is recorded; it needs `--ledger`") }
      return nil
    }
    let location = try LedgerChoice.location(option, paths: [])
    let ledger = FleetLedger(location: location, at: at)
    _ = try RecordJob(ledger: location, tree: nil, owner: nil, at: at).moment()
    _ = try LedgerChoice.open(location, for: .recording)
    return ledger
  }

  private init(location: String, at: String?) {
    self.location = location
    self.at = at
  }

  /// Records a finished scan.
  ///
  /// - Throws: ``UsageError``; nothing of the scan is recorded then.
  func record(_ report: ScanReport, of tree: FleetTree) throws(UsageError) {
    _ = try RecordJob(ledger: location, tree: tree.name, owner: tree.owner, at: at).run(report)
  }
}
