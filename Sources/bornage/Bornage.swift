import ArgumentParser
@main struct Bornage: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "bornage", subcommands: [AtlasCommand.self])
}
