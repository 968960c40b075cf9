/// How paths are turned into a list of files.
public struct DiscoveryOptions: Sendable, Equatable {
  /// True if `.gitignore`, `.git/info/exclude` and `.bornageignore` leave files out.
  public var useIgnoreFiles: Bool
  /// The largest file that is read, in bytes.
  ///
  /// Discovery lists larger files too and looks at no sizes; the value is here to be handed to
  /// ``Discovery/read(_:maxBytes:)``, which refuses them with a reason.
  public var maxBytes: Int
  /// True if symbolic links inside a folder may lead anywhere.
  ///
  /// Without it a link is followed only to a place below a named folder, or elsewhere in the repository
  /// that holds it: a link in a foreign tree must not have `/etc` read and quoted in a report.
  public var followLinksOutside: Bool
  /// What is left out beside what ignore files name, and counted apart from it.
  public var excludes: [Excludes]
  /// How many folders are walked at once; the result does not depend on it.
  public var jobs: Int

  /// Options; the defaults are those of `bornage scan`.
  public init(
    useIgnoreFiles: Bool = true, maxBytes: Int = 512 << 20, followLinksOutside: Bool = false, jobs: Int = 1,
    excludes: [Excludes] = []
  ) {
    self.excludes = excludes
    self.jobs = jobs
    self.useIgnoreFiles = useIgnoreFiles
    self.maxBytes = maxBytes
    self.followLinksOutside = followLinksOutside
  }
}
