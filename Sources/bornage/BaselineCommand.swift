import ArgumentParser
import Pipeline

/// `bornage baseline`: the decisions that are taken over.
struct BaselineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Takes over what is found now, so that only what comes after it counts.",
    discussion: """
      The file, .bornage-baseline.json, has a line for each decision: rule, resource and offending value. It is read by \
      `bornage scan` without being named if it lies beside .bornage.yml or above the scanned paths. What it holds \
      stays in every report and counts for no threshold.
      """,
    subcommands: [Write.self, Update.self, Prune.self, Show.self])

  /// What all that scan have in common.
  struct Options: ParsableArguments {
    @Argument(help: "Files and folders to scan.")
    var paths: [String] = ["."]

    @Option(
      help: "The file. Default: .bornage-baseline.json beside .bornage.yml, or at the top of the repository.")
    var baseline: String?

    @Option(help: "As for scan: a pack's name or a file. Repeatable.")
    var policy: [String] = []

    @Option(help: "As for scan: NAME=VALUE[,VALUE]. Repeatable.")
    var policyParameter: [String] = []

    @Option(help: "As for scan: the day whose law holds.")
    var asOf: String?

    @Option(help: "As for scan: a file of waivers. Repeatable.")
    var waivers: [String] = []

    @OptionGroup var reading: ReadingOptions

    var scan: ScanOptions {
      var options = reading.scan(paths, policies: policy)
      options.baseline = baseline
      options.policyParameters = policyParameter
      options.asOf = asOf
      options.waivers = waivers
      return options
    }
  }

  /// Why new decisions are taken, and for how long.
  struct Decision: ParsableArguments {
    @Option(help: "Why the new decisions are taken.")
    var reason: String?

    @Option(help: "The last day of the new decisions, such as 2031-06-01. Default: no end.")
    var expires: String?
  }

  struct Write: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "write", abstract: "Writes the file: everything found now is taken over.")

    @OptionGroup var options: Options
    @OptionGroup var decision: Decision

    @Flag(help: "Writes over a file that is there; its reasons and ends are lost.")
    var force = false

    func run() async throws {
      let keeping = try BaselineKeeping(options.scan, reason: decision.reason, expires: decision.expires)
      Console.output(try await keeping.run(.write(overwrites: force)).joined(separator: "\n"))
    }
  }

  struct Update: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "update",
      abstract: "Takes over what is new, takes out what is fixed, keeps the rest with its reasons and ends.")

    @OptionGroup var options: Options
    @OptionGroup var decision: Decision

    @Flag(help: "Decides anew what has run out and still stands, with the reason and end that are given.")
    var renewExpired = false

    func run() async throws {
      let keeping = try BaselineKeeping(options.scan, reason: decision.reason, expires: decision.expires)
      Console.output(
        try await keeping.run(.update(renewsExpired: renewExpired)).joined(separator: "\n"))
    }
  }

  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "prune", abstract: "Takes out what is fixed, and nothing in.")

    @OptionGroup var options: Options

    func run() async throws {
      Console.output(try await BaselineKeeping(options.scan).run(.prune).joined(separator: "\n"))
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Lists the decisions.")

    @Argument(help: "Files and folders, for the baseline beside or above them.")
    var paths: [String] = ["."]

    @Option(help: "The file.")
    var baseline: String?

    @Option(help: "The day to judge by, such as 2031-06-01. Default: today.")
    var asOf: String?

    func run() throws {
      var options = ScanOptions(paths: paths)
      options.environment = .ofProcess()
      options.baseline = baseline
      options.asOf = try AskedDay.checked(asOf)
      Console.output(try BaselineKeeping(options).show().joined(separator: "\n"))
    }
  }
}
