public import Descriptors

/// The content of a file that is kept elsewhere than in the file system: handed out when it is read, not before.
public final class StoredContent: Sendable, Hashable {
  private let body: @Sendable (_ maxBytes: Int) -> Result<SourceBytes, DescriptorProblem>

  /// Content that `body` hands out; it may be asked from any thread, and more than once.
  public init(_ body: @escaping @Sendable (_ maxBytes: Int) -> Result<SourceBytes, DescriptorProblem>) {
    self.body = body
  }

  func read(maxBytes: Int) throws(DescriptorProblem) -> SourceBytes { try body(maxBytes).get() }

  /// The same object.
  public static func == (left: StoredContent, right: StoredContent) -> Bool { left === right }

  /// By identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
