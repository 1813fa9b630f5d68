import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Appeals against decisions")
struct AppealTests {
    private static let proof = "Ijazah SMK tahun 2019 dan surat keterangan lulus dilihat di loket"

    /// A person who declared by mistake that they are at school, and the page of the appeal against the decision.
    private func refused(_ world: World) async throws -> (siti: TestPerson, path: String) {
        let siti = try await world.eligible(1) { $0.inFormalEducation = true }
        #expect(try await world.decision(of: siti) == .ineligible([.inFormalEducation]))
        let list = try await siti.browser.get(Paths.appeals)
        let path = try #require(list.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/kelayakan\/\d+/)).0
        return (siti, String(path))
    }

    @Test(
        "an ineligible decision is contested and won: two officers accept the correction, and the rules decide again",
        .bug(
            id: "4.837",
            "An officer with an appeal could choose “Not upheld” only, and read nowhere how an appeal is granted."),
        arguments: Engine.tested)
    func won(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, path) = try await refused(world)
            #expect(try await siti.browser.get(Paths.account).body.contains(Paths.appeals))
            let sent = try await siti.browser.post(
                path, [(CorrectionForm.education, "ya"), (CaseForm.text, "Saya lulus SMK tahun 2019, salah pilih.")])
            let number = try world.number(of: sent)
            // Ten working days after Wednesday 15 April 2020.
            #expect(try await siti.browser.get(Paths.myCase(number)).text.contains("Rabu, 29 April 2020"))
            #expect(try await siti.browser.get(path).location == Paths.myCase(number))

            let rini = try await world.officer(.verifier, "rini")
            let queue = try await rini.browser.get(Paths.caseOffice)
            #expect(queue.text.contains("\(number)") && queue.text.contains("Berdampak besar"))
            let id = try await world.stored(number).id
            let opened = try await rini.browser.get(Paths.officeCase(id)).text
            #expect(opened.contains("Sedang sekolah atau kuliah: tidak"))
            #expect(opened.contains("“Dikabulkan” belum bisa dipilih"))
            let unmet = try #require(opened.firstRange(of: "Tidak sedang sekolah atau kuliah Tidak terpenuhi"))
            #expect(opened.firstRange(of: "Umur Terpenuhi").map { unmet.lowerBound < $0.lowerBound } == true)
            let person = try await world.id(of: siti)
            let readings = try await world.dependencies.database.read { tx in
                try tx.access.find(AccessSearch(person: person), before: nil, limit: 10)
            }
            #expect(readings.contains { $0.kind == .correspondence && $0.work == "case:\(id)" })
            let byHand = try await world.answer(rini, number, .granted)
            #expect(byHand.status == .unprocessableContent)
            #expect(byHand.text.contains("hasil tidak ditetapkan dengan tangan"))
            #expect(try await world.work(rini, .runRules, on: number).location == Paths.officeCase(id))
            #expect(try await world.stored(number).state == .open)

