import ArgumentParser
import Pipeline
import Reporting

/// `bornage explain`: the whole chain behind a finding or a resource.
struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tells the whole chain behind a finding or a resource, and what would change it.",
    discussion: """
      The scan is made anew with the same options, so give those that the report was made with.
      Exit codes: 0; 1 nothing of that name is there; 2 wrong usage, policy or configuration.

        bornage explain 3f2a9c0d infra/ --policy fr-hds-2
        bornage explain Records infra/template.yaml
        bornage explain infra/template.yaml:12 infra/
      """)

  @Argument(
    help:
      "A finding's fingerprint (its first six digits or more), a resource's identifier or name, or FILE:LINE."
  )
  var subject: String

  @Argument(help: "Files and folders, as for scan.")
  var paths: [String]

  @Option(
    help: "A policy: a pack's name or a file. Repeatable. Default: `policies:` of .bornage.yml, or eu-gdpr.")
  var policy: [String] = []

  @Option(help: "Gives a parameter of the policies its value: NAME=VALUE[,VALUE]. Repeatable.")
  var policyParameter: [String] = []

  @Option(
    help: "The day whose law holds, such as 2031-06-01. Default: the day up to which the atlas was kept.")
  var asOf: String?

  @Option(help: "A file of waivers, beside those that .bornage.yml names. Repeatable.")
  var waivers: [String] = []

  @OptionGroup var speech: LanguageOptions

  @OptionGroup var reading: ReadingOptions

  func run() async throws {
    var options = reading.scan(paths, policies: policy)
    options.policyParameters = policyParameter
    options.asOf = asOf
    options.waivers = waivers
    let isFound = try await Explanation.write(subject, options, language: speech.language)
    if !isFound { throw ExitCode(1) }
  }
}
