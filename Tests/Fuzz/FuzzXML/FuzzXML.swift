import Descriptors
import FuzzSupport

/// Reads any bytes as XML within small limits, then checks the whole tree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXML(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  TreeCheck.run(bytes, count, as: .xml)
}
