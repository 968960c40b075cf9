import ArgumentParser
import Atlas

/// `bornage atlas`: asks the shipped knowledge.
struct AtlasCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atlas",
    abstract: "Say what the atlas knows of a region, zone, host, country, law, service or operator.",
    discussion: """
      Every answer carries its source and date, and says so where it is unsure.
      Exit code 0: every query has an answer; 1: one is not in the atlas; 2: wrong usage.

        bornage atlas eu-west-2
        bornage atlas s3.fr-par.scw.cloud EEA US-CLOUD-ACT
        bornage atlas --operator outscale
      """)

  @Argument(help: "Region or zone codes, hosts or URLs, countries or sets, laws, services, operators.")
  var query: [String] = []

  @Option(name: .customLong("operator"), help: "An operator: key, company or owner, or a part of them.")
  var operators: [String] = []

  func validate() throws {
    if query.isEmpty && operators.isEmpty {
      throw ValidationError("nothing is asked: name a region, host, country or law, or give --operator NAME")
    }
  }

  func run() throws {
    let atlas = Atlas()
    var isComplete = true
    var answers: [[String]] = []
    for text in query {
      let lines = AtlasAnswer.lines(for: text, atlas: atlas)
      isComplete = isComplete && lines != nil
      answers.append(lines ?? AtlasAnswer.unknownLines(for: text, atlas: atlas))
    }
    for text in operators {
      let lines = AtlasAnswer.operatorLines(for: text, atlas: atlas)
      isComplete = isComplete && lines != nil
      answers.append(lines ?? AtlasAnswer.unknownLines(for: text, atlas: atlas))
    }
    print(answers.joined(separator: [""]).joined(separator: "\n"))
    if !isComplete { throw ExitCode(1) }
  }
}
