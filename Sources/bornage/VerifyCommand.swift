import ArgumentParser
import Pipeline

/// `bornage verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Says whether an evidence bundle is as it was sealed, and what differs.",
    discussion: """
      Reads nothing but the bundle and needs no network. Exit codes: 0 as it was sealed; 1 something is missing, added \
      or changed, or the signature is wrong; 2 no bundle, or a key that cannot be used.

        bornage scan infra/ --policy eu-gdpr --seal evidence/2026-w48 --sign-key private.pem
        bornage verify evidence/2026-w48 --key public.pem
      """)

  @Argument(help: "The folder that `bornage scan --seal` wrote.")
  var folder: String

  @Option(help: "The public key (PEM) of whom the signature must be.")
  var key: String?

  func run() throws {
    let (lines, isIntact) = try Verification.lines(folder, keyFile: key)
    Console.output(lines.joined(separator: "\n"))
    if !isIntact { throw ExitCode(1) }
  }
}
