import Foundation
import TestSupport
import Testing

@testable import Pipeline

@Suite("What may become of a cache's folder")
struct CacheFolderTests {
  private func entry(_ bench: CacheBench) throws -> String {
    "\(bench.folder)/\(try #require(bench.kept.first))"
  }

  /// Keeps an answer, lets something happen to its file, and sees to it that the scan still says the same.
  private func spoil(_ spoil: (_ file: String, _ bytes: Data) throws -> Void) async throws {
    let bench = try CacheBench()
    let plain = try await bench.cached()
    let file = try entry(bench)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    try spoil(file, bytes)
    #expect(try await bench.cached() == plain)
    #expect(try await bench.cached() == plain)
  }

  private func replace(_ file: String, _ bytes: Data) throws {
    try bytes.write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
  }

  @Test("a torn file is no answer", arguments: [0, 1, 16, 80, 81, 82, 90, 200, 5000])
  func torn(length: Int) async throws {
    try await spoil { try replace($0, $1.prefix(length)) }
    try await spoil { file, bytes in
      var torn = bytes
      torn.replaceSubrange(
        (torn.startIndex + min(length, torn.count - 1))...,
        with: Data(count: torn.count - min(length, torn.count - 1)))
      try replace(file, torn)
    }
  }

  @Test("a flipped bit is no answer", arguments: [3, 20, 82, 84, 120, 3000])
  func flipped(offset: Int) async throws {
    try await spoil { file, bytes in
      var bytes = bytes
      bytes[bytes.startIndex + offset] ^= 4
      try replace(file, bytes)
    }
  }

  @Test("an answer under another's name is none")
  func renamed() async throws {
    let bench = try CacheBench()
    _ = try await bench.cached()
    let first = try entry(bench)
    bench.options.contexts = ["aws.region=eu-west-3"]
    let plain = try await bench.cached()
    let second = "\(bench.folder)/\(try #require(bench.kept.first { !first.hasSuffix($0) }))"
    try replace(second, Data(contentsOf: URL(fileURLWithPath: first)))
    #expect(try await bench.cached() == plain)
  }

