import Descriptors
import Glibc

/// Sentences for what the system refused.
enum Reason {
  /// What was to be done with the path.
  enum Subject {
    /// A path the user named.
    case named
    /// A file or link met in a folder.
    case file
    /// A folder met in a folder.
    case folder
  }

  /// Why a path cannot be opened, and what to do.
  static func text(_ error: Int32, _ subject: Subject) -> Phrase {
    let (what, remedy) = parts(error, subject)
    return "\(what); \(remedy)"
  }

  /// The same in two parts: what is wrong, and what to do.
  static func parts(_ error: Int32, _ subject: Subject) -> (what: Phrase, remedy: Phrase) {
    let leaveOut: Phrase =
      subject == .named
      ? "or leave it off the command line" : "or leave it out with a line in .bornageignore"
    let loss: Phrase = subject == .folder ? ", so nothing in this folder was scanned" : ""
    return switch error {
    case ENOENT where subject == .named:
      ("there is no such file or folder", "check the spelling and the folder you are in")
    case ENOENT:
      ("it vanished while the scan ran", "run the scan again when nothing writes here")
    case EACCES, EPERM:
      ("permission is denied\(loss)", "let the user who runs the scan read it, \(leaveOut)")
    case ELOOP where subject == .named:
      ("its symbolic links lead round in a circle", "name the file or folder that is meant")
    case ELOOP:
      ("its symbolic links lead round in a circle", "mend the link, \(leaveOut)")
    case ENAMETOOLONG:
      (
        "its path is longer than the 4095 bytes that the system allows\(loss)",
        "change into a folder nearer to it and scan from there"
      )
    case ENOTDIR where subject == .named:
      ("a part of the path is a file and not a folder", "check the spelling")
    case ENOTDIR:
      ("it changed while the scan ran\(loss)", "run the scan again when nothing writes here")
    case EMFILE, ENFILE:
      ("too many files are open\(loss)", "raise the limit with `ulimit -n`, or scan with `--jobs 1`")
    default:
      (
        "the system says \"\(String(cString: strerror(error)))\"\(loss)",
        "check the disk or mount, \(leaveOut)"
      )
    }
  }

  /// Why a link that leads nowhere cannot be scanned.
  static func brokenLink(to target: String) -> Phrase {
    "the symbolic link leads to `\(target)`, which does not exist; mend or remove the link, "
      + "or leave it out with a line in .bornageignore"
  }

  /// Why a link out of the scanned folders is not followed.
  static func linkOutside(to target: String) -> Phrase {
    "the symbolic link leads to `\(target)`, outside the folders that were named, and was not followed; "
      + "name that path too if it belongs to the scan"
  }

  /// Why something that is neither a file nor a folder cannot be scanned.
  static func special(_ mode: mode_t) -> Phrase {
    let kind: Phrase =
      switch mode & S_IFMT {
      case S_IFIFO: "a named pipe"
      case S_IFSOCK: "a socket"
      case S_IFCHR, S_IFBLK: "a device"
      default: "of a special kind"
      }
    return "it is not a regular file but \(kind); save its content as a file, or pipe it to `bornage scan -`"
  }
}
