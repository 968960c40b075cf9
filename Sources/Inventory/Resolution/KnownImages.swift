import Descriptors

/// What well-known images are, by the last part of their name.
enum KnownImages {
  struct Known {
    let kind: Kind
    let roles: [Role]
  }

  /// Beginnings of image names; the first that fits counts.
  private static let table: [(beginning: String, kind: Kind, role: Role)] = [
    ("postgres", .database, .database), ("postgis", .database, .database),
    ("pgvector", .database, .database), ("timescaledb", .database, .database),
    ("mysql", .database, .database), ("mariadb", .database, .database), ("percona", .database, .database),
    ("mongo", .database, .database), ("couchdb", .database, .database), ("couchbase", .database, .database),
    ("cassandra", .database, .database), ("scylla", .database, .database), ("neo4j", .database, .database),
    ("arangodb", .database, .database), ("influxdb", .database, .database),
    ("cockroach", .database, .database), ("mssql", .database, .database), ("rethinkdb", .database, .database),
    ("oracle-", .database, .database), ("dynamodb-local", .database, .database),
    ("clickhouse", .warehouse, .database), ("victoria-metrics", .database, .database),
    ("prometheus", .database, .database), ("etcd", .database, .database), ("zookeeper", .database, .database),
    ("redis", .cache, .cache), ("valkey", .cache, .cache), ("keydb", .cache, .cache),
    ("dragonfly", .cache, .cache), ("memcached", .cache, .cache),
    ("elasticsearch", .searchIndex, .storage), ("opensearch", .searchIndex, .storage),
    ("solr", .searchIndex, .storage), ("meilisearch", .searchIndex, .storage),
    ("typesense", .searchIndex, .storage), ("qdrant", .searchIndex, .storage),
    ("minio", .objectStore, .storage), ("seaweedfs", .objectStore, .storage),
    ("garage", .objectStore, .storage), ("rabbitmq", .broker, .queue), ("activemq", .broker, .queue),
    ("artemis", .broker, .queue), ("nats", .broker, .queue), ("mosquitto", .broker, .queue),
    ("kafka", .stream, .queue), ("redpanda", .stream, .queue), ("pulsar", .stream, .queue),
    ("loki", .logStore, .logSink), ("graylog", .logStore, .logSink), ("mailhog", .queue, .queue),
    ("registry", .registry, .registry), ("docker-volume-backup", .backup, .backup),
    ("restic", .backup, .backup), ("duplicati", .backup, .backup),
  ]
  /// Parts of names of tools around such a service, which hold none of its data.
  private static let tools = [
    "exporter", "admin", "express", "commander", "-ui", "insight", "-init", "operator", "-client", "browser",
    "dashboard", "connect", "proxy",
  ]

  /// What an image is; nil for one that is not well known.
  static func known(_ image: ImageReference) -> Known? {
    var name = image.shortName.lowercased()
    // Microsoft calls its image `mssql/server`, Oracle `database/enterprise`.
    if name == "server" || name == "enterprise" { name = image.repository.lowercased() }
    guard !tools.contains(where: { name.range(ofASCII: $0) != nil }) else { return nil }
    let short = name.hasPrefix("cp-") ? String(name.dropFirst(3)) : name
    return table.first { short.hasPrefix($0.beginning) }.map {
      Known(kind: $0.kind, roles: [$0.role, .compute])
    }
  }
}
