import Assessment
import Atlas
import Inventory
import Reporting

/// Puts down what went into a scan and by what it was read.
enum ProvenanceRecord {
  static func make(_ options: ScanOptions, _ inputs: [Provenance.Input], _ atlas: Atlas) -> Provenance {
    var knowledge = Digest.Collection()
    atlas.forEachFile { knowledge.add($0, $1) }
    var cards = Digest.Collection()
    CardIndex().forEachFile { cards.add($0, $1) }
    return Provenance(
      commandLine: GivenWords.commandLine(options.commandLine),
      contexts: options.contexts.map { GivenWords.safe($0) },
      parameters: (options.values + options.policyParameters).map { GivenWords.safe($0) }, inputs: inputs,
      atlasSHA256: knowledge.finish(), cardsSHA256: cards.finish(), sourceDate: options.sourceDate)
  }
}
