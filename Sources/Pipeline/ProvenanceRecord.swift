import Assessment
import Atlas
import Inventory
import Reporting

/// Puts down what went into a scan and by what it was read.
enum ProvenanceRecord {
  static func make(_ options: ScanOptions, _ inputs: [Provenance.Input], _ atlas: Atlas) -> Provenance {
    let knowledge = knowledge(atlas)
    return Provenance(
      commandLine: GivenWords.commandLine(options.commandLine),
      contexts: options.contexts.map { GivenWords.safe($0) },
      parameters: (options.values + options.policyParameters).map { GivenWords.safe($0) }, inputs: inputs,
      atlasSHA256: knowledge.atlas, cardsSHA256: knowledge.cards, sourceDate: options.sourceDate)
  }

  /// The digests of what the program knows.
  static func knowledge(_ atlas: Atlas) -> (atlas: String, cards: String) {
    var files = Digest.Collection()
    atlas.forEachFile { files.add($0, $1) }
    var cards = Digest.Collection()
    CardIndex().forEachFile { cards.add($0, $1) }
    return (files.finish(), cards.finish())
  }
}
