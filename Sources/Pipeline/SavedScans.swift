import Assessment
import Descriptors
import Reporting

/// Records of scans in files, with the moment and the tree that the file's name tells.
enum SavedScans {
  /// Reads records.
  ///
  /// - Parameters:
  ///   - arguments: `TIME=FILE`, or a file whose name has a day in it: `shop-2026-11-23.json`.
  ///   - tree: the name under which they are followed; nil for what the files' names say.
  static func read(_ arguments: [String], tree: String?) throws(UsageError) -> [RecordedScan] {
    var scans: [RecordedScan] = []
    for argument in arguments { scans.append(try read(argument, tree: tree)) }
    return scans
  }

  private static func read(_ argument: String, tree: String?) throws(UsageError) -> RecordedScan {
    let (time, path) = split(argument)
    let (dated, stem) = dated(path)
    guard let moment = time ?? dated else {
      throw UsageError(
        "\(SafeText.line(path)): when was this scan made? The record does not say; put the day into the file's name, such as "
          + "scan-2026-11-23.json, or write 2026-11-23=\(SafeText.line(path))")
    }
    let snapshot: ScanSnapshot
    do {
      snapshot = try SnapshotReader.read(try WholeFile.read(path, maxBytes: 1 << 31), path: path)
    } catch let error as DescriptorProblem {
      throw UsageError("\(SafeText.line(path)): \(error.message.english); \(error.remedy.english)")
    } catch let error as SnapshotError {
      throw UsageError(error.message)
    } catch {
      throw UsageError("\(SafeText.line(path)) cannot be read")
    }
    return RecordedScan(
      id: snapshot.digest, recordedAt: moment.text, tree: tree ?? stem, owner: nil, snapshot: snapshot)
  }

  /// A moment before the first sign of equality, if what stands there is one.
  private static func split(_ argument: String) -> (time: Moment?, path: String) {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    guard parts.count == 2, let moment = Moment.of(parts[0]) else { return (nil, argument) }
    return (moment, parts[1])
  }

  /// The day, or the time in its basic form, in a file's name, and what the name says beside it.
  private static func dated(_ path: String) -> (moment: Moment?, stem: String) {
    let folders = path.split(separator: "/").map(String.init)
    var name = Array(folders.last ?? path)
    if let dot = name.lastIndex(of: "."), dot > 0 { name = Array(name[..<dot]) }
    let other = folders.count > 1 ? folders[folders.count - 2] : "scans"
    for start in name.indices where start + 10 <= name.count {
      let day = String(name[start..<(start + 10)])
      guard CalendarDay.isValid(day) else { continue }
      var end = start + 10
      var moment = Moment.of(day)
      let clock = Array(name[end...].prefix(8))
      if clock.count == 8, clock[0] == "T", clock[7] == "Z" {
        let digits = String(clock[1..<7])
        let time = "\(digits.prefix(2)):\(digits.dropFirst(2).prefix(2)):\(digits.suffix(2))"
        if let exact = Moment("\(day)T\(time)Z") {
          moment = exact
          end += 8
        }
      }
      let isWord = { (character: Character) -> Bool in !"-_. ".contains(character) }
      let before = name[..<start].reversed().drop { !isWord($0) }.reversed()
      let after = name[end...].drop { !isWord($0) }
      let stem = String(Array(before) + (before.isEmpty || after.isEmpty ? [] : ["-"]) + Array(after))
      return (moment, stem.isEmpty ? other : stem)
    }
    return (nil, name.isEmpty ? other : String(name))
  }
}
