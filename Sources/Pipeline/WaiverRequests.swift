import Assessment
import Descriptors

/// Finds comments that ask for a waiver: `bornage:waive RULE reason`.
enum WaiverRequests {
  private static let mark = "bornage:waive"

  /// The requests of a file, in its order.
  static func find(in text: SourceBytes, file: String) -> [WaiverRequest] {
    // Nearly no file has one: a search over the bytes settles it.
    guard text.raw.contains(mark) else { return [] }
    var requests: [WaiverRequest] = []
    let lines = text.raw.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let line = String(decoding: UnsafeRawBufferPointer(rebasing: line), as: UTF8.self)
      guard let start = line.range(of: mark) else { continue }
      let rest = line[start.upperBound...].replacing("-->", with: "").split(
        maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" || $0 == ":" || $0 == "\r" })
      guard let rule = rest.first else { continue }
      let reason = rest.count > 1 ? String(rest[1]).trimmingWhitespace : ""
      requests.append(WaiverRequest(file: file, line: index + 1, rule: String(rule), reason: reason))
    }
    return requests
  }
}

extension String {
  /// Where a text first stands; nil if it does not.
  fileprivate func range(of text: String) -> Range<String.Index>? { firstRange(of: text) }
}
