import Assessment
import Atlas
import Discovery
import Inventory
import Reporting

/// From paths to an inventory: discovery, reading, links.
///
/// What a scan judges and `bornage inventory` lists.
struct StockTaking: Sendable {
  /// What is there.
  struct Stock {
    /// The resources, sorted by file and position.
    let resources: [Resource]
    /// The account of everything that was given.
    let coverage: Coverage
    /// Waivers that descriptors ask for.
    let requests: [WaiverRequest]
    /// Lines of the files, for reports that show them.
    let excerpts: FileExcerpts
    /// Every file that could be read, sorted by path; empty unless digests are asked for.
    let inputs: [Provenance.Input]
  }

  private let options: ScanOptions
  private let context: ScanContext
  private let atlas: Atlas
  private let excludes: [Excludes]
  private let cards: CardIndex

  /// - Parameter excludes: what is not read, as lines of an ignore file.
  init(
    _ options: ScanOptions, context: ScanContext, atlas: Atlas, cards: CardIndex = CardIndex(),
    excludes: [Excludes] = []
  ) {
    self.cards = cards
    self.options = options
    self.excludes = excludes
    self.context = context
    self.atlas = atlas
  }

  /// Everything read once, before descriptors are read again that can use what others tell.
  struct FirstReading {
    let discovery: DiscoveryResult
    /// With what the tree says.
    let context: ScanContext
    let fileScan: FileScan
    let outcomes: [FileOutcome]
    /// What was left out, as lines of an ignore file.
    var excludes: [Excludes] = []
  }

  func run() async -> Stock { await complete(await begin()) }

  /// Finds and reads the files.
  ///
  /// - Parameter tracksUse: true if it is to be noted which descriptors rest on other files.
  func begin(tracksUse: Bool = false) async -> FirstReading {
    let discovery =
      options.held.isEmpty
      ? Discovery.find(options.paths, options: DiscoveryOptions(jobs: options.jobs, excludes: excludes))
      : DiscoveryResult(holding: options.held)
    return await read(discovery, tracksUse: tracksUse)
  }

  /// The reading of nothing, beside which another tree can be read.
  var nothing: FirstReading {
    FirstReading(
      discovery: DiscoveryResult(), context: context,
      fileScan: FileScan(atlas: atlas, cards: cards, limits: options.limits), outcomes: [])
  }

  /// From what was read to an inventory.
  func complete(_ reading: FirstReading) async -> Stock {
    let discovery = reading.discovery
    let outcomes = await Rereading(fileScan: reading.fileScan, context: reading.context, jobs: options.jobs)
      .settle(reading.outcomes, discovery.files)
    var account = CoverageAccount(discovery: discovery, outcomes: outcomes)
    let resources = link(outcomes)
    account.add(resources)
    return Stock(
      resources: resources, coverage: account.coverage, requests: outcomes.flatMap(\.requests),
      excerpts: FileExcerpts(
        FileTexts(kept: outcomes.first { $0.kept != nil }?.kept, held: options.held)),
      inputs: outcomes.compactMap(\.input).sorted {
        $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
      })
  }

  private func read(_ discovery: DiscoveryResult, tracksUse: Bool) async -> FirstReading {
    let files = discovery.files
    var fileScan = FileScan(
      atlas: atlas, cards: cards, limits: options.limits, takesDigests: options.recordsProvenance
    ).among(files)
    fileScan.tracksUse = tracksUse
    let reader = fileScan
    var located = context
    located.tree = TreeContextFinder(atlas: atlas).find(files, roots: options.paths)
    let context = located
    let progress = options.progress
    progress?.begin(files.count)
    let outcomes = await Workers.map(files.count, jobs: options.jobs) { index in
      defer { progress?.advance() }
      return reader.run(files[index], context: context.context(for: files[index].path))
    }
    progress?.end()
    return FirstReading(
      discovery: discovery, context: context, fileScan: reader, outcomes: outcomes, excludes: excludes)
  }

  private func link(_ outcomes: [FileOutcome]) -> [Resource] {
    var linked = LinkedResources(outcomes.flatMap(\.harvest.resources))
    for dialect in Dialects.all { dialect.link(&linked, atlas: atlas) }
    linked.followData()
    return linked.all
  }
}
