/// What a worker answers to one job: one line of JSON, as `docs/worker.md` describes it.
public enum WorkerReply {
  /// The name of a job, as it was given.
  public enum JobID: Sendable, Equatable {
    /// A text.
    case text(String)
    /// A number, in the words of the job.
    case number(String)
    /// None.
    case none
  }

  /// The answer to a job that was done.
  public static func report(
    _ id: JobID, line: Int, format: String, outcome: ScanReport.Outcome, pieces: [[UInt8]]
  ) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 10, breaksLines: false)
    writer.object { writer in
      head(id, line, "done", &writer)
      writer.member("exitCode", Int(outcome.exitCode))
      writer.member("reason", outcome.reason)
      writer.member("format", format)
      if let json = JSONLine.make(pieces) {
        writer.member("report", json: json)
      } else {
        writer.member("report", String(decoding: pieces.joined(), as: UTF8.self))
      }
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// The answer to a job that could not be done.
  ///
  /// - Parameter exitCode: 2 for a mistake in the job.
  public static func failure(_ id: JobID, line: Int, exitCode: Int, error: String) -> [UInt8] {
    var writer = JSONWriter(capacity: 1 << 10, breaksLines: false)
    writer.object { writer in
      head(id, line, "error", &writer)
      writer.member("exitCode", exitCode)
      writer.member("error", error)
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  private static func head(_ id: JobID, _ line: Int, _ status: String, _ writer: inout JSONWriter) {
    switch id {
    case .text(let text): writer.member("id", text)
    case .number(let number): writer.member("id", json: Array(number.utf8))
    case .none: break
    }
    writer.member("line", line)
    writer.member("status", status)
  }
}
