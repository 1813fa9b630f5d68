import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Checking a certificate", .timeLimit(.minutes(2)))
struct CertificateCheckTests {
    @Test(
        "a reader sees training and date, the name in part, and whether the full name that they typed is the holder's",
        arguments: Engine.tested)
    func valid(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let certificate = try await market.certified(try await world.cardholder())
            let number = certificate.number
            let empty = try await world.visitor().get(Paths.certificateCheck)
            #expect(empty.status == .ok && empty.headers[.robots] == "noindex, nofollow")
            let scanned = try await world.visitor().get(Paths.checkedCertificate(number))
            let typed = try await world.checkCertificate(" \(number.text.lowercased()) ")
            for page in [scanned, typed] {
                #expect(page.status == .ok && page.headers[.robots] == "noindex, nofollow")
                #expect(page.headers[.cacheControl] == "no-store")
                for text in ["Berlaku", "Dasar Barista", "Balai", "20 April 2020", "S••• N•••"] {
                    #expect(page.text.contains(text), "\(text)")
                }
                #expect(!page.body.contains("Nurhaliza") && !page.text.contains("nilai 86"))
            }
            let same = try await world.checkCertificate(number.description, name: "siti  NURHALIZA")
            #expect(same.text.contains("Nama cocok") && same.text.contains("Siti Nurhaliza"))
            let other = try await world.checkCertificate(number.description, name: "Siti Nur")
            #expect(other.text.contains("Nama tidak cocok") && !other.body.contains("Nurhaliza"))
        }
    }

    @Test(
        "an unknown number is said to be unknown, and a mistyped one where it is wrong, with what was typed",
        arguments: Engine.tested)
    func unknown(engine: Engine) async throws {
        try await World.with(engine) { world in
            let number = CertificateNumber(random: Data(repeating: 3, count: 13))
            #expect(try await world.checkCertificate(number.description).text.contains("Nomor tidak dikenal"))
            #expect(
                try await world.visitor().get(Paths.checkedCertificate(number)).text.contains("Nomor tidak dikenal"))
            let first = number.text.first == "0" ? "1" : "0"
            let cases: [(typed: String, said: String)] = [
                (first + number.text.dropFirst(), "salah ketik"),
                (String(number.text.dropLast(3)), "16 huruf dan angka"),
                ("", "16 huruf dan angka"), ("7K2M-!", "tidak ada dalam nomor"),
            ]
            for (typed, said) in cases {
                let answer = try await world.checkCertificate(typed, name: "Siti")
                #expect(answer.status == .unprocessableContent && answer.text.contains(said), "\(typed)")
                #expect(answer.body.contains("value=\"Siti\""), "\(typed)")
            }
            let odd = try await world.visitor().get(Paths.certificateCheck + "/%3Cb%3E")
            #expect(odd.status == .ok && odd.text.contains("Nomor tidak dikenal") && !odd.body.contains("<b>"))
        }
    }

    @Test("a browser that tries many names is slowed down", arguments: Engine.tested)
    func limited(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (visitor, number) = (world.visitor(), CertificateNumber(random: Data(repeating: 3, count: 13)))
            try await visitor.get(Paths.certificateCheck)
            for _ in 1...Allowance.certificatesPerBrowser.limit {
                #expect(try await world.checkCertificate(number.text, name: "A", by: visitor).status == .ok)
            }
            #expect(try await world.checkCertificate(number.text, by: visitor).status == .tooManyRequests)
        }
    }

    @Test(
        "a request that fails is logged by its route, without the number or token in its address",
        .bug(
            id: "5.740",
            """
            The server's log had the whole address of a request that failed, and with it the token of a link by which \
            its reader signs in or stops an act.
            """), arguments: Engine.tested)
    func unlogged(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (log, number) = (RecordedLog(), CertificateNumber(random: Data(repeating: 3, count: 13)))
            try await world.vandalise("ALTER TABLE certificate RENAME TO certificate_away")
            let app = Application(router: makeRouter(world.dependencies), logger: log.logger)
            try await app.test(.router) { client in
                let answer = try await Visitor(client).get(Paths.checkedCertificate(number))
                #expect(answer.status == .internalServerError)
            }
            let line = try #require(log.lines.first { $0.contains("a request failed") })
            #expect(line.contains("path: \(Paths.checkedCertificate.pattern)"))
            #expect(!line.contains(number.description) && !line.contains(number.text))
        }
    }
}

extension HTTPField.Name {
    fileprivate static let robots = HTTPField.Name("X-Robots-Tag")!
}
