import Atlas
import Descriptors
import TestSupport
import Testing

@testable import Inventory

@Suite struct LibvirtTests {
  let libvirt = DialectReading(dialect: Libvirt())

  func ledger() throws -> Harvest { try libvirt.fixture("libvirt/ledger.xml") }

  func domain(_ devices: String) throws -> Harvest {
    let text = "<domain type='kvm'><name>x</name><os/><devices>\(devices)</devices></domain>"
    return try #require(libvirt.read(text, path: "x.xml"))
  }

  func disk(_ body: String, type: String = "network") throws -> Resource {
    try domain("<disk type='\(type)' device='disk'>\(body)<target dev='vda'/></disk>").resource(
      "domain/x/vda")
  }

  // MARK: Recognition

  @Test func otherLanguagesWithTheSameRootsAreNotClaimed() {
    for text in [
      "<domain xmlns='urn:jboss:domain:20.0'><extensions/><profiles/></domain>",
      "<domain><name>adf</name></domain>",
      "<volume>11</volume>", "<pool><maxActive>3</maxActive></pool>", "<secret>x</secret>",
      "<network><endpoint/></network>", "<configuration/>", "name: x",
    ] {
      #expect(libvirt.read(text, path: "x.xml") == nil, "\(text)")
    }
  }

  @Test func rootIsFoundBehindPrologue() {
    func root(_ text: String) -> Substring? {
      let source = SourceBytes(text)
      return withExtendedLifetime(source) { Glance(source, path: "x.xml").rootElementName }
    }
    #expect(root("<?xml version='1.0'?>\n<!-- <pool> --><domain type='kvm'>") == "domain")
    #expect(root("<!DOCTYPE a [ <!ENTITY b \"<c>\"> ]><ns:volume>") == "volume")
    #expect(root("<!-- never closed") == nil)
    #expect(root("<") == nil)
    #expect(root("<!") == nil)
    #expect(root("{}") == nil)
  }

