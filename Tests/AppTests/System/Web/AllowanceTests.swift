import HTTPTypes
import NIOCore
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Rate limits")
struct AllowanceTests {
    private let noon = Instant(milliseconds: 1_586_916_000_000)

    @Test("the last request within a window's limit is allowed, and a new window starts at zero")
    func window() throws {
        let allowances = Allowances()
        for _ in 0..<Allowance.codesPerBrowser.limit { try allowances.take(.codesPerBrowser, by: "a", at: noon) }
        let refusal = #expect(throws: AllowanceRefusal.self) {
            try allowances.take(.codesPerBrowser, by: "a", at: noon)
        }
        #expect(refusal?.until == noon + .hours(1))
        try allowances.take(.codesPerBrowser, by: "b", at: noon)
        try allowances.take(.answersPerBrowser, by: "a", at: noon)
        try allowances.take(.codesPerBrowser, by: "a", at: noon + .hours(1))
    }

    @Test("a whole village behind one address signs up within an hour")
    func village() throws {
        let allowances = Allowances()
        for _ in 0..<5_000 {
            try allowances.take(.codesPerAddress, by: "103.10.66.1", at: noon)
            for _ in 0..<3 { try allowances.take(.answersPerAddress, by: "103.10.66.1", at: noon) }
        }
    }

    @Test("a browser that keeps requesting codes is told when it may try again", arguments: Engine.tested)
    func codes(engine: Engine) async throws {
        try await World.with(engine) { world in
            let browser = world.visitor()
            for number in 1...Allowance.codesPerBrowser.limit {
                let answer = try await browser.post(Paths.signIn, [("kontak", "orang\(number)@contoh.id")])
                #expect(answer.location == Paths.signInCode)
            }
            let refused = try await browser.post(Paths.signIn, [("kontak", "lagi@contoh.id")])
            #expect(refused.status == .tooManyRequests)
            #expect(
                refused.text.contains(
                    "Perangkat ini sudah terlalu sering mencoba. Coba lagi pukul 10.00 WIB (11.00 WITA, 12.00 WIT)."
                ))
        }
    }

    @Test("a browser cannot try identity numbers without limit", arguments: Engine.tested)
    func identities(engine: Engine) async throws {
        try await World.with(engine) { world in
            let person = try await world.signedUp()
            try await world.provePhone(person)
            for _ in 1...Allowance.identitiesPerBrowser.limit {
                #expect(try await person.browser.post(Paths.identity, [("nik", "12")]).status == .unprocessableContent)
            }
            #expect(try await person.browser.post(Paths.identity, person.identityFields).status == .tooManyRequests)
        }
    }

    @Test(
        "the forwarded address counts only from one of our proxies",
        .bug(
            id: "5.206",
            """
            A server that listened on `::` saw its IPv4 proxy under another name than PROXIES gave: every visitor \
            counted as the proxy, and the first ones used up the limits of all.
            """))
    func addresses() throws {
        func address(_ peer: String, _ forwardedFor: String?) throws -> String {
            ClientAddress.of(
                peer: try SocketAddress(ipAddress: peer, port: 1), forwardedFor: forwardedFor, proxies: ["10.0.0.5"])
        }
        #expect(try address("127.0.0.1", "1.1.1.1, 103.10.66.1") == "103.10.66.1")
        #expect(try address("10.0.0.5", "103.10.66.1") == "103.10.66.1")
        #expect(try address("10.0.0.6", "103.10.66.1") == "10.0.0.6")
        #expect(try address("127.0.0.1", nil) == "127.0.0.1")
        #expect(try address("::ffff:10.0.0.5", "103.10.66.1") == "103.10.66.1")
        #expect(try address("::ffff:127.0.0.1", "103.10.66.1") == "103.10.66.1")
        #expect(try address("::ffff:10.0.0.6", "103.10.66.1") == "10.0.0.6")
    }

    @Test(
        "an IPv6 /64 counts as one address, and malformed forwarded addresses are ignored",
        .bug(
            id: "2.22",
            """
            Each address of an IPv6 network was counted on its own: a person with such a network has any number of \
            addresses, and no limit held.
            """))
    func networks() throws {
        func address(_ peer: String, _ forwardedFor: String?) throws -> String {
            ClientAddress.of(peer: try SocketAddress(ipAddress: peer, port: 1), forwardedFor: forwardedFor, proxies: [])
        }
        #expect(try address("2001:db8:1:2:3:4:5:6", nil) == "2001:db8:1:2::/64")
        #expect(try address("2001:db8:1:2::9", nil) == "2001:db8:1:2::/64")
        #expect(try address("2001:db8:1:3::9", nil) == "2001:db8:1:3::/64")
        #expect(try address("::ffff:103.10.66.1", nil) == "103.10.66.1")
        #expect(try address("127.0.0.1", "1.1.1.1, 2001:DB8:1:2:ffff::") == "2001:db8:1:2::/64")
        #expect(try address("127.0.0.1", String(repeating: "x", count: 9_000)) == "127.0.0.1")
        #expect(try address("127.0.0.1", "") == "127.0.0.1")
    }

    @Test(
        "with a full table, new keys share counters",
        .bug(
            id: "2.23",
            "Once a million addresses and browsers were counted, all further ones were let through uncounted.")
    )
    func full() throws {
        let allowances = Allowances(mostCounted: 100)
        for number in 1...100 { try allowances.take(.codesPerBrowser, by: "early \(number)", at: noon) }
        let limit = Allowance.codesPerBrowser.limit
        let shared = limit * Allowances.sharedBy
        // A late key is not refused because of earlier ones, and is still limited.
        for _ in 1...shared { try allowances.take(.codesPerBrowser, by: "late", at: noon) }
        #expect(throws: AllowanceRefusal.self) { try allowances.take(.codesPerBrowser, by: "late", at: noon) }
        for _ in 2...limit { try allowances.take(.codesPerBrowser, by: "early 1", at: noon) }
        #expect(throws: AllowanceRefusal.self) { try allowances.take(.codesPerBrowser, by: "early 1", at: noon) }
    }

    @Test("the programme's text messages stop at their cap; e-mail goes on", arguments: Engine.tested)
    func texts(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.textsPerHour = 3 }) { world in
            var sent = 0
            for number in 1...12 {
                let answer = try await world.visitor().post(Paths.signUp, [("kontak", "0812000070\(10 + number)")])
                if answer.location == Paths.signUpCode { sent += 1 } else { #expect(answer.status == .tooManyRequests) }
                if answer.status == .tooManyRequests { #expect(answer.text.contains("Pakai alamat email")) }
            }
            #expect(sent >= 1 && sent <= 3)
            _ = try await world.signedUp()
            world.clock.advance(.hours(1))
            let next = try await world.visitor().post(Paths.signUp, [("kontak", "08120000999")])
            #expect(next.status == .unprocessableContent || next.location == Paths.signUpCode)
        }
    }
}
