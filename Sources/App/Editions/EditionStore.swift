import Foundation
import Programme
import Storage

/// The editions of an installation: the one in force, the earlier ones whose promises still hold, and those next to its
/// file, for the public to read.
struct EditionStore: Sendable {
    let inForce: PublishedEdition
    /// Used here before, oldest first.
    let earlier: [PublishedEdition]
    /// In the directory of the file in force, and never used here.
    let beside: [PublishedEdition]

    /// The signed annex; nil where the edition in force needs none.
    let annexNote: String?

    /// Holidays and the office's time to answer, from the file beside the editions.
    let service: ServiceRules

    /// Without `earlier` and `beside`, only the edition in force.
    init(
        inForce: PublishedEdition, earlier: [PublishedEdition] = [], beside: [PublishedEdition] = [],
        service: ServiceRules = .usual, annexNote: String? = nil
    ) {
        (self.inForce, self.earlier, self.beside, self.service) = (inForce, earlier, beside, service)
        self.annexNote = annexNote
    }

    /// The same editions under the annex. An earlier one that it does not fit has no wave that is still to be drawn.
    func with(_ annex: Annex, note: String) throws(AnnexFault) -> EditionStore {
        EditionStore(
            inForce: try inForce.with(annex), earlier: earlier.map { (try? $0.with(annex)) ?? $0 }, beside: beside,
            service: service, annexNote: note)
    }

    /// All of them, by the first day of each and then by id.
    var all: [PublishedEdition] {
        ([inForce] + earlier + beside).sorted { one, other in
            (one.edition.validity.from, one.edition.id) < (other.edition.validity.from, other.edition.id)
        }
    }

    /// Those that the list for the public names: what is and was in force here, and those beside it whose legal basis
    /// is published by that day. A text for trials of another installation is no rule of this one.
    func listed(on today: CivilDate) -> [PublishedEdition] {
        let own = Set(([inForce] + earlier).map(\.edition.id))
        return all.filter { published in
            let edition = published.edition
            guard !own.contains(edition.id) else { return true }
            let isTrial = Self.trialEndings.contains { edition.id.hasSuffix($0) }
            return !isTrial && edition.legalBasis.allSatisfy { $0.dated <= today }
        }
    }

    /// How the ids of editions for a demo or a sandbox end.
    private static let trialEndings = ["-demo", "-sandbox"]

    func find(_ id: String) -> PublishedEdition? {
        all.first { $0.edition.id == id }
    }

    /// Reads the file, or the text stored under that id, and stores nothing: `confirm` does, at the end of a start.
    ///
    /// Throws `BootFault.edition` when it is not a valid edition, when another text was published under its id, when a text
    /// kept here is not the one that was published, while a wave of another edition is under way, or when it would start
    /// in production without confirmation.
    ///
    /// - Parameters:
    ///   - path: a file; or the id of an edition that was used here, because a later release may ship it under another
    ///     name.
    ///   - serving: a server may bring a new edition into force; a command runs only under one that is in force.
    ///   - startCheck: the confirmation that a start in production needs.
    static func open(
        path: String, in database: Database, serving: Bool = true, startCheck: EditionStartCheck = .open
    ) async throws -> EditionStore {
        let known = try await database.read { try $0.editions.kept() }
        let published = try read(path, known: known)
        if !serving {
            let ids = known.map(\.edition.id)
            guard ids.isEmpty || ids.contains(published.edition.id) else {
                let reason =
                    "this installation runs edition \(ids.joined(separator: ", ")): name its file with --edition"
                throw BootFault.edition(path: path, reason: reason)
            }
        }
        if let reason = startCheck.obstacle(to: published.edition, known: known.map(\.edition)) {
            throw BootFault.edition(path: path, reason: reason)
        }
        let namesake = known.first { $0.edition.id == published.edition.id }
        guard namesake.map({ $0.text.digest == published.text.digest }) ?? true else {
            throw BootFault.edition(path: path, reason: changed(published.edition.id))
        }
        let unfinished = try await database.read { try $0.editions.unfinishedWave(of: published.edition.id) }
        if let wave = unfinished {
            let reason =
                "wave \(wave.number) of edition \(wave.edition) is under way: start with --edition \(wave.edition) again and announce "
                + "its outcome first"
            throw BootFault.edition(path: path, reason: reason)
        }
        let earlier = known.filter { $0.edition.id != published.edition.id }
        let used = Set(earlier.map(\.edition.id)).union([published.edition.id])
        let beside = neighbours(of: path).filter { !used.contains($0.edition.id) }
        let service = try ServiceFile.beside(path)
        return EditionStore(inForce: published, earlier: earlier, beside: beside, service: service)
    }

    /// Throws the reason why the server would not start with this file, and changes nothing.
    static func check(_ path: String, in database: Database, startCheck: EditionStartCheck) async throws {
        // A database without a schema has no editions; one that does not answer is reported by the migration.
        let kept = (try? await database.read { try $0.editions.all() }) ?? []
        let known = try kept.map { try $0.usable() }
        let published = try read(path, known: known)
        if let reason = startCheck.obstacle(to: published.edition, known: known.map(\.edition)) {
            throw BootFault.edition(path: path, reason: reason)
        }
    }

    /// The edition in a file, or the one of `known` with that id, checked. Throws `BootFault.edition`.
    static func read(_ path: String, known: [PublishedEdition]) throws -> PublishedEdition {
        if let kept = known.first(where: { $0.edition.id == path }) { return kept }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            let reason =
                "there is no such file that can be read; name one with --edition, or set EDITION to its whole path"
            throw BootFault.edition(path: path, reason: reason)
        }
        let published: PublishedEdition
        do {
            published = try PublishedEdition(yaml: text)
        } catch {
            throw BootFault.edition(path: path, reason: "\(error)")
        }
        // An edition that was accepted once is not rejected by a later release.
        if known.contains(where: { $0.edition.id == published.edition.id && $0.text.digest == published.text.digest }) {
            return published
        }
        let errors = published.edition.check().filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw BootFault.edition(path: path, reason: "\(EditionFault(findings: errors))")
        }
        return published
    }

    private static func changed(_ id: String) -> String {
        "edition \(id) was published with another text, and a published edition does not change: go on with what was "
            + "published by --edition \(id), or give the new text an id of its own (in a demo, begin with an empty data "
            + "directory)"
    }

    /// The other editions in that directory, without the demo's.
    private static func neighbours(of path: String) -> [PublishedEdition] {
        let directory = URL(filePath: path).deletingLastPathComponent()
        let files = (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "yaml" }.compactMap { file in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
            return try? PublishedEdition(yaml: text)
        }.filter { !$0.edition.id.hasSuffix("-demo") }
    }
}
