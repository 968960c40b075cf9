import Foundation
import Inventory
import TestSupport
import Testing

@testable import Pipeline

@Suite("Kustomizations and what they change")
struct KustomizeTests {
  private struct Stock {
    let resources: [Resource]
    let unread: [String]
    let understood: Int

    func resource(_ key: String) throws -> Resource {
      try #require(resources.first { $0.key == key }, "no \(key) among \(resources.map(\.key))")
    }
  }

  private func stock(_ path: String, given: [String] = []) async throws -> Stock {
    let stock = await StockTaking(
      ScanOptions(paths: [path], contexts: given), context: try ScanContext(paths: [path], given: given),
      atlas: .init()
    ).run()
    return Stock(
      resources: stock.resources, unread: stock.coverage.unread.map(\.reason.english),
      understood: stock.coverage.understood)
  }

  private static let fixture = Repository.fixtures.appendingPathComponent("kustomize").path

  private func overlays<Value>(_ fact: Possible<Value>?) -> [String] {
    (fact?.candidates ?? []).map {
      ($0.condition?.value ?? "always").split(separator: "/").last.map(String.init) ?? ""
    }
  }

  @Test("what two overlays make of a base are possible values under the overlay, and the bare base is none")
  func overlays() async throws {
    let stock = try await stock(Self.fixture)
    let claim = try stock.resource("v1/PersistentVolumeClaim/shop/data")
    #expect(claim.atRest?.candidates.map(\.value.encrypted) == [false, true])
    #expect(overlays(claim.atRest) == ["dev", "prod"])
    #expect(claim.atRest?.candidates.allSatisfy { $0.condition?.name == "overlay" } == true)
    let web = try stock.resource("apps/v1/Deployment/shop/web")
    #expect(web.place.candidates.map(\.value.code) == ["fr-par-1"] && web.place.unknown != nil)
    #expect(overlays(web.place) == ["prod"])
    let pulls = web.flows.filter { $0.kind == .imagePull }
    #expect(pulls.map(\.target) == ["docker.io", "rg.fr-par.scw.cloud"])
    #expect(pulls.map { overlays($0.operatorID) } == [["dev"], ["prod"]])
    #expect(pulls.last?.span.file.hasSuffix("private-registry/kustomization.yaml") == true)
    #expect(!stock.resources.contains { $0.key.contains("/default/") }, "the base is not deployed by itself")
    #expect(Set(stock.resources.map(\.id)).count == stock.resources.count)
  }

  @Test("patch files are no objects, and every file is accounted for")
  func patches() async throws {
    let stock = try await stock(Self.fixture)
    #expect(stock.resources.allSatisfy { $0.span.file.contains("/base/") })
    let service = try stock.resource("v1/Service/shop/web")
    #expect(service.transit.map(\.what) == ["port 80"])
    #expect(stock.unread.isEmpty)
    #expect(stock.understood == 8, "the file of variables is the only one that is no descriptor")
  }

