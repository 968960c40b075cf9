import Assessment

/// A step from one shape of the tables to the next. What has been released is never changed.
struct Migration: Sendable {
  /// Counts up from 1.
  let version: Int64
  /// The statements, in the words of a back end.
  let script: @Sendable (SQLWords) -> String

  /// All steps, in order.
  static let all: [Migration] = [Migration(version: 1, script: { Migration.firstShape($0) })]

  /// Brings the tables to the newest shape, within a transaction for recording.
  static func apply(_ migrations: [Migration], to store: any LedgerStore) throws(LedgerError) {
    var version: Int64 = 0
    if try store.hasSchema() {
      version = try current(of: store)
    } else {
      try store.makePlace()
      try store.run(
        "CREATE TABLE migrations (version BIGINT NOT NULL PRIMARY KEY, applied_at TEXT NOT NULL)")
    }
    try refuse(version, newerThan: migrations, in: store)
    for migration in migrations where migration.version > version {
      try store.run(migration.script(store.words))
      try store.execute(
        "INSERT INTO migrations (version, applied_at) VALUES (?1, ?2)",
        [.integer(migration.version), .text(Moment.now.text)])
    }
  }

  /// The shape that the tables have.
  static func current(of store: any LedgerStore) throws(LedgerError) -> Int64 {
    try store.rows("SELECT coalesce(max(version), 0) FROM migrations") { (row) throws(LedgerError) in
      try row.integer(0)
    }.first ?? 0
  }

  /// A later version of the program may have meant something else by the same column.
  static func refuse(_ version: Int64, newerThan migrations: [Migration], in store: any LedgerStore)
    throws(LedgerError)
  {
    let newest = migrations.last?.version ?? 0
    guard version > newest else { return }
    throw LedgerError(
      .newer, store.location, "was written by a later version of bornage",
      detail: "its tables have shape \(version), this program knows up to \(newest)",
      remedy: "use that version; nothing was changed")
  }

  /// A record is there from the scan at `since` up to, and without, the scan at `until`; the moments are those of
  /// scans of its tree, in microseconds, and 9223372036854775807 is the end of time. So a week in which nothing changed
  /// adds a row to `scans` and no other, and when a finding was first seen and closed can be read off.
  private static func firstShape(_ words: SQLWords) -> String {
    let interval =
      "id \(words.identity), tree BIGINT NOT NULL, digest TEXT NOT NULL, since BIGINT NOT NULL, until BIGINT NOT NULL"
    let tables = """
      CREATE TABLE trees (id \(words.identity), name TEXT NOT NULL UNIQUE);
      CREATE TABLE texts (id \(words.identity), digest TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
      CREATE TABLE scans (
        id \(words.identity), digest TEXT NOT NULL UNIQUE, tree BIGINT NOT NULL REFERENCES trees (id),
        at BIGINT NOT NULL, recorded_at TEXT NOT NULL, owner TEXT, content TEXT NOT NULL, snapshot TEXT NOT NULL,
        tool TEXT NOT NULL, atlas_as_of TEXT NOT NULL, atlas_sha256 TEXT NOT NULL, as_of TEXT NOT NULL,
        found BIGINT NOT NULL, understood BIGINT NOT NULL, not_infrastructure BIGINT NOT NULL,
        not_understood BIGINT NOT NULL, unreadable BIGINT NOT NULL, resources BIGINT NOT NULL,
        data_bearing BIGINT NOT NULL, located BIGINT NOT NULL, incomplete BIGINT NOT NULL, UNIQUE (tree, at));
      CREATE TABLE scan_policies (
        scan BIGINT NOT NULL REFERENCES scans (id), position BIGINT NOT NULL, policy TEXT NOT NULL,
        version TEXT NOT NULL, sha256 TEXT NOT NULL, PRIMARY KEY (scan, position));
      CREATE TABLE findings (
        \(interval), fingerprint TEXT NOT NULL, decision TEXT NOT NULL, rule TEXT NOT NULL, policy TEXT NOT NULL,
        category TEXT NOT NULL, severity TEXT NOT NULL, verdict TEXT NOT NULL, resource BIGINT, file BIGINT,
        line BIGINT, message BIGINT NOT NULL, value BIGINT NOT NULL, twin BIGINT NOT NULL);
      CREATE TABLE waivers (
        \(interval), fingerprint TEXT NOT NULL, occurrence BIGINT NOT NULL, state TEXT NOT NULL, waiver TEXT NOT NULL,
        expires TEXT NOT NULL, approved_by TEXT NOT NULL, twin BIGINT NOT NULL);
      CREATE TABLE resources (
        \(interval), key BIGINT NOT NULL, name BIGINT NOT NULL, file BIGINT NOT NULL, line BIGINT NOT NULL, service TEXT,
        kind TEXT NOT NULL, holds_data BIGINT NOT NULL, classes TEXT NOT NULL, places TEXT NOT NULL,
        countries TEXT NOT NULL, located BIGINT NOT NULL, operators TEXT NOT NULL, control TEXT NOT NULL, custody TEXT,
        keys BIGINT NOT NULL, algorithms TEXT NOT NULL, twin BIGINT NOT NULL);
      CREATE TABLE flows (
        \(interval), source BIGINT NOT NULL, file BIGINT NOT NULL, line BIGINT NOT NULL, kind TEXT NOT NULL,
        target BIGINT NOT NULL, host TEXT, target_key BIGINT, places TEXT NOT NULL, countries TEXT NOT NULL,
        operators TEXT NOT NULL, control TEXT NOT NULL, twin BIGINT NOT NULL);
      """
    let indexes = RecordKind.allCases.map { kind in
      """
      CREATE INDEX \(kind.table)_since ON \(kind.table) (tree, since);
      CREATE INDEX \(kind.table)_until ON \(kind.table) (tree, until);
      """
    }
    return ([tables] + indexes + [findingDates]).joined(separator: "\n")
  }

  /// For who asks with SQL: every finding with its texts and the days on which it came and went.
  private static let findingDates = """
    CREATE VIEW finding_dates AS
      SELECT t.name AS tree, f.fingerprint, f.rule, f.policy, f.category, f.severity, f.verdict,
        r.body AS resource, p.body AS file, f.line, m.body AS message,
        a.recorded_at AS first_recorded, z.recorded_at AS closed
      FROM findings f
      JOIN trees t ON t.id = f.tree
      JOIN scans a ON a.tree = f.tree AND a.at = f.since
      LEFT JOIN scans z ON z.tree = f.tree AND z.at = f.until
      LEFT JOIN texts r ON r.id = f.resource
      LEFT JOIN texts p ON p.id = f.file
      LEFT JOIN texts m ON m.id = f.message;
    """
}
