import Atlas
import Reporting

/// Checks an evidence bundle: `bornage verify`.
public enum Verification {
  /// A line for each thing that differs, and what is known of the signature and of a replay.
  ///
  /// - Parameters:
  ///   - folder: the folder of the bundle.
  ///   - keyFile: the public key of whom the signature must be.
  /// - Throws: ``UsageError`` if the folder is no bundle or the key cannot be used.
  public static func lines(
    _ folder: String, keyFile: String?
  ) throws(UsageError) -> (lines: [String], isIntact: Bool) {
    var key: VerifyingKey?
    if let keyFile {
      let text = try Sealing.text(of: keyFile)
      do {
        key = try VerifyingKey(pem: text)
      } catch {
        throw UsageError("\(keyFile): \(error.message)")
      }
    }
    let own = ProvenanceRecord.knowledge(Atlas())
    do {
      let check = try BundleCheck(
        folder, key: key,
        knowledge: BundleCheck.Knowledge(
          version: Version.current, atlasSHA256: own.atlas, cardsSHA256: own.cards))
      return (check.lines, check.isIntact)
    } catch {
      throw UsageError(error.message)
    }
  }
}
