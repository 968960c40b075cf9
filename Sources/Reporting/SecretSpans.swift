import Descriptors
import Inventory

/// Where secrets stand in clear text, by file, so that no excerpt shows one whatever it is shown for.
struct SecretSpans {
  private var spans: [String: [SourceSpan]] = [:]

  init(_ resources: [Resource]) {
    for resource in resources {
      for secret in resource.clearSecrets { spans[secret.span.file, default: []].append(secret.span) }
    }
  }

  /// The columns of a line, from 0, at which secrets stand.
  func columns(of line: Int, in file: String) -> [Range<Int>] {
    (spans[file] ?? []).compactMap { span in
      guard span.start.line...max(span.start.line, span.end.line) ~= line else { return nil }
      let start = span.start.line == line ? span.start.column - 1 : 0
      return start..<max(start, span.end.line == line ? span.end.column - 1 : Int.max)
    }
  }
}
