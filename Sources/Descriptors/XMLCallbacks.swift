import CXML

/// The C functions that libxml2 calls; each finds its ``XMLState`` in the parser's private field.
enum XMLCallbacks {
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { context, name, _, uri, _, _, count, defaulted, attributes in
      guard let (state, parser) = XMLCallbacks.state(context) else { return }
      state.pointee.startElement(
        in: parser, namespace: uri, attributes: attributes, count: Int(count - defaulted))
    }
    handler.endElementNs = { context, _, _, _ in
      guard let (state, parser) = XMLCallbacks.state(context) else { return }
      state.pointee.endElement(in: parser)
    }
    handler.characters = { context, text, length in
      guard let (state, parser) = XMLCallbacks.state(context), let text else { return }
      state.pointee.characters(UnsafeRawBufferPointer(start: text, count: Int(length)), in: parser)
    }
    // The same function for both spares libxml2 a guess at which blanks matter.
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = { context, text, length in
      guard let (state, parser) = XMLCallbacks.state(context), let text else { return }
      state.pointee.characterData(UnsafeRawBufferPointer(start: text, count: Int(length)), in: parser)
    }
    handler.entityDecl = { context, name, type, publicID, systemID, content in
      guard type == Int32(XML_EXTERNAL_GENERAL_PARSED_ENTITY.rawValue) else { return }
      XMLCallbacks.declare(context) { xmlSAX2EntityDecl(context, name, type, publicID, systemID, content) }
    }
    // libxml2's own look-up would load an external entity.
    handler.getEntity = { context, name in
      guard let (state, parser) = XMLCallbacks.state(context),
        let entity = xmlGetDocEntity(parser.pointee.myDoc, name)
      else { return nil }
      if entity.pointee.etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY {
        state.pointee.noteUnread(name, isDeclared: true)
        return entity
      }
      return state.pointee.mayExpand(entity.pointee) ? entity : nil
    }
    handler.reference = { context, name in
      guard let (state, parser) = XMLCallbacks.state(context) else { return }
      guard xmlGetDocEntity(parser.pointee.myDoc, name) == nil else { return }
      state.pointee.noteUnread(name, isDeclared: false)
    }
    handler.serror = { context, error in
      guard let (state, parser) = XMLCallbacks.state(context), let error else { return }
      state.pointee.note(error.pointee, in: parser)
    }
    return handler
  }

  /// Keeps the name of an external entity, so that a reference to it can be told from a typing error.
  ///
  /// libxml2 keeps those of internal ones in a document of this version by itself; it does not for others.
  private static func declare(_ context: UnsafeMutableRawPointer?, with keep: () -> Void) {
    guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self) else { return }
    if parser.pointee.myDoc == nil { parser.pointee.myDoc = xmlNewDoc("SAX compatibility mode document") }
    guard let document = parser.pointee.myDoc else { return }
    if document.pointee.intSubset == nil {
      document.pointee.intSubset = xmlNewDtd(document, "fake", nil, nil)
    }
    keep()
  }

  /// The parser is an inner one while libxml2 reads the text of an entity.
  private static func state(
    _ context: UnsafeMutableRawPointer?
  ) -> (UnsafeMutablePointer<XMLState>, xmlParserCtxtPtr)? {
    guard let parser = context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let state = parser.pointee._private?.assumingMemoryBound(to: XMLState.self)
    else { return nil }
    return (state, parser)
  }
}
