import Foundation
import Programme
import Storage
import Testing

@testable import App

/// A proposal that waits, and how a second officer answers it.
struct OpenProposal: Sendable {
    let author: ID<Officer>
    /// Where the second officer decides.
    let page: String
    let second: Visitor
    let approve: @Sendable () async throws -> Answer
    let refuse: @Sendable () async throws -> Answer

    init(
        by author: ID<Officer>, at page: String, _ second: Visitor, approve: String, refuse: String,
        _ fields: [(String, String)] = []
    ) {
        (self.author, self.page, self.second) = (author, page, second)
        let why = [(ReasonField.name, "Dicocokkan dengan surat dan berkasnya sendiri")]
        self.approve = { try await second.post(approve, why + fields, seeing: page) }
        self.refuse = { try await second.post(refuse, why + fields, seeing: page) }
    }

    init(
        by author: ID<Officer>, at page: String, _ second: Visitor,
        approve: @escaping @Sendable () async throws -> Answer, refuse: @escaping @Sendable () async throws -> Answer
    ) {
        (self.author, self.page, self.second) = (author, page, second)
        (self.approve, self.refuse) = (approve, refuse)
    }
}

extension ProposalKind {
    /// The edition of a world in which it can be proposed.
    var edition: @Sendable (String) -> String {
        switch self {
        case .abandonment: return World.witnessesLost
        case .completion: return World.reviewing()
        default: return { $0 }
        }
    }
}

extension World {
    /// Proposes one act of each kind, through the office's forms.
    func open(_ kind: ProposalKind) async throws -> OpenProposal {
        switch kind {
        case .list, .listWithdrawal, .listRemoval, .listRemovalEnd, .invitations: try await openOnList(kind)
        case .postponement, .abandonment, .disqualification: try await openInWave(kind)
        case .payouts, .statement, .payeeName: try await openOnMoney(kind)
        case .dispute, .lostContact, .personAct: try await openOnPerson(kind)
        case .caseAnswer, .caseCorrection, .caseBatch: try await openOnCase(kind)
        case .partner, .course, .completion, .export, .officer: try await openElsewhere(kind)
        case .decree: throw Unproposable()
        }
    }

    /// A decree is signed and not proposed.
    private struct Unproposable: Error {}

    private static let why = [(ReasonField.name, "Surat Kemnaker nomor B-91 sudah dicocokkan")]

