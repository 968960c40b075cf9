import Assessment
import Foundation
import Inventory
import Pipeline
import Reporting
import TestSupport
import Testing

@Suite("What Kubernetes objects have from others")
struct KubernetesReferenceTests {
  private func scan(_ files: [String: String], policies: [String] = []) async throws -> ScanReport {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(path, text) }
    let options = ScanOptions(
      paths: [folder.url.path], policies: policies, contexts: ["kubernetes.country=FR"])
    return await (try Scan(options)).run().report
  }

  private func resource(_ key: String, _ report: ScanReport) throws -> Resource {
    try #require(
      report.resources.first { $0.key == key }, "no \(key) among \(report.resources.map(\.key))")
  }

  private static let app = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: app, namespace: shop }
    spec:
      template:
        metadata: { labels: { app: app } }
        spec:
          volumes: [{ name: settings, configMap: { name: mounted } }]
          containers:
            - name: app
              image: registry.acme.fr/app:1
              envFrom: [{ configMapRef: { name: all } }]
              env:
                - { name: DB, valueFrom: { configMapKeyRef: { name: some, key: DB_HOST } } }
                - { name: URL, valueFrom: { secretKeyRef: { name: pass, key: url } } }
    """

  private static let maps = """
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: all, namespace: shop }
    data: { SEARCH_URL: "http://search.partner.net", MAIL_HOST: smtp.partner.net }
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: some, namespace: shop }
    data: { DB_HOST: db.partner.net, OTHER_HOST: other.partner.net }
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: { name: mounted, namespace: shop }
    data:
      app.properties: |
        log.url=https://logs.partner.net
    ---
    apiVersion: v1
    kind: Secret
    metadata: { name: pass, namespace: shop }
    data: { url: \(Data("https://user:c4n4ry@pay.partner.net/x".utf8).base64EncodedString()) }
    """

  @Test("a workload calls the endpoints that its settings name")
  func settings() async throws {
    let report = try await scan(["app.yaml": Self.app, "maps.yaml": Self.maps])
    let app = try resource("apps/v1/Deployment/shop/app", report)
    let targets = Set(app.flows.filter { $0.kind == .endpoint }.map(\.target))
    #expect(
      targets == [
        "http://search.partner.net", "smtp.partner.net", "db.partner.net", "https://logs.partner.net",
        "https://pay.partner.net",
      ])
    let clear = try #require(app.flows.first { $0.target == "http://search.partner.net" })
    #expect(clear.transit?.candidates.map(\.value.encrypted) == [false])
    #expect(clear.span.file.hasSuffix("maps.yaml"), "the address is mended where it stands")
    #expect(clear.place.unknown?.evidence.contains { $0.text.contains("ConfigMap `all`") } == true)
    // An entry that nobody takes stays where it is told.
    #expect(try resource("v1/ConfigMap/shop/some", report).flows.map(\.target) == ["other.partner.net"])
    #expect(try resource("v1/ConfigMap/shop/all", report).flows.isEmpty)
    #expect(try resource("v1/Secret/shop/pass", report).flows.isEmpty)
  }

  @Test("no value of a Secret is kept")
  func secrets() async throws {
    let report = try await scan(["app.yaml": Self.app, "maps.yaml": Self.maps])
    for format in ReportFormats.names {
      let bytes = try #require(ReportFormats.named(format)).render(report, style: ReportStyle())
      #expect(!String(decoding: bytes, as: UTF8.self).contains("c4n4ry"), "\(format)")
    }
  }

  @Test("of two files with the settings the nearer one counts, and equally near ones under a condition")
  func nearness() async throws {
    let other = Self.maps.replacingOccurrences(of: "search.partner.net", with: "search.elsewhere.net")
    let near = try await scan([
      "a/app.yaml": Self.app, "a/maps.yaml": Self.maps, "b/maps.yaml": other,
    ])
    let nearTargets = try resource("apps/v1/Deployment/shop/app", near).flows.map(\.target)
    #expect(!nearTargets.contains("http://search.elsewhere.net"))
    let both = try await scan([
      "base/app.yaml": Self.app, "x/dev/maps.yaml": Self.maps, "x/prod/maps.yaml": other,
    ])
    let flows = try resource("apps/v1/Deployment/shop/app", both).flows
    for target in ["http://search.partner.net", "http://search.elsewhere.net"] {
      let flow = try #require(flows.first { $0.target == target })
      #expect(flow.transit?.candidates.first?.conditions.isEmpty == false, "\(target)")
    }
  }

  @Test("what lets clients in carries the class of the pods behind it")
  func carriers() async throws {
    let front = """
      apiVersion: v1
      kind: Service
      metadata: { name: front, namespace: shop }
      spec: { selector: { app: app }, ports: [{ port: 80 }] }
      """
    let ingress = """
      apiVersion: networking.k8s.io/v1
      kind: Ingress
      metadata: { name: web, namespace: shop }
      spec: { rules: [{ host: shop.acme.fr, http: { paths: [{ backend: { service: { name: front } } }] } }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata: { name: gate, namespace: shop }
      spec: { listeners: [{ name: http, protocol: HTTP, port: 80 }] }
      ---
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata: { name: route, namespace: shop }
      spec: { parentRefs: [{ name: gate }], rules: [{ backendRefs: [{ name: front, port: 80 }] }] }
      ---
      apiVersion: v1
      kind: Service
      metadata: { name: other, namespace: shop }
      spec: { type: LoadBalancer, selector: { app: other }, ports: [{ port: 80 }] }
      """
    let labelled = Self.app.replacingOccurrences(
      of: "namespace: shop }\nspec", with: "namespace: shop, labels: { data-class: health } }\nspec")
    let report = try await scan(
      ["app.yaml": labelled, "front.yaml": front, "ingress.yaml": ingress], policies: ["fr-hds-2"])
    let app = try #require(report.resources.firstIndex { $0.key == "apps/v1/Deployment/shop/app" })
    for key in ["networking.k8s.io/v1/Ingress/shop/web", "gateway.networking.k8s.io/v1/Gateway/shop/gate"] {
      #expect(try resource(key, report).inflows.map(\.source) == [app], "\(key)")
    }
    #expect(try resource("v1/Service/shop/other", report).inflows.isEmpty)
  }

  @Test("labels of a namespace hold for what is in it, unless it says otherwise")
  func namespaces() async throws {
    let namespace = """
      apiVersion: v1
      kind: Namespace
      metadata: { name: shop, labels: { data-class: health, kubernetes.io/metadata.name: shop } }
      """
    let claims = """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: inherits, namespace: shop }
      spec: {}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: own, namespace: shop, labels: { data-class: public } }
      spec: {}
      ---
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: { name: elsewhere, namespace: other }
      spec: {}
      """
    let report = try await scan(["z-namespace.yaml": namespace, "claims.yaml": claims])
    func classes(_ key: String) throws -> [String] {
      try resource(key, report).tags.filter { $0.key == "data-class" }.map(\.value)
    }
    #expect(try classes("v1/PersistentVolumeClaim/shop/inherits") == ["health"])
    #expect(try classes("v1/PersistentVolumeClaim/shop/own") == ["public"])
    #expect(try classes("v1/PersistentVolumeClaim/other/elsewhere").isEmpty)
    #expect(try resource("v1/PersistentVolumeClaim/shop/inherits", report).tags.map(\.key) == ["data-class"])
  }
}
