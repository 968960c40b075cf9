import Descriptors

extension ScanOptions {
  /// What the command line says of the settings.
  var saidByFlags: [Setting: [Said]] {
    var said: [Setting: [Said]] = [:]
    func add(_ setting: Setting, _ words: [String]) {
      guard !words.isEmpty, let flag = setting.flag else { return }
      said[setting] = words.map { Said($0, .flag(flag)) }
    }
    func add(_ setting: Setting, _ word: String?) { add(setting, word.map { [$0] } ?? []) }
    add(.policies, policies)
    add(.policyParameters, policyParameters)
    add(.asOf, asOf)
    add(.contexts, contexts)
    add(.failOn, failOn)
    add(.failOnUndetermined, failOnUndetermined)
    add(.minimumCoverage, minimumCoverage.map(String.init))
    if allowIncomplete { add(.allowIncomplete, "true") }
    if exitZero { add(.exitZero, "true") }
    add(.grace, grace)
    add(.graceSince, graceSince)
    add(.baseline, baseline)
    add(.waivers, waivers)
    add(.excludes, excludes)
    add(.formats, formats)
    add(.language, language)
    if given.contains(.jobs) { add(.jobs, String(jobs)) }
    if given.contains(.maxFileSize) { add(.maxFileSize, String(limits.bytes >> 20)) }
    if given.contains(.maxDepth) { add(.maxDepth, String(limits.depth)) }
    if given.contains(.maxNodes) { add(.maxNodes, String(limits.nodes)) }
    return said
  }
}
