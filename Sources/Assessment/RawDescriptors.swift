public import Descriptors

/// The scanned files once more, for rules over what no fact covers.
///
/// Files are read again only when such a rule applies to a resource in them.
public protocol RawDescriptors: Sendable {
  /// The tree of a file; nil if it cannot be read any more.
  func tree(of file: String) -> Tree?
  /// The bytes of a file; nil if it cannot be read any more.
  func bytes(of file: String) -> SourceBytes?
}
