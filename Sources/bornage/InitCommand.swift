import ArgumentParser
import Pipeline
import Reporting

/// `bornage init`.
struct InitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Looks at a tree and proposes a .bornage.yml for it.",
    discussion: """
      Prints the proposal; with --write it becomes the folder's .bornage.yml. Exit codes: 0; 2 wrong usage, or there is \
      one already.

        bornage init
        bornage init infra/ --write
      """)

  @Argument(help: "The folder that holds the descriptors, usually the top of the repository.")
  var path: String = "."

  @Flag(help: "Writes the file; one that is there is left as it is.")
  var write = false

  @Flag(help: "With --write: replaces one that is there.")
  var force = false

  @Option(help: "How many files are read at once. Default: the number of processors.")
  var jobs: Int?

  func validate() throws {
    if force, !write { throw ValidationError("--force goes with --write.") }
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  func run() async throws {
    let text = try await Initialisation.proposal(path, jobs: jobs ?? Machine.processors)
    if write {
      let file = try Initialisation.write(text, to: path, replacing: force)
      Console.error("wrote \(file)")
    } else {
      try ReportOutputs.write(Array(text.utf8), to: "-")
    }
    for step in Initialisation.nextSteps { Console.error(step) }
  }
}
