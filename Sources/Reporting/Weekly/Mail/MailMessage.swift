import Assessment

/// A complete mail (RFC 5322, MIME): text and HTML for the reader to choose from, and files.
struct MailMessage {
  /// A file that goes with it.
  struct Attachment {
    let name: String
    let type: String
    let bytes: [UInt8]
  }

  let from: MailAddress
  let to: [MailAddress]
  let subject: String
  let date: Moment
  /// What the message is known by: hexadecimal digits of a digest of what it says.
  let digest: String
  /// The digest of the message that it follows; nil if there is none.
  let follows: String?
  let language: Language
  let text: String
  let html: String
  let attachments: [Attachment]

  /// The message as it is handed to `sendmail -t`.
  func bytes() -> [UInt8] {
    var result: [UInt8] = []
    for line in headers { result += "\(line)\r\n".utf8 }
    result += "\r\n".utf8
    if attachments.isEmpty {
      alternative(&result)
    } else {
      result +=
        "--\(boundary("m"))\r\nContent-Type: multipart/alternative;\r\n boundary=\"\(boundary("a"))\"\r\n\r\n"
        .utf8
      alternative(&result)
      for attachment in attachments { attach(attachment, &result) }
      result += "--\(boundary("m"))--\r\n".utf8
    }
    return result
  }

  private var headers: [String] {
    let kind = attachments.isEmpty ? ("alternative", "a") : ("mixed", "m")
    var headers = [
      MailText.header("From", addresses: [from]), MailText.header("To", addresses: to),
      MailText.header("Subject", text: subject), "Date: \(date.mailDate)",
      "Message-ID: \(identifier(digest))",
    ]
    if let follows {
      headers += ["In-Reply-To: \(identifier(follows))", "References: \(identifier(follows))"]
    }
    return headers + [
      // Nobody's absence notice should answer it (RFC 3834).
      "Auto-Submitted: auto-generated", "Content-Language: \(language.rawValue)", "MIME-Version: 1.0",
      "Content-Type: multipart/\(kind.0);\r\n boundary=\"\(boundary(kind.1))\"",
    ]
  }

  /// Made from the digest alone, so that the next message can name this one.
  private func identifier(_ digest: String) -> String {
    "<bornage.\(digest.prefix(40)).\(language.rawValue)@\(from.host ?? "localhost.invalid")>"
  }

  /// Neither quoted-printable nor base64 can hold `=_`, so no body holds the boundary.
  private func boundary(_ part: String) -> String { "=_bornage_\(digest.prefix(32))_\(part)" }

  private func alternative(_ result: inout [UInt8]) {
    for (type, body) in [("plain", text), ("html", html)] {
      result +=
        "--\(boundary("a"))\r\nContent-Type: text/\(type); charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        .utf8
      result += MailText.quotedPrintable(body)
    }
    result += "--\(boundary("a"))--\r\n".utf8
  }

  private func attach(_ attachment: Attachment, _ result: inout [UInt8]) {
    result +=
      "--\(boundary("m"))\r\nContent-Type: \(attachment.type)\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n filename=\"\(attachment.name)\"\r\n\r\n"
      .utf8
    result += MailText.base64(attachment.bytes)
  }
}
