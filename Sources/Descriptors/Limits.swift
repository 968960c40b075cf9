/// How much of a file is read before the reader gives up and says so.
public struct Limits: Sendable, Equatable {
  /// The largest file, in bytes.
  public var bytes: Int
  /// The deepest nesting of containers.
  public var depth: Int
  /// The most nodes of one file.
  public var nodes: Int

  /// Limits; the defaults fit a Terraform plan of a few hundred megabytes and no honest descriptor's depth.
  public init(bytes: Int = 512 << 20, depth: Int = 256, nodes: Int = 50_000_000) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }
}
