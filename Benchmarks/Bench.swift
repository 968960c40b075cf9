import CXML
import CYAML
import Descriptors
import Discovery
import Glibc
import Pipeline

/// Measures a scan against the bare parsers over the same files, in one run.
///
/// The bare parsers read every `*.yaml`, `*.yml`, `*.json` with libyaml and every `*.xml` with libxml2 on one
/// thread and build nothing from the events: no scanner on these libraries that reads every file can be faster.
@main
struct Bench {
  static func main() async {
    let arguments = CommandLine.arguments.dropFirst()
    guard !arguments.isEmpty else {
      Console.error("usage: bench PATH...")
      exit(2)
    }
    let paths = Array(arguments)
    // Once unmeasured, so that both sides find the files in the page cache.
    _ = BareParsers.run(paths)
    var bare = Measurement.best(of: 3) { BareParsers.run(paths) }
    bare.name = "bare parsers, one thread"
    var scans: [Measurement] = []
    for jobs in [1, Machine.processors] {
      var best: Measurement?
      for _ in 0..<3 {
        let start = Clock()
        await scan(paths, jobs: jobs)
        let measured = start.elapsed(name: "scan, \(jobs) job\(jobs == 1 ? "" : "s")")
        if measured.cpu < best?.cpu ?? .infinity { best = measured }
      }
      if let best { scans.append(best) }
    }
    print(bare.line)
    for scan in scans {
      print(
        scan.line + "  cpu ratio \(format(scan.cpu / bare.cpu)), wall ratio \(format(scan.wall / bare.wall))")
    }
    print("peak memory \(Clock.peakMebibytes) MiB")
  }

  /// A whole scan with three packs and a SARIF report, as a pipeline would run it.
  private static func scan(_ paths: [String], jobs: Int) async {
    do {
      let options = ScanOptions(
        paths: paths, policies: ["eu-gdpr", "fr-secnumcloud-3.2", "fr-hds-2"], jobs: jobs)
      let (report, excerpts) = try await Scan(options).run()
      try ReportOutputs(formats: ["sarif=/dev/null"], output: nil).write(report, excerpts: excerpts)
    } catch {
      Console.error("\(error)")
      exit(1)
    }
  }
}

/// A figure to print.
struct Measurement {
  var name = ""
  let cpu: Double
  let wall: Double

  var line: String { "\(name): cpu \(format(cpu)) s, wall \(format(wall)) s" }

  static func best(of runs: Int, _ body: () -> Int) -> Measurement {
    var best = Measurement(cpu: .infinity, wall: .infinity)
    for _ in 0..<runs {
      let start = Clock()
      let events = body()
      let measured = start.elapsed(name: "")
      // Printed so that the work cannot be thought away.
      if events < 0 { print(events) }
      if measured.cpu < best.cpu { best = measured }
    }
    return best
  }
}

/// CPU and wall time since a moment.
struct Clock {
  private let cpu = Clock.seconds(CLOCK_PROCESS_CPUTIME_ID)
  private let wall = Clock.seconds(CLOCK_MONOTONIC)

  func elapsed(name: String) -> Measurement {
    Measurement(
      name: name, cpu: Clock.seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu,
      wall: Clock.seconds(CLOCK_MONOTONIC) - wall)
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static var peakMebibytes: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss / 1024
  }
}

func format(_ value: Double) -> String {
  let thousandths = Int((value * 1000).rounded())
  let rest = String(thousandths % 1000)
  return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
}
