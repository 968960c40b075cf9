import Descriptors
import Inventory

/// The account of what was read, in sentences.
enum CoverageWords {
  /// "3 files: 2 understood, 1 not infrastructure, 0 not understood, 0 unreadable".
  static func files(_ coverage: Coverage, withIgnored: Bool = false) -> Phrase {
    let parts: Phrase =
      "\(count: coverage.understood) understood, \(count: coverage.notInfrastructure) not infrastructure, \(count: coverage.notUnderstood) not understood, \(count: coverage.unreadable) unreadable"
    let files: Phrase =
      coverage.found == 1
      ? "\(count: coverage.found) file: \(parts)" : "\(count: coverage.found) files: \(parts)"
    guard withIgnored else { return files }
    switch (coverage.ignored > 0, coverage.excluded > 0) {
    case (false, false): return files
    case (true, false): return "\(files); \(count: coverage.ignored) more left out by ignore files"
    case (false, true): return "\(files); \(count: coverage.excluded) more left out by `excludes`"
    case (true, true):
      return """
        \(files); \(count: coverage.ignored) more left out by ignore files; \(count: coverage.excluded) more left out \
        by `excludes`
        """
    }
  }

  /// "9 resources, 5 of them data-bearing: 4 located, 1 with an undetermined place".
  static func resources(_ coverage: Coverage) -> Phrase {
    "\(count: coverage.resources) resources, \(count: coverage.dataBearing) of them data-bearing: \(count: coverage.located) located, \(count: coverage.undetermined) with an undetermined place"
  }
}
