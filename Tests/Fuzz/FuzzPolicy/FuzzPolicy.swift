import Assessment
import Atlas
import Descriptors

private let atlas = Atlas()

/// Any bytes are a policy or a list of mistakes, never a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPolicy(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceBytes(UnsafeRawBufferPointer(start: bytes, count: count))
  do {
    let policy = try PolicyLoader.load(source: source, path: "fuzz.yaml", atlas: atlas)
    precondition(!policy.rules.isEmpty, "a policy without rules was accepted")
    _ = Assessor(policies: [policy], atlas: atlas, asOf: nil).assess([])
  } catch {
    precondition(!error.errors.isEmpty, "a policy was refused without a reason")
    precondition(!error.description.isEmpty)
  }
  return 0
}
