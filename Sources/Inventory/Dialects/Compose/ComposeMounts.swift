import Descriptors

/// What a service mounts.
struct Mount {
  enum MountKind {
    /// A named volume, or one without a name.
    case volume
    /// A folder or file of the host.
    case bind
    /// `tmpfs`: gone with the container.
    case memory
  }

  let kind: MountKind
  /// The named volume; nil for anything else.
  let volume: String?
  /// As a person would name it.
  let shown: Phrase
  /// True if the service can write data of its own there.
  let holdsData: Bool
  let span: SourceSpan
}

extension ComposeService {
  /// Sources on the host that give access to it rather than hold a service's data.
  private static let systemPaths = [
    "/etc/localtime", "/etc/timezone", "/dev", "/proc", "/sys", "/run/udev", "/lib/modules",
  ]

  /// All mounts: `volumes`, `tmpfs`.
  var mounts: [Mount] {
    var result: [Mount] = []
    for layer in layers {
      for node in ComposeFile.items(layer["volumes"]) {
        if let mount = node.kind == .mapping ? long(node) : short(node) { result.append(mount) }
      }
      if let memory = layer["tmpfs"] {
        result.append(
          Mount(kind: .memory, volume: nil, shown: "memory", holdsData: true, span: memory.span))
      }
    }
    return result
  }

  private func long(_ node: Node) -> Mount? {
    let source = file.interpolated(node["source"]?.text ?? node["src"]?.text ?? "").text
    let readOnly = node["read_only"]?.looseBool == true || node["readonly"]?.looseBool == true
    switch node["type"]?.text {
    case "volume", "cluster":
      return Self.mount(volume: source, readOnly: readOnly, at: node.span)
    case "bind": return Self.bind(source, readOnly: readOnly, at: node.span)
    case "tmpfs": return Mount(kind: .memory, volume: nil, shown: "memory", holdsData: true, span: node.span)
    default: return nil
    }
  }

  private func short(_ node: Node) -> Mount? {
    guard let raw = node.text, !raw.isEmpty else { return nil }
    let text = file.interpolated(raw).text
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    // `C:\data:/data` of Windows hosts.
    if parts.count > 1, parts[0].utf8.count == 1, parts[0].allSatisfy(\.isLetter) {
      parts[1] = "\(parts[0]):\(parts[1])"
      parts.removeFirst()
    }
    guard parts.count > 1 else { return Self.mount(volume: "", readOnly: false, at: node.span) }
    let readOnly = parts.count > 2 && parts[2].split(separator: ",").contains("ro")
    let source = parts[0]
    if source.hasPrefix(".") || source.hasPrefix("~") || source.contains("/") || source.contains("\\")
      || source.contains("$")
    {
      return Self.bind(source, readOnly: readOnly, at: node.span)
    }
    return Self.mount(volume: source, readOnly: readOnly, at: node.span)
  }

  private static func mount(volume: String, readOnly: Bool, at span: SourceSpan) -> Mount {
    Mount(
      kind: .volume, volume: volume.isEmpty ? nil : volume,
      shown: volume.isEmpty ? "a volume without a name" : "the volume \(volume)", holdsData: !readOnly,
      span: span)
  }

  private static func bind(_ source: String, readOnly: Bool, at span: SourceSpan) -> Mount {
    let system =
      source.hasSuffix(".sock") || systemPaths.contains { source == $0 || source.hasPrefix("\($0)/") }
    // What is mounted read-only is configuration, not data that the service keeps.
    return Mount(
      kind: .bind, volume: nil, shown: "the host's \(source)", holdsData: !readOnly && !system, span: span)
  }
}
