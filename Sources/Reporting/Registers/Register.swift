/// A register that a regulation asks for, drafted from what descriptors show.
///
/// What they cannot show is a column that is empty and says so; nothing is guessed.
public struct Register {
  /// The registers.
  public enum Name: String, CaseIterable, Sendable {
    /// Records of processing activities, GDPR article 30(1).
    case gdprRecords = "gdpr-30"
    /// Transfers under Chapter V of the GDPR.
    case gdprTransfers = "gdpr-transfers"
    /// The map of transfers of the French framework for hosts of health data.
    case hdsTransfers = "hds-transfers"
    /// Template B_02.02 of DORA's register of information.
    case doraContracts = "dora-b0202"
    /// Data flows, and what a disconnect would cut, for the BSI's C3A.
    case c3aFlows = "c3a-flows"
    /// Keys, certificates and listeners.
    case keys
  }

  /// How it is written.
  public enum Format: String, CaseIterable, Sendable {
    case csv
    case markdown
    case json
  }

  private let name: Name
  private let view: RegisterView

  /// A register of an inventory.
  public init(_ name: Name, _ inventory: InventoryReport, language: Language) {
    self.init(name, inventory, style: ReportStyle(language: language))
  }

  init(_ name: Name, _ inventory: InventoryReport, style: ReportStyle) {
    self.name = name
    view = RegisterView(inventory, style: style)
  }

  /// The whole register as bytes.
  public func render(_ format: Format) -> [UInt8] {
    let table = table
    return switch format {
    case .csv: Array(table.csv.utf8)
    case .markdown: Array(table.markdown(view).utf8)
    case .json: table.json(name.rawValue, view)
    }
  }

  private var table: RegisterTable {
    switch name {
    case .gdprRecords: GDPRRecords.table(view)
    case .gdprTransfers: GDPRTransfers.table(view)
    case .hdsTransfers: HDSTransfers.table(view)
    case .doraContracts: DORAContracts.table(view)
    case .c3aFlows: C3AFlows.table(view)
    case .keys: KeyInventory.table(view)
    }
  }
}
