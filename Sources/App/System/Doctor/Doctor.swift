import Foundation
import Programme
import Storage

/// `prakerja doctor`: checks everything an installation needs, from its settings to the headers that arrive through its
/// proxy. It changes nothing, and may run while a server is running.
struct Doctor: Sendable {
    enum Limits {
        /// How long ago a worker may have been last seen; it reports every five seconds.
        static let silence = Span.minutes(1)
        /// Timeout of every network request.
        static let patience = Span.seconds(5)
        /// Room on the disk of photos and of an SQLite database, in bytes.
        static let leastRoom: Int64 = 512 << 20
        /// How much clocks of servers may differ.
        static let skew = Span.minutes(1)
        /// How long a proxy may take to refuse the announced length of a body.
        static let bodyPatience = Span.seconds(2)
    }

    /// Of a sandbox where the database is one's.
    var configuration: Configuration
    let now: Instant

    /// - Parameter database: nil when it could not be opened, which `trouble` explains.
    func examine(_ database: Database?, trouble: String? = nil) async -> [Diagnosis] {
        var found = settings() + [directory(), printReader]
        let published = await readEdition(&found, database)
        let edition = await readAnnex(&found, of: published, database)
        found.append(await roles(database))
        let name = configuration.databaseURL == nil ? "database (SQLite)" : "database (PostgreSQL)"
        if let database {
            found += await examine(database, name, edition)
        } else {
            found.append(Diagnosis(name, trouble ?? "it is not there: run `prakerja migrate`"))
        }
        found += await Gateways(configuration: configuration, edition: edition).examine()
        found += await SiteProbe(configuration: configuration).examine()
        return found
    }

    private func settings() -> [Diagnosis] {
        let found = configuration.unfitForPublic + configuration.suspicions
        guard !found.isEmpty else { return [Diagnosis("settings")] }
        return found.map { Diagnosis("settings", $0) }
    }

    private func directory() -> Diagnosis {
        let path = configuration.dataDirectory
        let what = "data directory \(path)"
        guard FileManager.default.fileExists(atPath: path) else {
            return Diagnosis(what, "does not exist yet: `prakerja migrate` makes it")
        }
        return Diagnosis(what, DataDirectory.trouble(path) ?? room(path))
    }

    /// Photos are kept here; on SQLite every write needs room as well.
    private func room(_ path: String) -> String? {
        let system = try? FileManager.default.attributesOfFileSystem(forPath: path)
        guard let free = (system?[.systemFreeSize] as? NSNumber)?.int64Value, free < Limits.leastRoom else {
            return nil
        }
        return "has \(free >> 20) MiB left on its disk: make room, or move it to a larger one"
    }

    // MARK: The edition

    /// The programme clock's lead over the real one; zero when the database does not give it, and in production.
    private func lead(of database: Database?) async -> Span {
        guard let database, configuration.hasMovableClock else { return .zero }
        return (try? await database.read { try $0.clock.lead() }) ?? .zero
    }

    private func readEdition(_ found: inout [Diagnosis], _ database: Database?) async -> PublishedEdition? {
        let what = "edition \(configuration.editionPath)"
        do {
            let kept = await keptEditions(&found, database)
            let known = kept.compactMap(\.published)
            let published = try EditionStore.read(configuration.editionPath, known: known)
            let edition = published.edition
            let today = edition.waves.zone.date(of: now + (await lead(of: database)))
            let isOver = edition.validity.to < today
            let words = "is out of date: \(edition.id) ended on \(edition.validity.to). Set EDITION to the one in force"
            let startCheck = EditionStartCheck(configuration, at: now)
            found.append(
                Diagnosis(
                    what,
                    isOver
                        ? words
                        : startCheck.obstacle(to: edition, known: known.map(\.edition))
                            ?? startCheck.mismatch(with: edition)))
            return published
        } catch {
            found.append(Diagnosis(what, "\(error)"))
            return nil
        }
    }

    /// The edition with its annex; as it is where it needs none or has none that can be used.
    private func readAnnex(
        _ found: inout [Diagnosis], of published: PublishedEdition?, _ database: Database?
    ) async -> Edition? {
        guard let published, published.edition.needsAnnex, let database else { return published?.edition }
        let what = "annex \(configuration.annexPath ?? "used last")"
        do {
            let key = try await MasterKey.open(configuration.keyPath, in: database, making: false, at: now)
            let seal = ProgrammeSeal(vault: Vault(master: key), site: published.edition.site)
            let file = AnnexFile(configuration: configuration, site: seal.verifier, sign: { try seal.note($0) })
            let fitted = try await file.fit(EditionStore(inForce: published), in: database)
            found.append(Diagnosis(what))
            return fitted?.store.inForce.edition ?? published.edition
        } catch {
            found.append(Diagnosis(what, "\(error)"))
            return published.edition
        }
    }

