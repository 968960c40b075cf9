import Assessment
import Descriptors

/// Whether a bundle is as it was sealed.
public struct BundleCheck: Sendable {
  /// One thing that is not as it was.
  public struct Difference: Sendable, Equatable {
    /// What happened to it.
    public enum Kind: String, Sendable {
      case missing
      case added
      case changed
      case signature
    }

    /// What happened.
    public let kind: Kind
    /// The file.
    public let name: String
    /// What is wrong, if the kind does not say it.
    public let detail: String?
  }

  /// What is not as it was, sorted by name.
  public private(set) var differences: [Difference] = []
  /// How many files were found as they were.
  public private(set) var intact = 0
  /// What is to be known of the signature.
  public private(set) var signature = ""
  /// What is to be known before the scan is repeated with this program.
  public private(set) var replay: [String] = []

  /// The knowledge of the program that checks.
  public struct Knowledge: Sendable {
    let version: String
    let atlasSHA256: String
    let cardsSHA256: String

    /// A program's knowledge.
    public init(version: String, atlasSHA256: String, cardsSHA256: String) {
      self.version = version
      self.atlasSHA256 = atlasSHA256
      self.cardsSHA256 = cardsSHA256
    }
  }

  private let folder: String

  /// Checks a folder.
  ///
  /// - Parameters:
  ///   - key: the public key of whom the signature must be; nil if none is at hand.
  ///   - knowledge: what this program knows, to say whether it can repeat the scan.
  /// - Throws: ``OutputError`` if the folder is no bundle, or one of a shape that this program does not know.
  public init(_ folder: String, key: VerifyingKey?, knowledge: Knowledge) throws(OutputError) {
    self.folder = folder
    guard let entries = BundleFolder.entries(of: folder) else {
      throw OutputError(
        message: "\(SafeText.line(folder)) is no folder that can be read; name the folder of a bundle")
    }
    let names = Set(entries.filter(\.isFile).map(\.name))
    guard names.contains(HashManifest.fileName) || names.contains(EvidenceBundle.recordName) else {
      throw OutputError(
        message: "\(SafeText.line(folder)) is no bundle: it holds neither \(HashManifest.fileName) nor "
          + "\(EvidenceBundle.recordName); make one with `bornage scan --seal DIR`")
    }
    try readRecord(knowledge)
    guard let manifest = readManifest(names) else { return }
    compare(manifest, entries, names)
    checkSignature(manifest, names, key)
    differences.sort { ($0.name, $0.kind.rawValue) < ($1.name, $1.kind.rawValue) }
  }

  /// True if nothing differs.
  public var isIntact: Bool { differences.isEmpty }

  private mutating func differs(_ kind: Difference.Kind, _ name: String, _ detail: String? = nil) {
    differences.append(Difference(kind: kind, name: name, detail: detail))
  }

  // MARK: Files

  private mutating func readManifest(_ names: Set<String>) -> HashManifest? {
    let name = HashManifest.fileName
    guard names.contains(name), let bytes = BundleFolder.bytes(of: "\(folder)/\(name)") else {
      differs(.missing, name, "without it nothing can be checked")
      return nil
    }
    guard let manifest = HashManifest(bytes) else {
      differs(
        .changed, name, "it is no list of files as this program writes it; without it nothing can be checked")
      return nil
    }
    return manifest
  }

  private mutating func compare(
    _ manifest: HashManifest, _ entries: [BundleFolder.Entry], _ names: Set<String>
  ) {
    var listed: Set<String> = [HashManifest.fileName, Envelope.fileName]
    for entry in manifest.entries {
      listed.insert(entry.name)
      guard names.contains(entry.name) else {
        differs(.missing, entry.name)
        continue
      }
      if BundleFolder.digest(of: "\(folder)/\(entry.name)") == entry.sha256 {
        intact += 1
      } else {
        differs(.changed, entry.name)
      }
    }
    for entry in entries where !entry.isFile || !listed.contains(entry.name) {
      differs(.added, entry.name, entry.isFile ? nil : "it is no plain file")
    }
  }

