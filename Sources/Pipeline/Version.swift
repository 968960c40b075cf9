/// The version of the program.
public enum Version {
  /// Semantic version; the changelog says what it holds.
  public static let current = "0.1.0"
}
