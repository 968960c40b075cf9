import Assessment
import Descriptors
import Discovery
public import Reporting

/// Everything that can be set, as it holds for a run: options over the environment over configurations over defaults.
public struct Settings: Sendable {
  /// The configurations, in the order of the paths.
  let configurations: [Configuration]
  /// What is in force, with who said it; a setting that is not here has its default.
  let inForce: [Setting: [Said]]
  /// The options with everything that is in force.
  public let options: ScanOptions
  /// From which severity findings count.
  let thresholds: Thresholds
  /// What was said of the thresholds of policies, to be checked once these are known.
  let policyThresholds: [Said]
  /// True if the scan only reports.
  let isReportOnly: Bool
  /// For how many days findings that only new knowledge brought do not count; nil for none.
  let graceDays: Int?
  /// The record of what was in force before.
  let graceSince: String?
  /// The file of accepted findings.
  public let baseline: String?
  /// Reports, as `--format` takes them.
  public let formats: [String]
  /// The language of reports for people.
  public let language: Language

  /// Finds the configurations and weighs all sources.
  ///
  /// - Throws: ``UsageError`` for a mistake in any of them.
  public init(_ given: ScanOptions) throws(UsageError) {
    try self.init(given, configurations: try Configuration.find(given.configuration, for: given.paths))
  }

  init(_ given: ScanOptions, configurations: [Configuration]) throws(UsageError) {
    self.configurations = configurations
    let sources = [given.saidByFlags, try given.environment.said()] + configurations.map(\.said)
    inForce = Self.join(sources)
    let words = try ThresholdWords(
      inForce[.failOn] ?? [], undetermined: inForce[.failOnUndetermined]?.first)
    thresholds = words.thresholds
    policyThresholds = words.policies
    isReportOnly = try Self.value(.exitZero, inForce, SettingWords.flag) ?? false
    graceDays = try Self.value(.grace, inForce, SettingWords.days)
    language = try Self.value(.language, inForce, SettingWords.language) ?? .english
    graceSince = inForce[.graceSince]?.first.map { $0.resolved($0.text) }
    baseline = inForce[.baseline]?.first.map { $0.resolved($0.text) }
    formats = (inForce[.formats] ?? []).map { said in
      guard let format = said.key else { return said.text }
      return "\(format)=\(said.resolved(String(said.text.dropFirst(format.count + 1))))"
    }
    options = try Self.applied(inForce, to: given)
  }

  /// The options, with what other sources say.
  private static func applied(
    _ inForce: [Setting: [Said]], to given: ScanOptions
  ) throws(UsageError) -> ScanOptions {
    var options = given
    options.asOf = try value(.asOf, inForce, SettingWords.day)
    options.minimumCoverage = try value(.minimumCoverage, inForce) { said throws(UsageError) in
      try SettingWords.number(said, in: 0...100)
    }
    options.allowIncomplete = try value(.allowIncomplete, inForce, SettingWords.flag) ?? false
    options.jobs = try number(.jobs, inForce, 1...4096) ?? given.jobs
    let limits = given.limits
    options.limits = Limits(
      bytes: try number(.maxFileSize, inForce, 1...4000).map { $0 << 20 } ?? limits.bytes,
      depth: try number(.maxDepth, inForce, 1...10_000) ?? limits.depth,
      nodes: try number(.maxNodes, inForce, 1...2_000_000_000) ?? limits.nodes)
    options.contexts = contexts(inForce).map(\.text)
    return options
  }

  /// What options and environment say of the place of deployment, the nearest last: the last word on a key counts.
  private static func contexts(_ inForce: [Setting: [Said]]) -> [Said] {
    let said = inForce[.contexts] ?? []
    func isFlag(_ said: Said) -> Bool {
      if case .flag = said.origin { true } else { false }
    }
    return said.filter { !isFlag($0) } + said.filter(isFlag)
  }

  /// What options and environment say of the place of deployment, the nearest last.
  var givenContexts: [Said] { Self.contexts(inForce) }

  private static func number(
    _ setting: Setting, _ inForce: [Setting: [Said]], _ bounds: ClosedRange<Int>
  ) throws(UsageError) -> Int? {
    guard let said = inForce[setting]?.first else { return nil }
    return try SettingWords.number(said, in: bounds)
  }

  private static func value<Value>(
    _ setting: Setting, _ inForce: [Setting: [Said]], _ read: (Said) throws(UsageError) -> Value
  ) throws(UsageError) -> Value? {
    guard let said = inForce[setting]?.first else { return nil }
    return try read(said)
  }

  // MARK: Weighing

  /// What is in force of sources, the nearest first.
  private static func join(_ sources: [[Setting: [Said]]]) -> [Setting: [Said]] {
    var inForce: [Setting: [Said]] = [:]
    for setting in Setting.allCases {
      let spoken = sources.compactMap { $0[setting] }
      switch setting.joining {
      case .added: inForce[setting] = spoken.flatMap { $0 }
      case .replaced: inForce[setting] = nearest(spoken)
      case .keyed:
        var seen: Set<String> = []
        // Within one source the last word on a key counts, as everywhere on a command line.
        inForce[setting] = spoken.flatMap { words in
          words.reversed().filter { seen.insert($0.key ?? ThresholdWords.general).inserted }.reversed()
        }
      }
      if inForce[setting]?.isEmpty == true { inForce[setting] = nil }
    }
    return inForce
  }

  /// The nearest source; several configurations are one source.
  private static func nearest(_ spoken: [[Said]]) -> [Said] {
    guard let first = spoken.first?.first else { return [] }
    guard case .file = first.origin else { return spoken[0] }
    return spoken.flatMap { $0 }
  }

  // MARK: Files

  /// What is not scanned: patterns of a configuration below its folder, others below the folder that the program was
  /// started in, or below each root that lies elsewhere.
  var excludes: [Excludes] {
    var groups: [(folder: String?, patterns: [String])] = []
    for said in inForce[.excludes] ?? [] {
      if let place = groups.firstIndex(where: { $0.folder == said.folder }) {
        groups[place].patterns.append(said.text)
      } else {
        groups.append((said.folder, [said.text]))
      }
    }
    return groups.map { folder, patterns in
      Excludes(
        patterns, below: folder ?? ConfigurationPath.absolute("."), speaksElsewhere: folder == nil)
    }
  }
}