            try await world.work(rini, .acceptCorrection, on: number, [(CaseHandling.proof, Self.proof)])
            #expect(try await world.decision(of: siti) == .ineligible([.inFormalEducation]))
            let dewi = try await world.officer(.verifier, "dewi")
            for alone in [rini, dewi] {
                #expect(try await world.work(alone, .confirmCorrection, on: number).text.contains("peran lain"))
            }
            #expect(try await world.decision(of: siti) == .ineligible([.inFormalEducation]))
            let hasti = try await world.officer(.approver, "hasti")
            let desk = try await hasti.browser.get(Paths.office).text
            #expect(desk.contains("menunggu petugas kedua") && !desk.contains("perlu dijawab"))
            #expect(try await hasti.browser.get(Paths.officeCase(id)).text.contains(Self.proof))
            try await world.work(hasti, .confirmCorrection, on: number)

            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await world.stored(number).outcome == .granted)
            let page = try await siti.browser.get(Paths.myCase(number)).text
            #expect(page.contains("Sanggahan dikabulkan") && page.contains("menjadi memenuhi syarat"))
            #expect(page.contains("Tidak sedang sekolah atau kuliah Terpenuhi"))
            #expect(!page.contains(Self.proof))
            #expect(try await world.letters(to: siti.email).contains { $0.subject.contains("Sanggahan dikabulkan") })
            #expect(try await siti.browser.get(Paths.appeals).text.contains("Tidak ada keputusan yang dapat disanggah"))
        }
    }

    @Test(
        "an appeal that is not upheld needs a reason, which the person reads; the decision stays",
        arguments: Engine.tested)
    func dismissed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, path) = try await refused(world)
            let number = try world.number(
                of: try await siti.browser.post(path, [(CaseForm.text, "Saya rasa aturannya tidak adil untuk saya.")]))
            let twice = try await siti.browser.post(
                path, [(CaseForm.text, "Saya rasa aturannya tidak adil untuk saya.")], seeing: Paths.complaint)
            #expect(twice.location == Paths.myCase(number))
            let rini = try await world.officer(.verifier, "rini")
            let bare = try await world.answer(rini, number, .dismissed)
            #expect(bare.status == .unprocessableContent && bare.text.contains("Tulis alasannya"))
            let reason = "Anda masih terdaftar di sekolah sampai Juni 2020"
            #expect(try await world.answer(rini, number, .dismissed, reason: reason).location != nil)
            // One officer alone never dismisses an appeal.
            #expect(try await world.stored(number).state == .proposed)
            #expect(!(try await siti.browser.get(Paths.myCase(number)).text.contains(reason)))
            #expect(try await world.work(rini, .confirm, on: number).text.contains("peran lain"))
            let hasti = try await world.officer(.approver, "hasti")
            #expect(try await world.work(hasti, .confirm, on: number).location != nil)
            #expect(try await siti.browser.get(Paths.myCase(number)).text.contains("Alasan: \(reason)"))
            #expect(try await world.decision(of: siti) == .ineligible([.inFormalEducation]))
        }
    }

    @Test("a rejected photo is contested and returns to review by another officer", arguments: Engine.tested)
    func photo(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            try await world.settle()
            let rini = try await world.officer(.verifier, "rini")
            let id = try await world.id(of: siti)
            let rejected = try await world.dependencies.database.transaction { tx -> ID<StoredPhoto>? in
                guard let card = try tx.photos.current(of: id)[.card] else { return nil }
                _ = try tx.photos.review(
                    card.id, fault: .blurred, note: "", by: rini.id, at: world.dependencies.moment(),
                    ids: world.dependencies.ids, vault: world.dependencies.vault)
                return card.id
            }
            let photo = try #require(rejected)
            let number = try world.number(
                of: try await siti.browser.post(
                    Paths.appeal(.photo, photo.rawValue), [(CaseForm.text, "Semua tulisan di KTP terbaca jelas.")]))
            let own = try await world.work(rini, .lookAgain, on: number)
            #expect(own.status == .forbidden && own.text.contains("keputusan Anda"))
            let dewi = try await world.officer(.verifier, "dewi")
            try await world.work(dewi, .lookAgain, on: number)
            let state = try await world.dependencies.database.read { try $0.photos.photo(photo)?.state }
            #expect(state == .uploaded)
            try await world.acceptPhotos(of: siti)
            try await world.work(dewi, .runRules, on: number)
            #expect(try await world.stored(number).outcome == .granted)
        }
    }

    @Test("only one's own decisions can be contested", arguments: Engine.tested)
    func strangers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (_, path) = try await refused(world)
            let budi = try await world.signedUp(2)
            #expect(try await budi.browser.get(path).status == .conflict)
            let answer = try await budi.browser.post(
                path, [(CaseForm.text, "Ini bukan keputusan tentang saya.")], seeing: Paths.complaint)
            #expect(answer.status == .conflict)
        }
    }
}
