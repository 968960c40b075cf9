/// A value of a JSON Schema, its members in the order given.
public indirect enum SchemaValue: Sendable {
  case string(String)
  case bool(Bool)
  case number(Int)
  case array([SchemaValue])
  case object([(String, SchemaValue)])

  /// The value as JSON, indented by two blanks.
  public var text: String { text(depth: 0) }

  private func text(depth: Int) -> String {
    let inner = String(repeating: "  ", count: depth + 1)
    let outer = String(repeating: "  ", count: depth)
    switch self {
    case .string(let text): return Self.quoted(text)
    case .bool(let value): return value ? "true" : "false"
    case .number(let value): return String(value)
    case .array(let items):
      return "[" + items.map { $0.text(depth: depth) }.joined(separator: ", ") + "]"
    case .object(let members):
      guard !members.isEmpty else { return "{}" }
      let lines = members.map { "\(inner)\(Self.quoted($0.0)): \($0.1.text(depth: depth + 1))" }
      return "{\n\(lines.joined(separator: ",\n"))\n\(outer)}"
    }
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension SchemaValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByArrayLiteral
{
  /// As it is written.
  public init(stringLiteral value: String) { self = .string(value) }
  /// As it is written.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// As it is written.
  public init(integerLiteral value: Int) { self = .number(value) }
  /// As it is written.
  public init(arrayLiteral elements: SchemaValue...) { self = .array(elements) }
}
