import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's key", .timeLimit(.minutes(3)))
struct PartnerKeyTests {
    private static let contact = World.contact("toko")

    /// A platform that was invited and has not opened its link yet.
    private static func invited(
        _ world: World, by officer: DeskOfficer, code: String = "toko"
    ) async throws -> ID<Partner> {
        let answer = try await officer.browser.post(
            Paths.newPartner, World.invitation(.platform, "Toko \(code)", code: code))
        let page = try #require(answer.location, "\(answer.text)")
        return try #require(ID<Partner>(String(page.split(separator: "/").last ?? "")))
    }

    @Test(
        "a link shows the key once; a mail program that opens it in advance does not use it up",
        .bug(
            id: "3.670",
            """
            The office showed a partner's secret key to one partner manager, who could sign purchases and completions \
            in the partner's name.
            """), arguments: Engine.tested)
    func once(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let id = try await Self.invited(world, by: ratna)
            let link = try await world.link(to: Self.contact)
            let (program, partner, late) = (world.visitor(), world.visitor(), world.visitor())
            try await late.open(link)
            for _ in 1...3 {
                let opened = try await program.get(link)
                #expect(opened.status == .ok && !opened.body.contains("sign_key"))
                #expect(opened.headers[.cacheControl] == "no-store")
            }
            let shown = try await partner.post(link, [], seeing: link)
            #expect(shown.headers[.cacheControl] == "no-store")
            let key = try World.key(in: shown)
            let stored = try await world.dependencies.database.read { tx in
                try tx.partners.validKeys(of: id, at: world.clock.now(), vault: world.dependencies.vault)
            }
            #expect(stored.map(\.key) == [Data(key.utf8)])

            let again = try await world.visitor().get(link)
            #expect(again.status == .notFound && again.text.contains("Tautan ini sudah dipakai"), "\(again.text)")
            #expect(try await late.postAsSeen(link, []).status == .notFound, "a form that was opened before")
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test("of two requests with one link at the same moment, one gets the key", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            _ = try await Self.invited(world, by: ratna)
            let link = try await world.link(to: Self.contact)
            let visitors = [world.visitor(), world.visitor()]
            // Both have the form open before either sends it.
            let tokens = [try await visitors[0].open(link), try await visitors[1].open(link)]
            async let first = visitors[0].post(link, [], token: tokens[0])
            async let second = visitors[1].post(link, [], token: tokens[1])
            let statuses = try await [first.status, second.status]
            #expect(Set(statuses) == [.ok, .notFound], "\(statuses)")
        }
    }

    @Test("a link ends after 72 hours, and a new one brings another key", arguments: Engine.tested)
    func expired(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let id = try await Self.invited(world, by: ratna)
            let link = try await world.link(to: Self.contact)
            world.clock.advance(.hours(72) + .seconds(-60))
            #expect(try await world.visitor().get(link).status == .ok)
            world.clock.advance(.seconds(60))
            #expect(try await world.visitor().get(link).status == .notFound)

            let late = try await world.officer("Ratih", .operations)
            #expect(try await late.browser.get(Paths.officePartner(id)).text.contains("Tautan tidak berlaku"))
            #expect(try await world.act(.newLink, on: id, by: late).location == Paths.officePartner(id))
            let key = try await world.fetchKey(Self.contact)
            let valid = try await world.dependencies.database.read { tx in
                try tx.partners.validKeys(of: id, at: world.clock.now(), vault: world.dependencies.vault)
            }
            #expect(valid.map(\.key) == [Data(key.utf8)], "a key that was not fetched is not accepted")
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test("a new link ends the one before, and a key that was fetched takes two officers", arguments: Engine.tested)
    func replaced(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let id = try await Self.invited(world, by: ratna)
            let old = try await world.link(to: Self.contact)
            try await world.act(.newLink, on: id, by: ratna)
            let new = try await world.link(to: Self.contact)
            #expect(new != old)
            #expect(try await world.visitor().get(old).status == .notFound)
            #expect(try await world.visitor().get(new).status == .ok)
            _ = try await world.fetchKey(Self.contact)
            let refused = try await world.act(.newLink, on: id, by: ratna)
            #expect(refused.status == .conflict && refused.text.contains("Mitra sudah mengambil kunci ini"))
        }
    }

