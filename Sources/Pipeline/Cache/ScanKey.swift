/// The name of an answer: one digest over everything that bears on it.
///
/// In it are the bytes of all files that the scan finds, what it cannot read and why, the pipelines around them, the
/// configurations, policies, waivers and, where there are waivers, the day; all options; the atlas; and the bytes of the
/// program itself, with its cards, packs and code.
struct ScanKey: Sendable, Equatable {
  /// All 64 digits.
  let sha256: String
  /// The files behind it.
  let inputs: Inputs
}

extension Scan {
  /// The name of what this scan would answer now; nil if that cannot be told.
  ///
  /// - Parameters:
  ///   - program: the digest of the running program; asked for last, so that it can be taken beside the rest.
  ///   - environment: variables that may bear on the answer.
  func key(program: @Sendable () async -> String?, environment: [String]) async -> ScanKey? {
    // A part of a scan that nobody has thought of here must not be able to make a kept answer a wrong one.
    guard Mirror(reflecting: self).children.allSatisfy({ ScanGrounds.knownParts.contains($0.label ?? "") })
    else { return nil }
    var material = KeyMaterial()
    material.add("environment", environment.debugDescription)
    let grounds = grounds
    guard grounds.add(to: &material) else { return nil }
    let inputs = await Inputs.examine(
      grounds.options, context: grounds.context, excludes: grounds.excludes)
    material.add("inputs", inputs.sha256)
    guard let program = await program() else { return nil }
    material.add("program", program)
    return ScanKey(sha256: material.finish(), inputs: inputs)
  }
}
