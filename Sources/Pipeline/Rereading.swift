import Descriptors
import Discovery
import Inventory

/// Reads descriptors again that can use what other files of the scan tell, until nothing new is told.
struct Rereading {
  /// Parameters go down to nested descriptors and outputs come back up; chains longer than this stay open, which is
  /// told as unknown.
  private static let mostRounds = 6

  let fileScan: FileScan
  let context: ScanContext
  let jobs: Int

  func settle(_ first: [FileOutcome], _ files: [FoundFile]) async -> [FileOutcome] {
    var outcomes = first
    var told = Offers()
    for _ in 0..<Self.mostRounds {
      let offers = Offers(outcomes.flatMap(\.harvest.offers))
      let changes = offers.changes(since: told)
      told = offers
      guard !changes.isEmpty else { break }
      let affected = outcomes.indices.filter { !outcomes[$0].harvest.needs.isDisjoint(with: changes) }
      guard !affected.isEmpty else { break }
      for (index, outcome) in zip(affected, await read(affected, of: outcomes, files, with: offers)) {
        let input = outcome.input ?? outcomes[index].input
        outcomes[index] = outcome
        outcomes[index].input = input
      }
    }
    return outcomes
  }

  private func read(
    _ indices: [Int], of outcomes: [FileOutcome], _ files: [FoundFile], with offers: Offers
  ) async -> [FileOutcome] {
    var fileScan = fileScan
    fileScan.offers = offers
    let again = fileScan
    let context = context
    let kept = indices.map { outcomes[$0].kept }
    return await Workers.map(indices.count, jobs: jobs) { position in
      let file = files[indices[position]]
      return again.run(file, context: context.context(for: file.path), kept: kept[position])
    }
  }
}
