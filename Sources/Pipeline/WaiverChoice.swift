import Assessment
import Atlas
import Descriptors
import Glibc

/// Which files of waivers hold for a scan.
enum WaiverChoice {
  /// Reads files, each once.
  static func load(_ said: [Said], atlas: Atlas) throws(UsageError) -> [WaiverFile] {
    var files: [WaiverFile] = []
    for path in said.map({ $0.resolved($0.text) }) where !files.contains(where: { $0.path == path }) {
      files.append(try load(path, atlas: atlas))
    }
    return files
  }

  private static func load(_ path: String, atlas: Atlas) throws(UsageError) -> WaiverFile {
    let source: SourceBytes
    do {
      source = try WholeFile.read(path, maxBytes: 4 << 20)
    } catch {
      throw UsageError("\(path): \(error.sentence.english)")
    }
    do {
      return try WaiverReader.read(source, path: path, atlas: atlas)
    } catch {
      throw UsageError(error.description)
    }
  }

  /// The day of the system's clock, in UTC: whether a waiver has run out is a question of today.
  static var today: String { CalendarDay.text(ofDay: Int(time(nil)) / 86_400) }
}
