import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The application, from sign-up to eligible")
struct ApplicationTests {
    @Test("an applicant with everything in order becomes eligible, and is notified", arguments: Engine.tested)
    func eligible(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.eligible()
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await siti.browser.get(Paths.account).text.contains("Siap bergabung"))
            #expect(try await world.letters(to: siti.email).contains { $0.subject == "Anda siap bergabung" })

            let id = try await world.id(of: siti)
            let (eligibility, verified) = try await world.dependencies.database.read { tx in
                (
                    try tx.applications.eligibility(
                        of: id, edition: world.dependencies.edition,
                        vault: world.dependencies.vault),
                    try tx.identity.verified(of: id, vault: world.dependencies.vault)
                )
            }
            #expect(eligibility?.name == siti.name)
            #expect(eligibility?.province == "82")
            #expect(eligibility?.priority == false)
            #expect(try verified?.openNIK(world.dependencies.vault).digits == siti.nik)
        }
    }

    @Test("steps come in order: a later step redirects to the first missing one", arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            for path in [Paths.identity, Paths.personal, Paths.photos, Paths.declarations, Paths.test, Paths.check] {
                let answer = try await siti.browser.get(path)
                #expect(answer.status == .unprocessableContent)
                #expect(answer.text.contains("“Nomor HP”"))
            }
            let saved = try await siti.browser.post(Paths.identity, siti.identityFields, seeing: Paths.application)
            #expect(saved.status == .unprocessableContent)
        }
    }

    @Test(
        "an applicant who is old enough only after the last wave is promised no date",
        .bug(
            id: "5.575",
            """
            A person under age read from when they could register, also where that day came after the programme's last \
            wave had closed.
            """),
        arguments: [("2002-11-26", true), ("2002-11-27", false), ("2004-05-03", false)])
    func oldEnoughTooLate(born text: String, isPromised: Bool) async throws {
        try await World.with(.sqlite) { world in
            // The last wave closes on 26 November 2020.
            let born = try #require(CivilDate(text))
            var budi = try await world.signedUp()
            budi.birthDate = (born.day, born.month, born.year)
            let digits = text.suffix(2) + text.dropFirst(5).prefix(2) + text.dropFirst(2).prefix(2)
            budi.nik = "827105\(digits)0001"
            try await world.provePhone(budi)
            try await budi.browser.post(Paths.identity, budi.identityFields)
            let page = try await budi.browser.get(Paths.application).text
            #expect(page.contains("Anda berumur"))
            #expect(page.contains("Anda dapat mendaftar mulai") == isPromised)
            let late = "Gelombang terakhir ditutup 26 November 2020, sebelum Anda cukup umur."
            #expect(page.contains(late) != isPromised)
        }
    }

    @Test(
        "an applicant under 18 sees rule, source, remedy and date before the test, and again in the decision",
        arguments: Engine.tested)
    func tooYoung(engine: Engine) async throws {
        try await World.with(engine) { world in
            var budi = try await world.signedUp()
            budi.nik = "8271050305020001"
            budi.birthDate = (3, 5, 2002)
            try await world.provePhone(budi)
            let saved = try await budi.browser.post(Paths.identity, budi.identityFields)
            #expect(saved.location == Paths.application)
            let early = try await budi.browser.get(Paths.application).text
            #expect(early.contains("Anda berumur 17 tahun pada 15 April 2020."))
            #expect(early.contains("Anda dapat mendaftar mulai 3 Mei 2020."))

            try await budi.browser.post(Paths.personal, budi.personalFields)
            try await world.sendPhotos(budi)
            try await world.declareAndTest(budi)
            try await budi.browser.post(Paths.check, [])
            let today = try #require(CivilDate(year: 2020, month: 4, day: 15))
            let birthday = try #require(CivilDate(year: 2020, month: 5, day: 3))
            let reason = Ineligibility.tooYoung(age: 17, on: today, from: birthday)
            #expect(try await world.decision(of: budi) == .ineligible([reason]))
            let page = try await budi.browser.get(Paths.account).text
            #expect(page.contains("Perpres 36/2020"))
            #expect(page.contains("Sanggah keputusan ini"))
        }
    }

    @Test("a malformed NIK is explained, not just called invalid", arguments: Engine.tested)
    func nik(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            siti.nik = "827105270395000"
            let answer = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("Anda mengetik 15 angka."))
            #expect(answer.body.contains("<title>Salah: "))
            #expect(answer.body.contains("value=\"827105270395000\""))
        }
    }

    @Test("a name that differs shows after the registry's answer, and can be corrected", arguments: Engine.tested)
    func mismatch(engine: Engine) async throws {
        try await World.with(engine) { world in
            var agus = try await world.signedUp()
            agus.nik = "8271052703950002"
            try await world.provePhone(agus)
            try await world.fillIn(agus)
            try await world.sendPhotos(agus)
            try await world.settle()
            #expect(!(try await agus.browser.get(Paths.application).text.contains("Tidak cocok")))
            try await world.declare(agus)
            try await world.settle()
            #expect(try await agus.browser.get(Paths.application).text.contains("Tidak cocok dengan data Dukcapil."))

            agus.nik = "8271052703950001"
            try await agus.browser.post(Paths.identity, agus.identityFields)
            try await world.settle()
            #expect(try await agus.browser.get(Paths.application).text.contains("Cocok dengan data Dukcapil."))
        }
    }

    @Test("three different NIKs may be tried, not four", arguments: Engine.tested)
    func threeNIKs(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            for serial in 1...3 {
                siti.nik = "827105270395000\(serial)"
                #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.personal)
            }
            siti.nik = "8271052703950009"
            let fourth = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(fourth.status == .unprocessableContent)
            #expect(fourth.text.contains("tiga NIK"))
        }
    }

    @Test(
        "while the registry is down the page says since when the application waits, and the request is retried",
        arguments: Engine.tested)
    func registryDown(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted { $0.nik = "8271052703950006" }
            try await world.settle()
            #expect(try await world.decision(of: siti) == .waiting([.registry, .photoReview]))
            #expect(
                try await siti.browser.get(Paths.application).text.contains("Dukcapil sedang memeriksa sejak pukul"))
            world.clock.advance(.hours(2))
            try await world.settle()
            world.clock.advance(.hours(2))
            try await world.settle()
            world.clock.advance(.hours(2))
            try await world.settle()
            #expect(try await world.decision(of: siti) == .waiting([.photoReview]))
        }
    }

    @Test("submitting twice submits once", arguments: Engine.tested)
    func doubleSubmit(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let again = try await siti.browser.post(Paths.check, [], seeing: Paths.application)
            #expect(again.location == Paths.account)
            let decisions = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS decisions FROM eligibility_decision")?["decisions"] as Int?
            }
            #expect(decisions == 1)
            let late = try await siti.browser.post(Paths.personal, siti.personalFields, seeing: Paths.application)
            #expect(late.status == .unprocessableContent)
            #expect(late.text.contains("sudah dikirim"))
        }
    }

    @Test("every missing answer is named at its field, and no typed value is lost", arguments: Engine.tested)
    func personal(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let answer = try await siti.browser.post(Paths.personal, [("nama", "Suparti"), ("alamat", "<Jalan> & 5")])
            #expect(answer.status == .unprocessableContent)
            for field in ["provinsi", "kabupaten", "wni", "pendidikan", "sekolah", "pekerjaan"] {
                #expect(answer.body.contains("href=\"#\(field)\""))
            }
            #expect(answer.body.contains("value=\"Suparti\""))
            #expect(answer.body.contains("value=\"&lt;Jalan&gt; &amp; 5\""))
        }
    }

    @Test("an applicant who was too young is notified on the day they are old enough", arguments: Engine.tested)
    func birthday(engine: Engine) async throws {
        try await World.with(engine) { world in
            let budi = try await world.eligible {
                $0.nik = "8271050305020001"
                $0.birthDate = (3, 5, 2002)
            }
            #expect(try await world.decision(of: budi)?.outcome == "ineligible")
            world.clock.set("2020-05-02T21:59:59+07:00")
            try await world.tick()
            #expect(try await world.decision(of: budi)?.outcome == "ineligible")
            // 3 May begins in Ternate, where Budi lives.
            world.clock.set("2020-05-02T22:00:00+07:00")
            try await world.tick()
            #expect(try await world.decision(of: budi) == .eligible)
            #expect(try await world.letters(to: budi.email).contains { $0.subject == "Anda siap bergabung" })
        }
    }

    @Test("a NIK that was tried and given up is free for its owner", arguments: Engine.tested)
    func givenUp(engine: Engine) async throws {
        try await World.with(engine) { world in
            let owner = "8271052703950077"
            var first = try await world.signedUp(1)
            try await world.provePhone(first)
            let own = first.nik
            first.nik = owner
            try await world.fillIn(first)
            try await world.sendPhotos(first)
            try await world.declare(first)
            try await world.settle()
            first.nik = own
            try await first.browser.post(Paths.identity, first.identityFields)
            try await world.settle()
            let siti = try await world.eligible(2) { $0.nik = owner }
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }
}