  @Test func rootsWithoutDataAreCounted() throws {
    let harvest = try ledger()
    #expect(harvest.withoutData == ["network": 1])
    #expect(harvest.resources.count == 10)
    #expect(
      libvirt.read("<domainbackup><disks/></domainbackup>", path: "b.xml")?.unknownTypes == [
        "domainbackup": 1
      ])
  }

  // MARK: Encryption of disks

  @Test func luksIsEncryptedWithAKeyOnTheHost() throws {
    let disk = try ledger().resource("domain/ledger/vda")
    #expect(disk.kind == .blockStore && disk.holdsData)
    #expect(disk.atRest?.values == [AtRest(encrypted: true, algorithm: "LUKS", layer: .volume)])
    #expect(disk.atRest?.allEvidence.first?.span?.start.line == 25)
    let key = try #require(disk.keyState?.values.first)
    #expect(key.custody == .provider)
    #expect(key.reference == "libvirt secret 8f2f7d1c-0b5a-4f0e-9d53-2f7f5f0a1111")
    #expect(disk.keyState?.allEvidence.contains { $0.text.contains("whoever runs the host") } == true)
  }

  @Test func keyIsWithTheHostsOperatorIfKnown() throws {
    let harvest = try libvirt.given(("host.operator", "acme")).fixture("libvirt/ledger.xml")
    #expect(try harvest.resource("domain/ledger/vda").keyState?.values.first?.operatorID == "acme")
  }

  @Test func plainFileDependsOnTheHostsDisk() throws {
    #expect(
      try ledger().resource("domain/ledger/vdb").atRest?.unknown?.remedy.contains("host.disk-encryption")
        == true)
    let on = try libvirt.given(("host.disk-encryption", "on")).fixture("libvirt/ledger.xml")
    #expect(try on.resource("domain/ledger/vdb").atRest?.values == [AtRest(encrypted: true, layer: .disk)])
    #expect(try on.resource("domain/ledger/vdc").atRest?.isUnknown == true)
  }

  @Test func oldPlaceOfEncryptionAndBrokenFormat() throws {
    let old = try disk(
      "<source file='/a'/><encryption format='qcow'><secret type='passphrase' uuid='u'/></encryption>",
      type: "file")
    #expect(old.atRest?.values.first?.algorithm == "AES-128-CBC (qcow)")
    #expect(old.atRest?.allEvidence.contains { $0.text.contains("broken") } == true)
    let keyless = try disk("<source file='/a'><encryption format='luks2'/></source>", type: "file")
    #expect(keyless.keyState?.isUnknown == true)
  }

  @Test func unencryptedBackingFileLeavesAnUnknownRest() throws {
    let atRest = try #require(try ledger().resource("domain/ledger/vde").atRest)
    #expect(atRest.values.map(\.encrypted) == [true])
    #expect(atRest.unknown?.reason.contains("backingStore") == true)
    let off = try libvirt.given(("host.disk-encryption", "off")).fixture("libvirt/ledger.xml")
    #expect(try off.resource("domain/ledger/vde").atRest?.values.map(\.encrypted) == [true, false])
    #expect(
      try disk("<source file='/a'><encryption format='luks'/></source><backingStore/>", type: "file").atRest?
        .unknown == nil)
  }

  @Test func opticalDrivesAreNoData() throws {
    #expect(try !ledger().resources.contains { $0.key.hasSuffix("/sda") })
    #expect(try domain("<disk type='file' device='floppy'><target dev='fda'/></disk>").resources.count == 1)
  }

  // MARK: Network disks

  @Test func iscsiIsAClearTextMountOfItsHost() throws {
    let disk = try ledger().resource("domain/ledger/vdc")
    let flow = try disk.flow("iscsi://san.acme-storage.io:3260")
    #expect(flow.kind == .mount)
    #expect(flow.transit?.values.map(\.encrypted) == [false])
    #expect(disk.place.unknown?.reason.contains("san.acme-storage.io") == true)
  }

  @Test func protocolsDecideTransit() throws {
    func state(_ attributes: String, _ inner: String = "") throws -> Possible<TransitState>? {
      try disk("<source \(attributes) name='a'><host name='s.acme.io'/>\(inner)</source>").flow("s.acme.io")
        .transit
    }
    #expect(try state("protocol='nbd' tls='yes'")?.values.map(\.encrypted) == [true])
    #expect(try state("protocol='nbd'")?.unknown?.reason.contains("nbd_tls") == true)
    #expect(try state("protocol='rbd'")?.isUnknown == true)
    #expect(try state("protocol='http'")?.values.map(\.encrypted) == [false])
    #expect(try state("protocol='https'", "<ssl verify='no'/>")?.values.map(\.skipsVerification) == [true])
    #expect(try state("protocol='gluster'")?.isUnknown == true)
    #expect(try state("protocol='invented'")?.isUnknown == true)
  }

  @Test func internalHostIsALinkNotAFlow() throws {
    let disk = try disk(
      "<source protocol='nbd' tls='no' name='a'><host name='10.0.0.7' port='10809'/></source>")
    #expect(disk.flows.isEmpty)
    #expect(try disk.link("10.0.0.7").state.values.map(\.encrypted) == [false])
    let local = try self.disk("<source protocol='nbd'><host transport='unix' socket='/s'/></source>")
    #expect(local.flows.isEmpty && local.transit.isEmpty)
  }

  @Test func volumeOfAPoolInheritsByLink() throws {
    var linked = LinkedResources(try ledger().resources)
    Libvirt().link(&linked, atlas: Atlas())
    let disk = try #require(linked.all.first { $0.key == "domain/ledger/vdd" })
    #expect(disk.atRest?.values.first?.algorithm == "SERPENT-256-CBC")
    #expect(disk.keyState?.values.first?.custody == .provider)
    #expect(try ledger().resource("domain/ledger/vdd").atRest?.isUnknown == true)
  }

  // MARK: The machine

  @Test func screensBeyondTheHostAreListeners() throws {
    let machine = try ledger().resource("domain/ledger")
    #expect(machine.kind == .machine)
    #expect(machine.transit.map(\.what) == ["vnc screen on 0.0.0.0"])
    #expect(machine.transit.first?.state.unknown?.reason.contains("vnc_tls") == true)
    #expect(machine.clearSecrets.map(\.name) == ["passwd"])
  }

  @Test func spiceModesDecide() throws {
    func state(_ attributes: String, _ inner: String = "") throws -> [Bool]? {
      try domain("<graphics type='spice' listen='0.0.0.0' \(attributes)>\(inner)</graphics>").resource(
        "domain/x"
      )
      .transit.first?.state.values.map(\.encrypted)
    }
    #expect(try state("port='5900'") == [false])
    #expect(try state("tlsPort='5901' defaultMode='secure'") == [true])
    #expect(try state("tlsPort='5901'") == [true])
    #expect(try state("defaultMode='secure'", "<channel name='inputs' mode='insecure'/>") == [false])
  }

  @Test func silentOrLocalScreensAreNone() throws {
    for graphics in [
      "<graphics type='vnc' port='5900'/>",
      "<graphics type='vnc'><listen type='socket' socket='/s'/></graphics>",
      "<graphics type='sdl'/>", "<graphics type='spice'><listen type='none'/></graphics>",
    ] {
      #expect(try domain(graphics).resource("domain/x").transit.isEmpty)
    }
  }

  @Test func serialLineIsAFlowOnce() throws {
    let machine = try ledger().resource("domain/ledger")
    #expect(machine.flows.count == 1)
    #expect(try machine.flow("console.acme-ops.io").transit?.values.map(\.encrypted) == [true])
    let bound = try domain("<serial type='tcp'><source mode='bind' host='0.0.0.0' service='7000'/></serial>")
      .resource("domain/x")
    #expect(try bound.link("serial on 0.0.0.0:7000").state.unknown?.reason.contains("chardev_tls") == true)
  }

  @Test func memoryEncryptionIsEvidenceOfTheOperator() throws {
    #expect(
      try ledger().resource("domain/ledger").operatorID.allEvidence.contains { $0.text.contains("sev-snp") })
  }

  @Test func metadataIsTags() throws {
    let tags = try ledger().resource("domain/ledger").tags
    #expect(tags.map(\.key) == ["data-class"] && tags.map(\.value) == ["health"])
  }

  @Test func hypervisorArgumentsAreUnread() {
    let text = """
      <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'><name>x</name><devices/>
      <qemu:commandline><qemu:arg value='-vnc'/></qemu:commandline></domain>
      """
    #expect(libvirt.read(text, path: "x.xml")?.unread.count == 1)
  }

  // MARK: Pools, volumes, secrets

  @Test func netfsPoolIsAClearTextMount() throws {
    let pool = try ledger().resource("pool/archive")
    #expect(pool.kind == .fileStore)
    #expect(try pool.flow("nas.acme-storage.io").transit?.values.map(\.encrypted) == [false])
    #expect(pool.atRest?.unknown?.reason.contains("storage server") == true)
    let text = "<pool type='dir'><name>d</name><target><path>/x</path></target></pool>"
    let local = try #require(libvirt.given(("host.disk-encryption", "off")).read(text, path: "p.xml"))
    #expect(try local.resource("pool/d").atRest?.values.map(\.encrypted) == [false])
  }

  @Test func secretRestsOnTheHostUnlessEphemeral() throws {
    #expect(try ledger().resource("secret/vda-key").holdsData)
    let text = "<secret ephemeral='yes'><uuid>u</uuid><usage type='tls'><name>t</name></usage></secret>"
    let secret = try #require(libvirt.read(text, path: "s.xml")).resource("secret/t")
    #expect(!secret.holdsData && secret.atRest == nil)
  }

  @Test func emptyAndOddShapesAreSurvived() throws {
    for text in [
      "<domain type='kvm'><name/><devices><disk/><disk type='network'><source protocol='rbd'/></disk></devices></domain>",
      "<domain type='kvm'><devices><graphics/><serial type='tcp'/><rng/><hostdev/><filesystem/></devices></domain>",
      "<pool type='rbd'><source/></pool>", "<volume><name/><capacity/></volume>", "<secret ephemeral='no'/>",
    ] {
      #expect(libvirt.read(text, path: "x.xml") != nil, "\(text)")
    }
  }

  @Test(.enabled(if: DialectReading.corpus != nil, "needs the corpus beside the repository"))
  func corpusIsRead() throws {
    let harvests = try libvirt.corpus(["xml/libvirt", "xml/virt-manager"], suffixes: ["xml"])
    let resources = harvests.values.flatMap(\.resources)
    #expect(resources.filter { $0.type == "domain" }.count > 100)
    #expect(resources.contains { $0.keyState?.values.first?.custody == .provider })
    let others = try libvirt.corpus(
      ["xml/wildfly", "xml/tomcat", "xml/clickhouse-examples"], suffixes: ["xml"])
    #expect(others.isEmpty)
  }
}
