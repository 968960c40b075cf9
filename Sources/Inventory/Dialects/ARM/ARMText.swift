import Descriptors

/// A text of which parts may be opaque: they are put in when the template is deployed, and name no place.
///
/// An opaque part stands between two characters of the private use area, under a name that says what it is and is
/// the same for the same input: two texts that are equal stand for equal texts.
struct ARMText: Equatable {
  private static let open: Unicode.Scalar = "\u{E000}"
  private static let close: Unicode.Scalar = "\u{E001}"
  /// Texts longer than this, in bytes, are not built.
  static let longest = 65_536

  /// The text with its marks.
  let marked: String
  /// Why an opaque part cannot be known, where knowing it would help; nil for texts that are opaque by nature.
  let cause: ARMCause?
  /// True if the text is a secret's: it is never shown.
  let isSecret: Bool

  init(_ text: String, isSecret: Bool = false) {
    marked = text
    cause = nil
    self.isSecret = isSecret
  }

  private init(marked: String, cause: ARMCause?, isSecret: Bool) {
    self.marked = marked
    self.cause = cause
    self.isSecret = isSecret
  }

  /// A text that is opaque as a whole.
  static func opaque(_ name: String, cause: ARMCause? = nil, isSecret: Bool = false) -> ARMText {
    var inner = name.unicodeScalars
    inner.removeAll { $0 == open || $0 == close }
    if inner.count > 512 { inner = String.UnicodeScalarView(inner.prefix(512)) }
    var text = String.UnicodeScalarView([open])
    text.append(contentsOf: inner)
    text.append(close)
    return ARMText(marked: String(text), cause: cause, isSecret: isSecret)
  }

  /// True if a part is opaque.
  var isOpaque: Bool { marked.unicodeScalars.contains(Self.open) }

  /// The text; nil if a part of it is opaque.
  var plain: String? { isOpaque ? nil : marked }

  static func + (left: ARMText, right: ARMText) -> ARMText {
    ARMText(
      marked: left.marked + right.marked, cause: left.cause ?? right.cause,
      isSecret: left.isSecret || right.isSecret)
  }

  /// The same with its letters changed; the name of an opaque part changes with them and stays the same for the same
  /// input.
  func mapText(_ transform: (String) -> String) -> ARMText {
    ARMText(marked: transform(marked), cause: cause, isSecret: isSecret)
  }

  /// As people see it: an opaque part is `${what it is}`.
  var shown: String {
    if isSecret { return "${a value that is not shown}" }
    guard isOpaque else { return marked }
    return replacingOpaque { name in "${\(Self.brief(name))}" }
  }

  /// As a host would be written, with a word of letters for each opaque part.
  var asHost: String { replacingOpaque { _ in "x" } }

  /// A function's name stands for its whole call; what names a parameter or is short stands as it is.
  private static func brief(_ name: String) -> String {
    guard let open = name.firstIndex(of: "("), !name.hasPrefix("parameters("), !name.hasSuffix("()") else {
      return name.utf8.count > 60 ? String(name.prefix(59)) + "…" : name
    }
    let function = String(name[..<open])
    return (spellings[function] ?? function) + "(…)"
  }

  /// Functions whose names are written with capitals inside.
  private static let spellings = [
    "uniquestring": "uniqueString", "newguid": "newGuid", "utcnow": "utcNow", "listkeys": "listKeys",
    "padleft": "padLeft", "copyindex": "copyIndex", "resourceid": "resourceId",
  ]

  fileprivate func replacingOpaque(_ word: (String) -> String) -> String {
    var result = String.UnicodeScalarView()
    var inner: String.UnicodeScalarView?
    for scalar in marked.unicodeScalars {
      switch scalar {
      case Self.open:
        inner = inner ?? String.UnicodeScalarView()
      case Self.close:
        if let name = inner { result.append(contentsOf: word(String(name)).unicodeScalars) }
        inner = nil
      default:
        if inner != nil { inner?.append(scalar) } else { result.append(scalar) }
      }
    }
    if let name = inner { result.append(contentsOf: word(String(name)).unicodeScalars) }
    return String(result)
  }
}

/// Why a value cannot be known.
struct ARMCause: Equatable {
  let unknown: Unknown
  /// True for the place of the deployment itself, which the context may know by country alone.
  var isDeploymentPlace = false
  /// The identifier of the resource that gives the value when it is deployed.
  var target: String?

  init(_ reason: Phrase, remedy: Phrase, evidence: [Evidence] = []) {
    unknown = Unknown(reason, remedy: remedy, evidence: evidence)
  }

  init(_ unknown: Unknown, isDeploymentPlace: Bool = false, target: String? = nil) {
    self.unknown = unknown
    self.isDeploymentPlace = isDeploymentPlace
    self.target = target
  }

  static func == (left: ARMCause, right: ARMCause) -> Bool {
    left.unknown.reason == right.unknown.reason && left.target == right.target
  }
}

extension ARMText {
  /// True if nothing stands beside the opaque parts.
  var shownOutsideIsEmpty: Bool { replacingOpaque { _ in "" }.isEmpty }
}
