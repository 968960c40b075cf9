import Descriptors
import Inventory
import Shipped

/// Reads crypto profiles: those that ship with the program, and files.
struct ProfileReader {
  private let desk: PolicyDesk

  /// The names of the profiles that ship with the program, sorted.
  static var shippedNames: [String] { files.map(\.name).sorted() }

  /// A profile by name or path; nil if there is none, or after a mistake in its file.
  static func read(_ name: String, for user: Node, at desk: PolicyDesk) -> CryptoProfile? {
    let found: (source: SourceBytes, path: String)
    if let file = files.first(where: { $0.name == name }) {
      found = (SourceBytes(file.bytes), "profiles/\(name).yaml")
    } else if let file = desk.library.file(name, for: user.span.file) {
      found = file
    } else {
      if name.contains("/") || name.hasSuffix(".yaml") {
        desk.report(
          "the crypto profile `\(name.shortened)` cannot be read", at: user,
          remedy:
            "write its path relative to this file, or use one of: \(shippedNames.joined(separator: ", "))")
      }
      return nil
    }
    let start = "begin with `profile:`, `title:` and `ciphers:`"
    return desk.document(of: found.source, path: found.path, what: "crypto profile", remedy: start)
      .flatMap(ProfileReader(desk: desk).profile)
  }

  private static var files: [(name: String, bytes: UnsafeRawBufferPointer)] {
    var count = 0
    guard let first = shipped_profiles(&count) else { return [] }
    return UnsafeBufferPointer(start: first, count: count).map { file in
      let name = String(cString: file.name)
      return (
        name.hasSuffix(".yaml") ? String(name.dropLast(5)) : name,
        UnsafeRawBufferPointer(start: file.bytes, count: file.length)
      )
    }
  }

  private init(desk: PolicyDesk) { self.desk = desk }

  private func profile(_ root: Node) -> CryptoProfile? {
    let keys = ["profile", "title", "sources", "unverified", "ciphers", "tls", "keys"]
    guard let root = desk.mapping(root, "the crypto profile", keys: keys),
      let name = desk.requiredText("profile", of: root, "the crypto profile"),
      let title = desk.requiredText("title", of: root, "the crypto profile")
    else { return nil }
    let ciphers = floors("ciphers", of: root)
    if ciphers.isEmpty {
      desk.report(
        "the crypto profile names no ciphers", at: root, remedy: "add `ciphers: [{ name: AES, bits: 128 }]`")
    }
    for (cipher, node) in zip(ciphers, root["ciphers"]?.items.map { $0 } ?? [])
    where Cipher(cipher.name)?.name != cipher.name {
      desk.reportUnknown("cipher", cipher.name, at: node, among: Cipher.knownNames)
    }
    return CryptoProfile(
      name: name, title: title, sources: sources(of: root),
      isVerified: !desk.demandedTrue("unverified", of: root), ciphers: ciphers,
      protocols: protocols(of: root),
      keys: floors("keys", of: root))
  }

  private func sources(of root: Node) -> [PolicySource] {
    (root["sources"].map { Array($0.items) } ?? []).compactMap { item in
      guard let node = desk.mapping(item, "a source", keys: ["title", "issuer", "edition", "date"]),
        let title = desk.requiredText("title", of: node, "the source")
      else { return nil }
      return PolicySource(
        title: title, issuer: desk.text("issuer", of: node), edition: desk.text("edition", of: node),
        date: desk.date("date", of: node))
    }
  }

  private func floors(_ key: String, of root: Node) -> [CryptoProfile.Floor] {
    (root[key].map { Array($0.items) } ?? []).compactMap { item in
      guard let node = desk.mapping(item, "an algorithm", keys: ["name", "bits", "from", "until"]),
        let name = desk.requiredText("name", of: node, "the algorithm"), let bits = node["bits"]?.int
      else {
        desk.report(
          "an algorithm needs a name and a key length", at: item, remedy: "write `{ name: AES, bits: 128 }`")
        return nil
      }
      return CryptoProfile.Floor(name: name, bits: bits, period: period(node))
    }
  }

  private func protocols(of root: Node) -> [CryptoProfile.Protocols] {
    (root["tls"].map { Array($0.items) } ?? []).compactMap { item in
      guard let node = desk.mapping(item, "a TLS version", keys: ["minimum", "from", "until"]),
        let text = desk.requiredText("minimum", of: node, "the TLS version")
      else { return nil }
      guard let version = TLSVersion(spelling: text) else {
        desk.reportUnknown("TLS version", text, at: item, among: ["1.0", "1.1", "1.2", "1.3"])
        return nil
      }
      return CryptoProfile.Protocols(minimum: version, period: period(node))
    }
  }

  private func period(_ node: Node) -> Period {
    Period(from: desk.date("from", of: node), until: desk.date("until", of: node))
  }
}