    /// The role file beside the edition's. Without one, a server uses the file that was in force last, which may be that
    /// of an earlier version.
    private func roles(_ database: Database?) async -> Diagnosis {
        let path = OfficeRoleFile.path(beside: configuration.editionPath)
        let what = "roles \(path.relativePath)"
        guard let text = try? String(contentsOf: path, encoding: .utf8) else {
            let kept = try? await database?.read { try $0.officeRoles.latest() }
            guard let kept, let roles = try? OfficeRoles(yaml: kept) else { return Diagnosis(what) }
            return Diagnosis(what, OfficeRoleFile.shortfall(of: roles, beside: configuration.editionPath))
        }
        let lines = OfficeRolesReview(yaml: text).lines
        return Diagnosis(what, lines.isEmpty ? nil : lines.joined(separator: "; "))
    }

    // MARK: The database

    private func examine(_ database: Database, _ name: String, _ edition: Edition?) async -> [Diagnosis] {
        do {
            var found = [text(try await database.text(), name)]
            let pending = try await Boot.migrations.pending(database)
            guard pending.isEmpty else {
                return found + [Diagnosis(name, "\(pending.count) steps behind: run `prakerja migrate`")]
            }
            found.append(Diagnosis("\(name), its schema"))
            found.append(await masterKey(database))
            found += try await authenticators(database)
            found += try await rights(database)
            found += try await objects(database)
            found += try await file(database)
            let bank = edition?.test.bank.flatMap { Data(hex: $0.digest) }
            let (officers, partners, seen, hasBank) = try await database.read { tx in
                (
                    try tx.doctor.officers(), try tx.doctor.partners(), try tx.workers.lastSeen(),
                    try bank.map { try tx.questionBanks.has($0) } ?? true
                )
            }
            let missing = "the edition's bank is not in the database: `prakerja questions import FILE`"
            let isPublic = configuration.isTrial ? nil : edition?.checkBank()?.sentence
            found.append(Diagnosis("questions of the test", isPublic ?? (hasBank ? nil : missing)))
            let (highest, strange, lead) = try await database.read { [now] tx in
                (try tx.nodes.highestID(at: now), try tx.nodes.incredible(at: now), try tx.clock.lead())
            }
            let written = IDSource.instant(of: highest)
            return found + people(officers, partners) + [worker(seen), clock(behind: written, lead), ids(strange)]
        } catch {
            return [Diagnosis(name, PlainError.sentence(error))]
        }
    }

    private func text(_ text: DatabaseText, _ name: String) -> Diagnosis {
        Diagnosis("\(name), its letters", Self.trouble(of: text))
    }

    /// Why a database's encoding or order does not do, and how it is made; nil when both do.
    static func trouble(of text: DatabaseText) -> String? {
        let remedy = "make it with ENCODING 'UTF8' LOCALE 'C.UTF-8', as README.md says, and move the data"
        if !text.isUnicode { return "keeps text as \(text.encoding), not UTF-8: \(remedy)" }
        if !text.sortsByCode { return "sorts by \(text.collation ?? ""), not by code: \(remedy)" }
        return nil
    }

    /// In production on PostgreSQL: whether the application's own user could change what proves its acts. On SQLite a
    /// change is found by `prakerja audit verify`.
    private func rights(_ database: Database) async throws -> [Diagnosis] {
        guard database.engine == .postgres, !configuration.isTrial else { return [] }
        let changeable = try await database.changeable(AppendOnly.tables)
        guard !changeable.isEmpty else { return [Diagnosis("rights of the application's user")] }
        return [
            Diagnosis(
                "rights of the application's user",
                """
                it can change \(changeable.joined(separator: ", ")): let another user migrate, as SECURITY.md says \
                (MIGRATION_DATABASE_URL)
                """)
        ]
    }

    private func objects(_ database: Database) async throws -> [Diagnosis] {
        try database.expectOwnSchema()
        let found = try await database.checkSchema()
        guard !found.isEmpty else { return [] }
        return [Diagnosis("objects of the database", StorageFault.sentence(unknownObjects: found))]
    }

