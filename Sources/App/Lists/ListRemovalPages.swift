import Programme

/// `/kantor/koreksi-daftar`: removals from lists, newest first.
struct ListRemovalsPage: Page {
    let t: Words
    let removals: [StoredRemoval]
    let names: [ID<Officer>: String]
    let hasOlder: Bool

    static let length = 50

    var title: String { t("Orang yang dihapus dari daftar", "People removed from lists") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Satu petugas mengusulkan dengan bukti, petugas lain memutuskan. Barisnya tetap tersimpan.",
            "One officer proposes with proof, another decides. The line stays stored."))</p>
        \(Self.table(removals, names, t))
        \(when: hasOlder, older)
        """
    }

    private var older: HTML {
        let last = removals.last?.value.id.description ?? ""
        return "<p><a href=\"\(Paths.listRemovals)?sebelum=\(last)\">\(t("Yang lebih lama", "Older"))</a></p>"
    }

    static func table(_ removals: [StoredRemoval], _ names: [ID<Officer>: String], _ t: Words) -> HTML {
        func row(_ stored: StoredRemoval) -> [HTML] {
            let removal = stored.value
            let (text, kind) = removal.state.label(t)
            return [
                "<a href=\"\(Paths.listRemoval(removal.id))\">\(EditionWords(t: t).list(removal.kind))</a>",
                "\(removal.source)", "\(t.shortMoment(real: stored.proposedAt))",
                "\(names[removal.proposer.officer] ?? "–")", Part.tag(text, kind),
            ]
        }
        return Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [
                t("Daftar", "List"), t("Instansi", "Office"), t("Diusulkan", "Proposed"), t("Petugas", "Officer"),
                t("Status", "Status"),
            ],
            removals.map(row), empty: t("Belum ada.", "None yet."))
    }

    static func sample(_ t: Words) -> ListRemovalsPage {
        ListRemovalsPage(t: t, removals: [], names: [:], hasOlder: false)
    }
}

/// `/kantor/koreksi-daftar/{id}`: one removal, with the second officer's decision.
struct ListRemovalPage: Page {
    let t: Words
    let officer: Officer
    let removal: ListRemoval
    let texts: RemovalTexts
    let name: String?
    /// The appeal or complaint that led to it.
    let serviceCase: ID<ServiceCase>?
    /// Whether the version in force still carries the line.
    let isCarried: Bool
    let names: [ID<Officer>: String]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    var title: String { t("Penghapusan dari daftar", "Removal from a list") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(t("Dihapus dari daftar", "Removed from lists"), Paths.listRemovals)] }

    var body: HTML {
        let (text, kind) = removal.state.label(t)
        return """
            <h1>\(title) \(Part.tag(text, kind))</h1>
            \(refusal.map { Banner(.wrong, $0.sentence(t), title: t(
                "Tidak dapat dilakukan", "This cannot be done")).html })
            \(Part.columns(
                "\(when: isCarried && removal.state == .inForce, carried)\(Part.summary(facts))",
                acts: """
                \(when: removal.waitingFor != nil, deciding)
                \(when: removal.state == .inForce && officer.may(.changePeople), ending)
                """))
            """
    }

    private var facts: [SummaryRow] {
        func who(_ id: ID<Officer>?) -> String { id.map { names[$0] ?? "–" } ?? "–" }
        let person: HTML =
            if let id = removal.person, officer.may(.readPeople) {
                "<a href=\"\(Paths.person(id))\">\(name ?? t("Halaman peserta", "The person's page"))</a>"
            } else {
                "\(name ?? t("Belum punya akun", "No account yet"))"
            }
        var rows = [
            SummaryRow(
                label: t("Daftar", "List"), value: "\(EditionWords(t: t).list(removal.kind)), \(removal.source)"),
            SummaryRow(label: t("Orang", "Person"), value: person),
            SummaryRow(label: "NIK", value: Part.number(texts.nik)),
            SummaryRow(label: t("Bukti", "Proof"), value: "\(texts.proof)"),
            SummaryRow(label: t("Alasan", "Reason"), value: "\(texts.reason)"),
            SummaryRow(label: t("Diusulkan", "Proposed by"), value: "\(who(removal.proposer.officer))"),
        ]
        if let answer = texts.answer {
            rows.append(
                SummaryRow(label: t("Diputuskan", "Decided by"), value: "\(who(removal.decidedBy)): \(answer)"))
        }
        if let reason = texts.endReason {
            rows.append(
                SummaryRow(
                    label: t("Usul berlaku lagi", "Proposed to count again"),
                    value: "\(who(removal.ender?.officer)): \(reason)"))
        }
        if let ended = removal.endedBy {
            rows.append(SummaryRow(label: t("Disetujui", "Approved by"), value: "\(who(ended))"))
        }
        if let serviceCase, officer.may(.answerCases) {
            let link: HTML = "<a href=\"\(Paths.officeCase(serviceCase))\">\(t("Lihat", "See"))</a>"
            rows.append(SummaryRow(label: t("Keluhan atau sanggahan", "Complaint or appeal"), value: link))
        }
        return rows
    }

    private var carried: HTML {
        Banner(
            .attention,
            t(
                "Versi yang berlaku memuat baris ini. Penghapusannya tetap sampai dua petugas mengakhirinya.",
                "The version in force contains this line. The removal stays until two officers end it.")
        ).html
    }

    private var deciding: HTML {
        guard let author = removal.waitingFor, officer.may(.approvePeopleChanges) else {
            return "<p class=\"empty\">\(t("Menunggu petugas kedua.", "Waits for a second officer."))</p>"
        }
        return SecondOfficer(author, by: officer.signatory(for: .approvePeopleChanges)).html(t, answers)
    }

    private func answers(_ mayApprove: Bool) -> HTML {
        let isRemoval = removal.state == .proposed
        let (approve, refuse) =
            isRemoval
            ? (t("Setujui penghapusan", "Approve the removal"), t("Tolak", "Refuse"))
            : (t("Setujui: berlaku lagi", "Approve: it counts again"), t("Tetap dihapus", "Keep it removed"))
        return Part.panel(
            t("Putusan Anda", "Your decision"),
            """
            <form method="post" action="\(Paths.listRemovalAct(removal.id, .approve))">\(Field.token(form.csrf))
            \(ReasonField.area(form, t, hint: t(
                "Apa yang Anda cocokkan. Peserta membaca alasan penolakan.",
                "What you compared. The person reads the reason of a refusal.")))
            \(when: mayApprove, Part.submit(approve))
            <button class="button secondary" type="submit" formaction="\(
                Paths.listRemovalAct(removal.id, .refuse))">\(refuse)</button></form>
            """)
    }

    private var ending: HTML {
        """
        <details class="panel"\(flag: "open", !form.errors.isEmpty)><summary>\(t(
            "Usulkan barisnya berlaku lagi", "Propose that the line counts again"))</summary>
        <form method="post" action="\(Paths.listRemovalAct(removal.id, .end))">\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t("Mengapa buktinya tidak berlaku lagi.", "Why the proof no longer holds.")))
        \(Part.submit(t("Usulkan", "Propose"), kind: "danger"))</form></details>
        """
    }

    static func sample(_ t: Words) -> ListRemovalPage {
        ListRemovalPage(
            t: t, officer: .sample(2, "Hasti", .programmeManager),
            removal: ListRemoval(
                id: ID(1), kind: .excludedOccupations, source: "BKN", list: ID(1), person: ID(7), state: .proposed,
                proposer: Signatory(officer: ID(1), duty: Role(rawValue: "helpdesk")), decidedBy: nil, ender: nil,
                endedBy: nil),
            texts: RemovalTexts(
                nik: "•••• •••• •••• 0001", proof: "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020",
                reason: "Aslinya dilihat di loket Ternate dan cocok dengan KTP", answer: nil, endReason: nil),
            name: "Siti Nurhaliza", serviceCase: nil, isCarried: true, names: [ID(1): "Rini"], form: .sample,
            refusal: nil)
    }
}

extension ListRemoval.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu petugas kedua", "Waits for a second officer"), .waiting)
        case .inForce: (t("Dihapus", "Removed"), .done)
        case .refused: (t("Ditolak", "Refused"), .blocked)
        case .ending: (t("Dihapus; pengakhiran diusulkan", "Removed; its end is proposed"), .waiting)
        case .ended: (t("Berlaku lagi", "Counts again"), .blocked)
        }
    }
}
