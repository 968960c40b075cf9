import ArgumentParser
import Glibc
import Pipeline

/// The command line: one subcommand a file, no logic.
@main
struct Bornage: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bornage",
    abstract:
      "Says where data stands, who can be compelled to hand it over, where it goes and how it is sealed.",
    discussion: """
      bornage reads descriptions of infrastructure (CloudFormation, Kubernetes, Docker Compose, libvirt, Hadoop) \
      offline and holds them against policies.
      """,
    version: Version.current,
    subcommands: [
      ScanCommand.self, InitCommand.self, ConfigCommand.self, BaselineCommand.self, DiffCommand.self,
      InventoryCommand.self, ExplainCommand.self, ContextCommand.self, PolicyCommand.self, RecordCommand.self,
      LedgerCommand.self, ReportCommand.self,
      WaiversCommand.self, VerifyCommand.self, SampleCommand.self, RegisterCommand.self,
      AtlasCommand.self, WorkerCommand.self, FleetCommand.self,
    ])

  /// Exit codes are the program's own: 2 for wrong usage, where the library would say 64.
  static func main() async {
    // A reader that goes away (`| head`) must not kill the program before it has cleaned up.
    signal(SIGPIPE, SIG_IGN)
    // A limit on the size of files is an error to report, not an end in the middle of writing.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch let error as UsageError {
      Console.error("error: \(error.message)")
      Glibc.exit(2)
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if !message.isEmpty {
        if code.isSuccess { Console.output(message) } else { Console.error(message) }
      }
      Glibc.exit(code.isSuccess ? 0 : code == .validationFailure ? 2 : 70)
    }
  }
}
