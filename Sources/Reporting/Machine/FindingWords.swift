import Assessment
import Descriptors
import Inventory

/// How loud a finding is where a format knows three degrees.
///
/// Loud is what is known to be broken or can be: an unknown warns at most, a question to people is a note, and so is
/// what a waiver accepts or what was known before.
enum Loudness: CaseIterable {
  case error
  case warning
  case note

  init(_ finding: Finding) {
    if finding.isSilenced {
      self = .note
      return
    }
    switch finding.verdict {
    case .fail, .conditional: self.init(finding.severity)
    case .undetermined: self = finding.severity >= .medium ? .warning : .note
    case .evidenceRequired, .pass, .notApplicable: self = .note
    }
  }

  init(_ severity: Severity) {
    switch severity {
    case .critical, .high: self = .error
    case .medium: self = .warning
    case .low, .info: self = .note
    }
  }
}

extension Finding {
  /// The message, behind what a format without a place for it has to say in words: the verdict, if it is not a plain
  /// breach, and what became of a request to waive it.
  var markedMessage: String {
    var marks: [String] = []
    switch verdict {
    case .fail: break
    case .evidenceRequired: marks.append("evidence required")
    default: marks.append(verdict.rawValue)
    }
    switch waiver {
    case .waived(let id, _, _, let approver, let expires)?:
      marks.append("waived by \(id) until \(expires), approved by \(approver)")
    case .requested?: marks.append("a waiver is requested, nobody approved it")
    case nil: break
    }
    if let note = prior?.note { marks.append(note.english) }
    let message = message.english
    return marks.isEmpty ? message : "(\(marks.joined(separator: "; "))) \(message)"
  }

  /// The chain behind it, a sentence a link: what it rests on, where, and from which source.
  var evidenceLines: [String] {
    evidence.map { link in
      let place = link.span.map { " (\($0.file):\($0.start.line):\($0.start.column))" } ?? ""
      let source = link.source.map { " [\($0)]" } ?? ""
      return link.text.english + place + source
    }
  }

  /// The clauses in one line.
  var clauses: String { cites.map(\.shown).joined(separator: "; ") }

  /// What identifies its rule among all policies.
  var ruleName: String { "\(policy)/\(rule)" }
}

/// Where findings are shown by consumers that know none without a file.
struct FindingPlaces {
  private let anchor: SourceSpan

  init(_ report: ScanReport) {
    anchor = .start(of: Self.anchorFile(report))
  }

  /// The file that a question to the whole scan is shown at.
  static func anchorFile(_ report: ScanReport) -> String {
    report.resources.first?.span.file ?? report.coverage.unread.first?.path ?? "."
  }

  /// The span of a finding, or the first line of the scan's first file.
  func span(of finding: Finding) -> SourceSpan { finding.span ?? anchor }

  /// The path as continuous integration wants it: relative to the top of the repository, without `./`.
  static func path(_ path: String) -> String {
    var rest = path[...]
    while rest.hasPrefix("./") { rest = rest.dropFirst(2) }
    return rest.isEmpty ? path : String(rest)
  }
}

/// Fingerprints, each handed out once: consumers drop the second finding with the same one in silence.
struct UniqueFingerprints {
  private var seen: [String: Int] = [:]

  /// The fingerprint of a finding, or one made from it if another finding of the report has it already.
  mutating func next(_ finding: Finding) -> String {
    let before = seen[finding.fingerprint, default: 0]
    seen[finding.fingerprint] = before + 1
    return before == 0 ? finding.fingerprint : "\(finding.fingerprint)-\(before + 1)"
  }
}

/// Cuts texts to what a consumer takes.
enum Clip {
  /// The text, or its beginning with `...` behind it if it has more characters (Unicode scalars) than that.
  static func text(_ text: String, to most: Int) -> String {
    guard text.utf8.count > most, text.unicodeScalars.count > most else { return text }
    var cut = ""
    cut.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(max(0, most - 3)))
    return cut + "..."
  }
}
