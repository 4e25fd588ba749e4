import Foundation
import Mustache
import Returns

/// The pages' templates, read from a folder.
///
/// One may include another by its name without `.mustache`.
struct PageTemplates {
  private let library: MustacheLibrary

  init(folder: URL) throws(ReportError) {
    PageContent.register()
    var library = MustacheLibrary()
    for path in try Self.files(in: folder) {
      let file = path.lastPathComponent
      let text: String
      do {
        text = try String(contentsOf: path, encoding: .utf8)
      } catch {
        throw .templateUnreadable(file: file, reason: systemReason(error))
      }
      do {
        // Every template gets the strict escaping, whether its author thought of it or not.
        try library.register(
          "{{% CONTENT_TYPE:\(PageContent.name)}}\n" + text,
          named: path.deletingPathExtension().lastPathComponent)
      } catch {
        throw .templateInvalid(file: file, reason: "\(error)")
      }
    }
    self.library = library
  }

  func render(_ context: Any, with name: String) throws(ReportError) -> String {
    guard let text = library.render(pageValue(of: context) ?? context, withTemplate: name) else {
      throw .templateUnreadable(file: "\(name).mustache", reason: "it is not there")
    }
    return text
  }

  private static func files(in folder: URL) throws(ReportError) -> [URL] {
    do {
      return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        .filter { $0.pathExtension == "mustache" }
    } catch {
      throw .templateUnreadable(file: folder.lastPathComponent, reason: systemReason(error))
    }
  }
}

/// Escapes for HTML by Unicode scalars.
///
/// The library's own escaping goes by characters, and `<` after or before a combining sign is another
/// character: it would pass through, and a browser would take it for a tag all the same.
struct PageContent: MustacheContentType {
  static let name = "PAGE"

  /// Whether a byte is a sign of plain text that needs no escaping, wherever it stands; most cells are made of such alone.
  private static func standsForItself(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
    default: (0x20...0x7E).contains(byte)
    }
  }

  static func register() { MustacheContentTypes.register(Self(), named: name) }

  func escapeText(_ text: String) -> String {
    if text.utf8.allSatisfy(Self.standsForItself) { return text }
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(scalar)
      case _ where scalar.properties.generalCategory == .control: escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
