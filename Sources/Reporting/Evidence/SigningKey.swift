import Assessment
import Crypto

/// A private key that signs bundles: Ed25519 or ECDSA over P-256.
public struct SigningKey: Sendable {
  private enum Kind: Sendable {
    case ed25519(Curve25519.Signing.PrivateKey)
    case p256(P256.Signing.PrivateKey)
  }

  private let kind: Kind

  /// The key of a PEM file: PKCS#8, or SEC 1 for P-256.
  public init(pem: String) throws(KeyError) {
    let file = try KeyFile(pem)
    switch file.label {
    case "ENCRYPTED PRIVATE KEY":
      throw KeyError(
        message:
          "the key is encrypted; decrypt it for the time of the scan: `openssl pkey -in KEY -out PLAIN`")
    case "PUBLIC KEY", "CERTIFICATE":
      throw KeyError(message: "it holds a public key; a signature needs the private one")
    default: break
    }
    if let raw = EdwardsForm.privateKey(file.der) {
      guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw) else {
        throw KeyError(
          message: "the Ed25519 key is broken; make a new one with `openssl genpkey -algorithm ED25519`")
      }
      kind = .ed25519(key)
      return
    }
    guard let key = try? P256.Signing.PrivateKey(pemRepresentation: file.text) else {
      throw KeyError(
        message:
          "it is neither an Ed25519 key nor an ECDSA key over P-256; `openssl genpkey -algorithm ED25519` makes one"
      )
    }
    kind = .p256(key)
  }

  /// The public key to it.
  public var verifyingKey: VerifyingKey {
    switch kind {
    case .ed25519(let key): VerifyingKey(key.publicKey)
    case .p256(let key): VerifyingKey(key.publicKey)
    }
  }

  /// SHA-256 of the public key in its DER form, in hexadecimal.
  public var id: String { verifyingKey.id }

  func sign(_ bytes: [UInt8]) throws(KeyError) -> [UInt8] {
    do {
      switch kind {
      case .ed25519(let key): return Array(try key.signature(for: bytes))
      case .p256(let key): return Array(try key.signature(for: bytes).derRepresentation)
      }
    } catch {
      throw KeyError(message: "the key does not sign; make a new one")
    }
  }
}

/// The public key that verifies bundles.
public struct VerifyingKey: Sendable {
  private enum Kind: Sendable {
    case ed25519(Curve25519.Signing.PublicKey)
    case p256(P256.Signing.PublicKey)
  }

  private let kind: Kind

  init(_ key: Curve25519.Signing.PublicKey) { kind = .ed25519(key) }
  init(_ key: P256.Signing.PublicKey) { kind = .p256(key) }

  /// The key of a PEM file (SubjectPublicKeyInfo).
  public init(pem: String) throws(KeyError) {
    let file = try KeyFile(pem)
    if file.label == "CERTIFICATE" {
      throw KeyError(
        message: "it holds a certificate; take its key out: `openssl x509 -in CERT -pubkey -noout`")
    }
    if file.label != "PUBLIC KEY" {
      throw KeyError(message: "it holds no public key; make one from it: `openssl pkey -in KEY -pubout`")
    }
    if let raw = EdwardsForm.publicKey(file.der),
      let key = try? Curve25519.Signing.PublicKey(rawRepresentation: raw)
    {
      kind = .ed25519(key)
    } else if let key = try? P256.Signing.PublicKey(pemRepresentation: file.text) {
      kind = .p256(key)
    } else {
      throw KeyError(message: "it is neither an Ed25519 key nor an ECDSA key over P-256")
    }
  }

  /// The kind of signature in words.
  var title: String {
    switch kind {
    case .ed25519: "Ed25519"
    case .p256: "ECDSA over P-256"
    }
  }

  /// SHA-256 of the key in its DER form, in hexadecimal.
  public var id: String {
    switch kind {
    case .ed25519(let key): Digest.hexadecimal(of: EdwardsForm.der(Array(key.rawRepresentation)))
    case .p256(let key): Digest.hexadecimal(of: Array(key.derRepresentation))
    }
  }

  func accepts(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    switch kind {
    case .ed25519(let key): return key.isValidSignature(signature, for: bytes)
    case .p256(let key):
      guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else {
        return false
      }
      return key.isValidSignature(signature, for: bytes)
    }
  }
}

/// Ed25519 keys in DER (RFC 8410): a fixed beginning and 32 bytes.
private enum EdwardsForm {
  private static let privateStart: [UInt8] = [
    0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
  private static let publicStart: [UInt8] = [
    0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00,
  ]

  static func privateKey(_ der: [UInt8]) -> [UInt8]? { rest(of: der, after: privateStart) }
  static func publicKey(_ der: [UInt8]) -> [UInt8]? { rest(of: der, after: publicStart) }
  static func der(_ publicKey: [UInt8]) -> [UInt8] { publicStart + publicKey }

  private static func rest(of der: [UInt8], after start: [UInt8]) -> [UInt8]? {
    der.starts(with: start) && der.count == start.count + 32 ? Array(der.dropFirst(start.count)) : nil
  }
}
