import Descriptors
import Discovery

/// Reads a file that the program itself needs: a policy, a configuration, a line for an excerpt.
enum WholeFile {
  static func read(_ path: String, maxBytes: Int) throws(DescriptorProblem) -> SourceBytes {
    let found = Discovery.find([path], options: DiscoveryOptions())
    guard let file = found.files.first else {
      throw DescriptorProblem(
        .unreadable, found.unreadable.first?.reason ?? "\(path) is a folder, not a file",
        remedy: "name a file that exists and that you may read")
    }
    return try Discovery.read(file, maxBytes: maxBytes)
  }
}
