public import Atlas
public import Reporting

/// Takes stock of paths without judging anything.
public enum InventoryScan {
  /// What stands where below the paths of some options; their policies and thresholds do not matter.
  ///
  /// - Throws: ``UsageError`` for a mistake in the context or in `.bornage.yml`.
  public static func run(
    _ options: ScanOptions, atlas: Atlas = Atlas()
  ) async throws(UsageError) -> InventoryReport {
    let settings = try Settings(options)
    let stock = await StockTaking(
      settings.options, context: try ScanContext(settings), atlas: atlas, excludes: settings.excludes
    ).run()
    return InventoryReport(
      version: Version.current, atlas: atlas, coverage: stock.coverage, resources: stock.resources,
      asOf: settings.options.asOf)
  }
}
