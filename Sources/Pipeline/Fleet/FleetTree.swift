import Assessment

/// One tree of a fleet: where it is, who answers for it, and by what it is judged.
struct FleetTree: Sendable {
  /// The name, which no other tree of the list has.
  let name: String
  let path: String
  /// Who answers for all of it; nil leaves that to its `CODEOWNERS`.
  var owner: String?
  var policies: [String] = []
  var policyParameters: [String] = []
  var contexts: [String] = []
  var values: [String] = []
  var waivers: [String] = []
  var failOn: String?

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  /// The name as the beginning of a file's name; different names give different ones.
  var fileName: String {
    var safe = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", "-", "_": safe.unicodeScalars.append(scalar)
      case ".": safe += safe.isEmpty ? "-" : "."
      default: safe += "-"
      }
    }
    // Letters' case is not told apart on every file system.
    guard safe != name || safe.utf8.count > 100 else { return safe }
    return "\(safe.prefix(100))-\(Digest.hexadecimal(of: Array(name.utf8)).prefix(8))"
  }

  /// The options of its scan.
  func options(over base: ScanOptions) -> ScanOptions {
    var options = base
    options.paths = [path]
    if !policies.isEmpty { options.policies = policies }
    options.policyParameters += policyParameters
    options.contexts += contexts
    options.values += values
    options.waivers += waivers
    options.failOn = failOn.map { [$0] } ?? base.failOn
    return options
  }
}
