import Descriptors
import Discovery
import Inventory

/// Adds up what became of every file.
struct CoverageAccount {
  private(set) var coverage = Coverage()

  init(discovery: DiscoveryResult, outcomes: [FileOutcome]) {
    coverage.ignored = discovery.ignored
    coverage.excluded = discovery.excluded
    coverage.found = outcomes.count + discovery.unreadable.count
    for path in discovery.unreadable {
      coverage.unreadable += 1
      coverage.unread.append(
        Coverage.Unread(path: path.path, reason: path.reason, makesIncomplete: path.named))
    }
    // Ignore files that could not be applied: more is scanned than the user meant, which is said but loses nothing.
    for problem in discovery.ignoreProblems {
      coverage.unread.append(
        Coverage.Unread(path: problem.path, reason: problem.reason, makesIncomplete: false))
    }
    for outcome in outcomes { add(outcome) }
    coverage.notUnderstoodFiles.sort { $0.path < $1.path }
    coverage.unread.sort {
      ($0.path, $0.line ?? 0, $0.reason.english) < ($1.path, $1.line ?? 0, $1.reason.english)
    }
  }

  private mutating func add(_ outcome: FileOutcome) {
    switch outcome.standing {
    case .understood(let dialects):
      coverage.understood += 1
      for dialect in dialects { coverage.filesByDialect[dialect, default: 0] += 1 }
    case .notInfrastructure:
      coverage.notInfrastructure += 1
    case .notUnderstood(let kind):
      coverage.notUnderstood += 1
      coverage.notUnderstoodKinds[kind, default: 0] += 1
      coverage.notUnderstoodFiles.append(Coverage.NotUnderstood(path: outcome.path, kind: kind))
    case .unreadable:
      coverage.unreadable += 1
    }
    coverage.unread += outcome.unread
    let harvest = outcome.harvest
    coverage.resources += harvest.withoutData.values.reduce(0, +) + harvest.unknownTypes.values.reduce(0, +)
    for (type, count) in harvest.notCreated { coverage.notCreated[type, default: 0] += count }
    for (type, count) in harvest.unknownTypes { coverage.unknownTypes[type, default: 0] += count }
  }

  /// Adds the resources, once references between them are followed.
  mutating func add(_ resources: [Resource]) {
    coverage.resources += resources.count
    for resource in resources where resource.holdsData {
      coverage.dataBearing += 1
      if resource.place.unknown == nil {
        coverage.located += 1
      } else {
        coverage.undetermined += 1
      }
    }
  }
}
