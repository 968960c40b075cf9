import Testing

@testable import Inventory

/// Random plans of which it is known what they can yield.
struct TerraformPropertyTests {
  /// A generator that gives the same numbers on every run.
  private struct Numbers {
    var state: UInt64
    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  /// An expression, the keys that it can come to, and whether it can come to something else.
  private struct Written {
    var references: [String]
    var keys: Set<String>
    var isOpen = false
    var json: String {
      let list = references.map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"references":[\#(list)]}"#
    }
  }

  private static func key(_ number: Int) -> Written {
    let address = "aws_kms_key.k\(number)"
    return Written(references: ["\(address).arn", address], keys: [address])
  }

  /// What somebody may write in the root module.
  private static func root(_ numbers: inout Numbers, depth: Int = 0) -> Written {
    switch numbers.below(depth > 2 ? 3 : 6) {
    case 0, 1: return key(numbers.below(3))
    case 2: return Written(references: ["module.n.out", "module.n"], keys: ["module.n.aws_kms_key.inner"])
    case 3: return Written(references: ["local.arn"], keys: [], isOpen: true)
    case 4:
      var one = root(&numbers, depth: depth + 1)
      one.references.insert("var.choice", at: 0)
      return one
    default:
      let one = root(&numbers, depth: depth + 1)
      let other = root(&numbers, depth: depth + 1)
      let isOpen = one.isOpen || other.isOpen
      return Written(
        references: one.references + other.references.filter { !one.references.contains($0) },
        keys: one.keys.union(other.keys), isOpen: isOpen)
    }
  }

  private static func instance(_ address: String, _ values: String) -> String {
    let parts = address.split(separator: ".")
    return
      #"{"address":"\#(address)","mode":"managed","type":"\#(parts[parts.count - 2])","name":"\#(parts[parts.count - 1])","values":\#(values)}"#
  }

  private static func change(_ address: String, _ unknown: String) -> String {
    #"{"address":"\#(address)","change":{"actions":["create"],"after_unknown":\#(unknown)}}"#
  }

  private static func configured(_ type: String, _ name: String, _ expressions: String) -> String {
    #"{"mode":"managed","type":"\#(type)","name":"\#(name)","provider_config_key":"aws","expressions":\#(expressions)}"#
  }

  /// A plan with a disk in the root module and one in a module that is handed the key.
  private static func plan(_ written: Written, _ handed: Written) -> String {
    let keys = (0..<3).map { "aws_kms_key.k\($0)" }
    let arns = #"{"arn":true,"id":true,"key_id":true}"#
    let disk = #"{"encrypted":true}"#
    let inner = configured("aws_ebs_volume", "v", #"{"kms_key_id":{"references":["var.key"]}}"#)
    let changes =
      (keys + ["module.n.aws_kms_key.inner"]).map { change($0, arns) }
      + ["aws_ebs_volume.v", "module.m.aws_ebs_volume.v"].map { change($0, #"{"kms_key_id":true}"#) }
    return #"""
      {"format_version":"1.2","variables":{"choice":{"value":"a"}},"planned_values":{"root_module":{
        "resources":[\#((keys.map { instance($0, "{}") } + [instance("aws_ebs_volume.v", disk)]).joined(separator: ","))],
        "child_modules":[
          {"address":"module.n","resources":[\#(instance("module.n.aws_kms_key.inner", "{}"))]},
          {"address":"module.m","resources":[\#(instance("module.m.aws_ebs_volume.v", disk))]}]}},
       "resource_changes":[\#(changes.joined(separator: ","))],
       "configuration":{"provider_config":{"aws":{"expressions":{"region":{"constant_value":"eu-west-3"}}}},
        "root_module":{"variables":{"choice":{}},
         "resources":[\#((0..<3).map { configured("aws_kms_key", "k\($0)", "{}") }.joined(separator: ",")),
           \#(configured("aws_ebs_volume", "v", #"{"kms_key_id":\#(written.json)}"#))],
         "module_calls":{
          "n":{"module":{"outputs":{"out":{"expression":{"references":["aws_kms_key.inner.arn","aws_kms_key.inner"]}}},
            "resources":[\#(configured("aws_kms_key", "inner", "{}"))]}},
          "m":{"expressions":{"key":\#(handed.json)},"module":{"variables":{"key":{}},
            "resources":[\#(inner)]}}}}}}
      """#
  }

  @Test func resolutionNeverGivesWhatThePlanCannotYield() throws {
    let reading = DialectReading(dialect: TerraformPlan())
    var numbers = Numbers(state: 20_261_124)
    var certain = 0
    for _ in 0..<300 {
      let written = Self.root(&numbers)
      let handed = Self.root(&numbers)
      let text = Self.plan(written, handed)
      let harvest = try #require(reading.read(text, path: "plan.json"))
      for (address, truth) in [("aws_ebs_volume.v", written), ("module.m.aws_ebs_volume.v", handed)] {
        let state = try #require(try harvest.resource(address).keyState)
        for candidate in state.candidates {
          let reference = try #require(candidate.value.reference)
          #expect(truth.keys.contains(reference), "\(reference) of \(truth.references)")
        }
        if truth.isOpen { #expect(state.unknown != nil, "\(truth.references) leaves something open") }
        if truth.keys.count > 1 { #expect(state.definite == nil, "\(truth.references) has several keys") }
        if state.definite != nil { certain += 1 }
      }
    }
    #expect(certain > 100, "what can be known is known")
  }
}
