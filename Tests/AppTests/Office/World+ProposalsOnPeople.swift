import Foundation
import Programme
import Storage
import Testing

@testable import App

extension World {
    func openOnPerson(_ kind: ProposalKind) async throws -> OpenProposal {
        switch kind {
        case .dispute:
            let (_, _, dispute) = try await disputed()
            let (rini, hasti) = (try await officer(.verifier, "rini"), try await officer(.operations, "hasti"))
            try await propose(dispute, for: .older, by: rini.browser)
            return OpenProposal(
                by: rini.id, at: Paths.dispute(dispute), hasti.browser, approve: Paths.disputeAgreement(dispute),
                refuse: Paths.disputeRejection(dispute))
        case .lostContact:
            _ = try await beneficiary()
            let (ani, budi) = (try await officer(.verifier, "ani"), try await officer(.approver, "budi"))
            try await ani.browser.post(Paths.contactOffice, lost("0813-7777-0001"))
            let list = try await budi.browser.get(Paths.contactOffice)
            return OpenProposal(
                by: ani.id, at: Paths.contactOffice, budi.browser, approve: try #require(list.path(to: "setuju")),
                refuse: try #require(list.path(to: "tolak")), [("kontak-lagi", "0813-7777-0001")])
        default:
            let siti = try await beneficiary()
            let (rini, hasti) = (
                try await officer([.helpdesk], "rini"), try await officer([.programmeManager], "hasti")
            )
            try await open(siti.person, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            let id = try proposal(try await propose(.suspension, on: siti.person, by: rini, cause))
            return OpenProposal(
                by: rini.id, at: Paths.personProposal(id), hasti.browser,
                approve: Paths.personProposalAnswer(id, .approve), refuse: Paths.personProposalAnswer(id, .refuse))
        }
    }

    func openOnCase(_ kind: ProposalKind) async throws -> OpenProposal {
        let (rini, hasti) = (try await officer(.verifier, "rini"), try await officer(.approver, "hasti"))
        let reason = [(CaseHandling.returning, "Belum cukup jelas untuk orangnya")]
        switch kind {
        case .caseAnswer:
            let number = try await complain(try await signedUp(1).browser)
            try await answer(rini, number, .settled)
            return try await openOnCase(number, by: rini.id, hasti, .confirm, .sendBack, reason)
        case .caseCorrection:
            let siti = try await eligible(1) { $0.inFormalEducation = true }
            let list = try await siti.browser.get(Paths.appeals)
            let path = try #require(list.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/kelayakan\/\d+/)).0
            let number = try number(
                of: try await siti.browser.post(
                    String(path),
                    [(CorrectionForm.education, "ya"), (CaseForm.text, "Saya lulus SMK tahun 2019, salah pilih.")]))
            let proof = "Ijazah SMK tahun 2019 dan surat keterangan lulus dilihat di loket"
            try await work(rini, .acceptCorrection, on: number, [(CaseHandling.proof, proof)])
            return try await openOnCase(number, by: rini.id, hasti, .confirmCorrection, .refuseCorrection, reason)
        default:
            try await complain(try await signedUp(1).browser, .photos)
            let id = try await draftBatch(by: rini)
            return OpenProposal(
                by: rini.id, at: Paths.caseBatch(id), hasti.browser, approve: Paths.caseBatchAnswer(id, .approve),
                refuse: Paths.caseBatchAnswer(id, .refuse))
        }
    }

    private func openOnCase(
        _ number: CaseNumber, by author: ID<Officer>, _ second: TestOfficer, _ approve: CaseAct, _ refuse: CaseAct,
        _ fields: [(String, String)]
    ) async throws -> OpenProposal {
        let id = try await stored(number).id
        return OpenProposal(
            by: author, at: Paths.officeCase(id), second.browser, approve: Paths.officeCaseAct(id, approve),
            refuse: Paths.officeCaseAct(id, refuse), fields)
    }

    /// Writes a template, where there is none, and drafts one answer for all open complaints about photos.
    func draftBatch(by officer: TestOfficer) async throws -> ID<CaseBatch> {
        let templates = { try await self.dependencies.database.read { try $0.caseTemplates.all() } }
        if try await templates().isEmpty {
            try await officer.browser.post(
                Paths.caseTemplates,
                [
                    ("judul", "Foto"), ("teks-id", "Keluhan {nomor}: pengiriman foto sudah berjalan lagi."),
                    ("teks-en", "Case {nomor}: photos work again now."),
                ])
        }
        let template = try #require(try await templates().first).id
        let drafted = try await officer.browser.post(
            Paths.caseBatches,
            [
                (CaseForm.category, "photos"), (CaseBatchesPage.template, "\(template)"),
                (CaseHandling.outcome, "explained"), ("alasan", "Gangguan pengiriman foto tadi malam, sudah pulih"),
            ])
        let last = try #require(drafted.location?.split(separator: "/").last, "\(drafted.text)")
        return try #require(ID<CaseBatch>(String(last)))
    }

    func openElsewhere(_ kind: ProposalKind) async throws -> OpenProposal {
        switch kind {
        case .partner:
            let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
            let answer = try await ratna.browser.post(
                Paths.newPartner, Self.invitation(.platform, "Toko", code: "toko"))
            let last = try #require(answer.location?.split(separator: "/").last, "\(answer.text)")
            let id = try await proposal(about: try #require(ID<Partner>(String(last))))
            return OpenProposal(
                by: ratna.id, at: Paths.partnerProposal(id), hendra.browser,
                approve: Paths.partnerProposalAnswer(id, .approve), refuse: Paths.partnerProposalAnswer(id, .refuse))
        case .course:
            let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
            try await bringIn([Self.row("kopi", institution: "balai", platform: "pijarmahir")], by: ratna)
            let page = Paths.officeCourse(try await course("kopi").id)
            return OpenProposal(
                by: ratna.id, at: page, hendra.browser, approve: { try await self.judge("kopi", by: hendra) },
                refuse: { try await self.judge("kopi", by: hendra, accepting: false, without: [.price]) })
        case .completion:
            let market = try await Market(opening: self)
            let held = try await market.reportedAtOnce(try await cardholder())
            let (ratna, hendra) = (try await officer(.operations, "ratna"), try await officer(.approver, "hendra"))
            try await ratna.propose(.accept, on: held)
            return OpenProposal(
                by: ratna.id, at: Paths.heldCompletion(held), hendra.browser,
                approve: { try await hendra.decide(held) }, refuse: { try await hendra.decide(held, agrees: false) })
        case .export:
            _ = try await drawnWave()
            let (rini, heru) = (try await officer(.operations, "rini"), try await officer(.approver, "heru"))
            let asked = try await rini.browser.post(
                Paths.exports,
                [
                    ("jenis", "selected"), ("gelombang", "\(try await wave().id)"),
                    ("alasan", "Lampiran laporan bulanan untuk pemeriksa"),
                ])
            let path = try #require(asked.location)
            return OpenProposal(
                by: rini.id, at: path, heru.browser, approve: "\(path)/setuju", refuse: "\(path)/tolak")
        default:
            let (agus, fitri) = try await administrators()
            let dian = try await officer("Dian", [.identityReviewer]).id
            let id = try await agus.propose(.roles, of: dian, [("peran-curator", "ya")])
            return OpenProposal(
                by: agus.id, at: Paths.officerRequest(id), fitri.browser,
                approve: { try await fitri.decide(id) }, refuse: { try await fitri.decide(id, agrees: false) })
        }
    }
}