  @Test("what is no plain file, or is not only ours to write, is no answer")
  func foreign() async throws {
    try await spoil { file, _ in
      try FileManager.default.removeItem(atPath: file)
      #expect(mkfifo(file, 0o600) == 0)
    }
    try await spoil { file, bytes in
      try FileManager.default.moveItem(atPath: file, toPath: file + ".txt")
      try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: file + ".txt")
    }
    try await spoil { file, _ in
      try FileManager.default.removeItem(atPath: file)
      try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    }
    let bench = try CacheBench()
    _ = try await bench.cached()
    let name = try #require(bench.kept.first)
    let planted = CachedAnswer(exitCode: 0, reason: "", payload: [Array("planted".utf8)])
    let cache = try CacheFolder(bench.folder, maxBytes: 1 << 20, seal: CacheSeal())
    try #require(try cache.draft(planted, name: name)).publish()
    #expect(cache.answer(name)?.exitCode == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: "\(bench.folder)/\(name)")
    #expect(cache.answer(name) == nil)
  }

  @Test("with a key, an answer that was sealed without it or with another is none")
  func keyed() async throws {
    let bench = try CacheBench()
    let name = String(repeating: "a", count: 64)
    func cache(_ key: [UInt8]?) throws -> CacheFolder {
      try CacheFolder(bench.folder, maxBytes: 1 << 20, seal: CacheSeal(key: key))
    }
    let answer = CachedAnswer(exitCode: 1, reason: "r", payload: [[1, 2], [3]])
    let mine = [UInt8](repeating: 7, count: 32)
    try #require(try cache(mine).draft(answer, name: name)).publish()
    #expect(try cache(mine).answer(name)?.payload == [[1, 2, 3]])
    #expect(try cache(mine).answer(name)?.reason == "r")
    #expect(try cache(nil).answer(name) == nil)
    #expect(try cache([UInt8](repeating: 8, count: 32)).answer(name) == nil)
    try #require(try cache(nil).draft(answer, name: name)).publish()
    #expect(try cache(nil).answer(name) != nil)
    #expect(try cache(mine).answer(name) == nil)
  }

  @Test("the longest unused answers go first; what is not the cache's stays")
  func bounded() throws {
    let place = try TemporaryFolder()
    let cache = try CacheFolder(place.url.path, maxBytes: 10_000, seal: CacheSeal())
    let names = "abcdef".map { String(repeating: $0, count: 64) }
    for (age, name) in names.enumerated() {
      let answer = CachedAnswer(exitCode: 0, reason: "", payload: [[UInt8](repeating: 0, count: 3000)])
      try #require(try cache.draft(answer, name: name)).publish()
      let date = Date(timeIntervalSinceNow: Double(age - 100) * 60)
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: "\(place.url.path)/\(name)")
    }
    try place.write("notes.txt", String(repeating: "x", count: 20_000))
    let stale = try place.write(names[0] + ".draft.1.0", "x")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: stale)
    try place.write(names[0] + ".draft.2.0", "x")
    // Of use just now, though it is the oldest.
    #expect(cache.answer(names[0]) != nil)
    cache.tidy()
    let left = try FileManager.default.contentsOfDirectory(atPath: place.url.path).sorted()
    #expect(
      left == ["CACHEDIR.TAG", names[0], names[0] + ".draft.2.0", names[4], names[5], "notes.txt"].sorted())
    let large = CachedAnswer(exitCode: 0, reason: "", payload: [[UInt8](repeating: 0, count: 20_000)])
    #expect(try cache.draft(large, name: names[1]) == nil)
  }

  @Test("many writers at once: every one says what it should, and one answer is kept")
  func writers() async throws {
    let benches = try (0..<8).map { _ in try CacheBench() }
    let first = benches[0]
    let plain = try await first.plain()
    let options = first.options
    let folder = first.folder
    try await withThrowingTaskGroup(of: String.self) { group in
      for (number, bench) in benches.enumerated() {
        let file = bench.place.url.appendingPathComponent("many\(number)").path
        group.addTask {
          let scan = try Scan(options)
          let cache = try CacheFolder(folder, maxBytes: 1 << 24, seal: CacheSeal())
          let outputs = try ReportOutputs(formats: ["json=\(file)"], output: nil)
          let key = try #require(await scan.key(program: { "program" }, environment: []))
          _ = try await CachedScan(scan, outputs: outputs, cache: cache)
            .run(key, program: "program", environment: [])
          return try String(contentsOfFile: file, encoding: .utf8)
        }
      }
      for try await report in group { #expect(report == plain.report) }
    }
    #expect(first.kept.count == 1)
    #expect(try await first.cached() == plain)
  }

  @Test("a folder that cannot be made is no reason not to scan")
  func unusable() async throws {
    let bench = try CacheBench()
    let file = try bench.place.write("file", "x")
    let choice = CacheChoice(folder: file + "/cache", megabytes: 1, keyFile: nil, isOff: false)
    #expect(try choice.open(for: bench.options.paths) == nil)
  }

  @Test("a cache has no place in what is scanned, nor without a key in its repository")
  func place() throws {
    let bench = try CacheBench()
    func open(_ folder: String, key: String? = nil) throws -> CacheFolder? {
      try CacheChoice(folder: folder, megabytes: 1, keyFile: key, isOff: false).open(for: bench.options.paths)
    }
    let tree = bench.tree.url.path
    #expect(throws: UsageError.self) { try open(tree + "/infra/cache") }
    #expect(throws: UsageError.self) { try open(tree + "/infra") }
    #expect(throws: UsageError.self) { try open(tree + "/cache") }
    let key = try bench.place.write("key", String(repeating: "k", count: 32))
    #expect(throws: UsageError.self) { try open(tree + "/infra/cache", key: key) }
    #expect(try open(tree + "/cache", key: key) != nil)
    #expect(try open(bench.folder) != nil)
    let short = try bench.place.write("short", "k")
    #expect(throws: UsageError.self) { try open(bench.folder, key: short) }
    #expect(throws: UsageError.self) { try open(bench.folder, key: "/nonexistent") }
  }
}
