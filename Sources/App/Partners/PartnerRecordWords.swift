import HTTPTypes
import Programme

extension PartnerRecord.Kind {
    func name(_ t: Words) -> String {
        switch self {
        case .platform: t("Platform digital", "Digital platform")
        case .institution: t("Lembaga pelatihan", "Training institution")
        case .paymentProvider: t("Penyedia pembayaran", "Payment provider")
        case .jobPortal: t("Portal kerja", "Job portal")
        case .association: t("Asosiasi", "Association")
        }
    }
}

extension PartnerRecord.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .invited: (t("Diundang", "Invited"), .waiting)
        case .active: (t("Aktif", "Active"), .done)
        case .suspended: (t("Penjualan dihentikan", "Sales stopped"), .wrong)
        case .ended: (t("Berakhir", "Ended"), .blocked)
        }
    }
}

extension PartnerChange {
    func title(_ t: Words) -> String {
        switch self {
        case .activate: t("Aktifkan mitra", "Activate the partner")
        case .rotateKey: t("Ganti kunci", "Rotate the key")
        case .agreement: t("Catat perjanjian", "Record an agreement")
        case .addresses: t("Ganti alamat", "Change the addresses")
        case .contact: t("Ganti alamat kunci", "Change the address for keys")
        case .release: t("Hapus pemilik", "Remove an owner")
        case .webhook: t("Catat alamat webhook", "Record a webhook's address")
        case .webhookSecret: t("Ganti rahasia webhook", "Rotate a webhook's secret")
        case .webhookEnd: t("Akhiri webhook", "End a webhook")
        case .end: t("Akhiri kerja sama", "End the partnership")
        }
    }

    /// Nothing for an empty list.
    private static func list(_ label: String, _ items: [String]) -> String {
        items.isEmpty ? "" : "\(label) \(items.joined(separator: ", ")). "
    }

    /// What happens when it is approved.
    func consequence(_ t: Words) -> String {
        switch self {
        case .activate:
            t(
                "Mitra dapat menjual, atau pelatihannya dijual, begitu disetujui.",
                "The partner may sell, or its courses be sold, as soon as this is approved.")
        case .rotateKey(0):
            t(
                "Kunci baru dibuat dan kunci lama langsung tidak berlaku. Tautannya dikirim ke mitra.",
                "A new key is made, and the old one ends at once. The partner receives a link to it.")
        case .rotateKey(let days):
            t(
                "Kunci baru dibuat, tautannya dikirim ke mitra. Kunci lama masih berlaku \(days) hari.",
                "A new key is made, and the partner receives a link to it. The old one is valid for \(days) more days.")
        case .agreement(let agreement):
            t(
                "Perjanjian \(agreement.number) berlaku \(t.date(agreement.from)) sampai \(t.date(agreement.to)), "
                    + "biaya \(agreement.feeText).",
                "Agreement \(agreement.number) is in force from \(t.date(agreement.from)) to \(t.date(agreement.to)), "
                    + "fee \(agreement.feeText).")
        case .addresses(let redirects, let site, let signIn):
            Self.list(t("Peserta kembali ke:", "Participants return to:"), redirects)
                + Self.list(t("Halaman kode redeem:", "Page for redeem codes:"), [site].compactMap(\.self))
                + Self.list(
                    t("Yang masuk dengan Prakerja kembali ke:", "People who sign in with Prakerja return to:"),
                    signIn ?? [])
        case .contact(let address):
            t(
                "Tautan kunci dikirim ke \(address), dan alamat lama diberi tahu. Kunci yang sudah diambil tetap berlaku: "
                    + "ganti kunci bila alamat lama bukan milik mitra.",
                "Links to keys go to \(address), and the old address is told. A key that was fetched stays valid: "
                    + "rotate it if the old address was not the partner's.")
        case .release(_, let name):
            t(
                "\(name) tidak lagi tercatat sebagai pemilik. Penjualan yang diblokir karenanya dapat terbuka.",
                "\(name) is no longer recorded as an owner. Sales blocked for it may open.")
        case .webhook(_, let address, _):
            t(
                "Kejadian yang dipilih dikirim ke \(address). Untuk alamat baru, mitra menerima tautan rahasianya.",
                "The chosen events are sent to \(address). For a new address the partner receives a link to its secret."
            )
        case .webhookSecret(_, 0):
            t(
                "Rahasia baru dibuat dan yang lama langsung tidak berlaku. Tautannya dikirim ke mitra.",
                "A new secret is made, and the old one ends at once. The partner receives a link to it.")
        case .webhookSecret(_, let days):
            t(
                "Rahasia baru dibuat, tautannya dikirim ke mitra. Yang lama masih ikut menandatangani \(days) hari.",
                "A new secret is made, and the partner receives a link. The old one signs beside it for \(days) days.")
        case .webhookEnd:
            t(
                "Kejadian tidak dikirim lagi, juga yang sedang menunggu.",
                "No more events are sent, nor those that are waiting.")
        case .end:
            t(
                "Tidak ada penjualan baru lagi. Kuncinya berakhir \(Self.daysAfterEnd) hari kemudian.",
                "No more new sales. Its keys end \(Self.daysAfterEnd) days later.")
        }
    }