  // MARK: Signature

  private mutating func checkSignature(_ manifest: HashManifest, _ names: Set<String>, _ key: VerifyingKey?) {
    let name = Envelope.fileName
    guard names.contains(name) else {
      signature = "none: whoever can write to the folder can change the files and the list alike"
      if key != nil { differs(.missing, name, "there is no signature to check with the key") }
      return
    }
    guard let bytes = BundleFolder.bytes(of: "\(folder)/\(name)"), let envelope = Envelope(bytes),
      let subjects = envelope.subjects
    else {
      signature = "broken"
      return differs(.signature, name, "it is no signed statement as this program writes it")
    }
    if subjects != Statement.subjects(of: manifest) {
      differs(.signature, name, "what was signed is not this list of files")
    }
    guard let key else {
      signature = "not checked, for want of a key; it names key \(shown(envelope.keyID)), give it with --key"
      return
    }
    guard key.id == envelope.keyID else {
      signature = "of another key"
      return differs(
        .signature, name, "it is of key \(shown(envelope.keyID)), not of the key given (\(shown(key.id)))")
    }
    guard key.accepts(envelope.signature, of: Envelope.authenticated(envelope.payload)) else {
      signature = "wrong"
      return differs(.signature, name, "the key did not sign this")
    }
    signature = "holds (\(key.title), key \(shown(key.id)))"
  }

  private func shown(_ id: String) -> String { SafeText.line(id.prefix(16)) }

  // MARK: Record

  private mutating func readRecord(_ knowledge: Knowledge) throws(OutputError) {
    guard let bytes = BundleFolder.bytes(of: "\(folder)/\(EvidenceBundle.recordName)") else { return }
    let reading = DescriptorReader.read(SourceBytes(bytes), as: .json, path: EvidenceBundle.recordName)
    guard let root = reading.tree.documents.first, let format = root["formatVersion"]?.text else { return }
    let ours = EvidenceBundle.formatVersion.split(separator: ".").first
    if let first = format.split(separator: ".").first.flatMap({ Int($0) }),
      let ours = ours.flatMap({ Int($0) }),
      first > ours
    {
      throw OutputError(
        message:
          "the bundle is of shape \(first), which this program does not know; verify it with a newer bornage")
    }
    let version = root["tool"]?["version"]?.text ?? "?"
    replay.append(
      version == knowledge.version
        ? "the same version of the program, \(SafeText.line(version))"
        : "another version of the program: \(SafeText.line(version)) made it, this is \(knowledge.version)")
    compare(
      "atlas", root["atlas"]?["sha256"]?.text, knowledge.atlasSHA256, asOf: root["atlas"]?["asOf"]?.text)
    compare("service cards", root["cards"]?["sha256"]?.text, knowledge.cardsSHA256, asOf: nil)
  }

  private mutating func compare(_ what: String, _ theirs: String?, _ ours: String, asOf: String?) {
    let date = asOf.map { " (as of \(SafeText.line($0)))" } ?? ""
    replay.append(
      theirs == ours
        ? "the same \(what)\(date)"
        : "another \(what)\(date): a scan with this program may find something else")
  }

  /// The result for people.
  public var lines: [String] {
    var lines = differences.map { difference in
      let name = difference.kind.rawValue.padded(to: 10) + SafeText.line(difference.name)
      return difference.detail.map { "\(name): \($0)" } ?? name
    }
    if !lines.isEmpty { lines.append("") }
    lines.append("signature: \(signature.isEmpty ? "not checked" : signature)")
    lines += replay.map { "replay: \($0)" }
    lines.append(
      isIntact
        ? "\(intact) files are as they were sealed"
        : "this bundle is not as it was sealed: \(differences.count) difference\(differences.count == 1 ? "" : "s")"
    )
    return lines
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
