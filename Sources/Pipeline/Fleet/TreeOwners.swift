import Assessment
import Descriptors
import Discovery
import Glibc
import Reporting

/// Who answers for what in one tree: the owner that the list names, else those of the repository's `CODEOWNERS`.
struct TreeOwners: Sendable {
  private let owner: String?
  private let file: OwnersFile?
  /// How the paths of the scan's files begin.
  private let prefix: String
  /// The way from the top of the repository to the tree, with a slash behind, or empty.
  private let way: String
  /// Everything that decides who answers, for a digest.
  let material: String

  init(_ tree: FleetTree) {
    owner = tree.owner
    prefix = tree.path.hasPrefix("./") ? String(tree.path.dropFirst(2)) + "/" : tree.path + "/"
    let absolute = ConfigurationPath.absolute(tree.path)
    var top = absolute
    while access("\(top)/.git", F_OK) != 0, top != "/", let slash = top.lastIndex(of: "/") {
      top = slash == top.startIndex ? "/" : String(top[..<slash])
    }
    // Without a repository around it, the tree stands for itself.
    if access("\(top)/.git", F_OK) != 0 { top = absolute }
    way = absolute == top ? "" : String(absolute.dropFirst(top == "/" ? 1 : top.utf8.count + 1)) + "/"
    var found: SourceBytes?
    for place in OwnersFile.places where found == nil {
      found = try? WholeFile.read("\(top)/\(place)", maxBytes: 4 << 20)
    }
    file = found.map { OwnersFile($0) }
    material = "\(tree.owner ?? "") \(found.map { Digest.hexadecimal(of: $0.raw) } ?? "")"
  }

  /// Who answers for a finding, or for the tree as a whole where it has no place.
  func owners(of finding: Finding?) -> [String] {
    if let owner { return [owner] }
    guard let file else { return [FleetSummary.nobody] }
    // A file at the top of the tree shows who answers for what no other line names.
    var path = finding?.span?.file ?? Configuration.fileName
    if path.hasPrefix(prefix) { path = String(path.dropFirst(prefix.count)) }
    let owners = file.owners(of: way + path)
    return owners.isEmpty ? [FleetSummary.nobody] : owners
  }

  /// The findings of a scan by who answers for them; a tree without findings is still its owner's.
  func tallies(_ findings: [Finding]) -> [(owner: String, tally: FleetTally)] {
    var tallies: [String: FleetTally] = [:]
    for finding in findings {
      for owner in owners(of: finding) { tallies[owner, default: FleetTally()].add(finding) }
    }
    for owner in owners(of: nil) where tallies[owner] == nil { tallies[owner] = FleetTally() }
    return tallies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
