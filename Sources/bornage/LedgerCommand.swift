import ArgumentParser
import Pipeline

/// `bornage ledger`: the history that `bornage record` keeps.
struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger",
    abstract: "Lists, checks, exports and imports what is recorded.",
    subcommands: [
      LedgerListCommand.self, LedgerCheckCommand.self, LedgerExportCommand.self, LedgerImportCommand.self,
    ])
}

/// The ledger of a command.
struct LedgerOptions: ParsableArguments {
  @Option(help: "A file, or postgres://USER@HOST/DATABASE. Default: BORNAGE_LEDGER, or `ledger:` of .bornage.yml.")
  var ledger: String?

  var job: LedgerJob { LedgerJob(ledger: ledger) }
}

/// `bornage ledger list`.
struct LedgerListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "A line for each scan, oldest first, tree by tree.")

  @Option(help: "Only the scans of this tree.")
  var tree: String?

  @OptionGroup var options: LedgerOptions

  func run() throws { Console.output(try options.job.list(tree: tree).joined(separator: "\n")) }
}

/// `bornage ledger check`.
struct LedgerCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says whether everything is as it was recorded.",
    discussion: """
      Looks at the file's structure, then puts every scan together again and takes its digest anew. Exit codes: 0 all is \
      as it was recorded; 1 something is missing, added or changed; 2 no ledger.
      """)

  @OptionGroup var options: LedgerOptions

  func run() throws {
    let (lines, isWhole) = try options.job.check()
    Console.output(lines.joined(separator: "\n"))
    if !isWhole { throw ExitCode(1) }
  }
}

/// `bornage ledger export`.
struct LedgerExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes the whole history as NDJSON.",
    discussion: "The same history gives the same bytes, in a file or on a server.")

  @Option(name: [.short, .long], help: "The file to write; `-` is standard output.")
  var output: String = "-"

  @OptionGroup var options: LedgerOptions

  func run() throws { Console.error(try options.job.export(to: output)) }
}

/// `bornage ledger import`.
struct LedgerImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes over the history that `bornage ledger export` wrote.",
    discussion: """
      What is recorded already stays as it is, so that an import may be repeated and histories may be put together. \
      Each scan is held against its digest first.
      """)

  @Argument(help: "The export; `-` is standard input.")
  var file: String

  @OptionGroup var options: LedgerOptions

  func run() throws { Console.output(try options.job.importing(file)) }
}
