import Assessment
import Descriptors
import Inventory
public import Reporting

/// What can be asked of configurations: `bornage config`.
public enum ConfigurationSurvey {
  /// Every setting of a scan with these options, and who says so.
  ///
  /// - Throws: ``UsageError`` for a mistake in options, environment or configurations.
  public static func report(_ options: ScanOptions) throws(UsageError) -> ConfigurationReport {
    let settings = try Settings(options)
    return ConfigurationReport(
      files: settings.configurations.map(\.path),
      rows: Setting.allCases.map { setting in
        ConfigurationReport.Row(
          name: setting.rawValue, flag: setting.flag, variable: setting.variable,
          values: values(setting, settings))
      })
  }

  /// Checks everything that a scan with these options would check before it reads a file.
  ///
  /// - Returns: what holds, a line each.
  /// - Throws: ``UsageError`` for the first mistake, or all of one file.
  public static func check(_ options: ScanOptions) throws(UsageError) -> [String] {
    let settings = try Settings(options)
    _ = try ReportOutputs(settings, output: nil)
    let scan = try Scan(settings)
    guard !settings.configurations.isEmpty else {
      return ["no configuration: `bornage init` proposes one"]
    }
    return settings.configurations.map { SafeText.line("\($0.path): no mistakes") } + [scan.summary]
  }

  /// The JSON Schema of configurations.
  public static var schema: String { ConfigurationSchema.json }

  private static func values(_ setting: Setting, _ settings: Settings) -> [ConfigurationReport.Value] {
    var values = (settings.inForce[setting] ?? []).map { said in
      ConfigurationReport.Value(said.text, origin(said.origin))
    }
    for configuration in settings.configurations {
      if setting == .contexts { values += contexts(configuration) }
      if setting == .classes { values += classes(configuration) }
    }
    if values.isEmpty, let standard = setting == .jobs ? String(settings.options.jobs) : setting.standard {
      values = [ConfigurationReport.Value(standard, .byDefault)]
    }
    return values
  }

  private static func contexts(_ configuration: Configuration) -> [ConfigurationReport.Value] {
    configuration.contexts.flatMap { context in
      context.entries.map { entry in
        let start = entry.evidence.span?.start ?? context.span.start
        let said = "\(entry.key)=\(entry.values.joined(separator: ","))"
        return ConfigurationReport.Value(
          "\(context.patterns.joined(separator: ", ")): \(said)",
          .file(configuration.path, line: start.line, column: start.column))
      }
    }
  }

  private static func classes(_ configuration: Configuration) -> [ConfigurationReport.Value] {
    configuration.classes.map { mapping, position in
      let tags = mapping.tags.sorted { $0.key < $1.key }.map {
        "\($0.key)=\($0.value.joined(separator: "|"))"
      }
      let words = tags + mapping.names.map { "name \($0)" } + mapping.paths.map { "path \($0)" }
      return ConfigurationReport.Value(
        "\(mapping.name): \(words.joined(separator: ", "))",
        .file(configuration.path, line: position.line, column: position.column))
    }
  }

  private static func origin(_ origin: Origin) -> ConfigurationReport.Origin {
    switch origin {
    case .flag(let name): .flag(name)
    case .environment(let name): .environment(name)
    case .file(let path, let position): .file(path, line: position.line, column: position.column)
    case .byDefault: .byDefault
    }
  }
}