    private func openOnList(_ kind: ProposalKind) async throws -> OpenProposal {
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        let file = "nik,hp,email\n8271052703950001,081210000001,\n8271052703950098,081210000002,\n"
        let maker = kind == .list ? ratna : try await officer("Rahma", .operations)
        let list = try #require(try await maker.browser.bringIn("laid-off", file, source: "Kemnaker"))
        guard kind != .list else {
            return OpenProposal(
                by: ratna.id, at: list, hendra.browser, approve: "\(list)/setuju", refuse: "\(list)/tolak")
        }
        try await hendra.browser.approve(list)
        try await settle()
        switch kind {
        case .listWithdrawal:
            let path = "\(list)/cabut"
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            try await ratna.browser.post(path, Self.why, seeing: path)
            return OpenProposal(
                by: ratna.id, at: path, hendra.browser, approve: "\(path)/setuju", refuse: "\(path)/tolak")
        case .invitations:
            let batch = try #require(
                try await ratna.browser.post("\(list)/undang", Self.why, seeing: list).location)
            return OpenProposal(
                by: ratna.id, at: batch, hendra.browser, approve: "\(batch)/mulai", refuse: "\(batch)/tolak")
        default:
            let form = "\(list)/keluarkan"
            let grounds = [(ListRemovalForm.proof, "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020")]
            let first = kind == .listRemoval ? ratna : maker
            let removal = try #require(
                try await first.browser.post(form, Self.why + grounds + [("nik", "8271052703950001")], seeing: form)
                    .location)
            if kind == .listRemovalEnd {
                try await hendra.browser.post("\(removal)/setuju", Self.why, seeing: removal)
                try await ratna.browser.post("\(removal)/akhiri", Self.why, seeing: removal)
            }
            return OpenProposal(
                by: ratna.id, at: removal, hendra.browser, approve: "\(removal)/setuju", refuse: "\(removal)/tolak")
        }
    }

    private func openInWave(_ kind: ProposalKind) async throws -> OpenProposal {
        if kind == .abandonment { return try await openAbandonment() }
        guard kind == .postponement else {
            let wave = try await drawnWave()
            try await wave.propose(wave.ticket)
            return OpenProposal(
                by: wave.ratna.id, at: Paths.disqualifications(1), wave.hendra.browser,
                approve: { try await wave.answer(.approve, by: wave.hendra) },
                refuse: { try await wave.answer(.refuse, by: wave.hendra) })
        }
        try await advanceWaves()
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        try await ratna.browser.post(
            Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil dari pusat"))
        return OpenProposal(
            by: ratna.id, at: Paths.officeWave(1), hendra.browser, approve: Paths.answerPostponement(1, .approve),
            refuse: Paths.answerPostponement(1, .refuse))
    }

    private func openAbandonment() async throws -> OpenProposal {
        try await failForDays()
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        try await ratna.browser.proposeAbandoning()
        return OpenProposal(
            by: ratna.id, at: Paths.officeWave(1), hendra.browser, approve: Paths.answerAbandonment(1, .approve),
            refuse: Paths.answerAbandonment(1, .refuse))
    }

    private func openOnMoney(_ kind: ProposalKind) async throws -> OpenProposal {
        func officers() async throws -> (TestOfficer, TestOfficer) {
            (try await officer(.operations, "ani-usul"), try await officer(.approver, "budi-usul"))
        }
        func answer(_ page: String, _ ani: TestOfficer, _ budi: TestOfficer) -> OpenProposal {
            let fields = [("alasan-putusan", "Saya mencocokkan nomor dan jumlahnya")]
            let path = "\(page)/putusan"
            return OpenProposal(
                by: ani.id, at: page, budi.browser,
                approve: { try await budi.browser.post(path, fields + [("putusan", "setuju")], seeing: page) },
                refuse: { try await budi.browser.post(path, fields + [("putusan", "tolak")], seeing: page) })
        }
        switch kind {
        case .payouts:
            let siti = try await ready()
            _ = try await ask(for: instalment(.incentive, 1, of: siti), of: siti)
            let (ani, budi) = try await officers()
            let path = try #require(try await ani.browser.post(Paths.payouts, []).location)
            return OpenProposal(
                by: ani.id, at: path, budi.browser, approve: "\(path)/persetujuan", refuse: "\(path)/penolakan",
                try await sum(of: path))
        case .statement:
            let path = try await statementPath(try await lostPayment().1)
            let (ani, budi) = try await officers()
            _ = try await ani.browser.post(
                path,
                [
                    ("hasil", "tidak"), ("nomor", "RK-417"),
                    ("alasan", "Mutasi 15 sampai 17 April diperiksa baris demi baris"),
                ])
            return answer(path, ani, budi)
        default:
            let ali = try await beneficiary(1, name: "Muhammad Ali")
            try await postToRail("/_holders", #"{"number":"0123456789","name":"M ALI"}"#)
            _ = try await link("0123456789", of: ali, at: "bni")
            let (ani, budi) = try await officers()
            let list = try await ani.browser.get(Paths.payeeNames)
            let path = String(try #require(list.body.firstMatch(of: /\/kantor\/nama-rekening\/\d+/)).0)
            let proposal = [("usul", "boleh"), ("alasan", "KTP dan buku tabungan sudah dicocokkan")]
            try await ani.browser.post(path, proposal, seeing: path)
            return answer(path, ani, budi)
        }
    }
}
