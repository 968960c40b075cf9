import ArgumentParser
import Pipeline

/// `bornage worker`.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Does scans that come as lines of JSON, and answers each with a line of JSON.",
    discussion: """
      A job names what to scan and how, an answer holds its report; a job that cannot be done is answered with its error. \
      See docs/worker.md. Ends with 0 when its input ends, and with 2 if answers cannot be written.

        echo '{"id": "a", "paths": ["infra"], "policies": ["eu-gdpr"]}' | bornage worker
      """)

  @Option(name: .customLong("policy"), help: "A policy for jobs that name none. Repeatable.")
  var policies: [String] = []

  @Option(
    name: [.customShort("j"), .long],
    help: "How many jobs are done at once. Default: the number of processors.")
  var jobs: Int?

  @Flag(help: "Answers in the order of the jobs; without it, each answer comes when it is ready.")
  var ordered = false

  @Option(help: "The longest line that is read, in megabytes.")
  var maxLine: Int = 64

  @Option(help: "The largest file that is read, in megabytes.")
  var maxFileSize: Int = 512

  @Option(help: "The deepest nesting that is read.")
  var maxDepth: Int = 256

  @Option(help: "The most nodes of one file that are read.")
  var maxNodes: Int = 50_000_000

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
    if !(1...2000).contains(maxLine) { throw ValidationError("--max-line must be from 1 to 2000.") }
    if !(1...4000).contains(maxFileSize) { throw ValidationError("--max-file-size must be from 1 to 4000.") }
  }

  func run() async throws {
    Machine.prepareMemory()
    let limits = Machine.limits(megabytes: maxFileSize, depth: maxDepth, nodes: maxNodes)
    let base = ScanOptions(paths: [], policies: policies, jobs: 1, limits: limits)
    try await Worker(
      Worker.Settings(
        base: base, jobs: jobs ?? Machine.processors, isOrdered: ordered, longestLine: maxLine << 20)
    ).run()
  }
}
