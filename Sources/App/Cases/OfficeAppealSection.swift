import Programme

/// The contested decision on an appeal's page: its result then and now, what the rules answered, and the acts that run
/// them again.
struct OfficeAppealSection: Sendable {
    let t: Words
    let stored: ServiceCase
    let appeal: AppealView
    let officer: Officer
    let names: [ID<Officer>: String]
    let lists: [ExcludingList]
    let form: FormState

    var html: HTML {
        let words = ResultWords(t: t)
        return """
            <section class="card"><h2>\(t("Keputusan yang disanggah", "The contested decision"))</h2>
            \(Part.summary([
                SummaryRow(label: t("Keputusan", "Decision"), value: "\(t(appeal.contested.kind.label))"),
                SummaryRow(label: t("Saat disanggah", "When contested"), value: "\(words(appeal.contested.result))"),
                SummaryRow(label: t("Sekarang", "Now"), value: "\(appeal.result.map { words($0) } ?? "–")"),
            ]))
            \(when: !appeal.findings.isEmpty, FindingWords(t: t).list(openFirst))
            \(appeal.correction.map(correction))
            \(when: !lists.isEmpty, excluding)
            \(when: stored.state == .open, acts)
            \(when: stored.state == .open && nikIsRefused, reopening)
            \(when: stored.state == .open && isBelowInTest, sitting)
            \(when: !appeal.rulings.isEmpty, history)</section>
            """
    }

    /// What is not met comes first: it is what the appeal is about.
    private var openFirst: [StoredFinding] {
        appeal.findings.filter { $0.verdict != "pass" } + appeal.findings.filter { $0.verdict == "pass" }
    }

    private var acts: HTML {
        func act(_ label: String, _ act: CaseAct) -> HTML {
            Part.act(label, to: Paths.officeCaseAct(stored.id, act), csrf: form.csrf, kind: "secondary")
        }
        let run = act(t("Jalankan aturan lagi", "Run the rules again"), .runRules)
        switch appeal.contested.kind {
        case .eligibility: return run + act(t("Tanya Dukcapil lagi", "Ask the registry again"), .askRegistry)
        case .photo:
            return act(t("Kembalikan foto ke pemeriksaan", "Return the photo to review"), .lookAgain) + run
        case .purchase:
            let text = t(
                "Lembaga pelatihan melaporkan kehadiran dan penyelesaian. Minta laporannya, lalu jalankan aturan lagi.",
                "The institution reports attendance and completion. Ask for its report, then run the rules again.")
            return "<p>\(text)</p>\(appeal.held.map(checked))" + run
        case .payout:
            let text = t(
                "Bank yang menjawab pembayaran. Nama rekening yang berbeda diputuskan di halamannya sendiri.",
                "The bank answers for a payment. A different holder's name is decided on its own page.")
            return "<p>\(text)</p>" + run
        case .suspension, .revocation:
            let text = t(
                "Dua petugas mencabut penangguhan atau mengembalikan kartu dari halaman peserta. Sesudah itu jalankan "
                    + "aturan lagi.",
                "Two officers lift the suspension or give the card back from the person's page. Then run the rules "
                    + "again.")
            return "<p>\(text)</p>" + run
        }
    }

    /// What two officers refused, two officers let stand.
    private func checked(_ held: ID<HeldCompletion>) -> HTML {
        let text = t(
            "Dua petugas mitra memeriksa laporan selesai pelatihan ini. Mereka dapat menerimanya di halamannya.",
            "Two officers for partners looked at this training's report of completion. They can let it stand on its page."
        )
        guard officer.may(.managePartners) else { return "<p>\(text)</p>" }
        return "<p>\(text) <a href=\"\(Paths.heldCompletion(held))\">\(t("Buka laporannya", "Open the report"))</a></p>"
    }

    /// Whether the office decided that the person's NIK is another's.
    private var nikIsRefused: Bool { appeal.findings.contains { $0.code == Ineligibility.nikOfAnother.code } }

    private var isBelowInTest: Bool { appeal.findings.contains { $0.rule == "test" && $0.verdict == "fail" } }

    private var sitting: HTML {
        let text = t(
            "Tesnya terganggu, menurut cerita atau bukti pelapor? Beri satu kesempatan lagi, dengan soal lain.",
            "Was the test disturbed, by the person's account or proof? Give one more sitting, with other questions.")
        let act = Part.act(
            t("Beri tes ulang", "Give another sitting"), to: Paths.officeCaseAct(stored.id, .grantSitting),
            csrf: form.csrf, kind: "secondary")
        return "<p>\(text)</p>" + act
    }

    private var reopening: HTML {
        let text = t(
            "Ada bukti baru bahwa NIK ini milik orang ini? Buka lagi sengketanya. Dua petugas memutuskan.",
            "Is there new evidence that the NIK is this person's? Open the dispute again. Two officers decide.")
        let act = Part.act(
            t("Buka lagi sengketa NIK", "Open the dispute again"), to: Paths.officeCaseAct(stored.id, .reopenDispute),
            csrf: form.csrf, kind: "secondary")
        return "<p>\(text)</p>" + act
    }

