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

  /// The parts of a mount in one line: `SOURCE:TARGET:OPTIONS`, or the target alone; none for anything else.
  static func parts(of node: ComposeValue) -> [String] {
    guard let raw = node.text, !raw.isEmpty else { return [] }
    var parts = node.fill(raw).text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    // `C:\data:/data` of Windows hosts.
    if parts.count > 1, parts[0].utf8.count == 1, parts[0].allSatisfy(\.isLetter) {
      parts[1] = "\(parts[0]):\(parts[1])"
      parts.removeFirst()
    }
    return parts
  }

  /// Where in the container it is mounted.
  static func target(of node: ComposeValue) -> String? {
    if node.kind == .mapping { return (node["target"] ?? node["dst"])?.filled.text }
    let parts = parts(of: node)
    return parts.count > 1 ? parts[1] : parts.first
  }
}

extension ComposeService {
  /// Sources on the host that give access to it rather than hold a service's data.
  private static let systemPaths = [
    "/etc/localtime", "/etc/timezone", "/dev", "/proc", "/sys", "/run/udev", "/lib/modules",
  ]

  /// All mounts: `volumes`, `tmpfs`.
  var mounts: [Mount] {
    var result: [Mount] = []
    for node in self["volumes"]?.items ?? [] {
      if let mount = node.kind == .mapping ? Self.long(node) : Self.short(node) { result.append(mount) }
    }
    if let memory = self["tmpfs"] {
      result.append(
        Mount(kind: .memory, volume: nil, shown: "memory", holdsData: true, span: memory.span))
    }
    return result
  }

  private static func long(_ node: ComposeValue) -> Mount? {
    let source = (node["source"] ?? node["src"])?.filled.text ?? ""
    let readOnly = node["read_only"]?.looseBool == true || node["readonly"]?.looseBool == true
    switch node["type"]?.text {
    case "volume", "cluster":
      return mount(volume: source, readOnly: readOnly, at: node.span)
    case "bind": return bind(source, readOnly: readOnly, at: node.span)
    case "tmpfs": return Mount(kind: .memory, volume: nil, shown: "memory", holdsData: true, span: node.span)
    default: return nil
    }
  }

  private static func short(_ node: ComposeValue) -> Mount? {
    let parts = Mount.parts(of: node)
    guard let source = parts.first else { return nil }
    guard parts.count > 1 else { return mount(volume: "", readOnly: false, at: node.span) }
    let readOnly = parts.count > 2 && parts[2].split(separator: ",").contains("ro")
    if source.hasPrefix(".") || source.hasPrefix("~") || source.contains("/") || source.contains("\\")
      || source.contains("$")
    {
      return bind(source, readOnly: readOnly, at: node.span)
    }
    return mount(volume: source, readOnly: readOnly, at: node.span)
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
