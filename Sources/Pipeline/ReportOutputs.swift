public import Reporting
public struct ReportOutputs { public init(formats: [String], output: String?) throws {}
 public func write(_ r: ScanReport, excerpts: FileExcerpts) throws { print(r.coverage) } }