    /// The lists that exclude the person, from which two officers may remove them on proof.
    private var excluding: HTML {
        func row(_ found: ExcludingList) -> HTML {
            let name = "\(EditionWords(t: t).list(found.list.kind)), \(found.list.source)"
            if let removal = found.removal {
                let (text, kind) = removal.state.label(t)
                return "<li><a href=\"\(Paths.listRemoval(removal.id))\">\(name)</a> \(Part.tag(text, kind))</li>"
            }
            guard let person = stored.person, stored.state == .open, officer.may(.changePeople) else {
                return "<li>\(name)</li>"
            }
            let path = Paths.listRemovalOfPerson(found.list.id, person)
            let label = t("Hapus dari daftar atas bukti", "Remove from the list on proof")
            return """
                <li>\(name): <a href="\(path)?\(ListRemovalForm.serviceCase)=\(stored.id.description)">\(label)</a></li>
                """
        }
        return """
            <h3>\(t("Daftar yang memuat peserta", "Lists that include the person"))</h3>
            <ul>\(each: lists, row)</ul>
            """
    }

    private var history: HTML {
        let words = ResultWords(t: t)
        func event(_ ruling: CaseRuling) -> (when: String, what: HTML) {
            (
                t.shortMoment(ruling.at),
                "\(names[ruling.officer] ?? "–"): \(words(ruling.was)) → \(words(ruling.becomes))"
            )
        }
        return "<h3>\(t("Aturan dijalankan lagi", "The rules were run again"))</h3>"
            + Part.timeline(appeal.rulings.map(event))
    }

    // MARK: - Corrected answers

    private func correction(_ correction: StoredCorrection) -> HTML {
        func row(_ text: String) -> HTML { "<li>\(text)</li>" }
        return """
            <h3>\(t("Koreksi yang diminta", "The correction asked for"))</h3>
            <ul>\(each: changes(correction.answers), row)</ul>
            \(step(correction))
            """
    }

    private func changes(_ answers: AnswerCorrection) -> [String] {
        var changes: [String] = []
        if answers.citizen == true { changes.append(t("Warga negara Indonesia: ya", "Indonesian citizen: yes")) }
        if answers.inFormalEducation == false {
            changes.append(t("Sedang sekolah atau kuliah: tidak", "At school or university: no"))
        }
        if let occupation = answers.occupation {
            changes.append(t("Pekerjaan: \(occupation.label(t))", "Occupation: \(occupation.label(t))"))
        }
        return changes
    }

    private func step(_ correction: StoredCorrection) -> HTML {
        guard stored.state == .open || correction.state == .done else { return .empty }
        switch correction.state {
        case .asked:
            return """
                \(CaseForm.begin(stored.id, .acceptCorrection, form))
                \(ReasonField.area(
                    form, t, hint: t(
                        "Bukti yang Anda lihat. Petugas kedua membacanya.",
                        "The proof you saw. The second officer reads it."),
                    name: CaseHandling.proof))
                \(Part.submit(t(
                    "Terima koreksi, teruskan ke petugas kedua",
                    "Accept it, pass it to a second officer")))</form>
                """
        case .proposed: return confirming(correction)
        case .done: return corrected(correction)
        }
    }

    private func corrected(_ correction: StoredCorrection) -> HTML {
        func name(_ officer: ID<Officer>?) -> String { officer.flatMap { names[$0] } ?? "–" }
        let (first, second) = (name(correction.proposer?.officer), name(correction.decider))
        let text = t(
            "Dikoreksi oleh dua petugas: diterima \(first), disetujui \(second).",
            "Corrected by two officers: accepted by \(first), confirmed by \(second).")
        return "<p>\(text)</p>"
    }

    private func confirming(_ correction: StoredCorrection) -> HTML {
        let who = correction.proposer.flatMap { names[$0.officer] } ?? "–"
        let reason = correction.reason ?? ""
        let said: HTML =
            "<p>\(t("Diterima \(who), karena", "Accepted by \(who), because")):</p><blockquote>\(reason)</blockquote>"
        guard let proposer = correction.proposer else { return "\(said)\(answers(true))" }
        return "\(said)\(SecondOfficer(proposer, by: officer.signatory(for: .answerCases)).html(t, answers))"
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        """
        \(when: mayApprove, Part.act(
            t("Setuju: koreksi dan jalankan aturan", "Agree: correct it and run the rules"),
            to: Paths.officeCaseAct(stored.id, .confirmCorrection), csrf: form.csrf))
        \(CaseForm.begin(stored.id, .refuseCorrection, form))
        \(ReasonField.area(
            form, t, hint: t("Apa yang belum jelas.", "What is not clear yet."), name: CaseHandling.returning))
        \(Part.submit(t("Tidak setuju, kembalikan", "Disagree, return it"), kind: "secondary"))</form>
        """
    }
}

/// A list in force that excludes a person.
struct ExcludingList: Sendable {
    let list: ListImport
    let removal: ListRemoval?
}
