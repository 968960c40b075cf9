public import Ledger

/// Which ledger is meant: the option over the environment over the configuration.
public enum LedgerChoice {
  /// The variable that names one.
  public static let variable = "BORNAGE_LEDGER"

  /// Where the ledger is.
  ///
  /// - Parameters:
  ///   - option: what `--ledger` says.
  ///   - paths: what is scanned; its configurations may name a ledger.
  /// - Throws: ``UsageError`` if nothing names one, or two configurations name two.
  public static func location(_ option: String?, paths: [String]) throws(UsageError) -> String {
    if let option, !option.isEmpty { return option }
    if let value = Environment.ofProcess()[variable], !value.isEmpty { return value }
    var found: [String] = []
    for path in paths where path != "-" {
      guard let configuration = try Configuration.find(above: path),
        let name = configuration.said[.ledger]?.first?.text
      else {
        continue
      }
      let location = isAbsolute(name) ? name : "\(configuration.folder)/\(name)"
      if !found.contains(location) { found.append(location) }
    }
    guard found.count < 2 else {
      throw UsageError(
        "the configurations name different ledgers (\(found.count)); say which with `--ledger`")
    }
    guard let location = found.first else {
      throw UsageError(
        "no ledger is named: give `--ledger FILE`, set \(variable), or write `ledger: FILE` in \(Configuration.fileName)"
      )
    }
    return location
  }

  private static func isAbsolute(_ name: String) -> Bool { name.hasPrefix("/") || name.contains("://") }

  /// Opens the ledger that is meant.
  ///
  /// - Throws: ``UsageError`` if there is none, or it cannot be opened.
  public static func open(
    _ option: String?, paths: [String] = ["."], for purpose: LedgerPurpose = .reading
  ) throws(UsageError) -> Ledger {
    let location = try location(option, paths: paths)
    do {
      return try Ledger.open(location, for: purpose)
    } catch {
      throw UsageError(error.message)
    }
  }
}
