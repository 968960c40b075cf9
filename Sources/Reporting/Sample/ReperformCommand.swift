import Assessment
import Inventory

/// The command that works a result out again, with the options of the scan.
public struct ReperformCommand: Sendable {
  private let paths: [String]
  private let options: [String]

  /// A command.
  ///
  /// - Parameters:
  ///   - paths: the paths of the scan.
  ///   - options: its options and their values; secrets in them are hidden.
  public init(paths: [String], options: [String]) {
    self.paths = paths
    self.options = options
  }

  /// The words for a result: the finding by its fingerprint, or a resource of which nothing was found.
  func words(finding: Finding?, resource: Resource?) -> String {
    guard let subject = finding?.fingerprint ?? resource?.id else { return "" }
    return
      (["bornage", "explain", Self.quoted(subject)]
      + (paths + options).map { Self.quoted(GivenWords.safe($0)) })
      .joined(separator: " ")
  }

  /// A word that a shell takes as it is.
  static func quoted(_ word: String) -> String {
    let isPlain =
      !word.isEmpty && word.first != "~"
      && word.unicodeScalars.allSatisfy {
        switch $0 {
        case "a"..."z", "A"..."Z", "0"..."9", "/", ".", "_", "-", "=", ",", ":", "@", "+", "%": true
        default: false
        }
      }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }
}
