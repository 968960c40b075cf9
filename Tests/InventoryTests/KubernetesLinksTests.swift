import Atlas
import Descriptors
import Testing

@testable import Inventory

@Suite("References between Kubernetes objects")
struct KubernetesLinksTests {
  private let reading = DialectReading(dialect: Kubernetes())

  /// The facts of all resources by key, once linked, in words.
  private func facts(_ files: [(path: String, text: String)]) -> [String: String] {
    var linked = LinkedResources(files.flatMap { reading.read($0.text, path: $0.path)?.resources ?? [] })
    Kubernetes().link(&linked, atlas: Atlas())
    return Dictionary(
      linked.all.map { resource in
        let atRest = resource.atRest?.candidates.map { "\($0.value.encrypted)" }.joined(separator: "|") ?? "-"
        let custody = resource.keyState?.candidates.map(\.value.custody.code).joined(separator: "|") ?? "-"
        let place = resource.place.candidates.map(\.value.code).joined(separator: "|")
        let runner = resource.operatorID.candidates.map(\.value).joined(separator: "|")
        return (resource.key, "\(atRest) \(custody) \(place) \(runner)")
      }, uniquingKeysWith: { first, _ in first })
  }

  private static let files: [(path: String, text: String)] = [
    (
      "a/claim.yaml",
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: bound }
      spec: { volumeName: disk, storageClassName: sealed }
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: made }
      spec: { storageClassName: sealed }
      """
    ),
    (
      "a/volume.yaml",
      """
      apiVersion: v1
      kind: PersistentVolume
      metadata: { name: disk, labels: { topology.kubernetes.io/zone: eu-west-3a } }
      spec: { storageClassName: sealed, csi: { driver: ebs.csi.aws.com, volumeHandle: vol-1 } }
      """
    ),
    (
      "a/class.yaml",
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: { name: sealed }
      provisioner: ebs.csi.aws.com
      parameters: { encrypted: "true", kmsKeyId: "arn:aws:kms:eu-west-3:111122223333:key/1" }
      allowedTopologies:
        - matchLabelExpressions: [{ key: topology.ebs.csi.aws.com/zone, values: [eu-west-3a] }]
      """
    ),
  ]

  @Test(
    "the order of files decides nothing",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func order(_ order: [Int]) {
    let facts = facts(order.map { Self.files[$0] })
    #expect(facts["v1/PersistentVolumeClaim/default/bound"] == "true K2 eu-west-3a aws")
    #expect(facts["v1/PersistentVolumeClaim/default/made"] == "true K2 eu-west-3a aws")
    #expect(facts["v1/PersistentVolume/disk"] == "true K2 eu-west-3a aws")
  }

  @Test("two classes of one name, equally near, are both possible")
  func twoClasses() throws {
    let other = (
      path: "a/other.yaml",
      text: Self.files[2].text.replacingText("encrypted: \"true\"", with: "encrypted: \"false\"")
    )
    for order in [[Self.files[0], Self.files[2], other], [other, Self.files[0], Self.files[2]]] {
      let made = try #require(facts(order)["v1/PersistentVolumeClaim/default/made"])
      #expect(Set(made.prefix { $0 != " " }.split(separator: "|")) == ["true", "false"])
    }
  }

  @Test("a zone that providers of one country share keeps the country and names no operator")
  func sharedZone() throws {
    func pod(_ label: String) -> String {
      """
      apiVersion: v1
      kind: Pod
      metadata: { name: p }
      spec:
        nodeSelector: { topology.kubernetes.io/region: fr-par-1\(label) }
        containers: [{ name: c, image: registry.example.org/x }]
      """
    }
    let shared = try #require(reading.read(pod(""), path: "p.yaml")?.resources.first)
    #expect(shared.place.unknown == nil)
    #expect(Set(shared.place.values.flatMap(\.countries)) == [Country("FR")])
    #expect(Set(shared.operatorID.values) == ["akamai", "scaleway"])
    #expect(shared.operatorID.candidates.allSatisfy { $0.condition != nil }, "neither is certain")
    let told = try #require(
      reading.read(pod(", k8s.scaleway.com/pool-name: x"), path: "p.yaml")?.resources.first)
    #expect(told.operatorID.values == ["scaleway"])
  }

  @Test(
    "configuration in a block leads where its lines lead, with their places; its secrets are named, not kept")
  func embedded() throws {
    let harvest = try #require(
      reading.read(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: c }
        data:
          app.properties: |
            # jdbc:postgresql://comment.example.com/x
            spring.datasource.url=jdbc:postgresql://db.eu-west-3.rds.amazonaws.com:5432/app
            spring.datasource.password=correct-horse
            logging.endpoint=https://http-intake.logs.datadoghq.com/v1
          alert.tmpl: |
            {{ define "x" }}
            {{- end }}
        """, path: "c.yaml"))
    let map = try harvest.resource("v1/ConfigMap/default/c")
    #expect(map.flows.map(\.span.start.line) == [7, 9])
    #expect(map.flows.flatMap { $0.place.values.map(\.code) }.contains("eu-west-3"))
    #expect(map.clearSecrets.map(\.name) == ["spring.datasource.password"])
    #expect(map.clearSecrets.map(\.span.start.line) == [8])
    #expect(!"\(map)".contains("correct-horse"))
  }
}

@Suite("Templates and manifests that quote them")
struct TemplateMarkTests {
  @Test(
    "an action in the place of structure or a value makes a template",
    arguments: [
      ("a: {{ .Values.a }}", true), ("{{- if .Values.a }}\na: b", true), ("a:\n  - {{ .b }}", true),
      ("- a: {{b}}", true), ("\"a\": {{ b }}", true), ("{% if a %}", true), ("a: |\n  x\n{{ end }}", true),
      ("a: '{{ b }}'", false), ("a: b {{ c }}:{{ d }}", false), ("a: |\n  {{ b }}\n  {{- end }}", false),
      ("- a: |-\n    {{ b }}", false), ("# {{ b }}", false), ("a: b # {{ c }}", false), ("a: b", false),
      ("summary: it's at {{ $value }}", false), ("a: >\n  {{ b }}\nc: {{ d }}", true),
    ])
  func marks(text: String, isTemplate: Bool) {
    let source = SourceBytes(text)
    #expect(withExtendedLifetime(source) { TemplateMarks.stand(in: source.raw) } == isTemplate)
  }
}

extension String {
  fileprivate func replacingText(_ old: String, with new: String) -> String {
    guard let range = range(ofASCII: old) else { return self }
    return self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
