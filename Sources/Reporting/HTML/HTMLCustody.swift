import Inventory

/// The ladder of custody: who can use the keys of how many resources.
struct HTMLCustody {
  private let resources: [Resource]
  private let words: HTMLWords

  init(_ resources: [Resource], words: HTMLWords) {
    self.resources = resources.filter { $0.holdsData && $0.keyState != nil }
    self.words = words
  }

  var fields: Fields {
    var steps: [Custody: Share] = [:]
    var unknown = Share()
    for key in resources.compactMap(\.keyState) {
      let custodies = Set(key.candidates.map(\.value.custody))
      if custodies.isEmpty {
        unknown.certain += 1
      } else if custodies.count == 1, key.unknown == nil {
        for custody in custodies { steps[custody, default: Share()].certain += 1 }
      } else {
        for custody in custodies { steps[custody, default: Share()].possible += 1 }
        if key.unknown != nil { unknown.possible += 1 }
      }
    }
    var rows = Custody.allCases.map { custody in
      row(custody.code, words.custody(custody), steps[custody] ?? Share())
    }
    rows.append(row(words["notKnown"], words["custodyUnknown"], unknown))
    var fields = Fields()
    fields.list("steps", rows)
    return fields
  }

  private func row(_ code: String, _ title: String, _ share: Share) -> Fields {
    var fields = Fields()
    fields.own("code", code)
    fields.own("title", title)
    share.write(of: resources.count, words, &fields)
    return fields
  }
}
