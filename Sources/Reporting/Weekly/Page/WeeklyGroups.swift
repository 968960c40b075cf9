import Assessment

/// Findings of one rule that are told together, since they differ only in where they are.
struct FindingGroup<Member> {
  private(set) var members: [Member]

  private static func of<Key: Hashable>(_ all: [Member], by key: (Member) -> Key) -> [FindingGroup] {
    var places: [Key: Int] = [:]
    var groups: [FindingGroup] = []
    for member in all {
      let key = key(member)
      if let place = places[key] {
        groups[place].members.append(member)
      } else {
        places[key] = groups.count
        groups.append(FindingGroup(members: [member]))
      }
    }
    return groups
  }
}

extension FindingGroup<WeeklyMovement> {
  private struct MovementKey: Hashable {
    let kind: WeeklyMovement.Kind
    let causes: [ChangeCause]
    let tree: String
    let rule: String
    let before: Severity?
    let after: Severity?
    let verdicts: [Verdict?]
  }

  /// By what happened to which rule in which tree, and why; in the order of the first of each.
  static func of(_ movements: [WeeklyMovement]) -> [FindingGroup] {
    of(movements) {
      MovementKey(
        kind: $0.kind, causes: $0.causes, tree: $0.tree, rule: $0.finding?.rule ?? "",
        before: $0.before?.severity, after: $0.after?.severity,
        verdicts: $0.kind == .worsened || $0.kind == .eased ? [$0.before?.verdict, $0.after?.verdict] : [])
    }
  }
}

extension FindingGroup<WeeklyDue> {
  private struct DueKey: Hashable {
    let isOverdue: Bool
    let severity: Severity
    let tree: String
    let rule: String
  }

  /// By rule and tree; in the order of the first of each, which is overdue the longest.
  static func of(_ due: [WeeklyDue]) -> [FindingGroup] {
    of(due) {
      DueKey(isOverdue: $0.daysLeft < 0, severity: $0.finding.severity, tree: $0.tree, rule: $0.finding.rule)
    }
  }
}

/// Groups as entries of lists.
extension WeeklyPageMaker {
  /// How many places of a group are told.
  private static var mostPlaces: Int { 5 }

  func item(_ group: FindingGroup<WeeklyMovement>) -> PageList.Item {
    let findings = group.members.compactMap(\.finding)
    guard let movement = group.members.first, let finding = findings.first else {
      return PageList.Item(tags: [], text: "", details: [])
    }
    var more = [words.fill("because", words.causes(movement.causes))]
    if [.worsened, .eased].contains(movement.kind), let before = movement.before, let after = movement.after {
      more.append(
        words.fill(
          "wasGrade", words.severity(before.severity), words.verdict(before.verdict),
          words.severity(after.severity), words.verdict(after.verdict)))
    }
    if [.waived, .waiverEnded].contains(movement.kind),
      let waiver = finding.waiver ?? movement.before?.waiver
    {
      more.append(words.fill("waiverLine", waiver.id, waiver.approvedBy, waiver.expires))
    }
    return item(
      findings, in: movement.tree,
      tags: [PageTag(label: words.kind(movement.kind), look: movement.kind.rawValue), tag(finding.severity)],
      more)
  }

  func item(_ group: FindingGroup<WeeklyDue>) -> PageList.Item {
    guard let due = group.members.first, let last = group.members.last else {
      return PageList.Item(tags: [], text: "", details: [])
    }
    let label: String
    if due.daysLeft == last.daysLeft {
      label = left(days: due.daysLeft)
    } else {
      let name = due.daysLeft < 0 ? "overdueRange" : "dueRange"
      let (least, most) = (
        min(abs(due.daysLeft), abs(last.daysLeft)), max(abs(due.daysLeft), abs(last.daysLeft))
      )
      label = words.fill(name, "\(least)", words.count("day", most))
    }
    let more = [
      words.fill("dueLine", due.due, due.firstSeen.day), due.owner.map { "\(words["owner"]): \($0)" },
    ]
    return item(
      group.members.map(\.finding), in: due.tree,
      tags: [PageTag(label: label, look: due.daysLeft < 0 ? "alarm" : "warning"), tag(due.finding.severity)],
      more.compactMap { $0 })
  }

  private func left(days: Int) -> String {
    days == 0
      ? words["dueToday"] : words.fill(days < 0 ? "overdueBy" : "dueIn", words.count("day", abs(days)))
  }

  /// One finding in full, or several by their places.
  private func item(
    _ findings: [SnapshotFinding], in tree: String, tags: [PageTag], _ more: [String]
  ) -> PageList.Item {
    guard let first = findings.first else { return PageList.Item(tags: tags, text: "", details: more) }
    guard findings.count > 1 else {
      return PageList.Item(
        tags: tags, text: "\(first.rule) \(place(first, in: tree))", details: [first.message] + more)
    }
    let count = words.count("finding", findings.count)
    // The message names the first finding; that it stands for all of them has to be said.
    let details = [words.fill("groupExample", first.message)] + more
    var places = findings.prefix(Self.mostPlaces).map { place($0, in: nil) }
    if findings.count > Self.mostPlaces {
      places.append(words.fill("andMore", words.base.number(findings.count - Self.mostPlaces)))
    }
    return PageList.Item(
      tags: tags, text: words.fill("groupText", first.rule, tree, count), details: details, places: places)
  }

  /// `resource (tree, file:line)`.
  private func place(_ finding: SnapshotFinding, in tree: String?) -> String {
    let file = finding.file.map { file in finding.line.map { "\(file):\($0)" } ?? file }
    let inside = [tree, file].compactMap { $0 }.joined(separator: ", ")
    return [finding.resource, inside.isEmpty ? nil : "(\(inside))"].compactMap { $0 }.joined(separator: " ")
  }
}
