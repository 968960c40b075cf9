// swift-tools-version: 6.2
import PackageDescription

// The fuzz targets need compiler flags that a package used as a dependency may not carry,
// so they exist only when asked for (`make fuzz`).
let fuzzing = Context.environment["BORNAGE_FUZZ"] != nil

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func library(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"],
    exclude: exclude, swiftSettings: [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)])
}

let package = Package(
  name: "bornage",
  products: [
    .executable(name: "bornage", targets: ["bornage"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    // The data of the program: atlas, service cards, packs. Plain files, embedded in C.
    .target(name: "Shipped"),
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CGNU"),
    // Loads libpq when a server is named; nothing of it is linked.
    .target(name: "CPostgres"),

    // One way of data: each module knows those above it and the atlas.
    library("Descriptors", ["CYAML", "CXML", "CGNU"]),
    library("Discovery", ["Descriptors"]),
    // The data files of the atlas and the service cards are embedded by Shipped.
    library("Atlas", ["Descriptors", "Shipped"], exclude: ["Data"]),
    library("Inventory", ["Descriptors", "Atlas", "Shipped"], exclude: ["Cards/Data"]),
    library(
      "Assessment",
      ["Descriptors", "Atlas", "Inventory", "Shipped", .product(name: "Crypto", package: "swift-crypto")]),
    // The templates and the map of the HTML report and the sentences in French are embedded by Shipped.
    library(
      "Reporting",
      [
        "Descriptors", "Atlas", "Inventory", "Assessment", "Shipped",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["HTML/Template", "HTML/Map/Data", "Weekly/Template", "Words/Data"]),
    library("Ledger", ["CSQLite", "CPostgres", "Descriptors", "Assessment", "Reporting"]),
    library(
      "Pipeline",
      ["CGNU", "Descriptors", "Discovery", "Atlas", "Inventory", "Assessment", "Reporting", "Ledger"]),
    .executableTarget(
      name: "bornage",
      dependencies: [
        "Pipeline", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport",
      dependencies: ["Descriptors", "Atlas", "Inventory", "Assessment", "Pipeline"],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    tests("DescriptorsTests", ["Descriptors"]),
    tests("DiscoveryTests", ["Discovery"]),
    tests("AtlasTests", ["Atlas"]),
    tests("InventoryTests", ["Inventory"]),
    tests("AssessmentTests", ["Assessment"]),
    tests(
      "ReportingTests", ["Reporting", .product(name: "Mustache", package: "swift-mustache")],
      exclude: ["Golden"]),
    tests("LedgerTests", ["Ledger", "Assessment"]),
    tests("PipelineTests", ["Pipeline", "Ledger"]),
  ],
  cLanguageStandard: .c2x
)

// Scan against bare parsers; not part of the test run.
package.targets.append(
  .executableTarget(
    name: "bench",
    dependencies: ["CYAML", "CXML", "Pipeline"],
    path: "Benchmarks",
    swiftSettings: strict))

if fuzzing {
  package.targets.append(
    .target(name: "FuzzSupport", dependencies: ["Descriptors"], path: "Tests/Fuzz/FuzzSupport"))
  for name in ["FuzzYAML", "FuzzJSON", "FuzzXML", "FuzzPolicy"] {
    package.products.append(.executable(name: name, targets: [name]))
    package.targets.append(
      .executableTarget(
        name: name,
        dependencies: ["FuzzSupport", "Descriptors"]
          + (name == "FuzzPolicy" ? ["Assessment", "Atlas"] : []),
        path: "Tests/Fuzz/\(name)",
        swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]))
  }
}
