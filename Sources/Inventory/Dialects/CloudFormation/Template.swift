import Atlas
import Descriptors

/// One template: its sections, its place, and what has been found out about its names.
final class Template {
  /// The pseudo parameter of the stack's region.
  static let regionName = "AWS::Region"
  /// What stands for the stack's region in a text if no context tells it.
  static let regionWord = "${AWS::Region}"
  /// What stands for the account's number.
  static let accountWord = "${AWS::AccountId}"

  /// Work that may still be spent on functions: aliases can make a short template endless.
  final class Effort {
    private var left = 200_000

    /// False once all is spent.
    func spend(_ units: Int = 1) -> Bool {
      left -= units
      return left > 0
    }
  }

  /// A resource as it is written, or as a loop makes it.
  struct Declaration {
    let name: String
    let node: Node
    /// What loops bind in it.
    let bindings: [String: Candidate<PropertyValue>]
  }

  let effort = Effort()
  let scene: Scene
  let root: Node
  /// The file, as it is shown.
  let file: String
  /// Where the stack is deployed, by the context.
  let place: Possible<Place>
  let operatorID: Possible<String>
  /// True if the context tells the region, or several.
  let regionIsKnown: Bool
  /// True if the template may hold loops.
  let mayLoop: Bool
  /// Resource declarations in order.
  private(set) var resources: [Declaration] = []
  private var names: [String: Int] = [:]

  // What is found out on the way.
  var knownParameters: [String: Parameter] = [:]
  var knownOutcomes: [String: Outcome] = [:]
  /// How many conditions are being followed, one inside another.
  var openConditions = 0
  /// Resources of other templates that values refer to, by the names that stand for them here.
  var foreign: [String: ForeignResource] = [:]
  /// Keys of offers that would tell more.
  var needs: Set<String> = []
  private(set) var unread: [UnreadPart] = []
  private var noted: Set<Int> = []
  /// The values that are in force when it is deployed, as parameter files and parent stacks give them.
  private(set) lazy var deployments: [Deployment] = Deployment.all(of: self)

  init(_ root: Node, scene: Scene) {
    self.root = root
    self.scene = scene
    file = root.tree.path
    let missing: Phrase = "a CloudFormation template names no region of its own"
    let place = scene.context.place(scope: "aws", provider: "aws", missing: missing, atlas: scene.atlas)
    self.place = place.isUnknown ? RegionMaps(root, scene.atlas).hinting(place) : Self.apart(place)
    regionIsKnown = place.unknown == nil && place.candidates.allSatisfy { $0.value.kind == .region }
    operatorID =
      place.isUnknown && scene.context.entry("operator", scope: "aws") == nil
      ? Self.everyPartition
      : scene.context.operatorID(
        scope: "aws", provider: "aws", place: self.place, missing: "the template does not name its partition",
        atlas: scene.atlas)
    mayLoop = Self.isExtended(root["Transform"])
    let evaluator = Evaluator(self)
    if let section = root["Resources"] {
      resources = Loop.entries(of: section, evaluator).map {
        Declaration(name: $0.key, node: $0.node, bindings: $0.evaluator.bindings)
      }
    }
    names = Dictionary(
      resources.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// `Transform: AWS::LanguageExtensions`, alone or in a list.
  private static func isExtended(_ transform: Node?) -> Bool {
    guard let transform else { return false }
    return transform.equals("AWS::LanguageExtensions")
      || transform.items.contains { $0.equals("AWS::LanguageExtensions") }
  }

  /// Several regions as values of the pseudo parameter.
  private static func apart(_ place: Possible<Place>) -> Possible<Place> {
    let count = place.candidates.count
    guard count > 1 else { return place }
    return Possible(
      place.candidates.map {
        Candidate($0.value, when: Condition(regionName, is: $0.value.code, of: count), evidence: $0.evidence)
      }, unknown: place.unknown)
  }

  /// Without a region the partition is open: the same template deploys in each.
  private static let everyPartition: Possible<String> = {
    let operators = [
      ("aws", "aws"), ("aws-eusc", "aws-eusc"), ("aws-cn", "aws-china-sinnet"), ("aws-us-gov", "aws"),
    ]
    return Possible(
      operators.map { partition, id in
        Candidate(
          id, when: Condition("AWS::Partition", is: partition),
          evidence: [
            Evidence(.derived, "without a region the template may be deployed in any partition of AWS")
          ])
      })
  }()

  var parameters: TemplateParameters { TemplateParameters(template: self) }
  var conditions: TemplateConditions { TemplateConditions(template: self) }

  func declaration(_ name: String) -> Node? { names[name].map { resources[$0].node } }

  func evaluator(for declaration: Declaration) -> Evaluator {
    Evaluator(self, bindings: declaration.bindings)
  }

  /// The declaration of a logical name.
  func resource(named name: String) -> Declaration? { names[name].map { resources[$0] } }

  /// Notes a part that is not followed, once.
  func note(_ node: Node, _ reason: Phrase) {
    guard noted.insert(node.range.lowerBound).inserted else { return }
    unread.append(UnreadPart(at: node.span, reason))
  }
}
