import Assessment

/// Makes findings, resources and flows of records again.
struct RecordReader {
  private let location: String
  private var lists = ListReader()

  init(location: String) {
    self.location = location
  }

  /// The parts of a snapshot, in the ledger's order.
  mutating func fill(_ snapshot: inout ScanSnapshot, from records: ScanRecords) throws(LedgerError) {
    var findings: [SnapshotFinding] = []
    findings.reserveCapacity(records[.finding].count)
    for record in records[.finding] { findings.append(try finding(record)) }
    snapshot.findings = SnapshotOrder.sorted(findings)
    try add(records[.waiver], to: &snapshot.findings)
    var resources: [SnapshotResource] = []
    for record in records[.resource] { resources.append(try resource(record)) }
    snapshot.resources = SnapshotOrder.sorted(resources)
    var flows: [SnapshotFlow] = []
    for record in records[.flow] { flows.append(try flow(record)) }
    snapshot.flows = SnapshotOrder.sorted(flows)
  }

  /// A finding without its waiver.
  func finding(_ record: LedgerRecord) throws(LedgerError) -> SnapshotFinding {
    var row = Fields(record.values, location: location)
    let fingerprint = try row.text()
    let decision = try row.text()
    let rule = try row.text()
    let policy = try row.text()
    let category = try row.text()
    guard let severity = Severity(rawValue: try row.text()), let verdict = Verdict(rawValue: try row.text())
    else {
      throw LedgerError.damaged(location, "finding \(fingerprint) has no known severity and verdict")
    }
    let resource = row.optionalText()
    let file = row.optionalText()
    let line = row.optionalInt()
    return SnapshotFinding(
      fingerprint: fingerprint, decision: decision, rule: rule, policy: policy, category: category,
      severity: severity, verdict: verdict, resource: resource, file: file, line: line,
      message: try row.text(), value: try row.text())
  }

  private func add(_ records: [LedgerRecord], to findings: inout [SnapshotFinding]) throws(LedgerError) {
    guard !records.isEmpty else { return }
    var waivers: [String: [Int: SnapshotFinding.Waiver]] = [:]
    for record in records {
      var row = Fields(record.values, location: location)
      let fingerprint = try row.text()
      let occurrence = try row.int()
      let waiver = SnapshotFinding.Waiver(
        state: try row.text(), id: try row.text(), expires: try row.text(), approvedBy: try row.text())
      waivers[fingerprint, default: [:]][occurrence] = waiver
    }
    var seen: [String: Int] = [:]
    for index in findings.indices {
      let fingerprint = findings[index].fingerprint
      let occurrence = seen[fingerprint, default: 0]
      seen[fingerprint] = occurrence + 1
      findings[index].waiver = waivers[fingerprint]?[occurrence]
    }
  }

  private mutating func resource(_ record: LedgerRecord) throws(LedgerError) -> SnapshotResource {
    var row = Fields(record.values, location: location)
    let key = try row.text()
    let name = try row.text()
    let file = try row.text()
    let line = try row.int()
    let service = row.optionalText()
    let kind = try row.text()
    let holdsData = try row.int() == 1
    let classes = try list(row.text())
    let places = try list(row.text())
    let countries = try list(row.text())
    let isLocated = try row.int() == 1
    let operators = try list(row.text())
    let control = try list(row.text())
    let custody = row.optionalText()
    guard let keys = lists.keys(try row.text()) else {
      throw LedgerError.damaged(location, "the keys of resource \(key) are no list")
    }
    return SnapshotResource(
      key: key, name: name, file: file, line: line, service: service, kind: kind, holdsData: holdsData,
      classes: classes, places: places, countries: countries, isLocated: isLocated, operators: operators,
      control: control, custody: custody, keys: keys, algorithms: try list(row.text()))
  }

  private mutating func flow(_ record: LedgerRecord) throws(LedgerError) -> SnapshotFlow {
    var row = Fields(record.values, location: location)
    let source = try row.text()
    let file = try row.text()
    let line = try row.int()
    let kind = try row.text()
    let target = try row.text()
    let host = row.optionalText()
    let targetKey = row.optionalText()
    let places = try list(row.text())
    let countries = try list(row.text())
    let operators = try list(row.text())
    return SnapshotFlow(
      source: source, file: file, line: line, kind: kind, target: target, host: host, targetKey: targetKey,
      places: places, countries: countries, operators: operators, control: try list(row.text()))
  }

  private mutating func list(_ text: String) throws(LedgerError) -> [String] {
    guard let list = lists.list(text) else { throw LedgerError.damaged(location, "a list cannot be read") }
    return list
  }
}

/// The values of a record, one after the other.
private struct Fields {
  private let values: [SQLValue]
  private let location: String
  private var index = 0

  init(_ values: [SQLValue], location: String) {
    self.values = values
    self.location = location
  }

  private mutating func next() -> SQLValue {
    defer { index += 1 }
    return index < values.count ? values[index] : .null
  }

  mutating func optionalText() -> String? {
    if case .text(let text) = next() { text } else { nil }
  }

  mutating func optionalInt() -> Int? {
    if case .integer(let number) = next() { Int(number) } else { nil }
  }

  mutating func text() throws(LedgerError) -> String {
    guard let text = optionalText() else { throw LedgerError.damaged(location, "a text is missing") }
    return text
  }

  mutating func int() throws(LedgerError) -> Int {
    guard let number = optionalInt() else { throw LedgerError.damaged(location, "a number is missing") }
    return number
  }
}
