import Descriptors
import FuzzSupport

/// Reads any bytes as JSON within small limits, then checks the whole tree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  TreeCheck.run(bytes, count, as: .json)
}
