public import Foundation

/// Where tests find the repository's own files and, if it lies beside it, the shared corpus.
public enum Repository {
  /// The top of the checkout.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The fixtures.
  public static let fixtures = root.appendingPathComponent("Fixtures")

  /// The folder of real descriptors; nil where it is absent, and then the tests that need it are skipped.
  public static let corpus: URL? = {
    let shared =
      ProcessInfo.processInfo.environment["BORNAGE_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let corpus = shared.appendingPathComponent("corpus")
    return FileManager.default.fileExists(atPath: corpus.path) ? corpus : nil
  }()
}

/// A folder that lives as long as the object.
public final class TemporaryFolder {
  /// Where it is.
  public let url: URL

  /// A new, empty folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("bornage-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// Writes a file and answers its path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  /// Writes a file and answers its path.
  @discardableResult
  public func write(_ name: String, _ data: Data) throws -> String {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
    return file.path
  }
}
