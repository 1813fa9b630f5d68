import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Certificates", .timeLimit(.minutes(2)))
struct CertificateTests {
    @Test(
        "a completed training has one certificate with a number of its own, on its page, the card and the account",
        .bug(id: "5.881", "On a phone a certificate's number broke after a hyphen, and was read as two numbers."),
        arguments: Engine.tested)
    func issued(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let certificate = try await market.certified(siti)
            #expect(certificate.training.name == "Siti Nurhaliza" && certificate.training.score == 86)
            #expect(certificate.withdrawal == nil)
            #expect(!certificate.number.text.contains(certificate.purchase.description))
            #expect(try await world.unbound([.certificates]) == [])

            let browser = world.visitor()
            try await world.signIn(browser, siti)
            try await world.announceWave(1)
            let page = try await browser.get(Paths.certificate(certificate.purchase))
            for text in ["Siti Nurhaliza", "Dasar Barista", "Balai", "12 jam", "86", certificate.number.description] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(page.body.contains("<strong class=\"together\">\(certificate.number.description)<"))
            let issuer = CredentialKeys(dependencies: world.dependencies).issuer
            let address: String = issuer.site + Paths.checkedCertificate(certificate.number)
            #expect(issuer.check(certificate.number) == address)
            let list: String = issuer.site + Paths.statusList(202_004)
            #expect(issuer.statusList(202_004) == list)
            let isASCII = address.allSatisfy(\.isASCII)
            #expect(isASCII)
            #expect(page.body.contains("Kode QR untuk memeriksa sertifikat ini"))
            for path in [Paths.card, Paths.account, Paths.purchase(certificate.purchase)] {
                #expect(try await browser.get(path).body.contains(Paths.certificate(certificate.purchase)), "\(path)")
            }
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let stranger = world.visitor()
            try await world.signIn(stranger, budi)
            for path in [Paths.certificate(certificate.purchase), Paths.credential(certificate.purchase)] {
                #expect(try await stranger.get(path).status == .notFound, "\(path)")
                #expect(try await world.visitor().get(path).status == .seeOther, "\(path)")
            }
        }
    }

    @Test(
        "revoking the card withdraws the certificate with its reason, and giving the card back makes it valid again",
        arguments: Engine.tested)
    func withdrawn(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let certificate = try await market.certified(siti)
            try await world.settle()
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            let cause = [("sebab", PersonActCause.cardMisused.rawValue)]
            try await world.agreed(.revocation, on: siti.person, by: rini, hasti, cause)

            #expect(try await market.certificate(of: siti).withdrawal?.reason == .cardRevoked)
            let checked = try await world.checkCertificate(certificate.number.description)
            #expect(checked.text.contains("Sertifikat ini ditarik") && checked.text.contains("dicabut"))
            #expect(!checked.text.contains("Berlaku"))
            let browser = world.visitor()
            try await world.signIn(browser, siti)
            #expect(
                try await browser.get(Paths.certificate(certificate.purchase)).text.contains("Sertifikat ini ditarik"))
            #expect(
                try await browser.get(Paths.purchase(certificate.purchase)).text.contains("Sertifikat Anda ditarik"))
            let file = try await browser.get(Paths.credential(certificate.purchase))
            #expect(file.location == Paths.certificate(certificate.purchase))
            let places = try await world.dependencies.database.read {
                try $0.certificates.withdrawn(in: certificate.status.list)
            }
            #expect(places == [certificate.status.index])
            #expect(try await world.changedCertificates() == [])

            try await world.agreed(.restoration, on: siti.person, by: rini, hasti)
            #expect(try await market.certificate(of: siti).withdrawal == nil)
            #expect(try await world.checkCertificate(certificate.number.text).text.contains("Berlaku"))
            #expect(try await world.changedCertificates() == [])
        }
    }

    @Test(
        "a certificate that SQL changed or put in is confirmed to no reader, and `audit verify` names it",
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let certificate = try await market.certified(siti)
            let browser = world.visitor()
            try await world.signIn(browser, siti)
            let changes: [(change: SQL, back: SQL)] = [
                ("UPDATE certificate SET name = 'Budi'", "UPDATE certificate SET name = ''"),
                (
                    "UPDATE certificate SET course_title = 'Dokter'",
                    "UPDATE certificate SET course_title = 'Dasar Barista'"
                ),
                (
                    "UPDATE certificate SET withdrawal = 'card-revoked', withdrawn_at = 1",
                    "UPDATE certificate SET withdrawal = NULL, withdrawn_at = NULL"
                ),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                #expect(try await world.changedCertificates().count == 1, "\(change)")
                let checked = try await world.checkCertificate(certificate.number.description, name: "Budi")
                #expect(
                    checked.text.contains("Belum dapat dipastikan") && !checked.text.contains("Dokter"), "\(change)")
                let own = Paths.certificate(certificate.purchase)
                #expect(try await browser.get(own).status == .conflict, "\(change)")
                try await world.vandalise(back)
                #expect(try await browser.get(own).status == .ok, "\(back)")
            }
            let forged = CertificateNumber(random: Data(repeating: 9, count: 13))
            try await world.vandalise("UPDATE certificate SET number = \(forged.text)")
            let checked = try await world.checkCertificate(forged.text)
            #expect(checked.text.contains("Belum dapat dipastikan"))
        }
    }

    @Test(
        "trainings from before there were certificates get theirs by a job, once; one that SQL completed gets none",
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let before = try await market.certified(siti)
            let token = try await market.sendOTP(budi.number, user: "U-2").token
            _ = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
            let unfinished = try await market.purchase(of: budi)
            try await world.vandalise(
                "DELETE FROM certificate", "DELETE FROM bound_record WHERE kind = 'certificate'",
                """
                INSERT INTO completion (purchase_id, person_id, score, certificate_number, participant_name, completed_at)
                VALUES (\(unfinished.id), \(budi.person), 100, 'X', 'Budi', 1)
                """, "UPDATE purchase SET state = 'completed', ended_at = 1 WHERE id = \(unfinished.id)",
                "INSERT INTO certificate_due (purchase_id) SELECT purchase_id FROM completion")
            for _ in 1...2 {
                _ = try await IssueCertificates().run(on: world.dependencies)
                let made = try await market.certificate(of: siti)
                #expect(made.training == before.training && made.number != before.number)
                let (others, due) = try await world.dependencies.database.read { tx in
                    (
                        try tx.certificates.of(budi.person, vault: world.dependencies.vault),
                        try tx.certificates.due(after: nil, limit: 10)
                    )
                }
                #expect(others == [] && due == [unfinished.id])
            }
        }
    }

    @Test(
        "an officer finds the holder by the certificate's number, for a reason, and reads whether it is valid",
        arguments: Engine.tested)
    func sought(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let number = try await market.certified(siti).number.description
            let rini = try await world.officer([.helpdesk], "rini")
            let typed = [("cari", number.lowercased()), ("alasan", "Pemberi kerja bertanya tentang sertifikat ini")]
            let found = try await rini.browser.search(typed)
            #expect(found.body.contains("href=\"\(Paths.person(siti.person))\""))
            try await world.open(siti.person, by: rini)
            #expect(try await rini.browser.get(Paths.person(siti.person)).text.contains("sertifikat \(number)"))
        }
    }
}
