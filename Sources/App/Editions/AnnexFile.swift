import Foundation
import Programme
import Storage

/// The annex with which the draws of this installation are watched: from the file that the setting names, or the one
/// that was used last.
struct AnnexFile: Sendable {
    let configuration: Configuration
    /// The key of this installation.
    let site: NoteVerifier
    let sign: @Sendable (String) throws -> String

    /// Beside the edition's file, for a demo, a sandbox or a development server, which sign it themselves.
    static let demoName = "demo-annex.yaml"

    private var isClosed: Bool { !configuration.isTrial }

    /// The editions with the annex attached; as they are where the one in force needs none. The annex is stored, for the
    /// waves that open from now on: one that has opened keeps the annex under which its witnesses committed to their
    /// secrets. So a witness's lost key is exchanged for later waves while the draw of an earlier one still waits for it.
    ///
    /// Throws `BootFault.annex` as `fit` does.
    func attach(to store: EditionStore, in database: Database, at now: Instant) async throws -> EditionStore {
        guard let (annex, attached) = try await fit(store, in: database), let note = attached.annexNote else {
            return store
        }
        try await database.transaction { tx in try tx.editions.keep(annex, note: note, at: now) }
        return attached
    }

    /// The same without storing it; nil where the edition in force needs none.
    ///
    /// Throws `BootFault.annex` where it is missing, does not fit the edition, is not signed by this site, or has the
    /// demo's keys in production.
    func fit(_ store: EditionStore, in database: Database) async throws -> (annex: Annex, store: EditionStore)? {
        guard store.inForce.edition.needsAnnex else { return nil }
        let note = try await note(for: store.inForce.edition, in: database)
        let annex: Annex
        let attached: EditionStore
        do {
            annex = try Annex(note: note)
            attached = try store.with(annex, note: note)
        } catch {
            throw BootFault.annex("\(error)")
        }
        if annex.site != site.description {
            throw BootFault.annex("it is signed by \(annex.site), and this installation's key is \(site)")
        }
        if isClosed, let key = annex.checkKeys().first {
            throw BootFault.annex("its \(key.place) \(key.sentence), or run a demo or a development server")
        }
        return (annex, attached)
    }

    private func note(for edition: Edition, in database: Database) async throws -> String {
        if let path = configuration.annexPath { return try read(path, for: edition) }
        if !isClosed {
            let beside = URL(filePath: configuration.editionPath).deletingLastPathComponent()
                .appending(path: Self.demoName)
            if FileManager.default.fileExists(atPath: beside.path) { return try read(beside.path, for: edition) }
        }
        if let note = try await database.read({ try $0.editions.lastAnnex() }) { return note }
        throw BootFault.annex(
            "edition \(edition.id) has \(edition.waves.rule?.witnesses ?? 0) witnesses, and no annex names them: sign "
                + "one with `prakerja annex sign`, and name its file in ANNEX")
    }

    private func read(_ path: String, for edition: Edition) throws -> String {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw BootFault.annex("there is no file “\(path)” that can be read: set ANNEX to its whole path")
        }
        guard AnnexDraft.isMeant(text), !text.hasPrefix(Annex.version) else { return text }
        if isClosed {
            throw BootFault.annex("“\(path)” is a draft: sign it with `prakerja annex sign`, and name what that writes")
        }
        do {
            // The same at every start, so that its digest is.
            let draft = try AnnexDraft(yaml: text)
            return try sign(
                draft.annex(of: site, issued: draft.chains.first?.genesis ?? edition.validity.registrationOpens).text)
        } catch {
            throw BootFault.annex("“\(path)”: \(error)")
        }
    }
}
