import Atlas
import Descriptors
import Inventory

/// Which laws, operators and controlling countries how much of what holds data depends on.
struct HTMLDependence {
  private let atlas: Atlas
  private let words: HTMLWords
  private let facts: HTMLFacts
  private let holders: [Resource]

  init(_ report: ScanReport, words: HTMLWords, facts: HTMLFacts) {
    atlas = report.atlas
    self.words = words
    self.facts = facts
    holders = report.resources.filter(\.holdsData)
  }

  var fields: Fields {
    var fields = Fields()
    fields.list(
      "tables",
      [
        table("byLaw", { id in self.atlas.operatorEntry(id)?.laws ?? [] }) { law in
          (
            law,
            self.atlas.law(law).map { "\(self.words.say(Phrase(name: $0.cite))) (\($0.jurisdiction))" } ?? ""
          )
        },
        table("byOperator", { [$0] }) { id in
          (self.facts.operatorName(id), self.about(operator: id))
        },
        table("byControl", { id in self.atlas.operatorEntry(id)?.control.map { [$0.code] } ?? [] }) { code in
          (self.words.country(Country(code)), self.words["canCompel"])
        },
      ])
    return fields
  }

  private func about(operator id: String) -> String {
    guard let entry = atlas.operatorEntry(id) else { return words["notInAtlas"] }
    return words.fill(
      "seatAndControl", entry.seat.map(words.country) ?? words["notKnown"],
      entry.control.map(words.country) ?? words["notKnown"])
  }

  /// Certain is what holds for every possible operator; possible, what holds for some.
  private func table(
    _ name: String, _ keys: (String) -> [String], _ title: (String) -> (name: String, note: String)
  ) -> Fields {
    var shares: [String: Share] = [:]
    var unknown = Share()
    for resource in holders {
      let sets = Set(resource.operatorID.candidates.map(\.value)).map { Set(keys($0)) }
      let all = sets.dropFirst().reduce(sets.first ?? []) { $0.intersection($1) }
      let isWhole = resource.operatorID.unknown == nil
      for key in sets.reduce(into: Set<String>(), { $0.formUnion($1) }) {
        if isWhole, all.contains(key) {
          shares[key, default: Share()].certain += 1
        } else {
          shares[key, default: Share()].possible += 1
        }
      }
      if sets.isEmpty { unknown.certain += 1 } else if !isWhole { unknown.possible += 1 }
    }
    let sorted = shares.sorted {
      ($1.value.certain, $1.value.possible, $0.key) < ($0.value.certain, $0.value.possible, $1.key)
    }
    var fields = Fields()
    fields.own("caption", words[name])
    fields.own("what", words[name + "What"])
    fields.own("about", words["about"])
    fields.own("certainWord", words["certain"])
    fields.own("possibleWord", words["possible"])
    fields.own("shareWord", words["share"])
    fields.list(
      "rows",
      sorted.map { key, share in row(title(key), share) }
        + [row((words["notKnown"], words["operatorUnknown"]), unknown)])
    return fields
  }

  private func row(_ title: (name: String, note: String), _ share: Share) -> Fields {
    var fields = Fields()
    fields.own("name", title.name)
    fields.own("note", title.note)
    share.write(of: holders.count, words, &fields)
    return fields
  }
}
