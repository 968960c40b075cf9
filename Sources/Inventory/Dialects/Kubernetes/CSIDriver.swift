import Descriptors

/// What is known of a storage driver: its parameters for encryption and what their absence means.
struct CSIDriver {
  /// The driver's name as it was asked for.
  var name = ""
  /// The provider whose disks it makes; nil for storage that anybody may run.
  let provider: String?
  /// Parameters of which one switches encryption on.
  var switches: [String] = []
  /// Parameters that name a key.
  var keys: [String] = []
  /// A parameter whose presence switches encryption on: the Secret with the passphrase.
  var secretSwitch: String?
  /// Encrypted when nothing is said; nil if that depends on something outside.
  let silence: Bool?
  /// Why, in one sentence.
  let why: Phrase
  var algorithm: String?
  /// True if the key is a passphrase in a Secret of the cluster unless a key manager is named.
  var usesPassphrase = false
  /// True if what names a key is the name of a configuration elsewhere, which says what stands behind it.
  var keyIsElsewhere = false
  /// The setting of the context that says what silence means.
  var silenceSetting: String?
  /// True for file systems that several nodes mount.
  var isShared = false

  /// The driver of a provisioner's name; Rook puts a namespace before Ceph's.
  ///
  /// Sources: the drivers' documentation of their storage class parameters, and of each cloud on default
  /// encryption, as of November 2026.
  static func named(_ name: String) -> CSIDriver? {
    var known = all[name]
    for ceph in ["rbd.csi.ceph.com", "cephfs.csi.ceph.com", "nfs.csi.ceph.com"]
    where known == nil && name.hasSuffix(".\(ceph)") {
      known = all[ceph]
    }
    known?.name = name
    return known
  }

  /// The driver that took over from a volume source that stands in a pod or a volume itself.
  static func ofSource(_ volume: (String) -> Bool) -> CSIDriver? {
    inTree.first { volume($0.source) }.flatMap { named($0.driver) }
  }

  private static let inTree: [(source: String, driver: String)] = [
    ("awsElasticBlockStore", "kubernetes.io/aws-ebs"), ("gcePersistentDisk", "kubernetes.io/gce-pd"),
    ("azureDisk", "kubernetes.io/azure-disk"), ("azureFile", "kubernetes.io/azure-file"),
    ("cinder", "kubernetes.io/cinder"), ("vsphereVolume", "kubernetes.io/vsphere-volume"),
    ("rbd", "kubernetes.io/rbd"), ("cephfs", "kubernetes.io/cephfs"), ("nfs", "nfs.csi.k8s.io"),
    ("hostPath", "kubernetes.io/host-path"), ("local", "kubernetes.io/no-provisioner"),
  ]

  private static let all = clouds.merging(others) { cloud, _ in cloud }

