import Programme

/// Two officers changed the person's data: what, by which duty, and what to do when that is wrong.
struct DataCorrectedNotice: Notice {
    let items: [DataVersion.Item]
    /// As the first officer wrote it for the person.
    let reason: String
    /// The duty of the officer who proposed it.
    let office: Role
    let callCentre: String

    func subject(_ t: Words) -> String {
        t("Data pendaftaran Anda dikoreksi", "Your application's data was corrected")
    }

    func body(_ t: Words) -> String {
        let names = items.map { t($0.label).lowercased() }.joined(separator: ", ")
        return t(
            """
            Kantor program mengoreksi data Anda: \(names). Diusulkan oleh \(t(office.title)) dan disetujui petugas lain.

            Alasan: \(reason)

            Bila nama atau tanggal lahir berubah, datanya dicocokkan lagi dengan Dukcapil. Kelayakan Anda dihitung lagi.

            Ada yang keliru? Kirim keluhan di halaman Bantuan, atau hubungi \(callCentre).
            """,
            """
            The programme's office corrected your data: \(names). Proposed by: \(t(office.title)). \
            Another officer agreed.

            Reason: \(reason)

            If your name or birth date changed, it is compared with the civil registry again. Your eligibility is decided \
            again.

            Is anything wrong? Send a complaint on the page Help, or call \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Data pendaftaran Prakerja Anda dikoreksi kantor program. Keliru? Masuk ke situs resmi atau hubungi pusat bantuan.",
            "The office corrected your Prakerja data. Wrong? Sign in to the official site or call the call centre.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Kirim keluhan", "Send a complaint"), target: Paths.complaint)
    }

    static let sample = DataCorrectedNotice(
        items: [.name, .address], reason: "Ejaan nama disamakan dengan KTP yang ditunjukkan di loket",
        office: .helpdesk, callCentre: "0800-1503-001")
}

/// An account was suspended, or is no longer.
struct SuspensionNotice: Notice {
    enum What: Sendable {
        /// - Parameter until: when it ends by itself unless a second officer confirms it.
        case begun(PersonActCause, reason: String, until: Instant?)
        /// A second officer agreed to what one had begun.
        case confirmed(PersonActCause, reason: String)
        case ended(AccountSuspension.How)
    }

    let what: What
    let callCentre: String

    func subject(_ t: Words) -> String {
        switch what {
        case .begun: t("Akun Prakerja Anda ditangguhkan", "Your Prakerja account is suspended")
        case .confirmed: t("Penangguhan akun Anda berlanjut", "The suspension of your account goes on")
        case .ended: t("Akun Prakerja Anda aktif lagi", "Your Prakerja account is active again")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .begun(let cause, let reason, let until):
            "\(why(cause, reason, t))\n\n\(Self.consequence(t))\(until.map { "\n\n\(end($0, t))" } ?? "")\n\n\(contest(t))"
        case .confirmed(let cause, let reason):
            t("Petugas kedua menyetujui penangguhan ini.", "A second officer agreed to this suspension.")
                + "\n\n\(why(cause, reason, t))\n\n\(Self.consequence(t))\n\n\(contest(t))"
        case .ended(let how):
            "\(Self.sentence(how, t))\n\n"
                + t(
                    "Anda dapat bergabung, membeli pelatihan, dan menerima insentif lagi. Hari-hari yang hilang "
                        + "dikembalikan: batas beli pertama dan batas minta insentif bergeser.",
                    "You can join, buy courses and be paid again. The days you lost are given back: the limits for "
                        + "the first purchase and for asking for incentives moved.")
        }
    }

    /// What is suspended and what is not.
    static func consequence(_ t: Words) -> String {
        t(
            "Selama itu Anda tidak dapat bergabung gelombang, memakai kartu, atau menerima insentif. Saldo Anda tetap. "
                + "Tidak ada yang hangus: batas waktu 30 hari dan batas minta insentif berhenti berjalan. "
                + "Masuk ke akun, pesan, dan keluhan tetap dapat dipakai.",
            "Meanwhile you cannot join a wave, use your card or be paid. Your balance stays. Nothing lapses: the 30 days "
                + "for the first purchase and the days for asking for incentives stand still. Signing in, messages and "
                + "complaints go on working.")
    }

    static func sentence(_ how: AccountSuspension.How, _ t: Words) -> String {
        switch how {
        case .lifted: t("Dua petugas mencabut penangguhan akun Anda.", "Two officers lifted the suspension.")
        case .refused:
            t("Petugas kedua tidak menyetujui penangguhan ini.", "A second officer did not agree to the suspension.")
        case .lapsed:
            t(
                "Penangguhan mendesak ini berakhir sendiri, karena tidak disetujui petugas kedua.",
                "This urgent suspension ended by itself, because no second officer agreed to it.")
        }
    }

    private func why(_ cause: PersonActCause, _ reason: String, _ t: Words) -> String {
        t("Sebabnya: \(t(cause.label)). \(reason)", "Why: \(t(cause.label)). \(reason)")
    }

    private func end(_ until: Instant, _ t: Words) -> String {
        t(
            "Penangguhan ini mendesak. Tanpa persetujuan petugas kedua, berakhir sendiri \(t.moment(until)).",
            "This suspension is urgent. Unless a second officer agrees, it ends by itself on \(t.moment(until)).")
    }

    private func contest(_ t: Words) -> String {
        t(
            "Keliru? Sanggah di halaman Bantuan pada akun Anda, atau hubungi \(callCentre).",
            "Is it wrong? Contest it on your account's page Help, or call \(callCentre).")
    }

    func text(_ t: Words) -> String {
        switch what {
        case .begun, .confirmed:
            t(
                "Akun Prakerja Anda ditangguhkan. Saldo tetap. Masuk ke situs resmi untuk alasan dan cara menyanggah.",
                "Your Prakerja account is suspended. Your balance stays. Sign in to see why and how to contest it.")
        case .ended:
            t("Akun Prakerja Anda aktif lagi.", "Your Prakerja account is active again.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        switch what {
        case .begun, .confirmed: NoticeAction(label: t("Sanggah", "Contest it"), target: Paths.appeals)
        case .ended: NoticeAction(label: t("Buka akun saya", "Open my account"), target: Paths.account)
        }
    }

    static let sample = SuspensionNotice(
        what: .begun(
            .accountMisused, reason: "Akun ini masuk dari banyak perangkat yang bukan milik Anda",
            until: Instant(milliseconds: 1_587_175_200_000)), callCentre: "0800-1503-001")
}

/// A card was revoked by two officers, or given back.
struct CardRevokedNotice: Notice {
    enum What: Sendable {
        case revoked(cause: PersonActCause, reason: String, returned: Rupiah)
        case restored(Rupiah)
    }

    let what: What
    let callCentre: String

    func subject(_ t: Words) -> String {
        switch what {
        case .revoked: t("Kartu Prakerja Anda dicabut", "Your Prakerja card was revoked")
        case .restored: t("Kartu Prakerja Anda dikembalikan", "Your Prakerja card was given back")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .revoked(let cause, let reason, let returned):
            t(
                """
                Dua petugas mencabut kartu Anda. Sebabnya: \(t(cause.label)). \(reason)

                Sisa dana \(returned) kembali ke negara, dan insentif yang belum dibayar hangus. Pelatihan yang sudah \
                dibeli boleh Anda selesaikan.

                Keliru? Sanggah di halaman Bantuan pada akun Anda, atau hubungi \(callCentre). \
                Bila sanggahan dikabulkan, kartu dan sisanya dikembalikan.
                """,
                """
                Two officers revoked your card. Why: \(t(cause.label)). \(reason)

                The rest of \(returned) went back to the state, and unpaid incentives were forfeited. You may finish \
                courses that were bought.

                Is it wrong? Contest it on your account's page Help, or call \(callCentre). \
                If your appeal is granted, card and rest are given back.
                """)
        case .restored(let amount):
            t(
                "Dua petugas mengembalikan kartu Anda dengan dana \(amount). Insentif yang hangus karena pencabutan dapat "
                    + "diminta lagi. Hari-hari yang hilang dikembalikan, paling lama sampai hari terakhir edisi.",
                "Two officers gave your card back with \(amount). Incentives that the revocation forfeited can be asked for "
                    + "again. The days you lost are given back, at most to the edition's last day.")
        }
    }

    func text(_ t: Words) -> String {
        switch what {
        case .revoked:
            t(
                "Kartu Prakerja Anda dicabut. Masuk ke situs resmi untuk alasan dan cara menyanggah.",
                "Your Prakerja card was revoked. Sign in to the official site to see why and how to contest it.")
        case .restored: t("Kartu Prakerja Anda dikembalikan.", "Your Prakerja card was given back.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        switch what {
        case .revoked: NoticeAction(label: t("Sanggah", "Contest it"), target: Paths.appeals)
        case .restored: NoticeAction(label: t("Lihat kartu saya", "See my card"), target: Paths.card)
        }
    }

    static let sample = CardRevokedNotice(
        what: .revoked(
            cause: .cardMisused, reason: "Kartu dijual kepada orang lain, menurut dua laporan platform",
            returned: Rupiah(3_550_000)), callCentre: "0800-1503-001")
}
