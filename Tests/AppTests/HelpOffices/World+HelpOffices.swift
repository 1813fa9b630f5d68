import Foundation
import Programme
import Testing

@testable import App

extension World {
    /// A row of a file of offices, open from Monday to Friday.
    static func officeRow(
        _ name: String, kind: String = "tenaga-kerja", region: String = "32.73", phone: String = "(022) 0000123",
        computers: String = "6", hours: String = "08.00-16.00"
    ) -> String {
        let week = (Array(repeating: hours, count: 5) + ["tutup", "tutup"]).joined(separator: ";")
        return "\(kind);\(region);\(name);Jalan Contoh 12;\(phone);\(computers);\(week)"
    }

    static func officeFile(_ rows: [String]) -> Data {
        let headings = HelpOfficeFile.headings.replacing(",", with: ";")
        return Data(([headings] + rows).joined(separator: "\r\n").utf8)
    }

    /// Makes these rows the directory, as an operator's import does.
    @discardableResult
    func importOffices(_ rows: [String]) async throws -> HelpOfficeChanges {
        let bytes = Self.officeFile(rows)
        let read = try HelpOfficeFile(bytes)
        #expect(read.faults.isEmpty)
        let changes = try await HelpOfficeImport.take(read.offices, of: bytes, on: dependencies)
        dependencies.publicCache.forget()
        return changes
    }
}