    private static let daysAfterEnd = PartnerKeyPeriod.afterEnd.seconds / 86_400
}

extension PartnerAgreement {
    var feeText: String { Percent.text(basisPoints: feeBasisPoints) }
}

/// Hundredths of a percent as people write them.
enum Percent {
    /// `15%`, `12,5%`.
    static func text(basisPoints: Int) -> String {
        let (whole, rest) = (basisPoints / 100, basisPoints % 100)
        guard rest > 0 else { return "\(whole)%" }
        let digits = rest % 10 == 0 ? "\(rest / 10)" : padded(rest, to: 2)
        return "\(whole),\(digits)%"
    }

    /// Reads `15`, `12,5` or `12.5%` as hundredths of a percent; nil for anything else or more than a hundred percent.
    static func basisPoints(_ typed: String) -> Int? {
        let text = typed.replacing("%", with: "").replacing(".", with: ",").trimmingWhitespace()
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int($0, in: 0...100) }), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return whole * 100 }
        guard (1...2).contains(parts[1].count), let rest = Int(parts[1], in: 0...99) else { return nil }
        let points = whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
        return points <= 10_000 ? points : nil
    }
}

extension PartnerRecordRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .nameMissing: t("Tulis nama mitra.", "Write the partner's name.")
        case .clientCode:
            t(
                "Kode mitra terdiri dari 3 sampai 40 huruf kecil, angka, dan tanda hubung.",
                "A client code has 3 to 40 lower-case letters, digits and hyphens.")
        case .clientCodeTaken(let code):
            t(
                "Kode \(code) sudah dipakai mitra lain. Pilih kode lain.",
                "Another partner has the code \(code). Choose another code.")
        case .website:
            t("Tulis alamat situs lengkap dengan https://.", "Write the full address of the site, with https://.")
        case .address(let text):
            t(
                "Alamat \(text.prefix(80)) harus https dengan nama situs, tanpa tanda tanya dan pagar.",
                "The address \(text.prefix(80)) must be https with a site's name, without a question mark or hash sign."
            )
        case .addressMissing:
            t("Tulis sedikitnya satu alamat kembali peserta.", "Write at least one return address.")
        default: later(t)
        }
    }

    private func later(_ t: Words) -> String {
        switch self {
        case .agreementNumber: t("Tulis nomor perjanjian.", "Write the agreement number.")
        case .agreementNumberTaken(let number):
            t(
                "Perjanjian \(number) sudah tercatat untuk mitra ini.",
                "Agreement \(number) is already recorded for this partner.")
        case .agreementDays:
            t(
                "Tanggal akhir harus setelah tanggal mulai, paling lama \(PartnerAgreement.mostYears) tahun.",
                "The last day must come after the first, at most \(PartnerAgreement.mostYears) years later.")
        case .fee(let most):
            t(
                "Biaya harus antara 0% dan \(Percent.text(basisPoints: most)), batas menurut aturan.",
                "The fee must be between 0% and \(Percent.text(basisPoints: most)), the cap of the rules.")
        case .feeOfInstitution:
            t("Hanya platform yang menerima biaya. Tulis 0.", "Only platforms keep a fee. Write 0.")
        case .noAgreement:
            t("Catat perjanjiannya lebih dahulu.", "Record the agreement first.")
        case .agreementOver(let day):
            t(
                "Perjanjian berakhir \(t.date(day)). Catat perjanjian baru lebih dahulu.",
                "The agreement ended on \(t.date(day)). Record a new one first.")
        case .owner: t("Tulis nama pemilik.", "Write the owner's name.")
        case .share: t("Tulis bagian antara 0,01% dan 100%.", "Write a share between 0.01% and 100%.")
        case .ownerSource:
            t("Tulis sumbernya, misalnya nomor akta.", "Write the source, such as the deed's number.")
        case .ownerKnown: t("Pemilik ini sudah tercatat.", "This owner is already recorded.")
        case .ownItself: t("Pilih mitra lain sebagai pemilik.", "Choose another partner as the owner.")
        default: act(t)
        }
    }

    private func act(_ t: Words) -> String {
        switch self {
        case .notActive: t("Mitra ini tidak sedang aktif.", "This partner is not active.")
        case .hasEnded: t("Kerja sama ini sudah berakhir.", "This partnership has ended.")
        case .twoKeys(let end):
            t(
                "Dua kunci sedang berlaku. Tunggu kunci lama berakhir, \(t.shortMoment(real: end)), atau pilih 0 hari.",
                "Two keys are valid. Wait until the old one ends, \(t.shortMoment(real: end)), or choose 0 days.")
        case .overlap:
            t(
                "Kunci lama boleh berlaku 0 sampai \(PartnerKeyPeriod.overlapDays.upperBound) hari lagi.",
                "The old key may be accepted for 0 to \(PartnerKeyPeriod.overlapDays.upperBound) days more.")
        case .noKeys:
            t("Mitra jenis ini tidak memakai kunci atau alamat.", "This kind of partner has no keys or addresses.")
        case .contact:
            t(
                "Tulis satu alamat email mitra, misalnya integrasi@mitra.id.",
                "Write one e-mail address of the partner, such as integration@partner.id.")
        case .webhookAddress(let hosts) where !hosts.isEmpty:
            t(
                "Alamat webhook harus https pada situs mitra yang tercatat: \(hosts.joined(separator: ", ")).",
                "The webhook's address must be https on a recorded site of the partner: \(hosts.joined(separator: ", "))."
            )
        case .webhookAddress:
            t(
                "Alamat webhook harus https pada situs mitra yang tercatat.",
                "The webhook's address must be https on a recorded site of the partner.")
        case .webhookTypes: t("Pilih sedikitnya satu jenis kejadian.", "Choose at least one type of event.")
        case .noWebhook:
            t(
                "Mitra ini belum punya webhook itu. Usulkan alamatnya.",
                "This partner has no such webhook. Propose its address.")
        case .webhookChoice: t("Pilih webhooknya.", "Choose the webhook.")
        case .tooManyWebhooks:
            t(
                "Paling banyak \(PartnerEndpoint.most) webhook. Akhiri salah satu lebih dahulu.",
                "There are at most \(PartnerEndpoint.most) webhooks. End one of them first.")
        case .webhookTaken:
            t(
                "Webhook lain sudah memakai alamat ini. Ubah kejadian webhook itu.",
                "Another webhook has this address. Change the events of that one.")
        case .secretOverlap:
            t(
                "Rahasia lama boleh berlaku 0 sampai \(WebhookSecret.overlapDays.upperBound) hari lagi.",
                "The old secret may sign for 0 to \(WebhookSecret.overlapDays.upperBound) days more.")
        case .sameContact: t("Alamat ini sudah tercatat.", "This address is already recorded.")
        case .noContact:
            t(
                "Catat alamat kunci mitra lebih dahulu: tautan kunci hanya dikirim ke sana.",
                "Record the partner's address for keys first: links to keys go nowhere else.")
        case .keyFetched:
            t(
                "Mitra sudah mengambil kunci ini. Usulkan penggantian kunci bila hilang.",
                "The partner has fetched this key. Propose a new key if it was lost.")
        case .proposedAlready:
            t("Usulan yang sama sedang menunggu keputusan.", "The same proposal is waiting for a decision.")
        case .notProposed: t("Usulan ini sudah diputuskan.", "This proposal has already been decided.")
        default:
            t("Keadaan mitra sudah berubah. Muat ulang halaman.", "The partner's state has changed. Reload the page.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .clientCodeTaken, .notActive, .notWaiting, .hasEnded, .twoKeys, .keyFetched, .noContact, .proposedAlready,
            .notProposed, .ownerKnown, .agreementNumberTaken, .noWebhook, .tooManyWebhooks, .webhookTaken:
            .conflict
        default: .unprocessableContent
        }
    }
}
