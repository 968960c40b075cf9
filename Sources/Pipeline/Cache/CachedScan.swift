import Glibc
import Reporting

/// A scan whose reports are replayed if everything that bears on them is as it was.
public struct CachedScan: Sendable {
  private let scan: Scan
  private let outputs: ReportOutputs
  private let cache: CacheFolder

  /// A scan with a cache; nil if none is asked for or can be used.
  ///
  /// - Throws: ``UsageError`` for a place where a cache must not be, or a key that cannot be used.
  public init?(_ scan: Scan, outputs: ReportOutputs, choice: CacheChoice) throws(UsageError) {
    guard let cache = try choice.open(for: scan.grounds.options.paths) else { return nil }
    self.init(scan, outputs: outputs, cache: cache)
  }

  init(_ scan: Scan, outputs: ReportOutputs, cache: CacheFolder) {
    self.scan = scan
    self.outputs = outputs
    self.cache = cache
  }

  /// Writes the reports, kept or new ones.
  ///
  /// - Returns: how the scan ended.
  public func run() async throws(UsageError) -> Int32 {
    let hashing = Task.detached { Inputs.program() }
    guard let environment = Inputs.environment(),
      let key = await scan.key(program: { await hashing.value }, environment: environment),
      let program = await hashing.value
    else { return try await scanned() }
    return try await run(key, program: program, environment: environment)
  }

  func run(_ first: ScanKey, program: String, environment: [String]) async throws(UsageError) -> Int32 {
    if let code = try replayed(first) { return code }
    var key: ScanKey? = first
    if !first.inputs.isSettled {
      // A file that was changed within the clock's last step could be changed again unseen: wait for the next.
      usleep(20_000)
      key = await scan.key(program: { program }, environment: environment)
    }
    guard let key, key.inputs.isSettled else { return try await scanned() }
    let keeper = Keeper(cache, key, outputs)
    let code = try await scanned(keeper)
    // Only if nothing changed from before the scan to its end was it these bytes that were scanned.
    let after = await scan.key(program: { program }, environment: environment)
    keeper.finish(isTrue: after == key)
    return code
  }

  /// Writes what is kept, if all that is asked for is.
  private func replayed(_ key: ScanKey) throws(UsageError) -> Int32? {
    var answers: [CachedAnswer] = []
    for name in outputs.answerNames(key) {
      guard let answer = cache.answer(name) else { return nil }
      answers.append(answer)
    }
    guard let first = answers.first else { return nil }
    try outputs.write(answers.map(\.payload), reason: first.reason)
    return first.exitCode
  }

  private func scanned(_ keeper: Keeper? = nil) async throws(UsageError) -> Int32 {
    let (report, excerpts) = await scan.run()
    do {
      try outputs.write(report, excerpts: excerpts) { keeper?.keep($0, $1, report.outcome) }
    } catch {
      keeper?.finish(isTrue: false)
      throw error
    }
    return report.outcome.exitCode
  }
}

/// Keeps the reports of one scan as they are written; they count when it is known that they are true.
private final class Keeper {
  private let cache: CacheFolder
  private let names: [String]
  private let outputs: ReportOutputs
  private var drafts: [CacheDraft] = []
  private var hasFailed = false

  init(_ cache: CacheFolder, _ key: ScanKey, _ outputs: ReportOutputs) {
    self.cache = cache
    names = outputs.answerNames(key)
    self.outputs = outputs
  }

  func keep(_ number: Int, _ pieces: [[UInt8]], _ outcome: ScanReport.Outcome) {
    guard !hasFailed else { return }
    let answer = CachedAnswer(
      exitCode: outcome.exitCode, reason: outcome.reason.text(in: outputs.language), payload: pieces)
    do {
      if let draft = try cache.draft(answer, name: names[number]) { drafts.append(draft) }
    } catch {
      // Room or rights that are missing cost time, not the scan.
      hasFailed = true
      Console.error("bornage: the answer is not kept in the cache (\(error.message))")
    }
  }

  func finish(isTrue: Bool) {
    for draft in drafts {
      if isTrue { draft.publish() } else { draft.discard() }
    }
    if !drafts.isEmpty || hasFailed { cache.tidy() }
    drafts = []
  }
}
