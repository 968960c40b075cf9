import Descriptors
import Glibc
public import Reporting

/// Where the reports of a scan go: `FORMAT`, or `FORMAT=FILE`.
public struct ReportOutputs: Sendable {
  private struct Output: Sendable {
    let format: any ReportFormat.Type
    /// Nil for standard output.
    let file: String?
  }

  private let outputs: [Output]
  private let allowsColour: Bool
  let isQuiet: Bool
  /// Formats that name no file, where an evidence bundle takes them.
  let unplaced: [any ReportFormat.Type]
  /// The language of formats for people.
  let language: Language

  /// The reports that settings ask for.
  ///
  /// - Parameters:
  ///   - settings: name formats and the language.
  ///   - output: the file for the one format that names none.
  ///   - sealing: true if formats that name no file go into an evidence bundle.
  ///   - isQuiet: true if nothing is to be said on standard error.
  /// - Throws: ``UsageError`` for an unknown format, or for two reports to one place.
  public init(
    _ settings: Settings, output: String?, sealing: Bool = false, isQuiet: Bool = false
  ) throws(UsageError) {
    try self.init(
      formats: settings.formats, output: output, sealing: sealing, language: settings.language,
      allowsColour: settings.options.environment.allowsColour, isQuiet: isQuiet)
  }

  /// The reports of some words.
  ///
  /// - Parameters:
  ///   - formats: `text`, `json=report.json` ...; none means `text`.
  ///   - output: the file for the one format that names none.
  ///   - sealing: true if formats that name no file go into an evidence bundle.
  ///   - language: the language of reports for people.
  ///   - allowsColour: false if the user wants none.
  ///   - isQuiet: true if nothing is to be said on standard error.
  /// - Throws: ``UsageError`` for an unknown format, or for two reports to one place.
  public init(
    formats: [String], output: String?, sealing: Bool = false, language: Language = .english,
    allowsColour: Bool = true, isQuiet: Bool = false
  ) throws(UsageError) {
    self.language = language
    self.allowsColour = allowsColour
    self.isQuiet = isQuiet
    if sealing, output != nil {
      throw UsageError(
        "`--output` and `--seal` exclude each other: reports that name no file go into the bundle")
    }
    var outputs: [Output] = []
    for option in formats.isEmpty && !sealing ? ["text"] : formats {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init)
      guard let format = ReportFormats.named(parts[0]) else {
        let near =
          Spelling.nearest(to: parts[0], among: ReportFormats.names).map { "; did you mean `\($0)`?" } ?? ""
        throw UsageError("`\(parts[0])` is no format\(near) (\(ReportFormats.names.joined(separator: ", ")))")
      }
      if parts.count == 2, parts[1].isEmpty { throw UsageError("`--format \(option)` names no file") }
      let file = parts.count == 2 ? parts[1] : output
      outputs.append(Output(format: format, file: file == "-" ? nil : file))
    }
    if output != nil, !formats.isEmpty, formats.allSatisfy({ $0.contains("=") }) {
      throw UsageError("`--output` has no format to write: each `--format` names a file of its own")
    }
    let unplaced = sealing ? outputs.filter { $0.file == nil }.map(\.format) : []
    if sealing { outputs.removeAll { $0.file == nil } }
    if let twice = unplaced.first(where: { format in unplaced.count { $0.name == format.name } > 1 }) {
      throw UsageError("the format \(twice.name) is asked for twice")
    }
    // A device may take any number of reports; a file or the terminal takes one.
    var seen: Set<String> = []
    for output in outputs
    where output.file?.hasPrefix("/dev/") != true && !seen.insert(output.file ?? "").inserted {
      throw UsageError(
        "two reports go to \(output.file ?? "standard output"); give each a file with `--format FORMAT=FILE`")
    }
    self.outputs = outputs
    self.unplaced = unplaced
  }

  /// True if one of the formats needs ``ScanReport/provenance``.
  public var needsProvenance: Bool { outputs.contains { $0.format.needsProvenance } }

  /// Writes bytes to a file, whole or not at all, or to standard output (`-`).
  ///
  /// - Throws: ``UsageError`` if they cannot be written there.
  public static func write(_ bytes: [UInt8], to file: String) throws(UsageError) {
    do {
      if file == "-" {
        try OutputFile.writeToStandardOutput([bytes])
      } else {
        try OutputFile.write([bytes], to: file)
      }
    } catch {
      throw UsageError(error.message)
    }
  }

  /// Writes all reports, and one line to standard error if none goes to standard output.
  ///
  /// - Parameter kept: is given each report as it was written, with its number.
  public func write(
    _ report: ScanReport, excerpts: FileExcerpts, kept: ((_ number: Int, _ pieces: [[UInt8]]) -> Void)? = nil
  ) throws(UsageError) {
    for (number, output) in outputs.enumerated() {
      let style = ReportStyle(colour: hasColour(output), excerpts: excerpts, language: language)
      let pieces = output.format.pieces(report, style: style)
      try Self.write(pieces, to: output)
      kept?(number, pieces)
    }
    tell(report.outcome.reason.text(in: language))
  }

  /// Writes reports that were kept, as ``write(_:excerpts:kept:)`` does.
  func write(_ reports: [[[UInt8]]], reason: String) throws(UsageError) {
    for (output, pieces) in zip(outputs, reports) { try Self.write(pieces, to: output) }
    tell(reason)
  }

  /// The names under which the reports are kept: what bears on the scan, and what bears on the form.
  func answerNames(_ key: ScanKey) -> [String] {
    outputs.map { output in
      var material = KeyMaterial()
      material.add("scan", key.sha256)
      material.add("format", output.format.name)
      for child in Mirror(reflecting: ReportStyle(colour: hasColour(output), language: language)).children {
        // The lines of files are files, and those are in the key; the words of a language are part of the program.
        guard let label = child.label, label != "excerpts", label != "translator" else { continue }
        material.add("style", "\(label) \(String(reflecting: child.value))")
      }
      return material.finish()
    }
  }

  private func hasColour(_ output: Output) -> Bool {
    output.file == nil && isatty(STDOUT_FILENO) == 1 && allowsColour
  }

  private static func write(_ pieces: [[UInt8]], to output: Output) throws(UsageError) {
    do {
      if let file = output.file {
        try OutputFile.write(pieces, to: file)
      } else {
        try OutputFile.writeToStandardOutput(pieces)
      }
    } catch {
      throw UsageError(error.message)
    }
  }

  private func tell(_ reason: String) {
    if !isQuiet, !outputs.contains(where: { $0.file == nil }) { Console.error("bornage: \(reason)") }
  }
}
