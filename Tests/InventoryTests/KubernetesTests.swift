import Atlas
import Descriptors
import Foundation
import TestSupport
import Testing

@testable import Inventory

@Suite("Kubernetes")
struct KubernetesTests {
  private let reading = DialectReading(dialect: Kubernetes())

  private func linked(_ harvests: Harvest...) -> [Resource] {
    var linked = LinkedResources(harvests.flatMap(\.resources))
    Kubernetes().link(&linked, atlas: Atlas())
    return linked.all
  }

  private func shop(_ pairs: (String, String)...) throws -> [Resource] {
    var reading = reading
    reading.context = DeploymentContext(
      pairs.map { .init(key: $0, values: [$1], evidence: Evidence(.context, "--context \($0)=\($1)")) })
    return linked(try reading.fixture("kubernetes/shop.yaml"))
  }

  private func find(_ key: String, in resources: [Resource]) throws -> Resource {
    try #require(resources.first { $0.key == key }, "no \(key) among \(resources.map(\.key))")
  }

  @Test("what holds no data is counted, what is not known is named")
  func counts() throws {
    let harvest = try reading.fixture("kubernetes/shop.yaml")
    #expect(harvest.unknownTypes == ["cert-manager.io/Issuer": 1])
    #expect(harvest.withoutData == ["rbac.authorization.k8s.io/Role": 1])
  }

  @Test("what merge keys bring in is seen")
  func mergeKeys() throws {
    let text = """
      x-labels: &labels { data-class: health }
      x-container: &container
        image: registry.gitlab.com/acme/api:1
        env: [{ name: API_URL, value: "https://api.acme.io" }]
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: api, labels: { <<: *labels } }
      spec:
        template:
          spec:
            containers: [{ <<: *container, name: api }]
      """
    let resources = linked(try #require(reading.read(text, path: "api.yaml")))
    let api = try #require(resources.first { $0.name == "api" })
    #expect(api.tags.contains { $0.key == "data-class" && $0.value == "health" })
    let targets = api.flows.map(\.target).joined(separator: " ")
    #expect(targets.contains("registry.gitlab.com") && targets.contains("api.acme.io"))
  }

  @Test("node affinity and selector bind a workload to its zones")
  func topology() throws {
    let database = try find("apps/v1/StatefulSet/shop/db", in: shop())
    #expect(database.place.unknown == nil)
    #expect(database.place.candidates.flatMap(\.value.countries) == [Country("FR")])
    #expect(
      database.operatorID.candidates.isEmpty || database.operatorID.candidates.allSatisfy { $0.value != "" })
    #expect(database.kind == .database)
  }

