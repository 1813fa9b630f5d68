import Programme

/// The disqualifications after the draw, and what each case needs next.
struct DisqualificationsPage: Page {
    let t: Words
    let wave: Wave
    let officer: Officer
    let found: [FoundOnList]
    let cases: [DisqualificationCase]
    let names: [ID<Officer>: String]
    let form: FormState
    let refusal: (any UserFacingRefusal)?

    static let ticketField = "nomor"
    static let listField = "daftar"

    var title: String {
        t(
            "Pembatalan setelah undian, gelombang \(wave.number)",
            "Places withdrawn after the draw of wave \(wave.number)")
    }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(wave.name(t), Paths.officeWave(wave.address))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t), title: t("Tidak dapat dilakukan", "This cannot be done")).html })
        <p class="lead">\(t(
            "Hanya daftar yang disegel sebelum undian dapat membatalkan tempat. Seorang petugas mengusulkan, petugas lain "
                + "menyetujui, dan peserta dapat menyanggah.",
            "Only a list sealed before the draw takes a place away. One officer proposes, another approves, and the "
                + "person may contest it."))</p>
        <h2>\(t("Kasus", "Cases"))</h2>
        \(cases.isEmpty ? nobody : "\(each: cases, card)")
        \(when: mayPropose, proposing)
        """
    }

    private var words: EditionWords { EditionWords(t: t) }

    private var nobody: HTML {
        "<p class=\"empty\">\(t("Belum ada tempat yang dibatalkan.", "No place was taken away."))</p>"
    }

    private var mayPropose: Bool {
        wave.state == .announced && officer.may(.runWaves)
    }

    private func card(_ item: DisqualificationCase) -> HTML {
        let (stored, state) = (item.stored, item.stored.value.state.label(t))
        return """
            <div class="card"><h3>\(t("Nomor", "Number")) \(t.count(stored.ticket)) \(Part.tag(state.text, state.kind))</h3>
            <p>\(t("Daftar", "List")): \(words.list(stored.kind, sealedAs: stored.list))</p>
            \(Part.timeline(events(of: stored)))
            \(item.contest.map(contested))
            \(acts(stored.value))
            \(link.html(to: stored.person, from: "disqualification:\(stored.value.id)"))</div>
            """
    }

    private var link: PersonLink { PersonLink(t: t, officer: officer, csrf: form.csrf) }

    private func contested(_ text: String) -> HTML {
        Part.details(t("Yang ditulis peserta", "What the person wrote"), "<p>\(text)</p>")
    }

    /// Newest first.
    private func events(of stored: StoredDisqualification) -> [(when: String, what: HTML)] {
        let value = stored.value
        var events = [event(stored.proposedAt, t("Diusulkan", "Proposed"), value.proposedBy)]
        if let at = stored.answeredAt {
            let what = value.state == .refused ? t("Ditolak", "Refused") : t("Disetujui", "Approved")
            events.append(event(at, what, value.approvedBy))
        }
        if let until = value.contestBy, value.state == .told {
            events.append(event(until, t("Dilaksanakan bila tidak disanggah", "Carried out unless contested"), nil))
        }
        if let at = stored.contestedAt { events.append(event(at, t("Disanggah", "Contested"), nil)) }
        if let at = stored.judgedAt {
            let what = value.state == .upheld ? t("Sanggahan diterima", "Upheld") : t("Sanggahan ditolak", "Dismissed")
            events.append(event(at, what, stored.judgedBy))
        }
        if let at = stored.doneAt {
            events.append(
                event(
                    at, t("Dibatalkan; tempatnya untuk urutan berikut", "Carried out; the place is the next rank's"),
                    nil))
        }
        return events.reversed()
    }

    private func event(_ at: Instant, _ what: String, _ by: ID<Officer>?) -> (when: String, what: HTML) {
        let name = by.map { ", " + (names[$0] ?? t("Petugas \(t.short($0))", "Officer \(t.short($0))")) } ?? ""
        return (t.shortMoment(at), "\(what)\(name)")
    }

    /// What this officer may do, or why they may not.
    private func acts(_ value: Disqualification) -> HTML {
        guard officer.may(.signDecrees) else { return .empty }
        switch value.state {
        case .proposed:
            let second = SecondOfficer { (approving) throws(DisqualificationRefusal) in
                try value.checkDecision(by: officer.signatory, approving: approving)
            }
            return second.html(t) { mayApprove in
                let approve = act(value.id, t("Setujui", "Approve"), .approve, "")
                let refuse = act(value.id, t("Tolak usulan", "Refuse the proposal"), .refuse, "secondary")
                return mayApprove ? approve + refuse : refuse
            }
        case .reserved:
            let third = SecondOfficer { (_) throws(DisqualificationRefusal) in
                try value.checkAppeal(by: officer.signatory)
            }
            return third.html(t) { _ in
                act(value.id, t("Terima sanggahan, tempat tetap", "Uphold: the place stays"), .uphold, "")
                    + act(value.id, t("Tolak sanggahan", "Dismiss it"), .dismiss, "secondary")
            }
        case .refused, .told, .upheld, .dismissed, .done:
            return .empty
        }
    }

    private func act(
        _ id: ID<Disqualification>, _ label: String, _ answer: DisqualificationAnswer, _ kind: String
    ) -> HTML {
        // Filled for the newest case that waits, so that one act of the page stands out.
        let newest = cases.first { $0.stored.value.state == .proposed || $0.stored.value.state == .reserved }
        let kind = newest?.stored.value.id == id ? kind : "secondary"
        return Part.act(label, to: Paths.disqualification(wave.address, id, answer), csrf: form.csrf, kind: kind)
    }

    private var proposing: HTML {
        """
        <h2>\(t("Terpilih dan ada di daftar tersegel", "Selected, and on a sealed list"))</h2>
        \(found.isEmpty ? noList : "\(each: found, table)")
        \(when: !found.isEmpty, byHand)
        """
    }

    private var noList: HTML {
        let text = t(
            "Tidak ada daftar pengecualian yang disegel bersama gelombang ini, jadi tidak ada tempat yang dapat dibatalkan.",
            "No list that keeps people out was sealed with this wave, so no place can be taken away.")
        return "<p class=\"empty\">\(text)</p>"
    }

    private func table(_ found: FoundOnList) -> HTML {
        func row(_ ticket: Int) -> [HTML] {
            let fields: HTML = """
                \(Field.hidden(Self.ticketField, "\(ticket)"))\(Field.hidden(Self.listField, found.list.name))
                """
            let act = Part.act(
                t("Usulkan pembatalan", "Propose to withdraw"), to: Paths.disqualifications(wave.address),
                csrf: form.csrf, kind: "secondary", fields: fields)
            return ["\(t.count(ticket))", act]
        }
        return Part.table(
            caption: name(of: found.list), [t("Nomor undian", "Number"), t("Tindakan", "Act")],
            found.tickets.map(row),
            empty: t(
                "\(name(of: found.list)): tidak ada yang terpilih.",
                "\(name(of: found.list)): nobody selected is on it."))
    }

    /// Two sealed lists of one kind have two names: a proposal says by which of them.
    private func name(of list: SealedCopy) -> String { words.list(list.kind, sealedAs: list.name) }

    private var byHand: HTML {
        """
        <h2>\(t("Usulkan dengan nomor", "Propose by number"))</h2>
        <form method="post" action="\(Paths.disqualifications(wave.address))" novalidate>\(Field.token(form.csrf))
        \(Field.text(
            form, Self.ticketField, t("Nomor undian", "Number of the draw"), keyboard: "numeric", width: 10, maxLength: 10))
        \(Field.select(
            form, Self.listField, t("Daftar yang disegel", "Sealed list"),
            options: found.map { ($0.list.name, name(of: $0.list)) }, prompt: t("Pilih", "Choose")))
        \(Part.submit(t("Usulkan", "Propose"), kind: "secondary"))</form>
        """
    }

    static func sample(_ t: Words) -> DisqualificationsPage {
        let now = Wave.sample.announcesAt + .days(5)
        let list = SealedCopy(id: ID(1), name: "aid-recipients", kind: .aidRecipients)
        let cases = [Disqualification.State.proposed, .reserved, .done].enumerated().map { place, state in
            DisqualificationCase(
                stored: StoredDisqualification(sample: state, ticket: 1_204 + place, at: now),
                contest: state == .reserved ? t("Bantuan itu sudah berhenti.", "That aid has ended.") : nil)
        }
        return DisqualificationsPage(
            t: t, wave: .sampleAnnounced, officer: .sample(3, "Hendra", .waveManager),
            found: [FoundOnList(list: list, tickets: [77_120, 160_233])], cases: cases,
            names: [ID(1): "Ratna", ID(2): "Hasti"], form: .sample, refusal: nil)
    }
}

/// Selected people who are on one sealed list.
struct FoundOnList: Sendable {
    let list: SealedCopy
    /// The first of them.
    let tickets: [Int]
}

struct DisqualificationCase: Sendable {
    let stored: StoredDisqualification
    /// What the person wrote, while an officer has to decide on it.
    let contest: String?
}
