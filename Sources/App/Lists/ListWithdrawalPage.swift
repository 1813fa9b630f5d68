import Foundation
import Programme

/// `/kantor/daftar/{id}/cabut`.
struct ListWithdrawalPage: Page {
    let t: Words
    let officer: Officer
    let list: ListImport
    /// The edition's rule for lists of this kind; nil where it uses none.
    let rule: ListRule?
    let difference: (stored: StoredDifference, groups: [ListTouch: Int])?
    /// People are still decided on again after the list came into force; the count is made again after that.
    var isApplying = false
    let withdrawal: ListWithdrawal?
    let names: [ID<Officer>: String]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Cabut daftar", "Withdraw the list") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title) \(withdrawal.map { Part.tag($0.state.label(t).text, $0.state.label(t).kind) })</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t), title: t(
            "Tidak dapat dilakukan", "This cannot be done")).html })
        \(Part.columns(
            "\(when: list.state == .inForce, effect)",
            acts: """
            \(standing)
            \(when: list.state == .inForce && isProposed, deciding)
            \(when: list.state == .inForce && !isProposed && officer.may(.importLists), proposing)
            """))
        """
    }
    var crumbs: [Crumb] { [Crumb("\(EditionWords(t: t).list(list.kind)), \(list.source)", Paths.officeList(list.id))] }

    private var standing: HTML {
        guard let withdrawal else { return .empty }
        let who = names[withdrawal.proposer.officer] ?? "–"
        var rows: [(label: String, value: HTML)] = [
            (t("Diusulkan", "Proposed by"), "\(who)"), (t("Alasan", "Reason"), "\(withdrawal.reason)"),
        ]
        if let by = withdrawal.decidedBy, let answer = withdrawal.answer {
            rows.append((t("Diputuskan", "Decided by"), "\(names[by] ?? "–"): \(answer)"))
        }
        return Part.panel(t("Usulan", "The proposal"), Part.facts(rows))
    }

    private var effect: HTML {
        func item(_ sentence: String) -> HTML { "<li>\(sentence)</li>" }
        return """
            <h2>\(t("Akibatnya", "What it means"))</h2>
            <ul>\(each: consequences, item)</ul>
            \(counts)
            """
    }

    private var counts: HTML? {
        guard isApplying else {
            return difference.map { ListDifferenceSection(t: t, stored: $0.stored, groups: $0.groups).html }
        }
        let text = t(
            "Dampaknya sedang dihitung: orang di daftar ini masih diputuskan ulang. Muat ulang halaman ini sebentar lagi.",
            "The effect is being counted: people on this list are still decided on again. Reload this page in a moment."
        )
        return Banner(.information, text).html
    }

    /// Nothing is proposed or approved by a count that is not finished.
    private var isCounted: Bool { !isApplying && difference?.stored.isCounted == true }

    private var isProposed: Bool { withdrawal?.state == .proposed }

    private var consequences: [String] {
        var sentences =
            list.kind.effect == .excludes
            ? [
                t(
                    "Orang yang ditolak hanya karena daftar ini dinilai lagi dan diberi tahu hasilnya.",
                    "People refused only for this list are decided again, and notified of the result.")
            ]
            : [
                t(
                    "Orang pada daftar ini tidak lagi didahulukan, dan undangan berikutnya berhenti.",
                    "People on this list no longer come first, and further invitations stop.")
            ]
        if let rule, rule.mandatory {
            sentences.append(
                t(
                    "Daftar ini wajib. Sampai ada yang baru, tidak ada yang diputuskan layak dan tidak ada gelombang yang "
                        + "disegel.",
                    "This list is mandatory. Until there is a new one, no person is found eligible and no wave is sealed."
                ))
        }
        sentences.append(
            t(
                "Undian yang sudah disegel dan kartu yang sudah terbit tidak berubah.",
                "Draws that are sealed and cards that are issued do not change."))
        sentences.append(
            t(
                "Barisnya tetap tersimpan sebagai bukti; kontak orangnya dihapus.",
                "Its lines stay stored as evidence; the contacts of its people are deleted."))
        return sentences
    }

    private var proposing: HTML {
        guard isCounted else {
            guard difference == nil, !isApplying else { return .empty }
            let text = t(
                "Lihat dulu siapa yang tersentuh. Setelah dihitung, Anda dapat mengusulkannya.",
                "First see whom it affects. Once it is counted you can propose it.")
            return Part.panel(
                t("Langkah pertama", "First step"),
                "<p>\(text)</p>\(count(t("Hitung dampaknya dulu", "Count the effect first"), kind: ""))")
        }
        return Part.panel(
            t("Usulkan pencabutan", "Propose the withdrawal"),
            """
            <form method="post" action="\(Paths.listWithdrawal(list.id))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t(
                "Misalnya nomor surat instansi yang menarik daftarnya.",
                "Such as the number of the letter by which the office recalled it.")))
            \(Part.submit(t("Usulkan pencabutan", "Propose the withdrawal"), kind: "danger"))</form>
            \(count(t("Hitung lagi", "Count again"), kind: "secondary"))
            """)
    }

    private func count(_ label: String, kind: String) -> HTML {
        Part.act(label, to: Paths.listWithdrawalCount(list.id), csrf: form.csrf, kind: kind)
    }

    private var deciding: HTML {
        guard let withdrawal, officer.may(.approveLists) else {
            return "<p class=\"empty\">\(t("Menunggu petugas kedua.", "Waits for a second officer."))</p>"
        }
        return SecondOfficer(withdrawal.proposer, by: officer.signatory(for: .approveLists)).html(t, answers)
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            <form method="post" action="\(Paths.listWithdrawalAnswer(list.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t("Apa yang Anda cocokkan.", "What you compared.")))
            \(when: mayApprove && !isCounted, waiting)
            \(when: mayApprove && isCounted, Part.submit(t("Cabut daftar", "Withdraw the list"), kind: "danger"))
            <button class="button secondary" type="submit" formaction="\(
                Paths.listWithdrawalAnswer(list.id, .refuse))">\(t("Jangan cabut", "Keep it"))</button></form>
            """)
    }

    private var waiting: HTML {
        let text = t(
            "Menyetujui baru bisa setelah dampaknya dihitung.", "Approving is possible once the effect is counted.")
        return "<p class=\"empty\">\(text)</p>"
    }

    static func sample(_ t: Words) -> ListWithdrawalPage {
        ListWithdrawalPage(
            t: t, officer: .sample(2, "Hasti", .programmeManager), list: StoredList.sample.value,
            rule: nil,
            difference: (
                StoredDifference.withdrawalSample,
                [ListTouch(standing: .applicant, consequence: .noLongerPreferred): 90]
            ),
            withdrawal: ListWithdrawal(
                id: ID(1), list: ID(1), reason: "Kemnaker menarik daftarnya dengan surat B-91", state: .proposed,
                proposer: Signatory(officer: ID(1), duty: .waveManager), decidedBy: nil, answer: nil),
            names: [ID(1): "Ratna"], form: .sample, refusal: nil)
    }
}

extension ListWithdrawal.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Pencabutan menunggu petugas kedua", "The withdrawal waits for a second officer"), .waiting)
        case .inForce: (t("Dicabut", "Withdrawn"), .done)
        case .refused: (t("Pencabutan ditolak", "Withdrawal refused"), .blocked)
        }
    }
}

extension StoredDifference {
    fileprivate static let withdrawalSample = StoredDifference(
        id: ID(2), list: ID(1), purpose: .withdrawal, against: nil, isCounted: true, position: .init(),
        counts: ListDifference(removed: 1_700_000), invited: 1_259_113,
        begunAt: Instant(milliseconds: 1_586_606_400_000), countedAt: Instant(milliseconds: 1_586_606_440_000))
}
