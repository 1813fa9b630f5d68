import Foundation
import Programme
import Storage

/// The editions of an installation: the one in force, those that something was promised under, and those that lie
/// beside its file for everybody to read.
struct EditionShelf: Sendable {
    let inForce: PublishedEdition
    /// Used here before, oldest first.
    let earlier: [PublishedEdition]
    /// Beside the file of the one in force, and never used here.
    let beside: [PublishedEdition]

    /// Where it cannot be told from the directory, only the one in force.
    init(inForce: PublishedEdition, earlier: [PublishedEdition] = [], beside: [PublishedEdition] = []) {
        (self.inForce, self.earlier, self.beside) = (inForce, earlier, beside)
    }

    /// All of them, by the first day of each and then by id.
    var all: [PublishedEdition] {
        ([inForce] + earlier + beside).sorted { one, other in
            (one.edition.validity.from, one.edition.id) < (other.edition.validity.from, other.edition.id)
        }
    }

    func find(_ id: String) -> PublishedEdition? {
        all.first { $0.edition.id == id }
    }

    /// Reads the file, and keeps the edition where it is used for the first time.
    ///
    /// Throws `BootFault.edition` when it is no edition, when another text was published under its id, or while a wave
    /// of another edition is under way.
    ///
    /// - Parameter serving: a server may bring a new edition into force; a command only works under one that is.
    static func open(
        path: String, in database: Database, at now: Instant, serving: Bool = true
    ) async throws -> EditionShelf {
        let published = try read(path)
        if !serving {
            let known = try await database.read { try $0.editions.all() }.map { try Edition(yaml: $0).id }
            guard known.isEmpty || known.contains(published.edition.id) else {
                let reason =
                    "this installation runs edition \(known.joined(separator: ", ")): name its file with --edition"
                throw BootFault.edition(path: path, reason: reason)
            }
        }
        let isSame = try await database.transaction { try $0.editions.publish(published, at: now) }
        guard isSame else { throw BootFault.edition(path: path, reason: changed(published.edition.id)) }
        let (texts, unfinished) = try await database.read { tx in
            (try tx.editions.all(), try tx.editions.unfinishedWave(of: published.edition.id))
        }
        if let wave = unfinished {
            let reason =
                "wave \(wave.number) of edition \(wave.edition) is under way: start with that edition again and announce "
                + "its outcome first"
            throw BootFault.edition(path: path, reason: reason)
        }
        let earlier = try texts.map(PublishedEdition.init(yaml:)).filter { $0.edition.id != published.edition.id }
        let used = Set(earlier.map(\.edition.id)).union([published.edition.id])
        let beside = neighbours(of: path).filter { !used.contains($0.edition.id) }
        return EditionShelf(inForce: published, earlier: earlier, beside: beside)
    }

    private static func read(_ path: String) throws -> PublishedEdition {
        let published: PublishedEdition
        do {
            published = try PublishedEdition(yaml: String(contentsOfFile: path, encoding: .utf8))
        } catch {
            throw BootFault.edition(path: path, reason: "\(error)")
        }
        let errors = published.edition.check().filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw BootFault.edition(path: path, reason: "\(EditionFault(findings: errors))")
        }
        return published
    }

    private static func changed(_ id: String) -> String {
        "edition \(id) was published with another text, and a published edition does not change: give the new text an id "
            + "of its own (in a demo, begin with an empty data directory)"
    }

    /// Whatever else in that directory is an edition. The demo's is one only where it is in force.
    private static func neighbours(of path: String) -> [PublishedEdition] {
        let directory = URL(filePath: path).deletingLastPathComponent()
        let files = (try? FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)) ?? []
        return files.filter { $0.pathExtension == "yaml" }.compactMap { file in
            guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
            return try? PublishedEdition(yaml: text)
        }.filter { !$0.edition.id.hasSuffix("-demo") }
    }
}
