import Foundation
import Storage

/// A column with a person's name or address. It is sealed, beside a column of earlier versions that holds the same in
/// clear text in rows that `SealNames` has yet to seal, and is blank in all others.
struct SealedText: Sendable, Equatable {
    let table: String
    /// The column of earlier versions.
    let clear: String
    /// What stands in it beside a sealed text; another where the column may not be empty.
    let blank: String

    /// The column of the sealed text.
    var column: String { "sealed_\(clear)" }

    init(_ table: String, _ clear: String, blank: String = "") {
        (self.table, self.clear, self.blank) = (table, clear, blank)
    }

    /// - Parameter id: what the row is sealed for: its primary key.
    func seal(_ text: String, row id: Int64, _ vault: Vault) throws -> Data {
        try vault.seal(text, table: table, column: clear, row: id)
    }

    /// The text of a row that has both columns. Throws `VaultFault.unreadable` where it was sealed for another row, or
    /// where clear text stands beside the sealed one, which no act leaves.
    func open(_ row: Row, of id: Int64, _ vault: Vault) throws -> String {
        try open(clear: row[clear], sealed: row[column], of: id, vault)
    }

    fileprivate func open(clear: String, sealed: Data?, of id: Int64, _ vault: Vault) throws -> String {
        guard let sealed else { return clear }
        do {
            guard clear == blank else { throw VaultFault.unreadable }
            return try vault.openText(sealed, table: table, column: self.clear, row: id)
        } catch let fault as VaultFault {
            guard let unreadable = vault.unreadable else { throw fault }
            unreadable.note(table, self.clear, row: id)
            return UnreadableValues.marker
        }
    }

    /// The text, or a dash where it cannot be opened: only for a record of which every act and page compares whether it
    /// is as its last act left it, and says so.
    func shown(_ row: Row, of id: Int64, _ vault: Vault) throws -> String {
        do {
            return try open(row, of: id, vault.strict)
        } catch is VaultFault {
            return "–"
        }
    }

    /// As `open`, of a row that an outer join may lack: nil there.
    func find(_ row: Row, of id: Int64, _ vault: Vault) throws -> String? {
        let clear: String? = try row[self.clear]
        return try clear == nil ? nil : open(row, of: id, vault)
    }

    /// The same for a column that may be null, or that blank text fills where there is nothing to seal.
    func sealIfAny(_ text: String, row id: Int64, _ vault: Vault) throws -> Data? {
        text.isEmpty ? nil : try seal(text, row: id, vault)
    }

    /// A row as it is bound: as it was before names were sealed, with the opened text in the place of the clear one.
    ///
    /// - Parameters:
    ///   - place: of the clear column in the row.
    ///   - extra: how many of the row's last columns were read to open it, and are left out.
    func bound(_ row: Row, at place: Int, of id: Int64, leavingOut extra: Int = 1, _ vault: Vault) throws -> [String?] {
        var texts = row.texts(leavingOut: extra)
        texts[place] = try find(row, of: id, vault)
        return texts
    }
}

/// A text of a row that is still sealed: opened only where it is shown, so that lists and acts that do not show it open
/// nothing.
struct SealedWords: Sendable, Equatable {
    private let text: SealedText
    private let id: Int64
    private let clear: String
    private let sealed: Data?

    /// Nil where the column is null.
    ///
    /// - Parameter id: what the row is sealed for: its primary key.
    init?(_ text: SealedText, _ row: Row, of id: Int64) throws {
        let clear: String? = try row[text.clear]
        guard let clear else { return nil }
        (self.text, self.id, self.clear) = (text, id, clear)
        sealed = try row[text.column]
    }

    /// Of a sample.
    init(sample words: String) {
        (text, id, clear, sealed) = (SealedText("sample", "words"), 0, words, nil)
    }

    /// As `SealedText.open`.
    func open(_ vault: Vault) throws -> String {
        try text.open(clear: clear, sealed: sealed, of: id, vault)
    }
}
