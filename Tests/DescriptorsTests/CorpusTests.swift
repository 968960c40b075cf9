import CYAML
import Foundation
import TestSupport
import Testing

@testable import Descriptors

/// The shared corpus of real files; skipped where it is not checked out beside the repository.
@Suite(.enabled(if: Repository.corpus != nil, "the shared corpus is not there")) struct CorpusTests {
  private func files(under folder: String = "", endings: [String]) throws -> [URL] {
    let corpus = try #require(Repository.corpus).appendingPathComponent(folder)
    let names = FileManager.default.enumerator(atPath: corpus.path)?.compactMap { $0 as? String } ?? []
    return names.filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
      .map { corpus.appendingPathComponent($0) }.filter { !$0.hasDirectoryPath }
  }

  private func bytes(_ file: URL) -> [UInt8] { (try? Data(contentsOf: file)).map { Array($0) } ?? [] }

  /// Decodes and reads; a decoding problem counts as a reading without documents.
  private func read(_ bytes: [UInt8], as format: Format) -> Reading {
    do {
      return DescriptorReader.read(try TextDecoding.decode(SourceBytes(bytes)), as: format, path: "file")
    } catch {
      return Reading(tree: Tree(path: "file", format: format, source: SourceBytes("")), problems: [error])
    }
  }

  @Test func brokenFilesNeitherCrashNorPassUnexplained() throws {
    for path in try files(under: "broken", endings: [""]) {
      let bytes = self.bytes(path)
      for format in Format.allCases {
        let reading = read(bytes, as: format)
        for problem in reading.problems {
          #expect(!problem.message.isEmpty && !problem.remedy.isEmpty, "\(path)")
          #expect(problem.position != nil, "\(path) as \(format): \(problem.message.english)")
        }
        for document in reading.tree.documents { check(document, path) }
      }
    }
  }

  private func check(_ root: Node, _ path: URL) {
    var stack = [root]
    var seen = 0
    while let node = stack.popLast(), seen < 20_000 {
      seen += 1
      #expect(node.range.upperBound <= node.tree.source.count, "\(path)")
      if node.kind == .element { #expect(node.written.first == "<" && node.written.last == ">", "\(path)") }
      if node.kind == .attribute { #expect(!node.name.isEmpty && node.written.contains("="), "\(path)") }
      for (key, value) in node.entries { stack += [key, value] }
      stack += Array(node.items) + node.elements + node.attributes
    }
  }

  /// What the JSON test suite calls an error and real files contain: read on purpose.
  private static let tolerated: Set<String> = [
    "n_array_extra_comma.json", "n_array_number_and_comma.json", "n_object_trailing_comma.json",
    "n_object_trailing_comment.json", "n_object_trailing_comment_slash_open.json", "n_single_space.json",
    "n_string_unescaped_newline.json", "n_string_unescaped_tab.json", "n_structure_UTF8_BOM_no_data.json",
    "n_structure_double_array.json", "n_structure_no_data.json", "n_structure_object_with_comment.json",
  ]

  @Test func jsonTestSuite() throws {
    let files = try files(under: "broken/json-test-suite/test_parsing", endings: [".json"])
    #expect(files.count > 300)
    var wronglyRead: Set<String> = []
    for path in files {
      let name = path.lastPathComponent
      let reading = read(bytes(path), as: .json)
      if name.hasPrefix("y_") {
        #expect(reading.problems.isEmpty && reading.tree.documents.count == 1, "\(name)")
      } else if name.hasPrefix("n_"), reading.problems.isEmpty {
        wronglyRead.insert(name)
      }
    }
    let present = Self.tolerated.filter { name in files.contains { $0.lastPathComponent == name } }
    #expect(wronglyRead == Set(present))
  }

  @Test func rejectsTheYAMLThatLibyamlRejects() throws {
    var rejected = 0
    for path in try files(endings: [".yaml", ".yml"]) where !path.path.contains("/broken/") {
      let bytes = self.bytes(path)
      let isBad = !Self.libyamlReads(bytes)
      #expect(isBad == !read(bytes, as: .yaml).problems.isEmpty, "\(path)")
      if isBad { rejected += 1 }
    }
    #expect(rejected > 0)
  }

  private static func libyamlReads(_ bytes: [UInt8]) -> Bool {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return false }
    defer { yaml_parser_delete(&parser) }
    return bytes.withUnsafeBufferPointer { buffer in
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      while true {
        var event = yaml_event_t()
        guard yaml_parser_parse(&parser, &event) == 1 else { return false }
        let type = event.type
        yaml_event_delete(&event)
        if type == YAML_STREAM_END_EVENT { return true }
      }
    }
  }
}
