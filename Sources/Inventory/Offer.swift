/// What one file of a scan tells others: the values of a parameter file, an exported output, what a parent stack passes
/// to a nested one.
///
/// A dialect puts offers into the ``Harvest`` of the file that makes them, and says there which keys a descriptor could
/// use (``Harvest/needs``). Once all files are read, descriptors whose needs are met are read a second time, with the
/// offers in ``Scene/offers``.
public struct Offer: Sendable {
  /// What it is about, in words that only one dialect uses: `cloudformation export shared-key`.
  public let key: String
  /// The file that makes it.
  public let file: String
  /// The content; the dialect that makes the offer knows its type.
  public let content: any Sendable
  /// A short text that differs when the content does: readers are asked again only then.
  public let summary: String

  /// An offer.
  public init(_ key: String, file: String, content: any Sendable, summary: String) {
    self.key = key
    self.file = file
    self.content = content
    self.summary = summary
  }
}

/// All offers of a scan, by key.
public struct Offers: Sendable {
  private var byKey: [String: [Offer]] = [:]

  /// Sorts offers by key; the order of the files stays.
  public init(_ offers: [Offer] = []) {
    for offer in offers { byKey[offer.key, default: []].append(offer) }
  }

  /// True if nobody offers anything.
  public var isEmpty: Bool { byKey.isEmpty }

  /// The offers of a key in the order of the files.
  public func of(_ key: String) -> [Offer] { byKey[key] ?? [] }

  /// The keys whose offers are not the same as in an earlier round.
  public func changes(since earlier: Offers) -> Set<String> {
    func state(_ offers: [Offer]) -> [String] { offers.map { "\($0.file)\0\($0.summary)" } }
    return Set(byKey.keys).union(earlier.byKey.keys).filter { state(of($0)) != state(earlier.of($0)) }
  }
}

/// Paths of a scan as text: what a descriptor names relative to itself.
public enum ScanPath {
  /// The folder of a file, with the closing slash; empty for a file beside the scan's own place.
  public static func folder(of file: String) -> String {
    file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
  }

  /// The path of what a file names relative to itself, without `.` and `..`; nil for what is no local path.
  public static func resolve(_ relative: String, from file: String) -> String? {
    guard !relative.isEmpty, !relative.contains(":"), !relative.contains("$"), !relative.hasPrefix("~") else {
      return nil
    }
    let isAbsolute = relative.hasPrefix("/")
    let whole = isAbsolute ? relative : folder(of: file) + relative
    var parts: [Substring] = []
    for part in whole.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
