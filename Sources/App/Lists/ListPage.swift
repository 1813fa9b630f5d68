import Programme

/// `/kantor/daftar/{id}`: one list: its particulars, the contents of its file, its approval and its take-up.
struct ListPage: Page {
    let t: Words
    let list: StoredList
    let rowErrors: [(line: Int, error: ListRowError)]
    let takeUp: TakeUp?
    /// What it changes, with the people it touches; nil for lists of before that was counted.
    let difference: (stored: StoredDifference, groups: [ListTouch: Int])?
    /// People are still decided on again after another version came into force or was withdrawn.
    var isApplying = false
    /// Lines of this version that were removed on proof.
    let removals: [StoredRemoval]
    /// The newest batch of invitations.
    let invitations: InvitationBatch?
    let withdrawal: ListWithdrawal?
    let names: [ID<Officer>: String]
    let officer: Officer
    /// The officer who imported it; nil for the command line.
    let author: Signatory?
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    /// Names the comparison that the approver has read.
    static let seenField = "hitungan"

    var errors: [FieldError] { form.errors }
    private var csrf: String { form.csrf }

    var title: String { EditionWords(t: t).list(value.kind) }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title) \(Part.tag(value.state.label(t).text, value.state.label(t).kind))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t)).html })
        \(list.trouble.map { Banner(
            .wrong, t($0), title: t("Daftar ini tidak pernah berlaku", "This list never counted")).html })
        \(Part.columns(
            """
            \(difference.map(changes))
            \(when: value.kind.effect == .prefers && value.state == .inForce, takeUpPart)
            \(when: !removals.isEmpty, removed)
            \(when: !rowErrors.isEmpty, rowErrorPart)
            """,
            acts: """
            \(when: value.kind.effect == .prefers && value.state == .inForce, inviting)
            \(Part.panel(t("Berkas ini", "This file"), Part.facts(particulars)))
            \(when: value.state == .proposed, approval)
            \(when: mayRemove, removing)
            \(when: withdrawal != nil || (value.state == .inForce && officer.may(.importLists)), withdrawing)
            """))
        """
    }

    private var value: ListImport { list.value }

    private func changes(_ difference: (stored: StoredDifference, groups: [ListTouch: Int])) -> HTML {
        let first = t("Versi pertama daftar ini", "The first version of this list")
        let next =
            value.state == .proposed
            ? t("Yang berubah terhadap versi yang berlaku", "What changes against the version in force")
            : t("Yang berubah terhadap versi sebelumnya", "What changed against the version before")
        return """
            <h2>\(difference.stored.against == nil ? first : next)</h2>
            \(when: value.state == .proposed, loss)
            \(value.state == .proposed && isApplying
                ? recounting : ListDifferenceSection(t: t, stored: difference.stored, groups: difference.groups).html)
            """
    }

    private var recounting: HTML {
        Banner(
            .information,
            t(
                "Orang di versi sebelumnya masih diputuskan ulang. Sesudah itu perubahannya dihitung lagi. Muat ulang "
                    + "halaman ini sebentar lagi.",
                "People of the version before are still being decided on again. What this version changes is counted "
                    + "again after that. Reload this page in a moment.")
        ).html
    }

    /// How many lines are lost, where the second officer types the number.
    private var lost: TypedFigure? {
        guard value.state == .proposed, let stored = difference?.stored, stored.isCounted else { return nil }
        return stored.counts.lossToConfirm.map { TypedFigure(Int64($0)) }
    }

    private var loss: HTML {
        guard let lost, let counts = difference?.stored.counts else { return .empty }
        let (gone, before) = (t.count(Int(lost.number)), t.count(counts.before))
        let share = ListDifference.shareToConfirm
        return Banner(
            .wrong,
            t(
                "\(gone) dari \(before) baris yang berlaku hilang. Berkas yang terpotong tampak sama. Bandingkan dengan surat "
                    + "instansinya. Di atas \(share)% jumlahnya diketik saat menyetujui.",
                "\(gone) of the \(before) lines in force are lost. A file that was cut off looks the same. Compare it with "
                    + "the office's letter. Above \(share)% the number is typed to approve it."),
            title: counts.unchanged == 0
                ? t("Versi ini menghapus semua baris", "This version drops every line")
                : t("Versi ini menghapus banyak baris", "This version drops many lines")
        ).html
    }

    private var particulars: [(label: String, value: HTML)] {
        let counts = value.counts
        var rows: [(label: String, value: HTML)] = [
            (t("Instansi", "Office"), "\(value.source)"), (t("Per tanggal", "As of"), "\(t.date(value.asOf))"),
        ]
        if let expires = value.expiresOn { rows.append((t("Kedaluwarsa", "Expires"), "\(t.date(expires))")) }
        rows += [
            (t("Orang", "People"), "\(t.count(counts.accepted))"),
            (t("Baris ganda", "Duplicates"), "\(t.count(counts.duplicates))"),
            (t("Tak terbaca", "Unreadable"), "\(t.count(counts.bad))"),
            (t("Dapat dihubungi", "Can be reached"), "\(t.count(counts.contacts))\(counts.reach(t))"),
            (t("Tidak dapat", "Cannot be"), "\(t.count(counts.unreachable))"),
            (t("HP, email tak terbaca", "Unreadable contacts"), "\(t.count(counts.unreadContacts))"),
            (t("Dimasukkan", "Brought in"), "\(name(value.importedBy)), \(t.shortMoment(real: list.importedAt))"),
        ]
        if let decided = list.decidedBy, let at = list.decidedAt {
            rows.append((t("Diputuskan", "Decided"), "\(name(decided)), \(t.shortMoment(real: at))"))
        }
        if let reason = list.reason { rows.append((t("Alasan", "Reason"), "\(reason)")) }
        if let digest = list.digest {
            rows.append(
                (
                    t("Sidik (SHA-256)", "Digest (SHA-256)"),
                    Part.details(
                        t("Lihat", "See"), "<code>\(digest.hex)</code><small>\(t(PlainTerm.digest.meaning))</small>")
                ))
        }
        return rows
    }

    private func name(_ id: ID<Officer>?) -> String {
        id.map { names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))") }
            ?? t("baris perintah", "command line")
    }

    private var approval: HTML {
        let consequence =
            value.kind.effect == .excludes
            ? t(
                "Begitu disetujui, orang pada daftar ini tidak dapat ikut dan diberi tahu alasannya.",
                "Once approved, people on this list cannot join and are told why.")
            : t(
                "Begitu disetujui, orang pada daftar ini diundi lebih dahulu daripada yang lain.",
                "Once approved, people on this list are drawn before all others.")
        return Part.panel(
            t("Menunggu petugas kedua", "Waits for a second officer"),
            "<p>\(consequence)</p>\(SecondOfficer(author, by: officer.signatory(for: .approveLists)).html(t, acts))")
    }

    private func acts(_ mayApprove: Bool) -> HTML {
        guard officer.may(.approveLists) else { return .empty }
        return """
            <form method="post" action="\(Paths.officeListApproval(value.id))">\(Field.token(csrf))
            \(difference.map { Field.hidden(Self.seenField, "\($0.stored.id)") })
            \(ReasonField.area(form, t, hint: t(
            "Misalnya nomor surat instansi dan apa yang Anda cocokkan.",
            "Such as the number of the office's letter, and what you compared.")))
            \(mayApprove ? lost.map(typing) : nil)
            \(when: mayApprove, Part.submit(t("Setujui daftar", "Approve the list")))
            <button class="button danger" type="submit" formaction="\(Paths.officeListRefusal(value.id))">\(t(
            "Tolak", "Refuse"))</button></form>
            """
    }

    private func typing(_ lost: TypedFigure) -> HTML {
        Field.text(
            form, TypedFigure.field, lost.label(t),
            hint: t("Baris yang hilang dengan versi ini.", "The lines that this version drops."), keyboard: "numeric",
            autocomplete: "off", width: 12, maxLength: 20)
    }

    private var takeUpPart: HTML {
        """
        <h2>\(t("Siapa yang sudah datang", "Who has come"))</h2>
        \(takeUp.map(numbers) ?? notCounted)
        \(Part.act(
            t("Hitung lagi", "Count again"), to: Paths.officeListCount(value.id), csrf: csrf,
            kind: "secondary"))
        """
    }

    private var inviting: HTML {
        let mayInvite = officer.may(.importLists) && value.counts.contacts > 0
        return Part.panel(
            t("Undangan", "Invitations"),
            "\(invitations.map(batch))\(when: mayInvite && (invitations?.isOver ?? true), invitation)")
    }

    private var notCounted: HTML {
        "<p class=\"empty\">\(t("Sedang dihitung.", "Being counted."))</p>"
    }

    private func numbers(_ takeUp: TakeUp) -> HTML {
        let listed = value.counts.accepted
        func row(_ label: String, _ count: Int) -> SummaryRow {
            let share = t("\(t.count(count)) dari \(t.count(listed))", "\(t.count(count)) of \(t.count(listed))")
            return SummaryRow(label: label, value: Part.bar(Int64(count), of: Int64(listed), label: share))
        }
        return Part.summary([
            row(t("Mendaftar", "Registered"), takeUp.registered), row(t("Bergabung", "Joined"), takeUp.joined),
            row(t("Terpilih", "Selected"), takeUp.selected), row(t("Diundang", "Invited"), takeUp.invited),
        ]) + "<p>\(t("Dihitung", "Counted")) \(t.shortMoment(real: takeUp.countedAt)).</p>"
    }

    private var invitation: HTML {
        """
        <p>\(t(
            "Undangan hanya untuk yang belum mendaftar, sekali seumur hidup bagi setiap orang.",
            "Only people who have not registered are invited, each of them once."))</p>
        <form method="post" action="\(Paths.officeListInvitation(value.id))">\(Field.token(csrf))
        \(ReasonField.area(form, t, hint: t(
            "Untuk apa mereka diundang sekarang. Petugas kedua membacanya.",
            "What they are invited for now. The second officer reads it.")))
        \(Part.submit(t("Lihat siapa yang akan diundang", "See who would be invited")))</form>
        """
    }

    private func batch(_ batch: InvitationBatch) -> HTML {
        let (text, kind) = batch.state.label(t)
        return """
            <p><a href="\(Paths.invitationBatch(batch.id))">\(t("Lihat undangan", "See the invitations"))</a> \
            \(Part.tag(text, kind))</p>
            """
    }

    private var mayRemove: Bool { value.state == .inForce && officer.may(.changePeople) }

    private var removed: HTML {
        let carried = t(
            "Versi ini memuat baris yang sudah dihapus atas bukti. Penghapusannya tetap sampai diputuskan lain.",
            "This version contains lines that were removed on proof. The removal stays until it is decided otherwise.")
        return """
            <h2>\(t("Dihapus atas bukti", "Removed on proof"))</h2>
            <p>\(carried)</p>\(ListRemovalsPage.table(removals, names, t))
            """
    }

    private var removing: HTML {
        let text = t(
            "Untuk orang yang membuktikan bahwa ia tidak seharusnya ada di daftar.",
            "For a person who proves that they should not be on the list.")
        let label = t("Hapus seorang atas bukti", "Remove one person on proof")
        return Part.panel(
            t("Satu orang", "One person"),
            "<p>\(text)</p>\(Part.button(label, to: Paths.listRemovalForm(value.id), secondary: true))")
    }

    private var withdrawing: HTML {
        let state = withdrawal.map { Part.tag($0.state.label(t).text, $0.state.label(t).kind) }
        let label =
            withdrawal == nil
            ? t("Lihat dampak pencabutan", "See what withdrawing would mean")
            : t("Lihat pencabutan", "See the withdrawal")
        return Part.panel(
            t("Mencabut daftar", "Withdrawing the list"),
            "\(state.map { "<p>\($0)</p>" as HTML })\(Part.button(label, to: Paths.listWithdrawal(value.id), secondary: true))"
        )
    }

    private var rowErrorPart: HTML {
        func row(_ error: (line: Int, error: ListRowError)) -> [HTML] {
            ["\(t.count(error.line))", "\(error.error.sentence(t))"]
        }
        return """
            <h2>\(t("Baris yang tak terbaca", "Lines that could not be read"))</h2>
            \(Part.table(
                caption: t("Paling banyak \(ListQueries.mostRowErrors)", "At most \(ListQueries.mostRowErrors)"),
                [t("Baris", "Line"), t("Sebab", "Why")], rowErrors.map(row), empty: ""))
            """
    }

    static func sample(_ t: Words) -> ListPage {
        ListPage(
            t: t, list: .sample, rowErrors: [(line: 17, error: .length)],
            takeUp: TakeUp(
                registered: 143_000, joined: 121_400, selected: 80_210, invited: 1_259_113,
                countedAt: Instant(milliseconds: 1_586_610_000_000)),
            difference: (
                StoredDifference.sample,
                [
                    ListTouch(standing: .entered, consequence: .preferred): 212,
                    ListTouch(standing: .cardholder, consequence: .none): 18,
                ]
            ),
            removals: [], invitations: nil, withdrawal: nil, names: [:],
            officer: .sample(1, "Ani", .waveManager), author: nil, form: .sample,
            refusal: nil)
    }
}
