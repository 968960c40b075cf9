/// What is known of a storage driver: its parameters for encryption and what their absence means.
struct CSIDriver {
  let provider: String?
  /// The parameter that switches encryption on.
  let switchParameter: String?
  /// Parameters that name a key.
  let keyParameters: [String]
  let keyImpliesOn: Bool
  /// Encrypted when nothing is said; nil if that depends on something outside.
  let silence: Bool?
  /// Why, in one sentence.
  let why: String
  let algorithm: String?
  /// Custody when encrypted and no key is named.
  let silentCustody: Custody
  /// Custody when a key is named.
  let keyCustody: Custody

  private init(
    _ provider: String?, switch switchParameter: String? = nil, keys: [String] = [],
    keyImpliesOn: Bool = false,
    silence: Bool?, _ why: String, algorithm: String? = nil, silentCustody: Custody = .provider,
    keyCustody: Custody = .customerManaged
  ) {
    self.provider = provider
    self.switchParameter = switchParameter
    self.keyParameters = keys
    self.keyImpliesOn = keyImpliesOn
    self.silence = silence
    self.why = why
    self.algorithm = algorithm
    self.silentCustody = silentCustody
    self.keyCustody = keyCustody
  }

  /// The driver of a provisioner's name; Rook puts a namespace before Ceph's.
  ///
  /// Sources: the drivers' documentation of their storage class parameters, and of each cloud on default
  /// encryption, as of November 2026.
  static func named(_ name: String) -> CSIDriver? {
    if let known = all[name] { return known }
    if name.hasSuffix(".rbd.csi.ceph.com") { return all["rbd.csi.ceph.com"] }
    return name.hasSuffix(".cephfs.csi.ceph.com") ? all["cephfs.csi.ceph.com"] : nil
  }

  private static let all: [String: CSIDriver] = {
    let ebs = CSIDriver(
      "aws", switch: "encrypted", keys: ["kmsKeyId"], silence: nil,
      "an EBS volume is not encrypted unless the class or the account's setting says so", algorithm: "AES-256"
    )
    let azureDisk = CSIDriver(
      "azure", keys: ["diskEncryptionSetID"], silence: true,
      "Azure encrypts managed disks with keys of its own",
      algorithm: "AES-256")
    let persistentDisk = CSIDriver(
      "gcp", keys: ["disk-encryption-kms-key"], silence: true,
      "Google encrypts persistent disks with keys of its own",
      algorithm: "AES-256")
    let passphrase = "encrypted with a passphrase that a Secret of the cluster holds"
    return [
      "ebs.csi.aws.com": ebs, "kubernetes.io/aws-ebs": ebs,
      "efs.csi.aws.com": CSIDriver(
        "aws", silence: nil, "encryption is the EFS file system's own, which the class does not show"),
      "disk.csi.azure.com": azureDisk, "kubernetes.io/azure-disk": azureDisk,
      "file.csi.azure.com": CSIDriver(
        "azure", silence: true, "Azure encrypts file shares with keys of its own", algorithm: "AES-256"),
      "kubernetes.io/azure-file": CSIDriver(
        "azure", silence: true, "Azure encrypts file shares with keys of its own", algorithm: "AES-256"),
      "pd.csi.storage.gke.io": persistentDisk, "kubernetes.io/gce-pd": persistentDisk,
      "rbd.csi.ceph.com": CSIDriver(
        nil, switch: "encrypted", keys: ["encryptionKMSID"], silence: false,
        "Ceph does not encrypt block images unless the class says so", algorithm: "AES-256",
        silentCustody: .customerManaged,
        keyCustody: .external),
      "cephfs.csi.ceph.com": CSIDriver(
        nil, switch: "encrypted", keys: ["encryptionKMSID"], silence: false,
        "CephFS does not encrypt files unless the class says so", algorithm: "AES-256",
        silentCustody: .customerManaged,
        keyCustody: .external),
      "cinder.csi.openstack.org": CSIDriver(
        nil, silence: nil, "whether a Cinder volume is encrypted is a property of its volume type"),
      "csi.vsphere.vmware.com": CSIDriver(
        nil, silence: nil, "whether a vSphere volume is encrypted is a property of its storage policy"),
      "driver.longhorn.io": CSIDriver(
        nil, switch: "encrypted", silence: false,
        "Longhorn does not encrypt unless the class says so; then it is \(passphrase)",
        algorithm: "AES-256", silentCustody: .customerManaged),
      "csi.scaleway.com": CSIDriver(
        "scaleway", switch: "encrypted", silence: false,
        "Scaleway's driver does not encrypt unless the class says so; then it is \(passphrase)",
        algorithm: "AES-256",
        silentCustody: .customerManaged),
      "csi.hetzner.cloud": CSIDriver(
        "hetzner", silence: nil, "Hetzner's driver encrypts only with a passphrase Secret of the class",
        algorithm: "AES-256"),
      "nfs.csi.k8s.io": CSIDriver(nil, silence: nil, "NFS says nothing of how its server stores"),
      "kubernetes.io/no-provisioner": CSIDriver(
        nil, silence: nil, "a local volume is as encrypted as its node's disk"),
      "rancher.io/local-path": CSIDriver(
        nil, silence: nil, "a local volume is as encrypted as its node's disk"),
      "hostpath.csi.k8s.io": CSIDriver(
        nil, silence: nil, "a local volume is as encrypted as its node's disk"),
    ]
  }()
}
