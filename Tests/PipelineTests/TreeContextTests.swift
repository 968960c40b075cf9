import Foundation
import Reporting
import TestSupport
import Testing

@testable import Pipeline

@Suite("The deployment context of a tree")
struct TreeContextTests {
  private static let workflow = """
    on: push
    jobs:
      a:
        steps:
          - run: aws cloudformation deploy --template-file infra/a.yaml --region eu-west-3
          - run: aws cloudformation deploy --template-file infra/a.yaml --region eu-central-1
          - run: cdk deploy --region eu-north-1
          - run: sam deploy --region $UNKNOWN
    """

  private static let template = "Resources: { B: { Type: AWS::S3::Bucket } }"

  private func tree() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD", "")
    try folder.write(".github/workflows/deploy.yml", Self.workflow)
    try folder.write("infra/a.yaml", Self.template)
    try folder.write("infra/b.yaml", Self.template)
    try folder.write("sam/template.yaml", Self.template)
    try folder.write("sam/samconfig.toml", "[default.deploy.parameters]\nregion = \"eu-south-1\"")
    return folder
  }

  private func values(_ report: ContextReport, _ name: String, used: Bool = true) -> [String] {
    report.groups.first { $0.files.contains { $0.hasSuffix(name) } }?.statements
      .filter { $0.isUsed == used }.map { "\($0.key)=\($0.value)" } ?? []
  }

  @Test("the closest statement wins, equally close ones hold together")
  func nearness() throws {
    let folder = try tree()
    let report = try ContextSurvey.report(paths: [folder.url.path], given: [])
    #expect(values(report, "infra/a.yaml") == ["aws.region=eu-west-3", "aws.region=eu-central-1"])
    #expect(values(report, "infra/b.yaml") == ["aws.region=eu-north-1"])
    #expect(values(report, "sam/template.yaml") == ["aws.region=eu-south-1"])
    #expect(report.unused.map(\.place).first?.hasSuffix("deploy.yml:8:14") == true)
    let text = report.lines().joined(separator: "\n")
    #expect(text.contains("deploy.yml:5:14: GitHub workflow: `aws cloudformation deploy` of infra/a.yaml"))
  }

  @Test(
    "pipelines above what is named count, up to the top of the repository",
    arguments: ["infra", "infra/a.yaml"])
  func above(path: String) throws {
    let folder = try tree()
    let report = try ContextSurvey.report(paths: [folder.url.path + "/" + path], given: [])
    #expect(values(report, "a.yaml") == ["aws.region=eu-west-3", "aws.region=eu-central-1"])
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(".git"))
    try FileManager.default.createDirectory(
      at: folder.url.appendingPathComponent("infra/.git"), withIntermediateDirectories: true)
    let inner = try ContextSurvey.report(paths: [folder.url.path + "/" + path], given: [])
    #expect(values(inner, "a.yaml").isEmpty, "another repository's pipelines say nothing")
  }

  @Test("configuration hides the tree, the command line hides both")
  func precedence() throws {
    let folder = try tree()
    try folder.write(".bornage.yml", "contexts: [{ paths: [infra/b.yaml], aws.region: eu-west-1 }]")
    let configured = try ContextSurvey.report(paths: [folder.url.path], given: [])
    #expect(values(configured, "infra/b.yaml") == ["aws.region=eu-west-1"])
    #expect(values(configured, "infra/b.yaml", used: false) == ["aws.region=eu-north-1"])
    let given = try ContextSurvey.report(paths: [folder.url.path], given: ["aws.region=eu-west-2"])
    #expect(values(given, "infra/b.yaml") == ["aws.region=eu-west-2"])
    #expect(values(given, "infra/b.yaml", used: false).count == 2)
  }

  @Test("a scan places a template where its pipelines deploy it, with the pipeline as evidence")
  func scan() async throws {
    let folder = try tree()
    let scan = try Scan(ScanOptions(paths: [folder.url.path], policies: ["eu-gdpr"]))
    let report = await scan.run().report
    let bucket = try #require(report.resources.first { $0.span.file.hasSuffix("infra/a.yaml") })
    #expect(bucket.place.candidates.map(\.value.code) == ["eu-west-3", "eu-central-1"])
    #expect(
      bucket.place.candidates.map { $0.evidence.first?.span?.start.line } == [5, 6])
    #expect(report.coverage.undetermined == 0)
  }

  @Test("clusters of several providers leave a manifest's cluster unknown")
  func mixedClusters() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      ".gitlab-ci.yml",
      """
      a: { script: [aws eks update-kubeconfig --region eu-west-3] }
      b: { script: [gcloud container clusters get-credentials x --region europe-west9] }
      """)
    try folder.write("a.yaml", "kind: Secret")
    let report = try ContextSurvey.report(paths: [folder.url.path], given: [])
    #expect(values(report, "a.yaml").isEmpty)
  }

  private static let eks = """
    apiVersion: v1
    kind: Config
    current-context: prod
    contexts: [{ name: prod, context: { cluster: p, user: u } }]
    clusters:
      - { name: p, cluster: { server: "https://ABC.gr7.eu-west-3.eks.amazonaws.com" } }
      - { name: d, cluster: { server: "https://DEF.gr7.us-east-1.eks.amazonaws.com" } }
    users:
      - { name: u, user: { token: c4n4ry-token, client-certificate-data: AAAA } }
    """

  @Test(
    "files that describe a cluster say where manifests are deployed",
    arguments: [
      (
        "eksctl.yaml",
        "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: { name: c, region: eu-north-1 }",
        ["aws", "eu-north-1"]
      ),
      ("kubeconfig", eks, ["aws", "eu-west-3"]), (".kube/config", eks, ["aws", "eu-west-3"]),
      (
        "kubeconfig.yaml",
        "apiVersion: v1\nkind: Config\nclusters: [{ name: gke_acme_europe-west9-a_c, cluster: { server: https://192.0.2.1 } }]",
        ["europe-west9-a", "gcp"]
      ),
      (
        "kubeconfig.yaml",
        "apiVersion: v1\nkind: Config\nclusters: [{ name: x, cluster: { server: https://x-1.hcp.francecentral.azmk8s.io:443 } }]",
        ["azure", "francecentral"]
      ),
      (
        "kubeconfig.yaml",
        "apiVersion: v1\nkind: Config\nclusters: [{ name: x, cluster: { server: https://abc.c1.gra9.k8s.ovh.net } }]",
        ["eu-west-gra", "ovhcloud"]
      ),
      (
        "kubeconfig.yaml",
        "apiVersion: v1\nkind: Config\nclusters: [{ name: x, cluster: { server: https://u.api.k8s.fr-par.scw.cloud:6443 } }]",
        ["fr-par", "scaleway"]
      ),
      (
        "kubeconfig.yaml",
        "apiVersion: v1\nkind: Config\nclusters: [{ name: \"arn:aws:eks:eu-west-1:111122223333:cluster/c\" }]",
        ["aws", "eu-west-1"]
      ),
      (
        "infra/cluster.yaml",
        "apiVersion: infrastructure.cluster.x-k8s.io/v1beta2\nkind: AWSCluster\nmetadata: { name: c }\nspec: { region: eu-south-1 }",
        ["aws", "eu-south-1"]
      ),
      (
        "capi/cluster.yaml",
        "apiVersion: infrastructure.cluster.x-k8s.io/v1beta1\nkind: AzureManagedControlPlane\nmetadata: { name: c }\nspec: { location: westeurope }",
        ["azure", "westeurope"]
      ),
      (
        "kops-cluster.yaml",
        "apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata: { name: c }\nspec: { cloudProvider: aws, subnets: [{ zone: eu-west-3a }] }",
        ["aws", "eu-west-3a"]
      ),
      (
        "nodes.yaml",
        "apiVersion: v1\nkind: Node\nmetadata: { name: n, labels: { topology.kubernetes.io/region: europe-west9 } }\nspec: { providerID: gce://p/z/n }",
        ["europe-west9", "gcp"]
      ),
    ])
  func clusters(name: String, content: String, expected: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(name, content)
    try folder.write("a.yaml", "kind: Secret")
    let report = try ContextSurvey.report(paths: [folder.url.path], given: [])
    let said = report.groups.first { $0.files.contains { $0.hasSuffix("/a.yaml") } }?.statements ?? []
    #expect(said.map(\.value).sorted() == expected)
    #expect(said.allSatisfy { $0.place?.contains(name) == true })
    #expect(!report.lines(in: .english).joined().contains("c4n4ry"))
  }

  @Test("a pipeline that chooses a cluster hides a file that describes one")
  func clusterBehindPipeline() throws {
    let folder = try TemporaryFolder()
    try folder.write("kubeconfig", Self.eks)
    try folder.write("a.yaml", "kind: Secret")
    try folder.write(".gitlab-ci.yml", "a: { script: [az aks get-credentials -n x -g y] }")
    let report = try ContextSurvey.report(paths: [folder.url.path], given: [])
    // The region of the other cluster says nothing of this one.
    #expect(values(report, "/a.yaml") == ["kubernetes.provider=azure"])
  }

  @Test("credentials of a client's configuration are secrets in clear, placed where its cluster stands")
  func kubeconfig() async throws {
    let folder = try TemporaryFolder()
    try folder.write("kubeconfig", Self.eks)
    let scan = try Scan(ScanOptions(paths: [folder.url.path], policies: ["eu-gdpr"]))
    let report = await scan.run().report
    let client = try #require(report.resources.first)
    #expect(client.key == "kubeconfig/prod" && client.clearSecrets.map(\.name) == ["token"])
    #expect(client.place.candidates.map(\.value.code) == ["eu-west-3"])
  }
}