  @Test("generated Secrets are secrets in clear, on the line of their file, and never shown")
  func generated() async throws {
    let stock = try await stock(Self.fixture)
    let secret = try stock.resource("v1/Secret/shop/db")
    #expect(secret.clearSecrets.map(\.name) == ["DB_PASSWORD"])
    #expect(secret.clearSecrets.first?.span.file.hasSuffix("base/db.env") == true)
    #expect(secret.clearSecrets.first?.span.start.line == 2)
    let report = try await InventoryScan.run(ScanOptions(paths: [Self.fixture]))
    #expect(!String(decoding: report.render(.json), as: UTF8.self).contains("c4n4ry"))
    // The workload has the endpoint from the generated ConfigMap, in clear text in dev only.
    let web = try stock.resource("apps/v1/Deployment/shop/web")
    let ends = web.flows.filter { $0.kind == .endpoint }
    #expect(
      ends.map(\.target) == ["http://api.eu-west-3.amazonaws.com", "https://api.eu-west-3.amazonaws.com"])
    #expect(ends.map { overlays($0.place) } == [["dev"], ["prod"]])
  }

  @Test("prefixes make resources of their own, and references follow them")
  func prefixes() async throws {
    let folder = try TemporaryFolder()
    try folder.write("base/kustomization.yaml", "resources: [all.yaml]")
    try folder.write(
      "base/all.yaml",
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: data }
      spec: { storageClassName: disks }
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: disks }
      provisioner: csi.scaleway.com
      """)
    for (name, patch) in [("a", "\"true\""), ("b", "\"false\"")] {
      try folder.write(
        "\(name)/kustomization.yml",
        """
        namePrefix: \(name)-
        bases: [../base]
        patchesJson6902:
          - target: { kind: StorageClass, name: \(name)-disks }
            patch: '[{"op": "add", "path": "/parameters", "value": {"encrypted": \(patch)}}]'
        """)
    }
    let stock = try await stock(folder.url.path)
    for (name, isOn) in [("a", true), ("b", false)] {
      let claim = try stock.resource("v1/PersistentVolumeClaim/default/\(name)-data")
      #expect(claim.atRest?.candidates.map(\.value.encrypted) == [isOn])
      #expect(claim.atRest?.candidates.first?.condition == nil)
    }
    #expect(stock.resources.count == 4)
  }

  @Test("an overlay may choose another storage class")
  func storageClass() async throws {
    let folder = try TemporaryFolder()
    try folder.write("base/kustomization.yaml", "resources: [all.yaml]")
    try folder.write(
      "base/all.yaml",
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: data }
      spec: { storageClassName: plain }
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: plain }
      provisioner: csi.scaleway.com
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: sealed }
      provisioner: csi.scaleway.com
      parameters: { encrypted: "true" }
      """)
    try folder.write("dev/kustomization.yaml", "resources: [../base]")
    try folder.write(
      "prod/kustomization.yaml",
      """
      resources: [../base]
      patches:
        - target: { kind: PersistentVolumeClaim }
          patch: |
            - { op: replace, path: /spec/storageClassName, value: sealed }
      """)
    let stock = try await stock(folder.url.path)
    let claim = try stock.resource("v1/PersistentVolumeClaim/default/data")
    #expect(claim.atRest?.candidates.map(\.value.encrypted) == [false, true])
    #expect(overlays(claim.atRest) == ["dev", "prod"])
    #expect(claim.atRest?.unknown == nil)
  }

  @Test("an overlay is deployed where its own context says")
  func context() async throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD", "")
    try folder.write("base/kustomization.yaml", "resources: [secret.yaml]")
    try folder.write("base/secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n")
    for name in ["fr", "us"] { try folder.write("\(name)/kustomization.yaml", "resources: [../base]") }
    try folder.write(
      ".bornage.yml",
      """
      contexts:
        - { paths: ["fr/**"], kubernetes.country: FR }
        - { paths: ["us/**"], kubernetes.country: US }
      """)
    let stock = try await stock(folder.url.path)
    let secret = try stock.resource("v1/Secret/default/s")
    #expect(secret.place.candidates.map(\.value.code) == ["FR", "US"])
    #expect(overlays(secret.place) == ["fr", "us"])
  }

  @Test("strategic merges delete, replace and merge lists by name")
  func strategicMerge() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "kustomization.yaml",
      """
      resources: [a.yaml]
      patchesStrategicMerge:
        - |-
          apiVersion: v1
          kind: Pod
          metadata: { name: p }
          spec:
            containers:
              - name: two
                $patch: delete
              - name: one
                env: [{ name: DB_URL, value: "postgres://db.eu-west-3.amazonaws.com/x?sslmode=disable" }]
              - { name: three, image: ghcr.io/x/three }
        - |-
          apiVersion: v1
          kind: Secret
          metadata: { name: gone }
          $patch: delete
      """)
    try folder.write(
      "a.yaml",
      """
      apiVersion: v1
      kind: Pod
      metadata: { name: p }
      spec:
        containers:
          - { name: one, image: quay.io/x/one, env: [{ name: MODE, value: fast }] }
          - { name: two, image: docker.io/x/two }
      ---
      apiVersion: v1
      kind: Secret
      metadata: { name: gone }
      """)
    let stock = try await stock(folder.url.path)
    #expect(stock.resources.map(\.key) == ["v1/Pod/default/p"])
    let pod = try stock.resource("v1/Pod/default/p")
    #expect(pod.flows.filter { $0.kind == .imagePull }.map(\.target) == ["quay.io", "ghcr.io"])
    let database = try #require(pod.flows.first { $0.kind == .endpoint })
    #expect(database.span.file.hasSuffix("kustomization.yaml") && database.span.start.line == 12)
  }

  @Test("what is not there and what is not followed is told")
  func gaps() async throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "kustomization.yaml",
      """
      resources:
        - https://user:c4n4ry@github.com/acme/base//deploy?ref=v1
        - github.com/acme/other/base
        - lost.yaml
      patches: [{ path: away.yaml }, { patch: "{}", target: { name: "a[bc]" } }]
      replacements: [{ source: { kind: ConfigMap } }]
      secretGenerator:
        - { name: s, behavior: merge, literals: [TOKEN=c4n4ry-2], envs: [secret.env] }
      """)
    let stock = try await stock(folder.url.path)
    for text in [
      "`https://github.com/acme/base//deploy?ref=v1` lies elsewhere",
      "`github.com/acme/other/base` lies elsewhere",
      "`lost.yaml` is not among", "the patch `away.yaml` is not among", "uses a pattern", "`replacements`",
      "the file `secret.env`",
    ] {
      #expect(stock.unread.contains { $0.contains(text) }, "nothing of \(text) in \(stock.unread)")
    }
    #expect(!stock.unread.contains { $0.contains("c4n4ry") })
    // What is merged into a Secret that lies elsewhere is a secret in clear all the same.
    #expect(try stock.resource("v1/Secret/default/s").clearSecrets.map(\.name) == ["TOKEN"])
  }

  @Test("kustomizations that include themselves end", .timeLimit(.minutes(1)))
  func cycles() async throws {
    let folder = try TemporaryFolder()
    try folder.write("a/kustomization.yaml", "resources: [../b, s.yaml]\ncomponents: [../c]")
    try folder.write("b/kustomization.yaml", "resources: [../a]\nnamePrefix: x-")
    try folder.write("c/kustomization.yaml", "kind: Component\ncomponents: [../c]\nresources: [../a]")
    try folder.write("a/s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n")
    let stock = try await stock(folder.url.path)
    #expect(stock.resources.count >= 1)
  }
}
