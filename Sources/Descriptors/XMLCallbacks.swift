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
    handler.getEntity = { context, name in
      guard let (state, _) = XMLCallbacks.state(context) else { return nil }
      let entity = xmlSAX2GetEntity(context, name)
      return state.pointee.mayExpand(entity) ? entity : nil
    }
    handler.reference = { context, name in
      guard let (state, _) = XMLCallbacks.state(context) else { return }
      state.pointee.reference(name, entity: xmlSAX2GetEntity(context, name))
    }
    handler.serror = { context, error in
      guard let (state, parser) = XMLCallbacks.state(context), let error else { return }
      state.pointee.note(error.pointee, in: parser)
    }
    return handler
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
