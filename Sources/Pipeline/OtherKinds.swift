import Descriptors
import Discovery
import Inventory

/// What files seem to be that no dialect reads: so that the account of what was not understood has names.
enum OtherKinds {
  /// The kind of an unrendered template.
  static let template = "helm-template"
  /// What to do with one, with the chart that it is part of if its path shows one.
  static func renderFirst(_ path: String) -> Phrase {
    let chart = path.range(ofASCII: "/templates/").map { String(path[..<$0.lowerBound]) } ?? "CHART"
    return
      "this is a template, not YAML; render it (`helm template \(chart) > rendered.yaml`) and scan the result"
  }

  private struct Mark: Sendable {
    let kind: String
    let matches: @Sendable (Glance) -> Bool
  }

  /// Asked in order; each look is at the head of the file or at its top-level keys.
  private static let marks: [Mark] = [
    Mark(kind: "lock file") { $0.looksLikeJSON && $0.headContains("\"lockfileVersion\"", within: 512) },
    Mark(kind: template) { !$0.looksLikeXML && isTemplate($0) },
    Mark(kind: "terraform-hcl") { $0.fileName.hasSuffix(".tf") },
    Mark(kind: "heat") { $0.headContains("heat_template_version") },
    Mark(kind: "tosca") { $0.headContains("tosca_definitions_version") },
    Mark(kind: "github-actions") {
      $0.hasLine(startingWith: "jobs:")
        && ($0.hasLine(startingWith: "on:") || $0.hasLine(startingWith: "\"on\":"))
    },
    Mark(kind: "serverless") {
      $0.hasLine(startingWith: "service:") && $0.hasLine(startingWith: "provider:")
    },
    Mark(kind: "pulumi") {
      $0.hasLine(startingWith: "runtime:")
        || $0.hasLine(startingWith: "config:") && $0.fileName.hasPrefix("Pulumi")
    },
    Mark(kind: "helm-chart") { $0.fileName == "Chart.yaml" },
    Mark(kind: "helm-values") { $0.fileName == "values.yaml" },
    Mark(kind: "kustomize") { $0.fileName.hasPrefix("kustomization.y") },
    Mark(kind: "deployment-manager") {
      $0.headContains("type: compute.v1.")
        || $0.hasLine(startingWith: "imports:") && $0.hasLine(startingWith: "resources:")
    },
    Mark(kind: "ansible") { isAnsible($0) },
    Mark(kind: "jenkins-casc") { $0.hasLine(startingWith: "jenkins:") },
  ]

  /// What an unrecognised file seems to be; nil if nothing marks it as a description of infrastructure.
  static func kind(of glance: Glance) -> String? {
    guard glance.first != 0 else { return nil }
    if glance.looksLikeXML { return xmlKind(glance) }
    let kind = marks.first { $0.matches(glance) }?.kind
    return kind == "lock file" ? nil : kind
  }

  /// The notation of an unrecognised file, by its name or its first byte.
  static func notation(of glance: Glance) -> Format? {
    if glance.looksLikeXML { return .xml }
    let name = glance.fileName.lowercased()
    if name.hasSuffix(".json") || glance.first == 0x7B || glance.first == 0x5B { return .json }
    return name.hasSuffix(".yaml") || name.hasSuffix(".yml") || glance.path == FoundFile.standardInputPath
      ? .yaml : nil
  }

  /// True for the endings that descriptors usually have.
  static func isNamedLikeDescriptor(_ path: String) -> Bool {
    [".yaml", ".yml", ".json", ".xml", ".template"].contains { path.hasSuffix($0) }
  }

  /// Go or Jinja templates around Kubernetes or Ansible text.
  private static func isTemplate(_ glance: Glance) -> Bool {
    // What begins like an object of JSON has no lines of YAML; a control line only looks like one.
    if glance.first == 0x7B {
      if glance.headContains("{%", within: 8) { return glance.contains("\napiVersion:") }
      return glance.bytes.first == 0x7B && glance.headContains("{{", within: 3)
    }
    guard glance.contains("{{") else {
      // Control lines alone, as Jinja writes them, are told in what would be a manifest without them.
      return glance.contains("{%") && glance.hasLine(startingWith: "apiVersion:")
    }
    return glance.hasLine(startingWith: "apiVersion:") || glance.path.range(ofASCII: "/templates/") != nil
  }

  private static func isAnsible(_ glance: Glance) -> Bool {
    guard
      glance.headContains("- name:") || glance.headContains("- hosts:")
        || glance.headContains("- import_playbook:")
    else { return false }
    return glance.contains("hosts:") || glance.path.range(ofASCII: "/tasks/") != nil
      || glance.contains("ansible.")
      || glance.path.range(ofASCII: "/handlers/") != nil
  }

  /// XML that may describe infrastructure, by the name of its root element.
  private static func xmlKind(_ glance: Glance) -> String? {
    let head = UnsafeRawBufferPointer(rebasing: glance.bytes.prefix(8192))
    var offset = 0
    while let open = head.offset(of: 0x3C, from: offset), open + 1 < head.count {
      let next = head[open + 1]
      if next == 0x21, head[(open + 1)...].starts(with: "!--".utf8) {
        guard let end = head.firstOffset(of: "-->", from: open) else { return nil }
        offset = end
      } else if next == 0x21 || next == 0x3F {
        offset = open + 1
      } else {
        let name = head[(open + 1)...].prefix { $0 > 0x20 && $0 != 0x3E && $0 != 0x2F }
        let root = String(decoding: name, as: UTF8.self)
        return infrastructureRoots.contains(root.split(separator: ":").last.map(String.init) ?? root)
          ? "xml:\(root)" : nil
      }
    }
    return nil
  }

  private static let infrastructureRoots: Set<String> = [
    "Envelope", "clickhouse", "yandex", "Server", "Context", "web-app", "server", "domain", "host",
    "subsystem",
    "beans", "broker", "configuration", "Configuration", "persistence", "hibernate-configuration",
    "Configure",
    "definitions", "description", "EntityDescriptor", "EntitiesDescriptor", "project", "flow-definition",
    "hudson",
    "maven2-moduleset", "matrix-project", "model", "ServiceDefinition", "ServiceConfiguration",
    "ServiceManifest",
    "ApplicationManifest", "network", "pool", "volume", "VM", "VMTEMPLATE", "IMAGE", "DATASTORE", "solr",
    "config",
    "dataConfig", "topology", "settings", "hazelcast", "ehcache", "infinispan", "datasources",
  ]
}
