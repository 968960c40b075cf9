public import Atlas
public import Descriptors
public import Inventory
public struct Policy: Sendable { public let identity: PolicyIdentity }
public struct PolicyErrors: Error { public var description: String { "" } }
public struct PolicyLoader {
  public static var shippedNames: [String] { [] }
  public static func shipped(_ name: String, atlas: Atlas) throws(PolicyErrors) -> Policy? { Policy(identity: PolicyIdentity(id: name, version: "", title: "", sha256: "")) }
  public static func load(source: SourceBytes, path: String, atlas: Atlas) throws(PolicyErrors) -> Policy { throw PolicyErrors() }
}
public struct Assessor { public init(policies: [Policy], atlas: Atlas, asOf: String?) {}
  public func assess(_ r: [Resource]) -> AssessmentResult { AssessmentResult(policies: [], rules: [], findings: []) } }
