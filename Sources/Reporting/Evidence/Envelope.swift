import Descriptors

/// A signed statement: a DSSE envelope (Dead Simple Signing Envelope, version 1.0) with one signature.
struct Envelope {
  /// The name of the file that holds it.
  static let fileName = "MANIFEST.dsse.json"
  static let payloadType = "application/vnd.in-toto+json"

  let payload: [UInt8]
  /// SHA-256 of the public key in its DER form (SubjectPublicKeyInfo), in hexadecimal.
  let keyID: String
  let signature: [UInt8]

  init(payload: [UInt8], signedWith key: SigningKey) throws(KeyError) {
    self.payload = payload
    keyID = key.id
    signature = try key.sign(Self.authenticated(payload))
  }

  /// The bytes that are signed: the pre-authentication encoding of DSSE.
  static func authenticated(_ payload: [UInt8]) -> [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("payloadType", Self.payloadType)
      writer.member("payload", EncodedText.encode(payload))
      writer.member(
        "signatures",
        array: { writer in
          writer.object {
            $0.member("keyid", keyID)
            $0.member("sig", EncodedText.encode(signature))
          }
        })
    }
    writer.newline()
    return Array(writer.pieces.joined())
  }

  /// Reads an envelope; nil for anything but what ``bytes`` would have given, so that no change to it goes unseen.
  init?(_ bytes: [UInt8]) {
    let reading = DescriptorReader.read(SourceBytes(bytes), as: .json, path: Self.fileName)
    guard reading.problems.isEmpty, let root = reading.tree.documents.first,
      let payload = root["payload"]?.text.flatMap(EncodedText.decode),
      let first = root["signatures"]?.items.first(where: { _ in true }),
      let keyID = first["keyid"]?.text, let signature = first["sig"]?.text.flatMap(EncodedText.decode)
    else { return nil }
    self.payload = payload
    self.keyID = keyID
    self.signature = signature
    guard self.bytes == bytes else { return nil }
  }

  /// The subjects of the statement within; nil if it is none that this program writes.
  var subjects: [HashManifest.Entry]? {
    let reading = DescriptorReader.read(SourceBytes(payload), as: .json, path: Self.fileName)
    guard reading.problems.isEmpty, let root = reading.tree.documents.first,
      root["_type"]?.text == Statement.type, root["predicateType"]?.text == Statement.predicateType,
      let list = root["subject"]
    else { return nil }
    return list.items.compactMap { item in
      guard let name = item["name"]?.text, let sha256 = item["digest"]?["sha256"]?.text else { return nil }
      return HashManifest.Entry(name: name, sha256: sha256)
    }
  }
}
