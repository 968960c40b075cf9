public import Descriptors
public import Discovery

/// What the user asked a scan for.
public struct ScanOptions: Sendable {
  /// Files and folders; `-` is standard input.
  public var paths: [String]
  /// Policies by name or path; empty takes the configuration's, or `eu-gdpr`.
  public var policies: [String]
  /// `NAME=VALUE` pairs: values of the policies' parameters.
  public var policyParameters: [String] = []
  /// The day whose law holds, `2031-06-01`; nil for the day up to which the atlas was kept.
  public var asOf: String?
  /// Files of waivers, beside those of the configuration.
  public var waivers: [String] = []
  /// `KEY=VALUE` pairs of the deployment context.
  public var contexts: [String]
  /// `NAME=VALUE` pairs: values of the descriptors' parameters.
  public var values: [String]
  /// From which severity findings count: `high`, `eu-gdpr=critical`, `category:residency=medium`; empty takes the
  /// configuration's, or `high`.
  public var failOn: [String]
  /// The severity from which undetermined findings count; nil holds them against ``failOn`` like all others.
  public var failOnUndetermined: String?
  /// True if the scan only reports, so that findings and gaps leave the exit code 0.
  public var exitZero = false
  /// How long findings that only new knowledge brought do not count: `30d`.
  public var grace: String?
  /// The record of what was in force before.
  public var graceSince: String?
  /// The file of accepted findings.
  public var baseline: String?
  /// What is left out, as lines of an ignore file.
  public var excludes: [String] = []
  /// Reports, `FORMAT` or `FORMAT=FILE`; empty takes the configuration's, or `text`.
  public var formats: [String] = []
  /// The language of reports for people; nil takes the configuration's, or English.
  public var language: String?
  /// How many files are read at once.
  public var jobs: Int
  /// How much of a file is read.
  public var limits: Limits
  /// Turns an incomplete scan's exit code into that of its findings.
  public var allowIncomplete: Bool
  /// Share of data-bearing resources that must be located, in percent; below it the scan counts as incomplete.
  public var minimumCoverage: Int?

  /// True if no baseline holds.
  public var ignoresBaseline = false
  /// A commit, branch or tag: only what is new or worse since counts; nil for everything.
  public var since: String?
  /// The settings that were asked for although they have a value of their own here.
  public var given: Set<Setting> = []
  /// The environment that settings are taken from; empty unless a command hands it in.
  public var environment = Environment()
  /// Which configurations hold.
  public var configuration = ConfigurationChoice.above
  /// Tells a person at a terminal how far a long run is; nil for nobody.
  public var progress: Progress?

  /// True if the report is to say what went in, with a digest of every file.
  public var recordsProvenance = false
  /// True if every single verdict is kept, passes among them.
  public var keepsJudgements = false
  /// The words of the command line, the program's name first.
  public var commandLine: [String] = []
  /// The one time stamp of the report, `2026-11-28T06:00:00Z`; nil for none.
  public var sourceDate: String?

  /// Files that are not on disk; if there are any, nothing but these is scanned.
  public var held: [FoundFile] = []

  /// Options.
  public init(
    paths: [String], policies: [String] = [], contexts: [String] = [], values: [String] = [],
    failOn: String? = nil, jobs: Int = 2, limits: Limits = Limits(), allowIncomplete: Bool = false,
    minimumCoverage: Int? = nil
  ) {
    self.paths = paths
    self.policies = policies
    self.contexts = contexts
    self.values = values
    self.failOn = failOn.map { [$0] } ?? []
    self.jobs = jobs
    self.limits = limits
    self.allowIncomplete = allowIncomplete
    self.minimumCoverage = minimumCoverage
  }
}
