/// What a resource is, in one word that policies use.
public enum Kind: String, Sendable, CaseIterable {
  case objectStore = "object-store"
  case blockStore = "block-store"
  case fileStore = "file-store"
  case database
  case warehouse
  case cache
  case searchIndex = "search-index"
  case queue
  case stream
  case topic
  case broker
  case logStore = "log-store"
  case backup
  case secret
  case configuration
  case key
  case certificate
  case machine
  case workload
  case function
  case registry
  case loadBalancer = "load-balancer"
  case api
  case edge
  case dns
  case identity
  case network
  case dataPlatform = "data-platform"
  case cluster
}

/// What a resource does in the system.
public enum Role: String, Sendable, CaseIterable {
  case storage
  case compute
  case database
  case cache
  case queue
  case keyManager = "key-manager"
  case logSink = "log-sink"
  case backup
  case edge
  case identityProvider = "identity-provider"
  case registry
  case dns
  case network
  case controlPlane = "control-plane"
  case secretStore = "secret-store"
}
