/// The dialects that this program reads, in the order in which they are asked.
public enum Dialects {
  /// One line a dialect.
  public static let all: [any Dialect] = [
    CloudFormation(),
    ARM(),
    TerraformPlan(),
    Compose(),
    Kustomize(),
    Helm(),
    Kubernetes(),
    Libvirt(),
    Hadoop(),
  ]

  /// The dialect of an identifier.
  public static func named(_ id: String) -> (any Dialect)? { all.first { $0.id == id } }
}
