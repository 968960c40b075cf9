import Assessment
import Atlas
import Descriptors
import Discovery
import Reporting

/// Everything beside the files that the answer of a scan rests on.
struct ScanGrounds: Sendable {
  let options: ScanOptions
  let context: ScanContext
  let policies: [Policy]
  let waivers: [WaiverFile]
  let atlas: Atlas
  let gate: ScanGate
  let excludes: [Excludes]
  let reference: ScanReference
  let graces: GraceOffice?
  let notices: [Phrase]
  /// The day on which waivers must hold; it bears on the answer only if there are any.
  let day: String

  /// The stored properties of ``Scan`` that ``add(to:)`` knows how to put down.
  static let knownParts: Set<String> = [
    "options", "atlas", "cards", "context", "policies", "gate", "excludes", "notices", "waivers", "reference",
    "graces",
  ]

  /// Those of ``ScanOptions`` that bear on no answer by themselves: how many hands work at it and who is told; files
  /// that are not on disk, for which there is no key at all; where settings came from, which are put down as they
  /// hold; and formats, each of which has an answer of its own.
  static let idleOptions: Set<String> = [
    "jobs", "held", "commandLine", "progress", "environment", "configuration", "given", "formats",
  ]

  /// Puts everything down.
  ///
  /// - Returns: false if something is there that this does not know: then there is no key, rather than a wrong one.
  func add(to material: inout KeyMaterial) -> Bool {
    guard options.held.isEmpty, !options.paths.contains("-") else { return false }
    // A commit and what was in force at another time are not looked at here.
    guard reference.past == nil, graces == nil else { return false }
    for child in Mirror(reflecting: options).children {
      guard let label = child.label else { return false }
      guard !Self.idleOptions.contains(label) else { continue }
      guard let text = Self.text(child.value) else { return false }
      material.add("option", label)
      material.add("value", text)
    }
    if options.recordsProvenance { material.add("words", options.commandLine.debugDescription) }
    for configuration in context.configurations {
      material.add("configuration", configuration.folder)
      material.add("content", digestOf: configuration.source)
    }
    for policy in policies {
      material.add("policy", policy.id)
      for file in policy.files {
        material.add("file", file.path)
        material.add("content", digestOf: file.source)
      }
    }
    for file in waivers {
      material.add("waivers", file.path)
      material.add("content", digestOf: file.source)
    }
    if let baseline = reference.baseline {
      material.add("baseline", baseline.path)
      material.add("folder", baseline.folder)
      material.add("content", Digest.hexadecimal(of: BaselineFile.bytes(baseline.baseline)))
    }
    if !waivers.isEmpty || reference.baseline != nil { material.add("day", day) }
    material.add("thresholds", gate.thresholds.described)
    let minimum = gate.minimumCoverage.map { "\($0)" } ?? "none"
    material.add("gate", "\(gate.isReportOnly) \(gate.allowsIncomplete) \(minimum)")
    for exclude in excludes {
      material.add("excludes", exclude.patterns.debugDescription)
      material.add("below", "\(exclude.folder) \(exclude.speaksElsewhere)")
    }
    material.add("notices", notices.map(\.english).debugDescription)
    // The shipped data are part of the program; an atlas of the user's is not.
    atlas.forEachFile { name, bytes in
      material.add("atlas", name)
      material.add("content", Digest.hexadecimal(of: bytes))
    }
    return true
  }

  /// A value as text, if it is of a type whose text says all of it, always in the same words.
  private static func text(_ value: Any) -> String? {
    switch value {
    case let value as Bool: "\(value)"
    case let value as Int: "\(value)"
    case let value as String: value.debugDescription
    case let value as [String]: value.debugDescription
    case let value as Int?: value.map { "\($0)" } ?? "nil"
    case let value as String?: value?.debugDescription ?? "nil"
    case let value as Limits: "\(value.bytes) \(value.depth) \(value.nodes)"
    case let value as any RawRepresentable: "\(value.rawValue)"
    default: nil
    }
  }
}
