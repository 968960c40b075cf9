import Atlas

/// An operator of the inventory with its parts and what the atlas knows of it, as JSON.
struct OperatorJSON {
  let atlas: Atlas
  let day: String

  func write(_ found: InventorySummary.OperatorEntry, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", found.id)
      writer.member(
        "roles",
        object: { writer in for role in found.roles { writer.member(named: role.name, role.count) } })
      guard let entry = atlas.operatorEntry(found.id) else { return writer.member("known", false) }
      members(entry, &writer)
    }
  }

  private func members(_ entry: Operator, _ writer: inout JSONWriter) {
    writer.member("known", true)
    writer.member("entity", entry.entity)
    writer.member("owner", entry.owner)
    holdings(entry.holdings, &writer)
    writer.member("seat", entry.seat?.code)
    writer.member("control", entry.control?.code)
    laws(entry.laws, &writer)
    suppliers(entry.suppliers, &writer)
    writer.member(
      "qualifications",
      array: { writer in
        for qualification in entry.qualifications {
          writer.object { Self.members(qualification, &$0) }
        }
      })
    writer.member("status", entry.status)
    writer.member("from", entry.since)
    writer.member("until", entry.until)
    writer.member("note", entry.note)
    Self.source(entry.source, &writer)
  }

  private func holdings(_ holdings: [Holding], _ writer: inout JSONWriter) {
    writer.member(
      "shareholders",
      array: { writer in
        for holding in holdings {
          writer.object { writer in
            writer.member("who", holding.who)
            writer.member("country", holding.country?.code)
            writer.member("sharePercent", holding.share)
            writer.member("of", holding.of)
            writer.member("from", holding.from)
            writer.member("until", holding.until)
            writer.member("holds", holding.holds(on: day))
            writer.member("note", holding.note)
            Self.source(holding.source, &writer)
          }
        }
      })
  }

  private func laws(_ ids: [String], _ writer: inout JSONWriter) {
    writer.member(
      "laws",
      array: { writer in
        for id in ids {
          writer.object { writer in
            writer.member("id", id)
            guard let law = atlas.law(id) else { return }
            writer.member("jurisdiction", law.jurisdiction)
            writer.member("cite", law.cite)
            Self.source(law.source, &writer)
          }
        }
      })
  }

  private func suppliers(_ suppliers: [Supply], _ writer: inout JSONWriter) {
    writer.member(
      "technology",
      array: { writer in
        for supply in suppliers {
          writer.object { writer in
            writer.member("id", supply.id)
            writer.member("entity", supply.entity)
            writer.member("country", supply.country?.code)
            writer.member("operator", supply.operatorID)
            writer.member("scope", supply.scope)
            writer.member("from", supply.from)
            writer.member("until", supply.until)
            writer.member("holds", supply.holds(on: day))
            writer.member("note", supply.note)
            Self.source(supply.source, &writer)
          }
        }
      })
  }

  /// A qualification with all that it is bound to.
  static func members(_ qualification: Qualification, _ writer: inout JSONWriter) {
    writer.member("scheme", qualification.scheme)
    writer.member("level", qualification.level)
    writer.member("status", qualification.status)
    writer.member("scope", qualification.scope)
    writer.member("services", strings: qualification.services)
    writer.member("mayCover", strings: qualification.maybeServices)
    writer.member("regions", strings: qualification.regions)
    writer.member("from", qualification.from)
    writer.member("until", qualification.until)
    writer.member("date", qualification.date)
    writer.member("note", qualification.note)
    source(qualification.source, &writer)
  }

  private static func source(_ source: AtlasSource, _ writer: inout JSONWriter) {
    writer.member("source", source.text)
    writer.member("asOf", source.asOf)
    writer.member("unsure", source.unsure)
  }
}