  private static let clouds: [String: CSIDriver] = {
    let ebs = CSIDriver(
      provider: "aws", switches: ["encrypted"], keys: ["kmsKeyId"], silence: nil,
      why: "an EBS volume is not encrypted unless the class or the account's setting says so",
      algorithm: "AES-256", silenceSetting: "aws.ebs-encryption-by-default")
    let azureDisk = CSIDriver(
      provider: "azure", keys: ["diskEncryptionSetID"], silence: true,
      why: "Azure encrypts managed disks with keys of its own", algorithm: "AES-256")
    let azureFile = CSIDriver(
      provider: "azure", silence: true, why: "Azure encrypts file shares with keys of its own",
      algorithm: "AES-256", isShared: true)
    let persistentDisk = CSIDriver(
      provider: "gcp", keys: ["disk-encryption-kms-key"], silence: true,
      why: "Google encrypts persistent disks with keys of its own", algorithm: "AES-256")
    return [
      "ebs.csi.aws.com": ebs, "ebs.csi.eks.amazonaws.com": ebs, "kubernetes.io/aws-ebs": ebs,
      "efs.csi.aws.com": CSIDriver(
        provider: "aws", silence: nil,
        why: "encryption is the EFS file system's own, which the class does not show", isShared: true),
      "disk.csi.azure.com": azureDisk, "kubernetes.io/azure-disk": azureDisk,
      "file.csi.azure.com": azureFile, "kubernetes.io/azure-file": azureFile,
      "pd.csi.storage.gke.io": persistentDisk, "kubernetes.io/gce-pd": persistentDisk,
      "csi.scaleway.com": CSIDriver(
        provider: "scaleway", switches: ["encrypted"], silence: false,
        why: "Scaleway's driver does not encrypt unless the class says so", algorithm: "AES-256",
        usesPassphrase: true),
      "csi.hetzner.cloud": CSIDriver(
        provider: "hetzner", secretSwitch: "csi.storage.k8s.io/node-publish-secret-name", silence: nil,
        why: "Hetzner's driver encrypts only with a passphrase Secret of the class, which names none",
        usesPassphrase: true),
      "linodebs.csi.linode.com": CSIDriver(
        provider: "linode",
        switches: ["linodebs.csi.linode.com/encrypted", "linodebs.csi.linode.com/luks-encrypted"],
        silence: nil, why: "Linode's driver asks for encryption only where the class does"),
      "bsu.csi.outscale.com": CSIDriver(
        provider: "outscale", switches: ["encrypted"], silence: nil,
        why: "Outscale's driver encrypts only where the class says so", usesPassphrase: true),
    ]
  }()

  private static let others: [String: CSIDriver] = {
    let rbd = CSIDriver(
      provider: nil, switches: ["encrypted"], keys: ["encryptionKMSID"], silence: false,
      why: "Ceph does not encrypt block images unless the class says so", algorithm: "AES-256",
      usesPassphrase: true, keyIsElsewhere: true)
    let cephfs = CSIDriver(
      provider: nil, switches: ["encrypted"], keys: ["encryptionKMSID"], silence: false,
      why: "CephFS does not encrypt files unless the class says so", algorithm: "AES-256",
      usesPassphrase: true, keyIsElsewhere: true, isShared: true)
    let cinder = CSIDriver(
      provider: nil, silence: nil,
      why: "whether a Cinder volume is encrypted is a property of its volume type")
    let vsphere = CSIDriver(
      provider: nil, silence: nil,
      why: "whether a vSphere volume is encrypted is a property of its storage policy")
    let nfs = CSIDriver(
      provider: nil, silence: nil, why: "NFS says nothing of how its server stores", isShared: true)
    let local = CSIDriver(
      provider: nil, silence: nil, why: "a local volume is as encrypted as its node's disk")
    return [
      "rbd.csi.ceph.com": rbd, "cephfs.csi.ceph.com": cephfs, "nfs.csi.ceph.com": nfs,
      "kubernetes.io/rbd": CSIDriver(
        provider: nil, silence: nil, why: "the volume shows nothing of encryption in the Ceph cluster"),
      "kubernetes.io/cephfs": CSIDriver(
        provider: nil, silence: nil, why: "the volume shows nothing of encryption in the Ceph cluster",
        isShared: true),
      "cinder.csi.openstack.org": cinder, "kubernetes.io/cinder": cinder,
      "csi.vsphere.vmware.com": vsphere, "kubernetes.io/vsphere-volume": vsphere,
      "driver.longhorn.io": CSIDriver(
        provider: nil, switches: ["encrypted"], silence: false,
        why: "Longhorn does not encrypt unless the class says so", algorithm: "AES-256", usesPassphrase: true),
      "nfs.csi.k8s.io": nfs, "kubernetes.io/no-provisioner": local, "kubernetes.io/host-path": local,
      "rancher.io/local-path": local, "hostpath.csi.k8s.io": local, "k8s.io/minikube-hostpath": local,
    ]
  }()
}
