import Programme

/// A notice for previews and for the tests of the inbox itself.
struct SampleNotice: Notice {
    func subject(_ t: Words) -> String { t("Insentif pertama sudah dikirim", "Your first incentive is on its way") }

    func body(_ t: Words) -> String {
        t(
            """
            Rp600.000 dikirim ke LinkAja 0812-••••-7890 hari ini.

            Biasanya sampai dalam satu hari kerja. Kalau belum, buka halaman Insentif.
            """,
            """
            Rp600.000 was sent to LinkAja 0812-••••-7890 today.

            It usually arrives within one working day. If it does not, open the page Incentives.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Insentif Rp600.000 dikirim ke LinkAja Anda hari ini.",
            "Your incentive of Rp600.000 is on its way to LinkAja.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka akun saya", "Open my account"), target: Paths.account)
    }
}

extension Message {
    static func sample(_ number: Int64, isRead: Bool) -> Message {
        Message(
            id: ID(number), content: BilingualMessageText(SampleNotice(), zone: .wib),
            at: Zone.wib.instant(CivilDate(daysSinceEpoch: 18_400)), isRead: isRead)
    }
}

extension Delivery {
    static var samples: [Delivery] {
        [("siti@example.id", State.handedOver), ("081234567890", .failed)].enumerated().compactMap { index, sample in
            Contact(sample.0).map { contact in
                Delivery(
                    id: ID(Int64(index + 1)), message: ID(3), channel: contact.kind == .email ? .email : .sms,
                    destination: contact, state: sample.1, reason: nil, attempts: 1,
                    queuedAt: Instant(milliseconds: 1_589_000_000_000))
            }
        }
    }
}
