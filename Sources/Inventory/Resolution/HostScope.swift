import Atlas
import Descriptors

/// The machine underneath something whose descriptor names none (Compose, libvirt, Hadoop): what the context says of it.
struct HostScope: Sendable {
  /// Where it stands.
  let place: Possible<Place>
  /// Who operates it.
  let operatorID: Possible<String>
  private let diskSetting: Candidate<Bool>?

  /// Asks the context.
  ///
  /// - Parameter missing: why the descriptor itself names no machine, as a clause.
  init(_ scene: Scene, missing: Phrase) {
    place = scene.context.place(scope: "host", missing: missing, atlas: scene.atlas)
    operatorID = scene.context.operatorID(
      scope: "host", place: place, missing: "\(missing), so nobody is named who runs it", atlas: scene.atlas)
    diskSetting = scene.context.setting("host.disk-encryption")
  }

  /// Whether what lies on the machine's own disks is encrypted.
  ///
  /// - Parameters:
  ///   - silence: what the descriptor leaves open, as a clause: "Docker does not encrypt volumes".
  ///   - evidence: where it does so.
  func disk(_ silence: Phrase, evidence: [Evidence]) -> Possible<AtRest> {
    guard let diskSetting else {
      return .unknown(
        "\(silence), and whether the host's disk is encrypted is not to be seen from here",
        remedy: "say so: `--context host.disk-encryption=on` (or `off`)", evidence: evidence)
    }
    return Possible(
      AtRest(encrypted: diskSetting.value, layer: .disk), evidence: evidence + diskSetting.evidence)
  }

  /// The one operator that is known for certain; nil if there are several or none.
  var onlyOperator: String? {
    operatorID.unknown == nil && operatorID.candidates.count == 1 ? operatorID.candidates[0].value : nil
  }
}

extension Possible {
  /// The same values under a further condition and with the evidence of it; where it cannot hold, a condition that is
  /// there stays.
  func under(_ condition: Condition?, evidence: [Evidence]) -> Possible {
    guard condition != nil || !evidence.isEmpty else { return self }
    return Possible(
      candidates.map {
        Candidate(
          $0.value, when: $0.conditions + (condition.map { [$0] } ?? []), evidence: evidence + $0.evidence)
      },
      unknown: unknown.map { Unknown($0.reason, remedy: $0.remedy, evidence: evidence + $0.evidence) })
  }
}
