import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The identity card step after it was saved")
struct SavedIdentityTests {
    @Test(
        "what is unusual about a NIK is told when it is saved, and the step shows what is saved",
        .bug(
            id: "6.200",
            """
            A NIK whose birth date differed from the one typed, by a slip or after a correction, was taken without a \
            word until the last page before sending.
            """),
        .bug(
            id: "4.210",
            "A saved NIK was “being checked” before its owner had agreed to the check, and its page was empty again."),
        .bug(
            id: "4.211",
            "A person who had corrected the name too often got a page without the form, and what was typed was lost."),
        arguments: Engine.tested)
    func saved(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            siti.birthDate = (day: 3, month: 12, year: 1995)
            let unusual = try await siti.browser.post(Paths.identity, siti.identityFields)
            #expect(unusual.location == Paths.identity)
            let told = try await siti.browser.get(Paths.identity).text
            #expect(told.contains("Tanggal lahir di dalam NIK berbeda") && told.contains("•••• •••• ••••"))
            siti.birthDate = (day: 27, month: 3, year: 1995)
            #expect(try await siti.browser.post(Paths.identity, siti.identityFields).location == Paths.personal)
            #expect(try await !siti.browser.get(Paths.identity).text.contains("berbeda dari yang Anda tulis"))
            #expect(try await siti.browser.get(Paths.application).text.contains(/KTP Dukcapil kami tanya .* Tersimpan/))

            try await siti.browser.post(Paths.personal, siti.personalFields)
            try await world.sendPhotos(siti)
            let early = try await siti.browser.get(Paths.check)
            #expect(early.body.contains("href=\"\(Paths.declarations)\""))
            try await world.declare(siti)
            #expect(try await !siti.browser.get(Paths.application).text.contains("setelah Anda menyetujui"))
            var last = try await siti.browser.get(Paths.personal)
            for letter in "ABCDEFGHI" where last.status != .unprocessableContent {
                siti.name = "Siti \(letter)"
                last = try await siti.browser.post(Paths.personal, siti.personalFields)
            }
            #expect(last.text.contains("Nama sudah sering diperbaiki") && last.body.contains("value=\"\(siti.name)\""))
        }
    }

    @Test(
        "the photos' page of a sent application says that both photos were accepted once officers accepted them",
        .bug(id: "4.212", "The photos' page said that officers were looking at photos which they had accepted."),
        arguments: Engine.tested)
    func acceptedPhotos(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            try await world.settle()
            #expect(try await siti.browser.get(Paths.photos).text.contains("Petugas memeriksanya"))
            try await world.acceptPhotos(of: siti)
            let photos = try await siti.browser.get(Paths.photos).text
            #expect(photos.contains("Kedua foto sudah diterima") && !photos.contains("Petugas memeriksanya"))
        }
    }

    @Test(
        "while a NIK is contested, no page asks for what it refuses, and none says that there is nothing to do",
        .bug(
            id: "4.213",
            """
            While a NIK was contested its holder was told to link an account and met a form that refused every one; \
            the other person read “nothing for you to do” beside a step to finish.
            """), arguments: Engine.tested)
    func contested(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.beneficiary()
            try await world.announceWave(1)
            try await world.review(siti)
            _ = try await world.contest(siti.person)
            let browser = try await world.browser(of: siti.person)
            let account = try await browser.get(Paths.account).text
            #expect(
                account.contains("Rekening baru bisa disambungkan setelah") && !account.contains("Sambungkan rekening"))
            let payee = try await browser.get(Paths.payee)
            #expect(payee.text.contains("Rekening baru dan pembayaran menunggu sampai"))
            #expect(!payee.body.contains("name=\"nomor\""))
            let newer = DisputeNotice(what: .openedForNewer(until: Instant(milliseconds: 1_588_179_600_000)))
            #expect(!newer.body(.indonesian).contains("tidak perlu melakukan apa-apa"))
        }
    }

    @Test(
        "a NIK that was mistyped into a dispute can be corrected, and the dispute is over",
        .bug(
            id: "4.219",
            """
            A person whose slip of one digit made another's NIK could not correct it after sending, and waited ten \
            working days for two officers; so did the other person's money.
            """), arguments: Engine.tested)
    func mistyped(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, newer, _) = try await world.disputed()
            var other = newer
            let form = try await other.browser.get(Paths.identity)
            #expect(form.status == .ok && form.text.contains("Data KTP sudah tersimpan"))
            other.nik = "8271052703952002"
            #expect(try await other.browser.post(Paths.identity, other.identityFields).location != nil)
            #expect(try await world.moneyWaits(for: siti) == nil)
            try await world.settle()
            #expect(try await world.decision(of: other) == .waiting([.photoReview]))
            #expect(try await siti.browser.get(Paths.identity).status == .unprocessableContent)
        }
    }
}
