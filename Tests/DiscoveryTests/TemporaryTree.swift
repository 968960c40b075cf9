import Descriptors
import Foundation
import Glibc

@testable import Discovery

/// A folder for one test, removed with everything in it.
final class TemporaryTree: Sendable {
  let path: String

  init() {
    var template = Array("/tmp/bornage-discovery-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? ""
    precondition(!path.isEmpty, "no temporary folder")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The absolute path of an entry.
  func at(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  /// Makes folders down to `name`.
  @discardableResult func folder(_ name: String) -> TemporaryTree {
    var made = path
    for part in name.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o755)
    }
    return self
  }

  /// Writes a file and the folders above it.
  @discardableResult func file(_ name: String, _ text: String = "a: 1\n") -> TemporaryTree {
    write(Array(name.utf8), text)
    return self
  }

  /// Writes a file whose name is any bytes.
  func write(_ name: [UInt8], _ text: String) {
    if let last = name.lastIndex(of: UInt8(ascii: "/")) {
      folder(String(decoding: name[..<last], as: UTF8.self))
    }
    let full = (Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(full, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    precondition(descriptor >= 0, "cannot write \(name)")
    _ = text.utf8.withContiguousStorageIfAvailable { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    close(descriptor)
  }

  /// Makes a symbolic link.
  @discardableResult func link(_ name: String, to target: String) -> TemporaryTree {
    precondition(symlink(target, at(name)) == 0, "cannot link \(name)")
    return self
  }

  /// A repository as far as discovery looks.
  @discardableResult func repository(_ name: String = "") -> TemporaryTree {
    folder(name.isEmpty ? ".git/info" : name + "/.git/info")
    return file(name.isEmpty ? ".git/HEAD" : name + "/.git/HEAD", "ref: refs/heads/main\n")
  }

  /// Searches entries of the tree.
  func find(_ names: [String] = [""], options: DiscoveryOptions = DiscoveryOptions()) -> DiscoveryResult {
    Discovery.find(names.map(at), options: options)
  }

  /// The paths found, from the tree's folder.
  func names(_ result: DiscoveryResult) -> [String] { result.files.map { relative($0.path) } }

  /// A path from the tree's folder.
  func relative(_ shown: String) -> String {
    shown.hasPrefix(path + "/") ? String(shown.dropFirst(path.utf8.count + 1)) : shown
  }
}

extension SourceBytes {
  /// The bytes as text; the object lives until they are copied.
  var text: String { withExtendedLifetime(self) { String(decoding: raw, as: UTF8.self) } }
}
