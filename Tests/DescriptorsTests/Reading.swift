@testable import Descriptors

/// Reads text as a scan would: decoded first, then as the notation.
func read(_ text: String, _ format: Format, _ limits: Limits = Limits()) -> Reading {
  DescriptorReader.read(SourceBytes(text), as: format, path: "sample", limits: limits)
}

/// Reads bytes as a scan would; throws what decoding throws.
func read(bytes: [UInt8], _ format: Format) throws -> Reading {
  DescriptorReader.read(try TextDecoding.decode(SourceBytes(bytes)), as: format, path: "sample")
}

/// The first document of text that must be read whole.
func root(_ text: String, _ format: Format) throws -> Node {
  let reading = read(text, format)
  if let problem = reading.problems.first { throw problem }
  guard let root = reading.tree.documents.first else {
    throw DescriptorProblem(.syntax, "no document", remedy: "give one")
  }
  return root
}

func position(_ line: Int, _ column: Int) -> Position { Position(line: line, column: column) }

extension Node {
  /// What the source holds where the node stands.
  var written: String { String(decoding: tree.source.raw[range], as: UTF8.self) }

  /// Where the node begins.
  var start: Position { span.start }
}

/// A tree as plain values: for comparing what two readers made of one text.
indirect enum Value: Equatable, CustomStringConvertible {
  case text(String)
  case list([Value])
  case map([(String, Value)])

  init(_ node: Node) {
    switch node.kind {
    case .sequence: self = .list(node.items.map { Value($0) })
    case .mapping: self = .map(node.entries.map { ($0.key.text ?? "", Value($0.value)) })
    default: self = .text(node.text ?? "")
    }
  }

  static func == (left: Value, right: Value) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): left.unicodeScalars.elementsEqual(right.unicodeScalars)
    case (.list(let left), .list(let right)): left == right
    case (.map(let left), .map(let right)):
      left.elementsEqual(right) { $0.0.unicodeScalars.elementsEqual($1.0.unicodeScalars) && $0.1 == $1.1 }
    default: false
    }
  }

  var description: String {
    switch self {
    case .text(let text): text.debugDescription
    case .list(let items): "[\(items.map(\.description).joined(separator: ", "))]"
    case .map(let entries):
      "{\(entries.map { "\($0.0.debugDescription): \($0.1)" }.joined(separator: ", "))}"
    }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
