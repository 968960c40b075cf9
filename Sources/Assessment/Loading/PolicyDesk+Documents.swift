import Descriptors

extension PolicyDesk {
  /// The one document of a file that a person writes for bornage; nil after a mistake.
  ///
  /// - Parameters:
  ///   - what: what the file is, for messages: `policy`.
  ///   - remedy: how to begin such a file.
  func document(of source: SourceBytes, path: String, what: String, remedy: String) -> Node? {
    let first = Position(line: 1, column: 1)
    if !files.contains(where: { $0.path == path }) { files.append(PolicyFile(path: path, source: source)) }
    let text: SourceBytes
    do {
      text = try TextDecoding.decode(source)
    } catch {
      report(
        error.message.english, in: path, at: error.position ?? first, remedy: error.remedy.english)
      return nil
    }
    let limits = Limits(bytes: 4 << 20, depth: 32, nodes: 200_000)
    let reading = DescriptorReader.read(text, as: .yaml, path: path, limits: limits)
    for problem in reading.problems {
      report(
        problem.message.english, in: path, at: problem.position ?? first, remedy: problem.remedy.english)
    }
    guard reading.problems.isEmpty else { return nil }
    let documents = reading.tree.documents
    guard let root = documents.first, !root.isNull else {
      report("the \(what) is empty", in: path, at: first, remedy: remedy)
      return nil
    }
    if documents.count > 1 {
      report(
        "a \(what) file holds one \(what)", at: documents[1], remedy: "put the other one into its own file")
    }
    return root
  }
}
