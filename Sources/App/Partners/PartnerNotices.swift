import Programme

/// To the partner's agreed address: the link to its new signing key.
struct PartnerKeyNotice: Notice {
    let name: String
    let token: String

    func subject(_ t: Words) -> String {
        t("Kunci tanda tangan baru untuk \(name)", "A new signing key for \(name)")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Yth. tim integrasi \(name),

            Kunci tanda tangan baru untuk API Prakerja sudah dibuat. Tombol di bawah menampilkannya sekali.

            Tautan berlaku \(PartnerKeyLink.hours) jam, sekali pakai. Petugas program tidak melihat kuncinya dan tidak \
            akan memintanya. Bila tautan sudah terpakai bukan oleh Anda, segera hubungi petugas mitra.
            """,
            """
            To the integration team of \(name),

            A new signing key for the Prakerja API was made. The button below shows it once.

            The link is valid for \(PartnerKeyLink.hours) hours and works once. The programme's officers do not see \
            the key and will not ask for it. If the link was used and not by you, tell the partner managers at once.
            """)
    }

    func text(_ t: Words) -> String {
        t("Kunci baru mitra Prakerja: buka email integrasi Anda.", "New partner key: see your integration e-mail.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Ambil kunci", "Fetch the key"), target: Paths.partnerKeyLink(token))
    }

    static var sample: PartnerKeyNotice { PartnerKeyNotice(name: "Pijarmahir", token: "contoh") }
}

/// To the address that keys went to until now, so that a change that the partner did not ask for is noticed.
struct PartnerContactNotice: Notice {
    let name: String
    let contact: String

    func subject(_ t: Words) -> String {
        t("Alamat kunci \(name) diganti", "The address for \(name)'s keys has changed")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Kunci tanda tangan \(name) selanjutnya dikirim ke \(contact).

            Tidak meminta ini? Segera hubungi petugas mitra program.
            """,
            """
            Signing keys of \(name) are sent to \(contact) from now on.

            You did not ask for this? Tell the programme's partner managers at once.
            """)
    }

    func text(_ t: Words) -> String {
        t("Alamat kunci mitra \(name) diganti.", "The address for \(name)'s keys has changed.")
    }

    static var sample: PartnerContactNotice {
        PartnerContactNotice(name: "Pijarmahir", contact: "integrasi@pijarmahir.example")
    }
}
