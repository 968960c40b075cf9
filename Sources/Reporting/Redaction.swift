import Inventory

/// Finds what may be a secret on a source line that is shown for another reason.
///
/// It errs on the side of hiding: an excerpt that hides too much costs a look into the file, one that shows a
/// password costs the password. What is looked for: values behind names that suggest a secret (`password: x`,
/// `"password":"x"`, `--password x`, `passwd='x'`, `<password>x</password>`), values beside such names (`name:
/// DB_PASSWORD, value: x`), user names and passwords in URLs, and texts that are secrets by their shape.
struct Redaction {
  private let line: [Unicode.Scalar]
  /// The name that the line before gives, if it suggests a secret: `- name: DB_PASSWORD`.
  private let followsSecretName: Bool
  private(set) var hidden: [Range<Int>] = []

  /// Looks through a line.
  ///
  /// - Parameters:
  ///   - line: the line, or a stretch of it.
  ///   - isCut: true if the line began before the stretch, so that its first word may be the end of a secret.
  ///   - before: the line before, which may name what this one holds.
  init(_ line: [Unicode.Scalar], isCut: Bool = false, before: String? = nil) {
    self.line = line
    followsSecretName = before.map { Self.namesSecret($0.unicodeScalars.suffix(200)) } ?? false
    if isCut { hide(0, to: end(from: 0) { $0.isQuote || $0.isSpace || $0 == "," }) }
    hideUserInfo()
    for index in line.indices {
      switch line[index] {
      case ":", "=": hideValue(behind: index)
      case ">": hideContent(behind: index)
      case "-": hideArgument(of: index)
      default: hideShape(at: index)
      }
    }
    hidden = Self.merged(hidden)
  }

  private mutating func hide(_ start: Int, to end: Int) {
    if start < end { hidden.append(start..<end) }
  }

  /// The first position from a start on where a condition holds, or the end of the line.
  private func end(from start: Int, where stops: (Unicode.Scalar) -> Bool) -> Int {
    line[min(start, line.count)...].firstIndex(where: stops) ?? line.count
  }

