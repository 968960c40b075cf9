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
  private let cards: CardIndex

  init(_ options: ScanOptions, context: ScanContext, atlas: Atlas, cards: CardIndex = CardIndex()) {
    self.cards = cards
    self.options = options
    self.context = context
    self.atlas = atlas
  }

  func run() async -> Stock {
    let discovery =
      options.held.isEmpty
      ? Discovery.find(options.paths, options: DiscoveryOptions(jobs: options.jobs))
      : DiscoveryResult(holding: options.held)
    let outcomes = await read(discovery.files)
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

  private func read(_ files: [FoundFile]) async -> [FileOutcome] {
    let fileScan = FileScan(
      atlas: atlas, cards: cards, limits: options.limits,
      nearby: NearbyFiles(ScannedFiles(files, limits: options.limits)),
      takesDigests: options.recordsProvenance)
    var located = context
    located.tree = TreeContextFinder(atlas: atlas).find(files, roots: options.paths)
    let context = located
    let outcomes = await Workers.map(files.count, jobs: options.jobs) { index in
      fileScan.run(files[index], context: context.context(for: files[index].path))
    }
    return await Rereading(fileScan: fileScan, context: context, jobs: options.jobs).settle(outcomes, files)
  }

  private func link(_ outcomes: [FileOutcome]) -> [Resource] {
    var linked = LinkedResources(outcomes.flatMap(\.harvest.resources))
    for dialect in Dialects.all { dialect.link(&linked, atlas: atlas) }
    linked.followData()
    return linked.all
  }
}
