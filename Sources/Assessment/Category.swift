/// The question that a rule answers.
public enum Category: String, Sendable, CaseIterable {
  /// Where data rests and is processed.
  case residency
  /// Where replicas, backups, logs and other flows take it.
  case transfer
  /// Who runs the service, who owns that operator, which law reaches it.
  case `operator`
  /// Whether data is encrypted where it rests.
  case encryptionAtRest = "encryption-at-rest"
  /// Whether links are encrypted.
  case encryptionInTransit = "encryption-in-transit"
  /// Who can use the keys.
  case keyCustody = "key-custody"
  /// What only a document from outside can answer.
  case evidence
}
