import Assessment
public import Atlas
import Glibc
import Reporting

/// Proposes a configuration: `bornage init`.
public enum Initialisation {
  /// What comes next, for the person at the terminal.
  public static let nextSteps = [
    "next: look through it, fill in the regions that are missing, and hold a scan against it: bornage scan .",
    "then put what is there today aside, so that only new breaches stop anybody: bornage baseline write",
  ]

  /// The text of a `.bornage.yml` for what lies in a folder.
  ///
  /// - Throws: ``UsageError`` if it is no folder.
  public static func proposal(
    _ folder: String, jobs: Int, atlas: Atlas = Atlas()
  ) async throws(UsageError) -> String {
    try check(folder)
    let options = ScanOptions(paths: [folder], jobs: jobs)
    let sighting = try await Sighting.look(at: folder, options, atlas: atlas)
    return ConfigurationProposal(sighting, atlas: atlas).text
  }

  /// Writes a proposal into its folder, whole or not at all.
  ///
  /// - Parameter replacing: true if one that is there may be replaced.
  /// - Returns: the path of the file.
  /// - Throws: ``UsageError`` if there is one, or it cannot be written.
  public static func write(
    _ text: String, to folder: String, replacing: Bool
  ) throws(UsageError) -> String {
    try check(folder)
    let path = ConfigurationPath.shown(
      ConfigurationPath.absolute(folder) + "/" + Configuration.fileName)
    guard replacing || access(path, F_OK) != 0 else {
      throw UsageError(
        "\(path) is there already; it was left as it is. Compare it with what `bornage init` prints, or replace it with "
          + "`--write --force`")
    }
    try ReportOutputs.write(Array(text.utf8), to: path)
    return path
  }

  private static func check(_ folder: String) throws(UsageError) {
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw UsageError("`\(folder)` is no folder; name the one that holds the descriptors")
    }
  }
}
