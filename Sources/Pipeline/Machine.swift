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

  /// Limits from the units of the command line.
  public static func limits(megabytes: Int, depth: Int, nodes: Int) -> Limits {
    Limits(bytes: megabytes << 20, depth: depth, nodes: nodes)
  }
}
