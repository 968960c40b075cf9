public import Atlas
import Descriptors
import Discovery
import Inventory
public import Reporting

/// What would be taken as the deployment context of the files below some paths, and why.
public enum ContextSurvey {
  /// Looks at the files below the paths.
  ///
  /// - Throws: ``UsageError`` for a mistake in `.bornage.yml` or in `given`.
  public static func report(
    paths: [String], given: [String], environment: Environment = Environment(), atlas: Atlas = Atlas()
  ) throws(UsageError) -> ContextReport {
    var options = ScanOptions(paths: paths, contexts: given)
    options.environment = environment
    let settings = try Settings(options)
    var context = try ScanContext(settings)
    let files = Discovery.find(paths, options: DiscoveryOptions(excludes: settings.excludes)).files
    context.tree = TreeContextFinder(atlas: atlas).find(files, roots: paths)
    var order: [[ContextReport.Statement]] = []
    var members: [[ContextReport.Statement]: [String]] = [:]
    for file in files where file.named || OtherKinds.isNamedLikeDescriptor(file.path) {
      guard ContextSource.of(file.path) == nil else { continue }
      let statements = statements(context.context(for: file.path))
      if members[statements] == nil { order.append(statements) }
      members[statements, default: []].append(file.path)
    }
    let all = order.map { ContextReport.Group(statements: $0, files: members[$0] ?? []) }
    return ContextReport(
      groups: all.filter { !$0.statements.isEmpty } + all.filter(\.statements.isEmpty),
      unused: context.tree.sources.flatMap { source in
        source.content.unused.map { ContextReport.Unused(place: place($0.span), reason: $0.reason) }
      })
  }

  private static func place(_ span: SourceSpan) -> String {
    "\(span.file):\(span.start.line):\(span.start.column)"
  }

  private static func statements(_ context: DeploymentContext) -> [ContextReport.Statement] {
    context.entries.enumerated().flatMap { index, entry in
      let isUsed = !context.entries[(index + 1)...].contains { $0.key == entry.key }
      return zip(entry.values, entry.sources).map { value, source in
        ContextReport.Statement(
          key: entry.key, value: value, why: source.text, place: source.span.map { place($0) }, isUsed: isUsed
        )
      }
    }
  }
}
