/// Which product a file configures.
enum HadoopFamily: String {
  case hdfs
  case core
  case hive
  case hbase
  case yarn
  case mapred
  case tez
  case spark
  case kms
  case ozone
  case httpfs
  case rangerAudit = "ranger-audit"
  case other

  /// Beginnings and ends of file names.
  private static let names: [(text: String, family: HadoopFamily)] = [
    ("hdfs-site", .hdfs), ("core-site", .core), ("hive-site", .hive), ("hivemetastore-site", .hive),
    ("hiveserver2-site", .hive), ("hbase-site", .hbase), ("yarn-site", .yarn), ("mapred-site", .mapred),
    ("tez-site", .tez), ("spark-defaults", .spark), ("spark2-defaults", .spark), ("spark3-defaults", .spark),
    ("kms-site", .kms), ("dbks-site", .kms), ("ozone-site", .ozone), ("httpfs-site", .httpfs),
  ]
  /// Properties that only a file of the family has, for files of other names.
  private static let marks: [(prefix: String, family: HadoopFamily)] = [
    ("dfs.namenode.", .hdfs), ("dfs.datanode.", .hdfs), ("hbase.rootdir", .hbase), ("ozone.om.", .ozone),
    ("javax.jdo.option.ConnectionURL", .hive), ("hive.metastore.", .hive), ("yarn.resourcemanager.", .yarn),
    ("fs.defaultFS", .core), ("fs.default.name", .core),
  ]

  /// From the file's name without extension, else from its properties.
  init(fileName name: String, _ properties: HadoopProperties) {
    if let known = Self.names.first(where: { name.hasPrefix($0.text) || name.hasSuffix($0.text) }) {
      self = known.family
    } else if name.hasPrefix("ranger-"), name.hasSuffix("-audit") {
      self = .rangerAudit
    } else if name.hasSuffix("-env") || name.hasSuffix("-log4j") || name.hasPrefix("ranger-") {
      self = .other
    } else {
      self = Self.marks.first { properties.contains(prefix: $0.prefix) }?.family ?? .other
    }
  }

  /// What it is.
  var kind: Kind {
    switch self {
    case .hdfs: .fileStore
    case .hive: .warehouse
    case .hbase: .database
    case .kms: .key
    case .ozone: .objectStore
    case .core, .yarn, .mapred, .tez, .spark, .httpfs: .dataPlatform
    case .rangerAudit, .other: .configuration
    }
  }

  /// What it does.
  var roles: [Role] {
    switch self {
    case .hdfs, .ozone, .core, .httpfs: [.storage]
    case .hive, .hbase: [.database]
    case .kms: [.keyManager]
    case .yarn, .mapred, .tez, .spark: [.compute]
    case .rangerAudit, .other: []
    }
  }

  /// True if it stores or processes data; an audit file sends away what users did.
  var holdsData: Bool { self != .kms && self != .other }
}
