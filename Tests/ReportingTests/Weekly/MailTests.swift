import Assessment
import Foundation
import Testing

@testable import Reporting

@Suite("Mail: headers, bodies, parts")
struct MailTests {
  private func message(
    subject: String = "Subject", text: String = "text\n", html: String = "<p>html</p>\n",
    attached: [UInt8] = [1]
  ) throws -> [UInt8] {
    MailMessage(
      from: try #require(MailAddress("Équipe conformité <bornage@example.org>")),
      to: [try #require(MailAddress("a@example.org"))],
      subject: subject, date: try #require(Moment("2026-11-30T06:00:00Z")),
      digest: String(repeating: "ab", count: 32),
      follows: nil, language: .english, text: text, html: html,
      attachments: attached.isEmpty
        ? [] : [MailMessage.Attachment(name: "a.json", type: "application/json", bytes: attached)]
    ).bytes()
  }

  /// Undoes quoted-printable.
  private func decoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "="), bytes[index + 1] == 0x0D {
        index += 3
      } else if bytes[index] == UInt8(ascii: "=") {
        result.append(
          UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16) ?? 0)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }

  @Test("quoted-printable gives back what went in, in lines of 76 characters, safe on its way")
  func quotedPrintable() throws {
    let texts = [
      "", "plain", "é à 日本 🎉", "a=b", "blank at the end \ntab\t", ".\n..dots\nFrom me", "\t x",
      String(repeating: "x", count: 300), String(repeating: "é ", count: 200),
      String(repeating: "a", count: 74) + ".F" + String(repeating: "F.", count: 80),
      String(repeating: " ", count: 200), String(repeating: "=", count: 100) + " ",
    ]
    for text in texts {
      let bytes = MailText.quotedPrintable(text)
      #expect(decoded(bytes) == text + "\n")
      for line in String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n") {
        #expect(line.utf8.count <= 76)
        #expect(
          !line.hasPrefix(".") && !line.hasPrefix("From ") && !line.hasSuffix(" ") && !line.hasSuffix("\t"))
      }
    }
  }

  @Test("headers are folded, encoded where they must be, and none can begin another")
  func headers() throws {
    #expect(MailText.header("Subject", text: "plain words") == "Subject: plain words")
    let long = MailText.header("Subject", text: String(repeating: "word ", count: 60))
    let other = MailText.header("Subject", text: String(repeating: "élan vital ", count: 40))
    for line in (long + "\r\n" + other).components(separatedBy: "\r\n") { #expect(line.utf8.count <= 76) }
    for line in other.components(separatedBy: "\r\n").dropFirst() { #expect(line.hasPrefix(" =?UTF-8?B?")) }
    #expect(!MailText.header("Subject", text: "a\r\nBcc: b@example.org").contains("\n"))
    #expect(MailText.header("Subject", text: "=?x").contains("=?UTF-8?B?"))
  }

  @Test("addresses: with and without a name, lists, and what is none")
  func addresses() throws {
    #expect(MailAddress("a@example.org")?.name == nil)
    #expect(MailAddress("root")?.host == nil)
    #expect(MailAddress("\"Doe, Jane\" <j@example.org>")?.name == "Doe, Jane")
    #expect(MailAddress.list("\"Doe, Jane\" <j@example.org>, b@example.org")?.count == 2)
    for text in ["", "a b", "a@", "@b", "a@b@c", "a@b\r\nBcc: c@d", "x <a@b", "<a,b@c>", "-oQ/tmp", "é@b"] {
      #expect(MailAddress(text) == nil, "\(text)")
    }
    let jane = try #require(MailAddress("Jane \\ <j@example.org>"))
    #expect(MailText.header("To", addresses: [jane]) == "To: \"Jane \\\\\" <j@example.org>")
  }

  @Test(
    "every line ends in CR and LF and is short; the parts are told apart by a boundary that no body holds")
  func whole() throws {
    let text = try String(
      decoding: message(text: "--=_bornage\nx=_y\n", attached: Array(0...255)), as: UTF8.self)
    #expect(!text.replacingOccurrences(of: "\r\n", with: "").contains { $0 == "\r" || $0 == "\n" })
    #expect(text.hasSuffix("--\r\n"))
    for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 78) }
    #expect(text.components(separatedBy: "--=_bornage_").count == 1 + 3 + 3)
    #expect(text.contains("From: =?UTF-8?B?"))
    #expect(text.contains("Date: Mon, 30 Nov 2026 06:00:00 +0000\r\n"))
    let (first, second) = (try message(), try message())
    #expect(first == second)
    let bare = String(decoding: try message(attached: []), as: UTF8.self)
    #expect(!bare.contains("multipart/mixed"))
  }

  @Test("a failure is a report: what failed, what it means, what it said")
  func failure() throws {
    let report = FailureReport(
      code: 3, step: "record", at: try #require(Moment("2026-11-30T06:00:00Z")),
      log: (1...200).map { "line \($0)\u{1B}[0m" }.joined(separator: "\n") + "\nthe end", logName: "log")
    for form in WeeklyForm.allCases where form != .csv {
      let style = WeeklyStyle(to: [try #require(MailAddress("a@example.org"))])
      let bytes = try #require(report.bytes(form, style: style))
      let text = form == .eml ? decoded(bytes) : ""
      let shown = form == .eml ? text : String(decoding: bytes, as: UTF8.self)
      #expect(shown.contains("the end"))
      #expect(!shown.contains("line 80"))
      #expect(!shown.contains("\u{1B}"))
      if form != .json { #expect(shown.contains("incomplete")) }
    }
    #expect(report.bytes(.csv, style: WeeklyStyle()) == nil)
  }
}
