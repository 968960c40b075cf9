/// Which program made a bundle; no clock, so that one source built twice is one program.
public struct BuildIdentity: Sendable, Equatable {
  /// The program's version.
  public let version: String
  /// SHA-256 of the program's file, in hexadecimal; nil if it cannot be read.
  public let sha256: String?

  /// An identity.
  public init(version: String, sha256: String?) {
    self.version = version
    self.sha256 = sha256
  }

  /// The compiler, as far as the program knows it.
  static var compiler: String {
    #if compiler(>=6.4)
      "Swift 6.4 or later"
    #elseif compiler(>=6.3)
      "Swift 6.3"
    #else
      "Swift before 6.3"
    #endif
  }

  /// The machine that it was built for.
  static var target: String {
    #if arch(x86_64)
      "x86_64-linux"
    #elseif arch(arm64)
      "aarch64-linux"
    #else
      "linux"
    #endif
  }

  /// `debug` or `release`.
  static var configuration: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }
}
