import CGNU
public import Descriptors
import Glibc

/// What the machine offers and what a user may take of it.
public enum Machine {
  /// Processors at hand.
  public static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Lets memory grow in large steps: the threads of a scan otherwise ask the system for it thousands of times.
  public static func prepareMemory() {
    cgnu_grow_memory_by(4 << 20)
  }

  /// Limits from the units of the command line; nil for what is not said.
  public static func limits(megabytes: Int?, depth: Int?, nodes: Int?) -> Limits {
    let usual = Limits()
    return Limits(
      bytes: megabytes.map { $0 << 20 } ?? usual.bytes, depth: depth ?? usual.depth,
      nodes: nodes ?? usual.nodes)
  }
}
