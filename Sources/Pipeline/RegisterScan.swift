public import Reporting

/// Drafts a register: `bornage register`.
public enum RegisterScan {
  /// Takes stock of paths and drafts a register of what is there.
  ///
  /// - Throws: ``UsageError`` for a mistake in the context or in `.bornage.yml`.
  public static func run(
    _ name: Register.Name, _ options: ScanOptions
  ) async throws(UsageError) -> Register {
    Register(name, try await InventoryScan.run(options), language: try Settings(options).language)
  }
}
