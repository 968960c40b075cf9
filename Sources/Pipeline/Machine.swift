public import Descriptors
import Glibc

/// What the machine offers and what a user may take of it.
public enum Machine {
  /// Processors at hand.
  public static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Limits from the units of the command line.
  public static func limits(megabytes: Int, depth: Int, nodes: Int) -> Limits {
    Limits(bytes: megabytes << 20, depth: depth, nodes: nodes)
  }
}
