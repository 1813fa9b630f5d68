import Programme

/// To the two people who claim the same NIK. Neither learns anything about the other.
struct DisputeNotice: Notice {
    enum What: Sendable, Equatable {
        case openedForOlder(until: Instant, moneyWaits: Bool)
        case openedForNewer(until: Instant)
        /// The NIK is this person's, whether they were the older or the newer one.
        case won
        /// The NIK is the other person's.
        case lost
    }

    let what: What

    func subject(_ t: Words) -> String {
        switch what {
        case .openedForOlder, .openedForNewer:
            t("NIK Anda juga dipakai orang lain", "Another person uses your NIK")
        case .won: t("NIK ini tetap milik Anda", "This NIK is yours")
        case .lost: t("NIK ini dinyatakan milik orang lain", "This NIK is held to be another person's")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .openedForOlder(let until, let moneyWaits): opened(t, until, moneyWaits)
        case .openedForNewer(let until):
            t(
                """
                Orang lain lebih dulu mendaftar dengan NIK yang sama. Dua petugas melihat foto dan data keduanya. \
                Keputusannya ada paling lambat \(t.shortLastMoment(before: until)).

                Sampai saat itu pendaftaran dengan NIK ini belum bisa diputuskan. Salah ketik? Perbaiki di langkah KTP.
                """,
                """
                Another person signed up with the same NIK before you. Two officers look at the photos and data of \
                both. They decide by \(t.shortLastMoment(before: until)).

                Until then nothing is decided on an application with this NIK. Mistyped? Correct it at the identity card step.
                """)
        case .won:
            t(
                """
                Pemeriksaan selesai. NIK ini milik Anda, dan yang menunggu dilanjutkan.

                Bukan Anda yang mendaftar dua kali? Simpan KTP Anda baik-baik dan jangan kirim fotonya ke siapa pun.
                """,
                """
                The check is over. This NIK is yours, and what waited goes on.

                Keep your identity card safe, and send photos of it to no one else.
                """)
        case .lost:
            t(
                """
                Pemeriksaan selesai. Kantor program menyatakan NIK ini milik orang lain, jadi pendaftaran dengan NIK \
                ini berhenti. Kartu yang sudah terbit ditahan.

                NIK salah ketik? Perbaiki di langkah KTP. Keberatan? Datang ke dinas terdekat dengan KTP asli, atau \
                hubungi pusat bantuan.
                """,
                """
                The check is over. The programme office holds this NIK to be another person's, so your application \
                with it ends. A card that was issued rests.

                Was the NIK mistyped? Correct it at the identity card step. If not, come to an office with your card, or \
                phone the call centre.
                """)
        }
    }

    private func opened(_ t: Words, _ until: Instant, _ moneyWaits: Bool) -> String {
        let day = t.shortLastMoment(before: until)
        let waits = t(
            "Hanya dua hal yang menunggu sampai saat itu: rekening baru dan pembayaran.",
            "Only two things wait until then: a new account, and payments.")
        let goesOn = t(
            """
            Orang lain juga mendaftar dengan NIK Anda. Dua petugas melihat foto dan data keduanya. Keputusannya ada \
            paling lambat \(day).

            Pendaftaran, gelombang, kartu, dan pelatihan Anda tetap jalan.
            """,
            """
            Another person has signed up with your NIK, too. Two officers look at the photos and data of both. They \
            decide by \(day).

            Your application, wave, card and training go on.
            """)
        return moneyWaits ? "\(goesOn) \(waits)" : goesOn
    }

    func text(_ t: Words) -> String {
        switch what {
        case .openedForOlder, .openedForNewer:
            t(
                "Orang lain juga memakai NIK Anda di Prakerja. Petugas memeriksa. Baca pesannya di akun.",
                "Another person uses your NIK at Prakerja. Officers look into it. Read the message in your account.")
        case .won:
            t("Pemeriksaan NIK Anda selesai: NIK ini milik Anda.", "The check of your NIK is over: it is yours.")
        case .lost:
            t(
                "Pemeriksaan NIK selesai: dinyatakan milik orang lain. Baca pesannya di akun.",
                "The check of your NIK is over: it is held to be another person's. Read the message in your account.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        switch what {
        case .lost: NoticeAction(label: t("Lihat langkah KTP", "See the identity card step"), target: Paths.application)
        default: NoticeAction(label: t("Lihat status", "See where it stands"), target: Paths.account)
        }
    }

    static let sample = DisputeNotice(
        what: .openedForOlder(until: Instant(milliseconds: 1_588_179_600_000), moneyWaits: true))
}

extension DisputeRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notWaiting:
            t(
                "Sengketa ini tidak menunggu tindakan itu. Muat ulang halaman untuk melihat keadaannya.",
                "This dispute does not wait for that. Reload the page to see where it stands.")
        case .fourEyes(let refusal): refusal.sentence(t)
        case .moneyWaits(let until):
            t(
                "Rekening baru dan pembayaran menunggu sampai \(t.shortLastMoment(before: until)), karena orang lain juga memakai NIK Anda. Pesannya ada di akun Anda.",
                "New accounts and payments wait until \(t.shortLastMoment(before: until)), because another person uses your NIK. Your account has the message."
            )
        case .nikOfAnother:
            t(
                "Kantor program menyatakan NIK ini milik orang lain. Datang ke dinas terdekat dengan KTP asli.",
                "The programme office holds this NIK to be another person's. Come to an office with your card.")
        }
    }
}
