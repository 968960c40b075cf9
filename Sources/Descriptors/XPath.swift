import CXML

/// XPath 1.0 over an XML descriptor, for rules that no fact covers.
///
/// Element names are matched without their namespaces. Nothing outside the file is read, and no entity is replaced.
public enum XPath {
  /// A value that an expression leads to.
  public struct Value: Sendable, Hashable {
    /// The text.
    public let text: String
    /// The line it stands in, from 1; 0 if it stands nowhere, as the result of a function.
    public let line: Int
  }

  /// What is wrong with an expression; nil if it can be evaluated.
  public static func mistake(in expression: String) -> String? {
    guard let context = xmlXPathNewContext(nil) else { return "out of memory" }
    defer { xmlXPathFreeContext(context) }
    silence(context)
    guard let compiled = xmlXPathCtxtCompile(context, expression) else {
      return "it is no XPath 1.0 expression"
    }
    xmlXPathFreeCompExpr(compiled)
    return nil
  }

  /// The values that an expression leads to; nil if the bytes are no well-formed XML.
  public static func values(of expression: String, in source: SourceBytes, path: String) -> [Value]? {
    let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue)
    guard
      let document = xmlReadMemory(
        source.raw.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: source.raw.count), path,
        nil,
        options)
    else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document), let context = xmlXPathNewContext(document) else {
      return nil
    }
    defer { xmlXPathFreeContext(context) }
    dropNamespaces(from: root)
    silence(context)
    // A pathological expression ends instead of running for hours.
    context.pointee.opLimit = 50_000_000
    guard let result = xmlXPathEvalExpression(expression, context) else { return [] }
    defer { xmlXPathFreeObject(result) }
    return values(result)
  }

  private static func silence(_ context: xmlXPathContextPtr) {
    context.pointee.error = { _, _ in }
  }

  /// Default namespaces would make every plain name match nothing.
  private static func dropNamespaces(from root: UnsafeMutablePointer<xmlNode>) {
    var node: UnsafeMutablePointer<xmlNode>? = root
    while let here = node {
      here.pointee.ns = nil
      if here.pointee.type == XML_ELEMENT_NODE, let child = here.pointee.children {
        node = child
        continue
      }
      var up: UnsafeMutablePointer<xmlNode>? = here
      while let climbing = up, climbing != root, climbing.pointee.next == nil { up = climbing.pointee.parent }
      node = up == root ? nil : up?.pointee.next
    }
  }

  private static func values(_ result: xmlXPathObjectPtr) -> [Value] {
    guard result.pointee.type == XPATH_NODESET else {
      // A whole truth value or number, as `count(...)` gives it.
      guard let text = xmlXPathCastToString(result) else { return [] }
      defer { cxml_free(text) }
      return [Value(text: String(cString: text), line: 0)]
    }
    guard let set = result.pointee.nodesetval else { return [] }
    return (0..<Int(set.pointee.nodeNr)).compactMap { index in
      guard let node = set.pointee.nodeTab[index] else { return nil }
      let text = xmlNodeGetContent(node)
      defer { if let text { cxml_free(text) } }
      return Value(
        text: text.map { String(cString: $0).trimmingWhitespace } ?? "", line: xmlGetLineNo(node))
    }
  }
}
