import ArgumentParser
import Pipeline
import Reporting

/// `bornage policy test`.
struct PolicyTestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Runs the tests that stand beside policies.",
    discussion: """
      A test is a small descriptor with the verdicts that are expected of it, in a file NAME.tests.yaml beside \
      NAME.yaml. Exit codes: 0 all as expected; 1 something else; 2 a mistake in a policy or a test.
      """)

  @Argument(help: "A policy, a file of tests, or a folder with both.")
  var path: String = "."

  @Option(help: "text or junit.")
  var format: String = "text"

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @Flag(
    help:
      "Also ends with 1 if a rule lacks a test that passes, one that fails, or one that stays undetermined.")
  var complete = false

  func validate() throws {
    if !["text", "junit"].contains(format) {
      throw ValidationError("`\(format)` is no format of tests (text, junit).")
    }
  }

  func run() async throws {
    let report = try await PolicyTesting.run(path: path)
    let text = format == "junit" ? report.junit : report.lines.joined(separator: "\n") + "\n"
    try ReportOutputs.write(Array(text.utf8), to: output)
    if !report.passed || complete && !report.isComplete { throw ExitCode(1) }
  }
}
