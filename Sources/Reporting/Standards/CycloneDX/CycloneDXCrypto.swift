import Atlas
import Inventory

/// Cryptographic assets, as far as a descriptor tells of them.
enum CycloneDXCrypto {
  static func write(_ ref: String, _ asset: CycloneDXAssets.Asset, _ writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("type", "cryptographic-asset")
      writer.member("bom-ref", ref)
      switch asset {
      case .transport(let version): transport(version, &writer)
      case .algorithm(let name): algorithm(name, &writer)
      case .key(let key): self.key(key, &writer)
      }
    }
  }

  private static func transport(_ version: TLSVersion, _ writer: inout JSONWriter) {
    let isTLS = version >= .tls10
    writer.member("name", isTLS ? "TLS" : "SSL")
    writer.member("description", "The oldest version that is accepted.")
    writer.member(
      "cryptoProperties",
      object: { writer in
        writer.member("assetType", "protocol")
        writer.member(
          "protocolProperties",
          object: {
            $0.member("type", isTLS ? "tls" : "other")
            $0.member("version", version.code)
          })
      })
  }

  private static func algorithm(_ name: String, _ writer: inout JSONWriter) {
    let cipher = CipherWords(name)
    writer.member("name", SafeText.line(name))
    writer.member(
      "cryptoProperties",
      object: { writer in
        writer.member("assetType", "algorithm")
        writer.member(
          "algorithmProperties",
          object: { writer in
            writer.member("primitive", cipher.primitive)
            if let bits = cipher.bits { writer.member("parameterSetIdentifier", String(bits)) }
            writer.member("mode", cipher.mode)
            writer.member("cryptoFunctions", strings: ["encrypt", "decrypt"])
          })
      })
  }

  /// A key by its reference; never material.
  private static func key(_ key: KeyState, _ writer: inout JSONWriter) {
    writer.member("name", SafeText.line(key.reference ?? key.custody.title))
    writer.member("description", "Key: \(key.custody.title).")
    writer.member(
      "cryptoProperties",
      object: { writer in
        writer.member("assetType", "related-crypto-material")
        writer.member(
          "relatedCryptoMaterialProperties",
          object: { writer in
            writer.member("type", "key")
            if let reference = key.reference { writer.member("id", SafeText.line(reference)) }
            if key.custody == .dedicatedModule {
              writer.member("securedBy", object: { $0.member("mechanism", "HSM") })
            }
          })
      })
    writer.member(
      "properties",
      array: { writer in
        writer.property("key-custody", key.custody.code)
        writer.property("place", key.place?.code)
        writer.property("operator", key.operatorID)
        if key.multiRegion { writer.property("multi-region", "true") }
        if let days = key.rotationDays { writer.property("rotation-days", String(days)) }
      })
  }

  /// A key or certificate that is declared itself.
  static func declared(_ kind: Kind, _ writer: inout JSONWriter) {
    writer.member(
      "cryptoProperties",
      object: { writer in
        guard kind == .key else { return writer.member("assetType", "certificate") }
        writer.member("assetType", "related-crypto-material")
        writer.member("relatedCryptoMaterialProperties", object: { $0.member("type", "key") })
      })
  }
}

/// What the name of a cipher tells, in the words of CycloneDX.
struct CipherWords {
  let primitive: String
  let bits: Int?
  let mode: String?

  init(_ name: String) {
    let upper = name.uppercased()
    func names(_ words: String...) -> Bool { words.contains { upper.contains($0) } }
    primitive =
      names("GCM", "CCM", "POLY1305")
      ? "ae"
      : names("CHACHA20", "RC4")
        ? "stream-cipher"
        : names("AES", "DES", "CAMELLIA", "ARIA", "SM4", "SERPENT", "TWOFISH", "BLOWFISH")
          ? "block-cipher" : names("RSA") ? "pke" : "unknown"
    mode =
      ["GCM", "CCM", "CBC", "CTR", "ECB", "CFB", "OFB"].first { upper.contains($0) }?.lowercased()
      ?? (names("XTS") ? "other" : nil)
    let lengths = upper.split { !$0.isNumber }.compactMap { Int($0) }
      .filter { [128, 192, 256, 512, 2048, 3072, 4096].contains($0) }
    // XTS joins two keys: 512 bits of it are AES-256.
    bits = names("XTS") ? lengths.first { $0 >= 256 }.map { $0 / 2 } : lengths.first
  }
}

extension JSONWriter {
  /// A property of CycloneDX, in this program's own namespace; none if there is nothing to say.
  mutating func property(_ name: StaticString, _ value: String?) {
    guard let value, !value.isEmpty else { return }
    object {
      $0.member("name", "bornage:\(name)")
      $0.member("value", SafeText.line(value))
    }
  }
}
