import Descriptors
import Inventory

/// The classes of data that policies speak of, and how resources name them.
enum DataClasses {
  /// What an unlabelled resource has if the policy says nothing else.
  static let unknown = "unknown"

  /// The names that every policy may use.
  static let common = [
    "public", "internal", "personal", "special", "health", "payment-card", "payment-system", "fr-sensitive",
    "gov-official", "gov-protected", "classified", "cui", "itar", "cji", "fti", "financial-critical",
    "tax-registry", "credentials", "telemetry-logs", "backup", unknown,
  ]

  /// Tag keys that say a class by their value.
  static let keys: Set<String> = [
    "dataclass", "dataclassification", "classification", "confidentiality", "sensitivity", "datatype", "pii",
    "gdpr", "hds", "phi", "pci",
  ]

  /// Tag keys that say a class by being true.
  static let flags = [
    "pii": "personal", "gdpr": "personal", "hds": "health", "phi": "health", "pci": "payment-card",
  ]

  /// The levels of a state's ladder of protection: data that is labelled with two of them is labelled wrongly.
  static let levels = ["gov-official", "gov-protected", "classified"]

  /// Lower case, without `-`, `_`, `.`, `/`, `:` and blanks: `Data-Classification` is `dataclassification`.
  static func normalised(_ key: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(key.utf8.count)
    for byte in key.utf8 {
      switch byte {
      case 0x2D, 0x5F, 0x2E, 0x2F, 0x3A, 0x20: continue
      case 0x41...0x5A: bytes.append(byte | 0x20)
      default: bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The classes of a resource under one policy, as bits over the policy's class names.
struct ClassMembership {
  var bits: UInt64
  /// Why, for the evidence of a finding.
  var evidence: [Evidence]
}

/// Reads the data classes of resources as one policy maps them.
struct DataClassifier {
  private var bitOfName: [String: UInt64] = [:]
  /// Tag keys that matter, normalised; their values, in lower case, with the class each means.
  private var values: [String: [String: UInt64]] = [:]
  /// Patterns of names and paths, with the class each means.
  private var patterns: [(what: Pattern, wildcard: Wildcard, text: String, bits: UInt64)] = []
  private let unlabelled: ClassMembership
  /// The length of the longest key that matters, to pass most tags by without a look at their text.
  private var longestKey = 0

  private enum Pattern { case name, path }

  init(_ policy: Policy) {
    var names = DataClasses.common
    for mapping in policy.classes where !names.contains(mapping.name) { names.append(mapping.name) }
    if !names.contains(policy.unlabelled) { names.append(policy.unlabelled) }
    for (index, name) in names.prefix(64).enumerated() { bitOfName[name] = 1 << UInt64(index) }
    unlabelled = ClassMembership(
      bits: bitOfName[policy.unlabelled] ?? 0,
      evidence: [
        Evidence(
          .absent,
          "nothing labels its data, so the policy counts it as `\(policy.unlabelled)`; "
            + "a tag `data-class`, or `class` in the context, says otherwise")
      ])
    for key in DataClasses.keys { values[key] = [:] }
    for mapping in policy.classes {
      for (key, words) in mapping.tags {
        for word in words { values[key, default: [:]][word, default: 0] |= bitOfName[mapping.name] ?? 0 }
      }
    }
    for mapping in policy.classes {
      let bits = bitOfName[mapping.name] ?? 0
      patterns += mapping.names.map { (.name, Wildcard($0), $0, bits) }
      patterns += mapping.paths.map { (.path, Wildcard($0), $0, bits) }
    }
    longestKey = values.keys.map(\.utf8.count).max() ?? 0
  }

  func bits(of names: [String]) -> UInt64 { names.reduce(0) { $0 | (bitOfName[$1] ?? 0) } }

  /// The classes of a resource.
  ///
  /// - Parameter inherited: those that its data brings from where it comes from; what the resource itself says counts
  ///   before them.
  func classify(_ resource: Resource, inherited: ClassMembership?) -> ClassMembership {
    switch own(resource) {
    case .said(let membership): return membership
    case .unclear(let evidence):
      let rest = inherited ?? unlabelled
      return ClassMembership(bits: rest.bits, evidence: evidence + rest.evidence)
    case .silent: return inherited ?? unlabelled
    }
  }

  /// What a resource itself says of its data.
  enum Own {
    case said(ClassMembership)
    /// Its labels are no classes of the policy.
    case unclear([Evidence])
    case silent
  }

  func own(_ resource: Resource) -> Own {
    var found = ClassMembership(bits: 0, evidence: [])
    var unmapped: [Evidence] = []
    for tag in resource.tags {
      // Separators are at most as many again as letters.
      guard tag.key.utf8.count <= longestKey * 2 else { continue }
      let key = DataClasses.normalised(tag.key)
      guard key.utf8.count <= longestKey, let mapped = values[key] else { continue }
      let bits = bits(of: tag.value, under: key, mapped)
      if bits != 0 {
        found.bits |= bits
        found.evidence.append(
          Evidence(.declared, "labelled `\(tag.key): \(tag.value.shortened)`", at: tag.span))
      } else if DataClasses.flags[key] == nil {
        unmapped.append(
          Evidence(
            .declared, "its label `\(tag.key): \(tag.value.shortened)` is no class that the policy knows",
            at: tag.span))
      }
    }
    if found.bits != 0 {
      found.evidence += contradiction(in: found)
      found.evidence += dissent(resource, from: found.bits)
      return .said(found)
    }
    if let matched = patterned(resource) { return .said(matched) }
    if let given = resource.contextClass, let bit = bitOfName[given.value] {
      return .said(ClassMembership(bits: bit, evidence: given.evidence))
    }
    return unmapped.isEmpty ? .silent : .unclear(unmapped)
  }

  /// What labels say against each other: what is public is nothing else, and a state's levels exclude one another.
  private func contradiction(in labelled: ClassMembership) -> [Evidence] {
    let open = bits(of: ["public"])
    let levels = labelled.bits & bits(of: DataClasses.levels)
    let isOpenAndMore = labelled.bits & open != 0 && labelled.bits & ~open != 0
    guard isOpenAndMore || levels.nonzeroBitCount > 1 else { return [] }
    let classes = names(of: isOpenAndMore ? labelled.bits : levels)
    return [
      Evidence(
        .derived,
        "its labels are in conflict: \(classes) exclude each other; all of them count until one is mended",
        at: labelled.evidence.first?.span)
    ]
  }

  /// What the name, the path or the context says against a label: the label counts, and the reader is told.
  private func dissent(_ resource: Resource, from bits: UInt64) -> [Evidence] {
    var found: [Evidence] = []
    if let matched = patterned(resource), matched.bits & bits == 0 {
      found += matched.evidence.map {
        Evidence(.derived, "against its label, \($0.text); the label counts", at: $0.span)
      }
    }
    if let given = resource.contextClass, let bit = bitOfName[given.value], bit & bits == 0 {
      found.append(
        Evidence(
          .context, "against its label, the context counts it as `\(given.value)`; the label counts",
          at: given.evidence.first?.span))
    }
    return found
  }

  /// What the name of a resource and the path of its file say.
  private func patterned(_ resource: Resource) -> ClassMembership? {
    guard !patterns.isEmpty else { return nil }
    let name = resource.name.lowercased()
    let path = resource.span.file.lowercased()
    var found = ClassMembership(bits: 0, evidence: [])
    for (what, wildcard, text, bits) in patterns where wildcard.matches(what == .name ? name : path) {
      found.bits |= bits
      found.evidence.append(
        Evidence(
          .derived,
          "the policy counts \(what == .name ? "names" : "files") like `\(text)` as \(self.names(of: bits))"))
    }
    return found.bits == 0 ? nil : found
  }

  private func names(of bits: UInt64) -> String {
    bitOfName.filter { $0.value & bits != 0 }.map { "`\($0.key)`" }.sorted().joined(separator: ", ")
  }

  private func bits(of value: String, under key: String, _ mapped: [String: UInt64]) -> UInt64 {
    var bits: UInt64 = 0
    for word in value.lowercased().split(whereSeparator: { ",;|+ ".contains($0) }) {
      let word = String(word)
      if let meant = mapped[word] ?? bitOfName[word] {
        bits |= meant
      } else if let flag = DataClasses.flags[key], ["true", "yes", "1", "on"].contains(word) {
        bits |= bitOfName[flag] ?? 0
      }
    }
    return bits
  }
}