    private func masterKey(_ database: Database) async -> Diagnosis {
        let path = configuration.keyPath
        let what = "master key \(path)"
        do {
            _ = try await MasterKey.open(path, in: database, making: false, at: now)
        } catch BootFault.keyMissing {
            let words = "does not exist yet: the first `prakerja serve` makes it"
            return Diagnosis(what, await isNew(database) ? words : "\(BootFault.keyMissing(path: path))")
        } catch {
            return Diagnosis(what, "\(error)")
        }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        let rights = (attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0
        guard rights & 0o077 == 0 else { return Diagnosis(what, "can be read by others: chmod 600 \(path)") }
        return Diagnosis(what)
    }

    /// Nothing is said where the key itself is wrong: then no secret can be read.
    private func authenticators(_ database: Database) async throws -> [Diagnosis] {
        let opened = try? await MasterKey.open(configuration.keyPath, in: database, making: false, at: now)
        guard let key = opened else { return [] }
        let unreadable = try await database.read { try $0.doctor.unreadableSecrets(Vault(master: key)) }
        guard !unreadable.isEmpty else { return [Diagnosis("officers' authenticators")] }
        let names = unreadable.map(\.description).joined(separator: ", ")
        return [
            Diagnosis(
                "officers' authenticators",
                """
                the secret of officer \(names) cannot be decrypted, so that no code signs in: restore the row from a \
                backup, or have a new link proposed at /kantor/petugas
                """)
        ]
    }

    private func isNew(_ database: Database) async -> Bool {
        (try? await database.read { try $0.masterKeys.mark() == nil && !$0.masterKeys.holdsSealed() }) ?? false
    }

    private func people(_ officers: [Role: Int], _ partners: [Partner.Kind: Int]) -> [Diagnosis] {
        let needed: [(Role, Int)] = [
            (.administrator, 2), (.programmeManager, 1), (.waveManager, 1), (.payoutMaker, 1), (.payoutChecker, 1),
            (.identityReviewer, 1),
        ]
        let missing = needed.filter { officers[$0, default: 0] < $1 }
        let roles = missing.map { $1 > 1 ? "\($0.rawValue) (\($1) of them)" : $0.rawValue }.joined(separator: ", ")
        let remedy =
            missing.contains { $0.0 == .administrator }
            ? "add administrators with `prakerja officer add`" : "administrators invite them at /kantor/petugas"
        let kinds: [(Partner.Kind, String, String)] = [
            (.platform, "platforms", "nobody can buy a training"),
            (.institution, "institutions", "no training can be completed"),
        ]
        let office = Diagnosis(
            "officers", missing.isEmpty ? nil : "there is no \(roles): \(remedy)")
        return [office]
            + kinds.map { kind, name, consequence in
                Diagnosis(name, partners[kind, default: 0] > 0 ? nil : "none is registered: \(consequence)")
            }
    }

    /// - Parameter written: when the newest rows were made, by the clocks of all servers.
    /// - Parameter lead: of the programme clock, as stored; nil where none is.
    private func clock(behind written: Instant, _ lead: Span?) -> Diagnosis {
        if let lead, lead != .zero, !configuration.hasMovableClock {
            return Diagnosis(
                "clock",
                "the database names a lead over the real time, which a demo left or SQL put in; it is not followed: tell "
                    + "the auditors, then delete the rows of programme_clock and programme_lead")
        }
        guard written - now > Limits.skew else { return Diagnosis("clock") }
        return Diagnosis(
            "clock",
            "is at \(now), and rows were written at \(written): set the clocks of all servers by one source (NTP)")
    }

    private func ids(_ incredible: [Int]) -> Diagnosis {
        guard let first = incredible.first else { return Diagnosis("ids") }
        return Diagnosis(
            "ids",
            "the row of node \(first) names an id of the future: it was changed by other means; tell the auditors, "
                + "then delete the row")
    }

    private func worker(_ seen: Instant?) -> Diagnosis {
        let remedy = "start `prakerja serve`, or `prakerja serve --only worker`"
        guard let seen else { return Diagnosis("worker", "none was seen for a day: \(remedy)") }
        guard seen - now <= Limits.skew else {
            return Diagnosis("worker", "was last seen at \(seen), ahead of this clock: set the clock, then \(remedy)")
        }
        guard now - seen <= Limits.silence else {
            return Diagnosis("worker", "none was seen since \(seen): \(remedy)")
        }
        return Diagnosis("worker")
    }
}