    @Test(
        "a link that SQL prolonged or moved to another partner shows nothing, and no link goes to an address by SQL",
        arguments: Engine.tested)
    func tampered(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let id = try await Self.invited(world, by: ratna)
            let other = try await Self.invited(world, by: ratna, code: "kios")
            let link = try await world.link(to: Self.contact)
            func run(_ statement: SQL) async throws {
                try await world.dependencies.database.transaction { tx in _ = try tx.run(statement) }
            }
            let later = world.clock.now() + .days(30)
            try await run("UPDATE partner_key_link SET expires_at = \(later)")
            #expect(try await world.visitor().get(link).status == .notFound, "prolonged")

            try await world.act(.newLink, on: id, by: ratna)
            let own = try await world.link(to: Self.contact)
            let keys = try await world.dependencies.database.read { tx in
                (try tx.partners.keys(of: id).first?.id, try tx.partners.keys(of: other).first?.id)
            }
            let (from, to) = (try #require(keys.0), try #require(keys.1))
            try await run("DELETE FROM partner_key_link WHERE key_id = \(to)")
            try await run("UPDATE partner_key_link SET key_id = \(to) WHERE key_id = \(from)")
            #expect(try await world.visitor().get(own).status == .notFound, "another partner's key")

            try await run("UPDATE partner_record SET contact = 'pencuri@palsu.example' WHERE id = \(id)")
            let refused = try await world.act(.newLink, on: id, by: ratna)
            #expect(refused.status == .conflict, "\(refused.status) \(refused.text)")
            #expect(try await world.letters(to: "pencuri@palsu.example").isEmpty)
            let changed = try await world.verifyRecords()
            #expect(changed.contains { $0.hasPrefix("partner \(id)") }, "\(changed)")
        }
    }

    @Test("no page of the office shows a partner's key or link to any officer", arguments: Engine.tested)
    func unseen(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let id = try await Self.invited(world, by: ratna)
            let link = try await world.link(to: Self.contact)
            let token = String(link.split(separator: "/").last ?? "")
            let keys = try await world.dependencies.database.read { tx in
                try tx.partners.validKeys(of: id, at: world.clock.now(), vault: world.dependencies.vault)
            }
            let key = String(decoding: try #require(keys.first).key, as: UTF8.self)
            let proposal = try await world.proposal(about: id)
            let pages = [
                Paths.officePartner(id), Paths.officePartners, Paths.partnerProposal(proposal), Paths.officeAudit,
                Paths.office, "\(Paths.officePartner(id))/kunci/\(try #require(keys.first).id)", link,
            ]
            for role in world.dependencies.officeRoles.roles.map(\.slug) {
                let officer = try await world.officer([role], "petugas-\(role.rawValue)")
                for path in pages {
                    let page = try await officer.browser.get(path)
                    #expect(!page.body.contains(key), "\(path) for \(role)")
                    #expect(path == link || !page.body.contains(token), "\(path) for \(role)")
                }
            }
            #expect(try await world.fetchKey(Self.contact) == key, "no officer's look used the link up")
            let after = try await ratna.browser.get(Paths.officePartner(id)).body
            #expect(!after.contains(key))
            let stored = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "partner:\(id)", before: nil, limit: 20).map { "\($0)" }.joined()
            }
            #expect(stored.contains("partner.key-fetched") && !stored.contains(key) && !stored.contains(token))
        }
    }

    @Test(
        "another address for keys takes two officers and tells the old one, and a waiting link moves there",
        arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let id = try await Self.invited(world, by: ratna)
            let link = try await world.link(to: Self.contact)
            let new = "teknis@toko.example"
            func contact() async throws -> String? {
                try await world.dependencies.database.read { try $0.partners.record(id)?.contact }
            }
            let wrong = try await world.act(.contact, on: id, by: ratna, [("kontak", "bukan alamat")])
            #expect(wrong.status == .unprocessableContent && wrong.body.contains("href=\"#kontak\""))
            try await world.act(.contact, on: id, by: ratna, [("kontak", new)])
            #expect(try await world.decide(.approve, on: id, by: ratna).status == .conflict)
            #expect(try await contact() == Self.contact)
            #expect(try await world.letters(to: new).isEmpty)

            try await world.decide(.approve, on: id, by: hendra)
            #expect(try await contact() == new)
            let told = try #require(try await world.letters(to: Self.contact).last)
            #expect(told.text.contains(new) && !told.text.contains("/mitra/kunci/"), "\(told.text)")
            #expect(try await world.visitor().get(link).status == .notFound, "the old address has no link any more")
            _ = try await world.fetchKey(new)
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test("a partner from before addresses were recorded gets no new key until one is agreed", arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let id = market.platform.id
            let refused = try await world.act(.rotateKey, on: id, by: ratna, [("hari", "7")])
            #expect(refused.status == .conflict && refused.text.contains("Catat alamat kunci mitra lebih dahulu"))
            try await world.act(.contact, on: id, by: ratna, [("kontak", "kunci@pijar.example")])
            try await world.decide(.approve, on: id, by: hendra)
            #expect(try await world.letters(to: "kunci@pijar.example").isEmpty, "its key was fetched long ago")
            try await world.act(.rotateKey, on: id, by: ratna, [("hari", "7")])
            try await world.decide(.approve, on: id, by: hendra)
            let key = try await world.fetchKey("kunci@pijar.example")
            #expect(try await market.call(market.platform, Paths.quotaSchedule, "{}", key: key).code == "ERRPLT40036")
        }
    }
}
