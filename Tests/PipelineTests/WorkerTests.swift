import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("A worker of jobs that come as lines")
struct WorkerTests {
  private struct Result {
    let lines: [[String: Any]]
    let text: String
  }

  private static let bucket = "Resources:\\n  B:\\n    Type: AWS::S3::Bucket\\n"

  /// Hands a worker its input through a file, and takes its answers from another.
  private func run(
    _ input: String, jobs: Int = 2, ordered: Bool = true, longest: Int = 1 << 20
  ) async throws -> Result {
    let folder = try TemporaryFolder()
    let jobsFile = try folder.write("in", input)
    let answers = try folder.write("out", "")
    let reading = open(jobsFile, O_RDONLY)
    let writing = open(answers, O_WRONLY)
    defer {
      close(reading)
      close(writing)
    }
    let settings = Worker.Settings(
      base: ScanOptions(paths: [], policies: ["eu-gdpr"], jobs: 1), jobs: jobs, isOrdered: ordered,
      longestLine: longest)
    try await Worker(settings).run(from: reading, to: writing)
    let text = try String(contentsOfFile: answers, encoding: .utf8)
    let lines = try text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    return Result(lines: lines, text: text)
  }

  private func content(_ id: String, _ region: String, format: String = "json") -> String {
    "{\"id\": \"\(id)\", \"content\": {\"infra/t.yaml\": \"\(Self.bucket)\"}, \"contexts\": [\"aws.region=\(region)\"], \"format\": \"\(format)\"}"
  }

  @Test("a job that cannot be done is answered with its line and its error, and the next is done")
  func errors() async throws {
    let lines = [
      content("a", "us-east-1"), "no JSON", "", "[1]", "{\"id\": 5}", "{\"id\": \"x\", \"polices\": []}",
      "{\"id\": \"y\", \"paths\": [\"a\"], \"content\": {\"a\": \"b\"}}",
      "{\"id\": \"z\", \"paths\": [\"/x\"], \"policies\": [\"nope\"]}", "{\"paths\": [\"-\"]}",
      "{\"id\": \"w\", \"content\": {\"a\": 1}}", "{\"id\": 1, \"id\": 2, \"paths\": [\"/x\"]}",
      "{\"id\": \"m\", \"paths\": [\"/nonexistent\"]}", content("b", "eu-west-3"),
    ]
    let result = try await run(lines.joined(separator: "\n"))
    let numbers = result.lines.compactMap { $0["line"] as? Int }
    #expect(numbers == [1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    let states = result.lines.compactMap { $0["status"] as? String }
    #expect(states == ["done"] + [String](repeating: "error", count: 9) + ["done", "done"])
    #expect(result.lines[0]["exitCode"] as? Int == 1)
    #expect(result.lines[3]["id"] as? Int == 5)
    #expect((result.lines[4]["error"] as? String)?.contains("did you mean `policies`?") == true)
    #expect(result.lines[10]["exitCode"] as? Int == 3)
    #expect(result.lines[11]["exitCode"] as? Int == 0)
  }

  @Test("files that are not on disk give what the same files on disk give")
  func held() async throws {
    let folder = try TemporaryFolder()
    let template = Self.bucket.replacingOccurrences(of: "\\n", with: "\n")
    try folder.write("infra/t.yaml", template)
    let path = folder.url.path
    let job = "{\"paths\": [\"\(path)\"], \"contexts\": [\"aws.region=us-east-1\"], \"format\": \"text\"}"
    let result = try await run(job + "\n" + content("c", "us-east-1", format: "text"))
    let disk = try #require(result.lines[0]["report"] as? String)
    let held = try #require(result.lines[1]["report"] as? String)
    #expect(disk.replacingOccurrences(of: path + "/", with: "") == held)
    #expect(held.contains("infra/t.yaml:2:3"))
    #expect(held.contains("B:"), "the excerpt shows the line")
  }

  @Test("an answer of a format of JSON is an object, of any other a text")
  func formats() async throws {
    for format in ReportFormats.names {
      let result = try await run(content("a", "us-east-1", format: format))
      let answer = try #require(result.lines.first)
      #expect(result.lines.count == 1)
      let isJSON = ["json", "sarif", "gitlab", "oscal", "cyclonedx", "snapshot"].contains {
        format.hasPrefix($0)
      }
      #expect((answer["report"] is String) != isJSON || format == "github", "\(format)")
    }
  }

  @Test("in order or not, every job has one answer, and the same one", arguments: [1, 2, 8])
  func order(jobs: Int) async throws {
    let regions = ["us-east-1", "eu-west-3", "eu-central-1"]
    let input = (0..<40).map { content("j\($0)", regions[$0 % 3]) }.joined(separator: "\n") + "\n"
    let one = try await run(input, jobs: 1)
    let ordered = try await run(input, jobs: jobs)
    #expect(ordered.text == one.text)
    let any = try await run(input, jobs: jobs, ordered: false)
    #expect(any.text.split(separator: "\n").sorted() == one.text.split(separator: "\n").sorted())
    #expect(one.lines.count == 40)
  }

  @Test("a line that is too long is answered, and the next is read")
  func long() async throws {
    let blanks = String(repeating: " ", count: 300_000)
    let result = try await run(
      blanks + content("a", "eu-west-3") + "\n" + content("b", "eu-west-3") + "\n" + blanks, longest: 100_000)
    #expect(result.lines.compactMap { $0["status"] as? String } == ["error", "done", "error"])
    #expect(result.lines[1]["id"] as? String == "b")
  }

  @Test("lines come whole, whatever pieces they come in")
  func pieces() async throws {
    let ends = Pipe()
    let lines = (0..<3000).map { "line \($0) " + String(repeating: "x", count: $0) }
    let text = Data(lines.joined(separator: "\n").utf8)
    Thread.detachNewThread {
      var rest = text[...]
      while !rest.isEmpty {
        try? ends.fileHandleForWriting.write(contentsOf: rest.prefix(777))
        rest = rest.dropFirst(777)
      }
      try? ends.fileHandleForWriting.close()
    }
    var reader = LineReader(ends.fileHandleForReading.fileDescriptor, maxBytes: 2000)
    var read: [String] = []
    while let line = reader.next() {
      switch line {
      case .bytes(let bytes): read.append(String(decoding: bytes, as: UTF8.self))
      case .tooLong: read.append("too long")
      }
    }
    #expect(read.count == 3000)
    #expect(Array(read[..<1900]) == Array(lines[..<1900]))
    #expect(read.last == "too long")
  }
}
