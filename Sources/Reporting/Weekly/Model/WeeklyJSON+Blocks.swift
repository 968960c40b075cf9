import Assessment

/// The blocks behind the headline and the movement.
extension WeeklyJSON {
  static func ages(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    let ageing = report.ageing
    writer.member(
      "ageing",
      object: { writer in
        writer.member("buckets", lines: ageing.buckets) { writer, bucket in
          writer.object { writer in
            writer.member("fromDays", bucket.from)
            if let last = bucket.through { writer.member("throughDays", last) }
            writer.member("total", bucket.total)
            writer.member("open", object: { severities(bucket.counts, &$0) })
          }
        }
        mean("meanAgeOfOpen", ageing.open, &writer)
        mean("meanTimeToRemediate", ageing.closed, &writer)
        mean("meanTimeToRemediateEver", ageing.closedEver, &writer)
        writer.member("atLeastSoOld", ageing.atLeast)
        writer.member("closedForAnotherCause", ageing.closedOtherwise)
      })
    writer.member("due", lines: report.due) { writer, due in
      writer.object { writer in
        writer.member("due", due.due)
        writer.member("daysLeft", due.daysLeft)
        writer.member("tree", due.tree)
        writer.member("owner", due.owner)
        writer.member("firstSeen", due.firstSeen.text)
        members(due.finding, &writer)
      }
    }
    writer.member("evidenceRequests", lines: report.requests) { writer, request in
      writer.object {
        $0.member("owner", request.owner)
        $0.member("count", request.count)
        $0.member("oldestDays", request.oldest)
      }
    }
  }

  private static func mean(_ key: StaticString, _ mean: WeeklyAgeing.Mean, _ writer: inout JSONWriter) {
    writer.member(
      key,
      object: {
        $0.member("findings", mean.count)
        if let tenths = mean.tenths { $0.member("tenthsOfDays", tenths) }
      })
  }

  static func waivers(_ waivers: WeeklyWaivers, _ writer: inout JSONWriter) {
    writer.member("waivers", lines: waivers.list) { writer, waiver in
      writer.object {
        $0.member("id", waiver.id)
        $0.member("tree", waiver.tree)
        $0.member("approvedBy", waiver.approver)
        $0.member("expires", waiver.expires)
        $0.member("state", waiver.state.rawValue)
        $0.member("daysLeft", waiver.daysLeft)
        $0.member("findings", waiver.findings)
        $0.member("severity", waiver.severity.rawValue)
      }
    }
    writer.member("waivedShare", lines: waivers.shares.sorted { $0.key > $1.key }) { writer, share in
      writer.object {
        $0.member("severity", share.key.rawValue)
        $0.member("waived", share.value.waived)
        $0.member("all", share.value.all)
      }
    }
  }

  static func places(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    writer.member("arrivals", lines: report.arrivals) { writer, arrival in
      writer.object {
        $0.member("kind", arrival.kind.rawValue)
        $0.member("name", arrival.name)
        $0.member("causes", strings: arrival.causes.map(\.rawValue))
        $0.member("count", arrival.count)
        $0.member("wasKnown", arrival.wasKnown)
        $0.member("example", arrival.example)
        $0.member("tree", arrival.tree)
        $0.member("place", arrival.place)
      }
    }
    tally("countries", report.countries, &writer)
    tally("operators", report.operators, &writer)
  }

  private static func tally(_ key: StaticString, _ tally: WeeklyTally, _ writer: inout JSONWriter) {
    writer.member(key, lines: tally.rows) { writer, row in
      writer.object { writer in
        writer.member("name", row.name)
        writer.member("then", row.then)
        writer.member("now", row.now)
        writer.member(
          "byClass",
          object: { writer in
            for name in tally.classes {
              if let count = row.byClass[name] {
                writer.member(named: name.isEmpty ? "unlabelled" : name, count)
              }
            }
          })
      }
    }
  }

  static func keys(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    tally("custody", report.keys.custody, &writer)
    writer.member("slowKeys", lines: report.keys.slow) { writer, key in
      writer.object {
        $0.member("resource", key.resource)
        $0.member("tree", key.tree)
        $0.member("place", key.place)
        $0.member("custody", key.custody)
        if let days = key.days { $0.member("rotationDays", days) }
      }
    }
    writer.member(
      "algorithms",
      object: { writer in
        for (name, count) in report.keys.algorithms.sorted(by: { $0.key < $1.key }) {
          writer.member(named: name, count)
        }
      })
    writer.member("datesAhead", lines: report.dates) { writer, date in
      writer.object {
        $0.member("day", date.day)
        $0.member("kind", date.kind.rawValue)
        $0.member("of", date.of)
        $0.member("name", date.name)
        if !date.title.isEmpty { $0.member("title", date.title) }
      }
    }
  }

  static func dependence(_ dependence: WeeklyDependence, _ writer: inout JSONWriter) {
    writer.member(
      "dependence",
      object: { writer in
        writer.member("dataBearing", dependence.total)
        shares("laws", dependence.laws, &writer)
        shares("operators", dependence.operators, &writer)
        shares("control", dependence.control, &writer)
      })
  }

  private static func shares(
    _ key: StaticString, _ rows: [WeeklyDependence.Row], _ writer: inout JSONWriter
  ) {
    writer.member(key, lines: rows) { writer, row in
      writer.object { writer in
        writer.member("name", row.name)
        writer.member("certain", row.certain)
        writer.member("possible", row.possible)
        if let then = row.then { writer.member("thenPerThousand", then) }
        writer.member("nowPerThousand", row.now)
      }
    }
  }

  static func coverage(_ report: WeeklyReport, _ writer: inout JSONWriter) {
    let coverage = report.coverage
    writer.member(
      "coverage",
      object: { writer in
        if let then = coverage.then { writer.member("then", object: { counts(then, &$0) }) }
        writer.member("now", object: { counts(coverage.now, &$0) })
        writer.member("fewerFindingsWithLessCoverage", strings: coverage.doubtful)
        writer.member("incomplete", strings: coverage.incomplete)
      })
  }

  private static func counts(_ counts: ScanSnapshot.Counts, _ writer: inout JSONWriter) {
    writer.member("found", counts.found)
    writer.member("understood", counts.understood)
    writer.member("notInfrastructure", counts.notInfrastructure)
    writer.member("notUnderstood", counts.notUnderstood)
    writer.member("unreadable", counts.unreadable)
    writer.member("resources", counts.resources)
    writer.member("dataBearing", counts.dataBearing)
    writer.member("located", counts.located)
  }
}
