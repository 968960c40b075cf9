import ArgumentParser
import Atlas
import Pipeline

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
        bornage atlas --operator cloudwatt --as-of 2014-06-01
      """)

  @Argument(help: "Region or zone codes, hosts or URLs, countries or sets, laws, services, operators.")
  var query: [String] = []

  @Option(name: .customLong("operator"), help: "An operator: key, company or owner, or a part of them.")
  var operators: [String] = []

  @Option(
    help: "The day that is asked for, such as 2031-06-01. Default: the day up to which the atlas was kept.")
  var asOf: String?

  func validate() throws {
    if query.isEmpty && operators.isEmpty {
      throw ValidationError("nothing is asked: name a region, host, country or law, or give --operator NAME")
    }
  }

  func run() throws {
    let atlas = Atlas()
    let day = try AskedDay.checked(asOf)
    var isComplete = true
    var answers: [[String]] = []
    for text in query {
      let lines = AtlasAnswer.lines(for: text, atlas: atlas, on: day)
      isComplete = isComplete && lines != nil
      answers.append(lines ?? AtlasAnswer.unknownLines(for: text, atlas: atlas))
    }
    for text in operators {
      let lines = AtlasAnswer.operatorLines(for: text, atlas: atlas, on: day)
      isComplete = isComplete && lines != nil
      answers.append(lines ?? AtlasAnswer.unknownLines(for: text, atlas: atlas))
    }
    print(answers.joined(separator: [""]).joined(separator: "\n"))
    if !isComplete { throw ExitCode(1) }
  }
}
