import Programme

/// What a disqualified person reads on their own page: why, and what they can do.
struct DisqualificationSection: Sendable {
    let t: Words
    let now: Instant
    let wave: Wave
    let removal: StoredDisqualification

    private var reason: String {
        let list = EditionWords(t: t).namedList(removal.kind, sealedAs: removal.list)
        return t(
            "NIK Anda tercatat di \(list), yang diumumkan sebelum undian. Orang di daftar itu tidak dapat "
                + "menerima kartu.",
            "Your NIK stands on \(list), which was published before the draw. People on it cannot have the "
                + "card.")
    }

    var html: HTML {
        switch removal.value.state {
        case .told: told
        case .reserved:
            banner(
                .attention, t("Sanggahan Anda sedang diperiksa", "What you contested is being looked at"),
                t(
                    "Petugas ketiga memutuskannya. Sampai saat itu tempat Anda disimpan dan kartu Anda ditahan.",
                    "A third officer decides. Until then your place is kept and your card rests."))
        case .dismissed, .done:
            banner(
                .wrong, t("Tempat Anda dibatalkan", "Your place was withdrawn"),
                removal.judgedAt == nil
                    ? t("Tidak ada sanggahan sampai batas waktunya.", "Nobody contested it in time.")
                    : t("Sanggahan Anda ditolak oleh petugas ketiga.", "A third officer dismissed what you contested."))
        case .proposed, .refused, .upheld: .empty
        }
    }

    private var told: HTML {
        guard let until = removal.value.contestBy, now < until else {
            return banner(
                .wrong, t("Waktu menyanggah sudah lewat", "The time to contest is over"),
                t("Pembatalan segera dilaksanakan.", "It is carried out soon."))
        }
        let left = Part.countdown(to: until, now: now, label: t.moment(until))
        return """
            \(banner(
                .attention, t("Tempat Anda akan dibatalkan", "Your place is to be withdrawn"),
                t(
                    "Ini keliru? Sanggah, dan tempat Anda disimpan sampai ada keputusan. Kartu Anda ditahan dahulu.",
                    "Is this wrong? Contest it, and your place is kept until it is decided. Your card rests meanwhile.")))
            <p>\(t("Batas waktu menyanggah", "You can contest until")): <strong>\(left)</strong></p>
            <p>\(Part.button(t("Sanggah pembatalan", "Contest it"), to: Paths.contest(wave.address)))</p>
            """
    }

    private func banner(_ kind: Banner.Kind, _ title: String, _ what: String) -> HTML {
        Banner(kind, markup: "<p>\(reason)</p><p>\(what)</p>", title: title).html
    }
}

extension MyEntryPage {
    /// A selected person who was told that their place is in question.
    static func removalSample(_ t: Words) -> MyEntryPage {
        let now = Wave.sample.announcesAt + .days(2)
        let line = Draw.Line(ticket: 77_120, stratum: .priority, position: 12_033, of: 51_950, selected: true)
        return MyEntryPage(
            t: t, now: now, known: .sample(.sampleAnnounced),
            entry: PersonEntry(
                id: ID(1), state: .selected, arrivedAt: Wave.sample.opensAt + .days(1), ticket: line.ticket,
                line: line),
            removal: StoredDisqualification(sample: .told, ticket: line.ticket, at: now),
            rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"),
            receipt: .sample,
            receiptText: JoinReceipt.sampleText, next: nil, csrf: FormState.sample.csrf)
    }
}