  @Test("a selector of several zones gives each as possible; NotIn, Exists and preferences bind nothing")
  func affinity() throws {
    func pod(_ expression: String, required: Bool = true) throws -> Resource {
      let term =
        required
        ? "requiredDuringSchedulingIgnoredDuringExecution" : "preferredDuringSchedulingIgnoredDuringExecution"
      let text = """
        apiVersion: v1
        kind: Pod
        metadata: { name: p }
        spec:
          affinity:
            nodeAffinity:
              \(term):
                nodeSelectorTerms:
                  - matchExpressions: [\(expression)]
          containers: [{ name: c, image: postgres }]
        """
      return try #require(reading.read(text, path: "p.yaml")?.resources.first)
    }
    let two = try pod(
      "{ key: topology.ebs.csi.aws.com/zone, operator: In, values: [eu-west-3a, eu-central-1a] }")
    #expect(two.place.candidates.flatMap(\.value.countries).map(\.code) == ["FR", "DE"])
    #expect(two.place.candidates.compactMap(\.condition).map(\.value) == ["eu-west-3a", "eu-central-1a"])
    for expression in [
      "{ key: topology.ebs.csi.aws.com/zone, operator: NotIn, values: [us-east-1a] }",
      "{ key: topology.kubernetes.io/zone, operator: Exists }",
      "{ key: disktype, operator: In, values: [ssd] }",
    ] {
      #expect(try pod(expression).place.isUnknown, "\(expression)")
    }
    #expect(
      try pod("{ key: topology.ebs.csi.aws.com/zone, operator: In, values: [eu-west-3a] }", required: false)
        .place.isUnknown)
  }

  @Test("a zone that several providers use is not guessed")
  func ambiguousZone() throws {
    let text = """
      apiVersion: v1
      kind: Pod
      metadata: { name: p }
      spec:
        nodeSelector: { topology.kubernetes.io/region: eu-west-2 }
        containers: [{ name: c, image: postgres }]
      """
    let alone = try #require(reading.read(text, path: "p.yaml")?.resources.first)
    #expect(alone.place.isUnknown)
    #expect(alone.place.unknown?.remedy.contains("kubernetes.provider") == true)
    let given = reading.given(("kubernetes.provider", "outscale"))
    let placed = try #require(given.read(text, path: "p.yaml")?.resources.first)
    #expect(placed.place.candidates.flatMap(\.value.countries) == [Country("FR")])
  }

  @Test("a claim takes encryption and key from its class")
  func claims() throws {
    let resources = try shop()
    let data = try find("apps/v1/StatefulSet/shop/db/volumeClaimTemplate/data", in: resources)
    #expect(data.atRest?.candidates.map(\.value.encrypted) == [true])
    #expect(data.keyState?.candidates.map(\.value.custody) == [.customerManaged])
    #expect(data.keyState?.candidates.first?.value.place?.code == "eu-west-3")
    // Without a class, the default class of the same folder: Longhorn says nothing and encrypts nothing.
    let uploads = try find("v1/PersistentVolumeClaim/shop/uploads", in: resources)
    #expect(uploads.atRest?.candidates.map(\.value.encrypted) == [false])
    let archive = try find("v1/PersistentVolumeClaim/shop/archive", in: resources)
    #expect(archive.atRest?.unknown?.reason.contains("somewhere-else") == true)
  }

  @Test("the default class of another folder says nothing")
  func foreignDefault() throws {
    let classes = try #require(
      reading.read(
        "apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: d, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}\nprovisioner: pd.csi.storage.gke.io\n",
        path: "other/class.yaml"))
    let claim = try #require(
      reading.read(
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c}\nspec: {}\n",
        path: "mine/claim.yaml"))
    let resource = try find("v1/PersistentVolumeClaim/default/c", in: linked(classes, claim))
    #expect(resource.atRest?.isUnknown == true)
  }

  @Test("committed values of Secrets and variables are secrets in clear, and are never kept")
  func secrets() throws {
    let resources = try shop()
    let secret = try find("v1/Secret/shop/api", in: resources)
    #expect(secret.clearSecrets.map(\.name) == ["token"])
    let database = try find("apps/v1/StatefulSet/shop/db", in: resources)
    #expect(database.clearSecrets.map(\.name) == ["POSTGRES_PASSWORD", "DATA_SOURCE"])
    let dump = String(reflecting: resources)
    for text in ["hunter2hunter2", "aHVudGVyMmh1bnRlcjI=", "s3cr3t-word"] { #expect(!dump.contains(text)) }
  }

  @Test("Secrets in etcd: unknown, then by the context, then by the configuration beside them")
  func etcd() throws {
    #expect(try find("v1/Secret/shop/api", in: shop()).atRest?.isUnknown == true)
    let given = try find("v1/Secret/shop/api", in: shop(("kubernetes.etcd-encryption", "off")))
    #expect(given.atRest?.candidates.map(\.value.encrypted) == [false])
    let both = linked(
      try reading.fixture("kubernetes/shop.yaml"),
      try reading.fixture("kubernetes/encryption-configuration.yaml"))
    let secret = try find("v1/Secret/shop/api", in: both)
    #expect(secret.atRest?.candidates.map(\.value.algorithm) == ["XSalsa20-Poly1305"])
    #expect(secret.keyState?.candidates.map(\.value.custody) == [.provider])
    let configuration = try #require(both.first { $0.type == "EncryptionConfiguration" })
    #expect(configuration.clearSecrets.map(\.name) == ["key key1"])
  }

  @Test("a sealed file carries no secret in clear")
  func sops() throws {
    let text =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: 'ENC[AES256_GCM,data:x]'}\nsops: {kms: []}\n"
    #expect(try #require(reading.read(text, path: "s.yaml")?.resources.first).clearSecrets.isEmpty)
  }

  @Test("images are pulled from registries, one flow each; an unknown registry is told as unknown")
  func images() throws {
    let database = try find("apps/v1/StatefulSet/shop/db", in: shop())
    let pulls = database.flows.filter { $0.kind == .imagePull }
    #expect(pulls.map(\.target) == ["registry.example.net", "quay.io"])
    #expect(pulls.first?.operatorID.isUnknown == true)
    #expect(pulls.last?.operatorID.candidates.map(\.value) == ["redhat"])
  }

  @Test("endpoints in a ConfigMap are flows")
  func endpoints() throws {
    let map = try find("v1/ConfigMap/shop/web", in: shop())
    let flow = try #require(map.flows.first)
    #expect(flow.target == "https://api.datadoghq.eu")
    #expect(flow.operatorID.candidates.map(\.value) == ["datadog"])
    #expect(flow.transit?.candidates.map(\.value.encrypted) == [true])
  }

  @Test("an ingress is judged host by host")
  func ingress() throws {
    let ingress = try find("networking.k8s.io/v1/Ingress/shop/web", in: shop())
    let encrypted = ingress.transit.map { $0.state.candidates.map(\.value.encrypted) }
    #expect(encrypted == [[true], [false]])
    #expect(ingress.transit.map(\.span.start.line) == [90, 91])
  }

  @Test("ports opened to the outside: HTTP is clear text, a database's choice is unknown")
  func service() throws {
    let service = try find("v1/Service/shop/db-outside", in: shop())
    #expect(service.transit.map(\.what) == ["port 5432", "port 80"])
    #expect(service.transit[0].state.isUnknown)
    #expect(service.transit[1].state.candidates.map(\.value.encrypted) == [false])
  }

  @Test("gateway listeners")
  func gateway() throws {
    let text = """
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: g }
      spec:
        listeners:
          - { name: plain, port: 80, protocol: HTTP }
          - { name: sealed, port: 443, protocol: HTTPS }
          - { name: other, port: 9, protocol: example.com/own }
      """
    let gateway = try #require(reading.read(text, path: "g.yaml")?.resources.first)
    #expect(gateway.transit.map { $0.state.candidates.first?.value.encrypted } == [false, true, nil])
  }

  @Test("lists are unpacked, JSON is read")
  func lists() throws {
    let text = """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "a"}},
        {"apiVersion": "v1", "kind": "SecretList", "items": [{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "b"}}]}
      ]}
      """
    let harvest = try #require(reading.read(text, path: "l.json"))
    #expect(harvest.resources.map(\.name) == ["a", "b"])
  }

  @Test(
    "what is not a manifest is not recognised",
    arguments: [
      "apiVersion: v2\nname: chart\n", "kind: Pod\n", "apiVersion: v1\nkind: Pod\n{{- if .Values.x }}\n",
      "  apiVersion: v1\n  kind: Pod\n",
    ])
  func others(text: String) {
    #expect(reading.read(text, path: "x.yaml") == nil)
  }

  @Test("a client configuration is no object")
  func clientConfiguration() {
    #expect(reading.read("apiVersion: v1\nkind: Config\nclusters: []\n", path: "kubeconfig.yaml") == nil)
  }

  @Test("a template inside a block scalar is text")
  func blockTemplate() throws {
    let text =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  t: |\n    {{ define \"x\" }}\n    {{ end }}\n"
    #expect(reading.read(text, path: "c.yaml") != nil)
  }

  @Test("remote volumes: a public server is a flow, a private one a link in clear text")
  func remoteVolumes() throws {
    let text = """
      apiVersion: v1
      kind: PersistentVolume
      metadata: { name: shared }
      spec:
        nfs: { server: 10.0.0.4, path: / }
      """
    let volume = try #require(reading.read(text, path: "v.yaml")?.resources.first)
    #expect(volume.flows.isEmpty)
    #expect(volume.transit.first?.state.candidates.map(\.value.encrypted) == [false])
  }

  @Test(
    "real manifests", .enabled(if: DialectReading.corpus != nil, "the corpus is not beside the repository"))
  func corpus() throws {
    let harvests = try reading.corpus(["k8s"], suffixes: ["yaml", "yml", "json"])
    let resources = harvests.values.flatMap(\.resources)
    #expect(harvests.count > 700)
    #expect(resources.count > 450)
    #expect(resources.allSatisfy { $0.span.start.line > 0 })
  }
}
