import Descriptors
import Discovery
import Inventory
import Synchronization

/// The files of a scan by folder, for descriptors that are put together from several files.
final class ScannedFiles: Sendable {
  private let files: [FoundFile]
  private let limits: Limits
  private let folders = Mutex<[Substring: [Int]]?>(nil)

  init(_ files: [FoundFile], limits: Limits) {
    self.files = files
    self.limits = limits
  }

  /// The names of the files of a folder; the index is made when it is first asked for.
  func names(in folder: String) -> [String] {
    numbers(in: folder).map { String(Self.split(files[$0].path).name) }
  }

  /// The text of a file of the scan.
  func text(_ path: String) -> SourceBytes? {
    let folder = String(Self.split(path).folder)
    guard let number = numbers(in: folder).first(where: { files[$0].path == path }),
      let bytes = try? Discovery.read(files[number], maxBytes: limits.bytes)
    else { return nil }
    return try? TextDecoding.decode(bytes)
  }

  /// Reads a file of the scan.
  func load(_ path: String, as format: Format) -> Tree? {
    guard let text = text(path) else { return nil }
    let reading = DescriptorReader.read(text, as: format, path: path, limits: limits)
    return reading.problems.isEmpty ? reading.tree : nil
  }

  private func numbers(in folder: String) -> [Int] {
    folders.withLock { folders in
      if folders == nil {
        var made: [Substring: [Int]] = [:]
        for (number, file) in files.enumerated() where !file.isStandardInput {
          made[Self.split(file.path).folder, default: []].append(number)
        }
        folders = made
      }
      return folders?[folder[...]] ?? []
    }
  }

  private static func split(_ path: String) -> (folder: Substring, name: Substring) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path[...]) }
    return (path[..<slash], path[path.utf8.index(after: slash)...])
  }
}

extension NearbyFiles {
  init(_ files: ScannedFiles) {
    self.init(list: { files.names(in: $0) }, load: { files.load($0, as: $1) }, read: { files.text($0) })
  }
}
