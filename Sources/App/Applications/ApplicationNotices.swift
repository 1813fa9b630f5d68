import Programme
import Storage

extension ApplicationQueries {
    /// Sends the person the decision on their application: a yes or a no at once; a change of what is awaited is not
    /// sent.
    func announce(
        _ decision: Eligibility.Decision, after last: Eligibility.Decision?, to person: ID<Account>,
        on dependencies: Dependencies
    ) throws {
        switch decision {
        case .eligible:
            let now = dependencies.clock.now()
            let open = try tx.waves.known(of: dependencies.edition.id).first { $0.isJoinable(at: now) }
            try tx.inbox.send(EligibleNotice(open: open), to: person, on: dependencies)
        case .ineligible(let reasons):
            try tx.inbox.send(
                IneligibleNotice(reasons: reasons, rules: dependencies.edition.conditions), to: person,
                on: dependencies)
        case .waiting:
            if last == nil { try tx.inbox.send(ReceivedNotice(), to: person, on: dependencies) }
        }
    }
}

/// The application came in and is being checked.
struct ReceivedNotice: Notice {
    func subject(_ t: Words) -> String { t("Pendaftaran Anda kami terima", "We have your application") }

    func body(_ t: Words) -> String {
        t(
            "Kami memeriksa data ke Dukcapil dan melihat foto Anda. Anda mendapat pesan begitu selesai.",
            "We check your data with the civil registry and look at your photos. You get a message when it is done.")
    }

    func text(_ t: Words) -> String {
        t(
            "Pendaftaran Prakerja Anda kami terima dan sedang diperiksa.",
            "Your Prakerja application is in and being checked.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat status", "See where it stands"), target: Paths.account)
    }
}

struct EligibleNotice: Notice {
    /// The wave that can be joined now; nil while none is open.
    var open: Wave?

    func subject(_ t: Words) -> String { t("Anda siap bergabung", "You are ready to join") }

    func body(_ t: Words) -> String {
        guard let open else {
            return t(
                "Anda memenuhi semua syarat. Saat ini belum ada gelombang yang dibuka. Jadwalnya ada di halaman gelombang.",
                "You meet every condition. No wave is open now. The dates are on the waves page.")
        }
        return t(
            """
            Anda memenuhi semua syarat. Masuk ke akun Anda, lalu gabung gelombang \(open.number) sebelum \
            \(t.moment(open.closesAt)).
            """,
            "You meet every condition. Sign in, then join wave \(open.number) before \(t.moment(open.closesAt)).")
    }

    func text(_ t: Words) -> String {
        guard let open else {
            return t(
                "Anda memenuhi syarat Prakerja. Gelombang berikutnya belum dibuka.",
                "You qualify for Prakerja. The next wave is not open yet.")
        }
        return t(
            "Anda memenuhi syarat. Gabung gelombang \(open.number) sebelum \(t.shortMoment(open.closesAt)).",
            "You qualify. Join wave \(open.number) before \(t.shortMoment(open.closesAt)).")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat gelombang", "See the waves"), target: Paths.waves)
    }
}

/// Every reason with its rule, its source and its remedy.
struct IneligibleNotice: Notice {
    let reasons: [Ineligibility]
    let rules: EligibilityRules

    func subject(_ t: Words) -> String { t("Anda belum memenuhi syarat", "You do not qualify yet") }

    func body(_ t: Words) -> String {
        let words = DecisionWords(t: t, rules: rules)
        let each = reasons.map { reason in
            let (rule, remedy) = words.explain(reason)
            return "\(rule) \(remedy)"
        }
        let source = t(
            "Aturannya: \(rules.source). Ada yang salah? Anda berhak menyanggah di akun Anda.",
            "The rule stands in \(rules.source). Something wrong? You may contest this in your account.")
        return (each + [source]).joined(separator: "\n\n")
    }

    func text(_ t: Words) -> String {
        t(
            "Pendaftaran Prakerja Anda belum memenuhi syarat. Alasannya ada di akun Anda.",
            "Your Prakerja application does not qualify yet. Your account says why.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat alasan dan cara memperbaiki", "See why and what to do"), target: Paths.account)
    }
}
