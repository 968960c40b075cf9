import Dispatch
import Glibc
import Reporting
import Synchronization

/// Does jobs that come as lines, and answers each with a line: what lets an engine for many machines carry scans.
///
/// A job that cannot be done is an answer like any other. The worker ends when its input does.
public struct Worker: Sendable {
  /// How a worker works.
  public struct Settings: Sendable {
    /// What holds where a job says nothing.
    public var base: ScanOptions
    /// How many jobs are done at once.
    public var jobs: Int
    /// True if answers come in the order of the jobs; else each comes when it is ready.
    public var isOrdered: Bool
    /// The longest line, in bytes.
    public var longestLine: Int

    /// Settings.
    public init(base: ScanOptions, jobs: Int, isOrdered: Bool, longestLine: Int) {
      self.base = base
      self.jobs = jobs
      self.isOrdered = isOrdered
      self.longestLine = longestLine
    }
  }

  private struct Task: Sendable {
    let number: Int
    let line: LineReader.Line
  }

  private let settings: Settings
  private let knowledge = SharedKnowledge()

  /// A worker.
  public init(_ settings: Settings) {
    self.settings = settings
  }

  /// Does all jobs of a descriptor and answers on another.
  ///
  /// - Throws: ``UsageError`` if answers can no longer be written; that nobody reads them any more is no error.
  public func run(from input: Int32 = 0, to output: Int32 = 1) async throws(UsageError) {
    let answers = WorkerAnswers(output, isOrdered: settings.isOrdered)
    // Read ahead of the work, but not further than it takes to keep all hands busy: an answer in order has to wait for
    // those before it, and holds its place so long.
    let places = DispatchSemaphore(value: settings.jobs * 2)
    let (tasks, feed) = AsyncStream.makeStream(of: Task.self)
    let longest = settings.longestLine
    // A thread of its own: reading blocks, and the threads of the scans must not.
    DispatchQueue(label: "bornage.jobs").async {
      var reader = LineReader(input, maxBytes: longest)
      var number = 0
      while true {
        places.wait()
        guard !answers.isClosed, let line = reader.next() else { break }
        number += 1
        feed.yield(Task(number: number, line: line))
      }
      // The place that no line took.
      places.signal()
      feed.finish()
    }
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await task in tasks {
        if running == settings.jobs {
          await group.next()
          running -= 1
        }
        running += 1
        group.addTask {
          answers.give(await answer(task), number: task.number) { places.signal() }
        }
      }
    }
    if let error = answers.error { throw UsageError(error) }
  }

  /// The answer to a line; nil for an empty one.
  private func answer(_ task: Task) async -> [UInt8]? {
    let job: WorkerJob
    switch task.line {
    case .tooLong:
      return WorkerReply.failure(
        .none, line: task.number, exitCode: 2,
        error:
          "the line has more than \(settings.longestLine) bytes; make several jobs of it, or raise --max-line"
      )
    case .bytes(let bytes):
      if bytes.allSatisfy({ $0 <= 0x20 }) { return nil }
      do {
        job = try WorkerJob(bytes, base: settings.base)
      } catch {
        return WorkerReply.failure(error.id, line: task.number, exitCode: 2, error: error.message)
      }
    }
    do {
      var options = job.options
      options.recordsProvenance = job.format.needsProvenance
      let (report, excerpts) = try await scan(options)
      return WorkerReply.report(
        job.id, line: task.number, format: job.format.name, outcome: report.outcome,
        pieces: job.format.pieces(report, style: ReportStyle(excerpts: excerpts)))
    } catch {
      return WorkerReply.failure(job.id, line: task.number, exitCode: 2, error: error.message)
    }
  }

  private func scan(_ options: ScanOptions) async throws(UsageError) -> (ScanReport, FileExcerpts) {
    try await Scan(options, knowledge: knowledge).run()
  }
}

/// Writes answers, one line at a time and each at once.
private final class WorkerAnswers: Sendable {
  private struct State {
    var next = 1
    var waiting: [Int: (answer: [UInt8]?, done: @Sendable () -> Void)] = [:]
    var isClosed = false
    var error: String?
  }

  private let descriptor: Int32
  private let isOrdered: Bool
  private let state = Mutex(State())

  init(_ descriptor: Int32, isOrdered: Bool) {
    self.descriptor = descriptor
    self.isOrdered = isOrdered
  }

  /// True if nobody reads the answers any more.
  var isClosed: Bool { state.withLock { $0.isClosed } }
  /// Why answers could no longer be written.
  var error: String? { state.withLock { $0.error } }

  /// Takes an answer, nil for none, and calls `done` when it is written.
  func give(_ answer: [UInt8]?, number: Int, done: @escaping @Sendable () -> Void) {
    state.withLock { state in
      guard isOrdered else {
        write(answer, &state)
        return done()
      }
      state.waiting[number] = (answer, done)
      while let (answer, done) = state.waiting.removeValue(forKey: state.next) {
        write(answer, &state)
        state.next += 1
        done()
      }
    }
  }

  private func write(_ answer: [UInt8]?, _ state: inout State) {
    guard let answer, !state.isClosed else { return }
    let code = WholeWrite.write(answer, to: descriptor)
    guard code != 0 else { return }
    state.isClosed = true
    if code != EPIPE {
      state.error =
        "answers cannot be written (\(String(cString: strerror(code)))); jobs without an answer are not done"
    }
  }
}
