import Assessment
import Descriptors
import Discovery
import Reporting

/// What a given file is, byte for byte.
enum InputDigest {
  /// Of bytes that the scan has read.
  static func of(_ bytes: SourceBytes, path: String) -> Provenance.Input {
    Provenance.Input(path: path, size: bytes.count, sha256: Digest.hexadecimal(of: bytes.raw))
  }

  /// Of a file that the scan does not read, such as one above the limit; nil if it cannot be read at all.
  static func streamed(_ file: FoundFile) -> Provenance.Input? {
    var digest = Digest.Running()
    let size = Discovery.forEachPiece(of: file) { digest.update($0) }
    return size.map { Provenance.Input(path: file.path, size: $0, sha256: digest.finish()) }
  }
}
