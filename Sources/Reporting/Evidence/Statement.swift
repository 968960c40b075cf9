import Assessment

/// What a signature says: an in-toto Statement v1 whose subjects are the files of a bundle.
struct Statement {
  static let type = "https://in-toto.io/Statement/v1"
  /// Described in `docs/evidence.md`.
  static let predicateType = "urn:bornage:evidence-bundle:v1"

  struct Predicate {
    let version: String
    let atlasSHA256: String
    let cardsSHA256: String
    let policies: [PolicyIdentity]
    let exitCode: Int
    let sourceDate: String?
  }

  let bytes: [UInt8]

  init(_ manifest: HashManifest, predicate: Predicate) {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("_type", Self.type)
      writer.member("subject", lines: Self.subjects(of: manifest)) { writer, entry in
        writer.object {
          $0.member("name", entry.name)
          $0.member("digest", object: { $0.member("sha256", entry.sha256) })
        }
      }
      writer.member("predicateType", Self.predicateType)
      writer.member("predicate", object: { Self.write(predicate, &$0) })
    }
    bytes = Array(writer.pieces.joined())
  }

  /// The files of the manifest and the manifest itself.
  static func subjects(of manifest: HashManifest) -> [HashManifest.Entry] {
    [HashManifest.Entry(name: HashManifest.fileName, sha256: Digest.hexadecimal(of: manifest.bytes))]
      + manifest.entries
  }

  private static func write(_ predicate: Predicate, _ writer: inout JSONWriter) {
    writer.member("formatVersion", EvidenceBundle.formatVersion)
    writer.member(
      "tool",
      object: {
        $0.member("name", "bornage")
        $0.member("version", predicate.version)
      })
    writer.member("atlas", object: { $0.member("sha256", predicate.atlasSHA256) })
    writer.member("cards", object: { $0.member("sha256", predicate.cardsSHA256) })
    writer.member("policies", lines: predicate.policies) { writer, policy in
      writer.object {
        $0.member("id", policy.id)
        $0.member("version", policy.version)
        $0.member("sha256", policy.sha256)
      }
    }
    writer.member("exitCode", predicate.exitCode)
    writer.member("sourceDate", predicate.sourceDate)
  }
}
