import Assessment

/// XCCDF 1.2 (NIST IR 7275 revision 4): the policies as a benchmark, and one test result.
///
/// `docs/standards.md` says what stands where.
public enum XCCDFReport: ReportFormat {
  /// The name on the command line.
  public static let name = "xccdf"
  /// The digest of the atlas is a fact of the target.
  public static let needsProvenance = true

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    var writer = XMLWriter()
    let document = XCCDFDocument(report)
    document.benchmark(&writer, withResult: true)
    return [writer.bytes]
  }
}

/// An asset report collection, ARF 1.1 (NIST IR 7694), around the same benchmark and result.
public enum ARFReport: ReportFormat {
  /// The name on the command line.
  public static let name = "arf"
  /// As ``XCCDFReport``.
  public static let needsProvenance = true

  /// The whole report as bytes.
  public static func pieces(_ report: ScanReport, style: ReportStyle) -> [[UInt8]] {
    var writer = XMLWriter()
    let document = XCCDFDocument(report)
    writer.element(
      "arf:asset-report-collection",
      [
        "xmlns:arf": "http://scap.nist.gov/schema/asset-reporting-format/1.1",
        "xmlns:core": "http://scap.nist.gov/schema/reporting-core/1.1",
        "xmlns:ai": "http://scap.nist.gov/schema/asset-identification/1.1",
      ]
    ) { writer in
      relationships(&writer)
      writer.element("arf:report-requests") { writer in
        writer.element("arf:report-request", ["id": "request"]) { writer in
          writer.element("arf:content") { writer in document.benchmark(&writer, withResult: false) }
        }
      }
      writer.element("arf:assets") { writer in
        writer.element("arf:asset", ["id": "asset"]) { writer in
          writer.element("ai:system") { writer in
            writer.empty("ai:synthetic-id", ["resource": "urn:x-bornage", "id": document.run])
            writer.element("ai:system-name", text: XCCDFDocument.target)
          }
        }
      }
      writer.element("arf:reports") { writer in
        writer.element("arf:report", ["id": "report"]) { writer in
          writer.element("arf:content") { writer in document.result(&writer, isAlone: true) }
        }
      }
    }
    return [writer.bytes]
  }

  /// The report was made for the request, and is about the asset.
  private static func relationships(_ writer: inout XMLWriter) {
    let vocabulary = "http://scap.nist.gov/specifications/arf/vocabulary/relationships/1.0#"
    writer.element("core:relationships", ["xmlns:arfvocab": vocabulary]) { writer in
      writer.element("core:relationship", ["type": "arfvocab:createdFor", "subject": "report"]) {
        $0.element("core:ref", text: "request")
      }
      writer.element("core:relationship", ["type": "arfvocab:isAbout", "subject": "report"]) {
        $0.element("core:ref", text: "asset")
      }
    }
  }
}