  private func starts(_ text: StaticString, at index: Int) -> Bool {
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard index + bytes.count <= line.count else { return false }
    return bytes.indices.allSatisfy { line[index + $0].value == UInt32(bytes[$0]) }
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, range.lowerBound <= last.upperBound {
        result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}

extension Redaction {
  /// A text with what may be a secret replaced; the same length for all, since a secret's length is part of it.
  static func shown(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var index = 0
    for range in Redaction(scalars).hidden {
      result += String.made(of: scalars[index..<range.lowerBound]) + "********"
      index = range.upperBound
    }
    return result + String.made(of: scalars[index...])
  }
}

// MARK: Names and values

extension Redaction {
  /// Names that are secrets only where a value stands behind them.
  private static let shortNames: Set<String> = [
    "pass", "pwd", "psk", "accountkey", "sharedkey", "authorization", "sig", "signature", "secretkey",
    "encryptionkey",
  ]
  private static let valueNames: Set<String> = [
    "value", "parametervalue", "default", "defaultvalue", "content",
  ]

  /// True if a word of a name suggests a secret.
  static func namesSecret(_ name: String) -> Bool { namesSecret(Array(name.unicodeScalars)) }

  private static func suggestsSecret(_ name: String) -> Bool {
    SecretName.suggestsSecret(name) || shortNames.contains(name.lowercased())
  }

  /// True if any word suggests a secret.
  private static func namesSecret(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> Bool {
    scalars.split(whereSeparator: { !$0.isName }).contains { suggestsSecret(String.made(of: $0)) }
  }

  /// True if what stands under a name is to be hidden.
  private func isSecret(_ name: Range<Int>) -> Bool {
    let text = String.made(of: line[name])
    if Self.suggestsSecret(text) { return true }
    guard Self.valueNames.contains(text.lowercased()) else { return false }
    // The name may stand anywhere before on the line (`{name: DB_PASSWORD, value: x}`) or on the line before.
    return followsSecretName || Self.namesSecret(line[..<name.lowerBound].suffix(200))
  }

  private mutating func hideValue(behind sign: Int) {
    var nameEnd = sign
    while nameEnd > 0, line[nameEnd - 1].isSpace || line[nameEnd - 1].isQuote || line[nameEnd - 1] == "\\" {
      nameEnd -= 1
    }
    let isQuoted = nameEnd < sign && line[nameEnd..<sign].contains { $0.isQuote }
    // A colon within a word (`AWS::S3::Bucket`, an ARN) stands behind no name.
    let isNameSign = line[sign] == "=" || isQuoted || sign + 1 == line.count || line[sign + 1].isSpace
    guard isNameSign else { return }
    var nameStart = nameEnd
    while nameStart > 0, line[nameStart - 1].isName { nameStart -= 1 }
    guard nameStart < nameEnd, isSecret(nameStart..<nameEnd) else { return }
    let isBlock = line[..<nameStart].allSatisfy { $0.isSpace || $0.isQuote || $0 == "-" }
    hideScalar(from: sign + 1, wholeLine: isBlock && !isQuoted, isPair: line[sign] == ":")
  }

  /// Hides one value: what stands in quotes, or what ends where the notation ends it.
  private mutating func hideScalar(from index: Int, wholeLine: Bool, isPair: Bool) {
    var start = end(from: index) { !$0.isSpace }
    guard start < line.count, !isReference(at: start) else { return }
    if line[start] == "[" { return hide(start, to: end(from: start) { $0 == "]" }) }
    // A quote within a string of JSON is escaped.
    while start < line.count, line[start] == "\\" { start += 1 }
    guard start < line.count else { return }
    if line[start].isQuote { return hide(start + 1, to: closingQuote(of: start)) }
    if wholeLine { return hide(start, to: line.count) }
    hide(
      start,
      to: end(from: start) {
        $0.isSpace || $0.isQuote || $0 == "<" || (isPair ? $0.endsFlowValue : $0 == "&" || $0 == ";")
      })
  }

  private func closingQuote(of start: Int) -> Int {
    var index = start + 1
    while index < line.count, line[index] != line[start] || line[index - 1] == "\\" {
      // The string that holds this one ends here.
      if start > 0, line[start - 1] == "\\", line[index] == line[start] { return index - 1 }
      index += 1
    }
    return index
  }

  /// Values that point elsewhere, open a deeper level or only switch something are worth seeing.
  private func isReference(at start: Int) -> Bool {
    let references: [StaticString] = [
      "${", "{{", "{", "!Ref ", "!GetAtt ", "!Sub ", "!ImportValue ", "!If ", "arn:", "true", "false", "null",
      "|", ">",
    ]
    return references.contains { starts($0, at: start) }
  }

  /// `<password>x</password>`, and `<name>...password</name><value>x</value>`.
  private mutating func hideContent(behind sign: Int) {
    guard sign > 0, line[sign - 1] != "/", let open = line[..<sign].lastIndex(of: "<") else { return }
    let name = (open + 1)..<end(from: open + 1) { !$0.isName }
    guard !name.isEmpty, name.upperBound <= sign, isSecret(name) else { return }
    hide(sign + 1, to: end(from: sign + 1) { $0 == "<" })
  }

  /// `--password x`, and `"--password", "x"`.
  private mutating func hideArgument(of index: Int) {
    guard starts("--", at: index), index == 0 || !line[index - 1].isName else { return }
    let nameEnd = end(from: index + 2) { !$0.isName }
    guard nameEnd > index + 2, nameEnd < line.count, line[nameEnd] != "=", line[nameEnd] != ":" else {
      return
    }
    guard Self.suggestsSecret(String.made(of: line[(index + 2)..<nameEnd])) else { return }
    let start = end(from: nameEnd) { !$0.isSpace && !$0.isQuote && $0 != "," }
    guard !starts("-", at: start) else { return }
    hide(start, to: end(from: start) { $0.isSpace || $0.isQuote })
  }
}

// MARK: Shapes

extension Redaction {
  /// Texts that are secrets wherever they stand.
  private static let shapes: [StaticString] = [
    "-----BEGIN", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "AIza",
    "eyJhbGci",
  ]

  private mutating func hideShape(at index: Int) {
    guard index == 0 || !line[index - 1].isName else { return }
    guard Self.shapes.contains(where: { starts($0, at: index) }) else { return }
    hide(index, to: end(from: index) { $0.isSpace || $0.isQuote || $0 == "<" })
  }

  private mutating func hideUserInfo() {
    var index = 0
    while index + 2 < line.count {
      guard starts("://", at: index) else {
        index += 1
        continue
      }
      let start = index + 3
      let word = end(from: start) { $0.isSpace || $0.isQuote || $0 == "<" || $0 == ">" }
      let authority = min(word, end(from: start) { $0 == "/" || $0 == "?" || $0 == "#" })
      if let at = line[start..<authority].lastIndex(of: "@") {
        hide(start, to: at)
      } else if let colon = line[start..<authority].firstIndex(of: ":"), !isPort(colon + 1, authority),
        let at = line[authority..<word].lastIndex(of: "@")
      {
        // A password with a slash that nobody has encoded.
        hide(start, to: at)
      }
      index = word
    }
  }

  private func isPort(_ start: Int, _ end: Int) -> Bool {
    line[start..<end].allSatisfy { ("0"..."9").contains($0) }
  }
}

extension Unicode.Scalar {
  fileprivate var isSpace: Bool { self == " " || self == "\t" || self == "\r" }
  fileprivate var isQuote: Bool { self == "\"" || self == "'" || self == "`" }
  fileprivate var endsFlowValue: Bool { self == "," || self == "}" || self == "]" }

  fileprivate var isName: Bool {
    switch self {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
    default: false
    }
  }
}

extension String {
  fileprivate static func made(of scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }
}
