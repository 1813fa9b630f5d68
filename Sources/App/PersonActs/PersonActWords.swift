import HTTPTypes
import Programme

extension PersonProposal.Act {
    var label: Bilingual {
        switch self {
        case .correction: Bilingual(id: "Koreksi data", en: "Correct data")
        case .suspension: Bilingual(id: "Tangguhkan akun", en: "Suspend the account")
        case .lifting: Bilingual(id: "Cabut penangguhan", en: "Lift the suspension")
        case .revocation: Bilingual(id: "Cabut kartu", en: "Revoke the card")
        case .restoration: Bilingual(id: "Kembalikan kartu", en: "Give the card back")
        }
    }

    /// What happens when a second officer agrees.
    var consequence: Bilingual {
        switch self {
        case .correction:
            Bilingual(
                id:
                    "Data baru disimpan. Bila nama atau tanggal lahir berubah, Dukcapil ditanya lagi dan foto diperiksa "
                    + "lagi. Kelayakan diputuskan lagi. Peserta diberi tahu.",
                en: "The new data is stored. If name or birth date change, the registry is asked and the photos are "
                    + "reviewed again. Eligibility is decided again. The person is notified.")
        case .suspension:
            Bilingual(
                id: "Peserta tidak dapat bergabung, membeli, atau dibayar. Tidak ada yang hangus, dan batas waktunya "
                    + "berhenti berjalan. Peserta diberi tahu alasannya.",
                en:
                    "The person cannot join, buy or be paid. Nothing lapses, and time limits stand still. The person is "
                    + "told the reason.")
        case .lifting:
            Bilingual(
                id: "Akun aktif lagi, dan hari-hari yang hilang dikembalikan. Peserta diberi tahu.",
                en: "The account is active again, and the days lost are given back. The person is notified.")
        case .revocation:
            Bilingual(
                id: "Sisa dana kembali ke negara, dan insentif yang belum dibayar hangus. Pelatihan yang sudah dibeli "
                    + "berjalan terus. Peserta diberi tahu dan dapat menyanggah.",
                en:
                    "What is left returns to the state, and unpaid incentives are forfeited. Trainings that were bought "
                    + "go on. The person is notified and can contest it.")
        case .restoration:
            Bilingual(
                id: "Kartu berlaku lagi dengan dana dan insentif yang diambil, sejauh edisinya mengizinkan. Peserta "
                    + "diberi tahu.",
                en: "The card is valid again with the money and incentives taken, as far as its edition allows. The "
                    + "person is notified.")
        }
    }

    var form: PersonActForm {
        switch self {
        case .correction: .correction
        case .suspension: .suspension
        case .lifting: .lifting
        case .revocation: .revocation
        case .restoration: .restoration
        }
    }
}

extension PersonProposal.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu petugas kedua", "Waits for the second officer"), .waiting)
        case .approved: (t("Disetujui", "Approved"), .done)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        case .lapsed: (t("Berakhir sendiri", "Lapsed"), .blocked)
        }
    }
}

extension PersonActCause {
    /// On its own, with a capital letter.
    func heading(_ t: Words) -> String {
        let text = t(label)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The person reads it.
    var label: Bilingual {
        switch self {
        case .identityInDoubt: Bilingual(id: "identitas sedang diperiksa", en: "the identity is being examined")
        case .accountMisused: Bilingual(id: "akun dipakai orang lain", en: "the account was used by another person")
        case .paymentInDoubt: Bilingual(id: "pembayaran sedang diperiksa", en: "a payment is being examined")
        case .ownRequest: Bilingual(id: "permintaan peserta sendiri", en: "the person asked for it")
        case .authority: Bilingual(id: "permintaan pengadilan atau instansi", en: "a court or authority demands it")
        case .falseData: Bilingual(id: "data pendaftaran tidak benar", en: "the application's data is false")
        case .notEntitled: Bilingual(id: "tidak berhak menerima bantuan", en: "not entitled to the benefit")
        case .cardMisused: Bilingual(id: "kartu disalahgunakan", en: "the card was misused")
        case .deceased: Bilingual(id: "pemegang kartu meninggal", en: "the cardholder has died")
        }
    }
}

extension DataVersion.Item {
    var label: Bilingual {
        switch self {
        case .name: Bilingual(id: "Nama lengkap", en: "Full name")
        case .birthDate: Bilingual(id: "Tanggal lahir", en: "Birth date")
        case .address: Bilingual(id: "Alamat", en: "Address")
        case .province: Bilingual(id: "Provinsi", en: "Province")
        case .regency: Bilingual(id: "Kabupaten atau kota", en: "Regency or city")
        case .citizen: Bilingual(id: "Kewarganegaraan", en: "Citizenship")
        case .education: Bilingual(id: "Pendidikan terakhir", en: "Last schooling finished")
        case .inFormalEducation: Bilingual(id: "Sedang sekolah atau kuliah", en: "At school or university")
        case .occupation: Bilingual(id: "Pekerjaan sekarang", en: "What they do now")
        }
    }
}

extension DataVersion {
    /// A value as it is read.
    func text(_ item: Item, _ t: Words) -> String {
        switch item {
        case .name: name
        case .birthDate: t.date(birthDate)
        case .address: address
        case .province: Province(code: province)?.name ?? province
        case .regency: Regency(code: regency)?.name ?? regency
        case .citizen: citizen ? t("WNI", "Indonesian (WNI)") : t("WNA", "Other (WNA)")
        case .education: Education(rawValue: education)?.label(t) ?? education
        case .inFormalEducation: inFormalEducation ? t("Ya", "Yes") : t("Tidak", "No")
        case .occupation: Occupation(rawValue: occupation)?.label(t) ?? occupation
        }
    }
}

extension PersonActRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notWaiting: t("Usulan ini sudah diputuskan.", "This proposal has been decided already.")
        case .underWay:
            t(
                "Usulan yang sama untuk orang ini masih menunggu. Putuskan yang itu dulu.",
                "The same proposal for this person is waiting. Decide that one first.")
        case .fourEyes(let refusal): refusal.sentence(t)
        case .noData:
            t("Orang ini belum mengisi data diri.", "This person has not entered their data yet.")
        case .sameData:
            t(
                "Belum ada yang berbeda. Ubah paling sedikit satu isian.",
                "Nothing has changed yet. Change at least one field.")
        case .changedMeanwhile:
            t(
                "Data berubah sejak usulan ini dibuat. Tolak usulan ini, lalu buat yang baru.",
                "The data has changed since this was proposed. Refuse it, then propose again.")
        case .alreadySuspended: t("Akun ini sudah ditangguhkan.", "This account is already suspended.")
        case .notSuspended: t("Akun ini tidak sedang ditangguhkan.", "This account is not suspended.")
        case .urgentUsed(let until):
            t(
                "Penangguhan mendesak orang ini baru saja berakhir. Usulkan yang biasa, atau tunggu sampai "
                    + "\(t.moment(until)).",
                "An urgent suspension of this person ended a short time ago. Propose an ordinary one, or wait until "
                    + "\(t.moment(until)).")
        case .noCard: t("Orang ini belum punya kartu.", "This person has no card yet.")
        case .cardOver: t("Kartu ini sudah berakhir.", "This card has ended already.")
        case .paymentUnderWay:
            t(
                "Satu pembayaran sedang di bank. Tunggu hasilnya, lalu coba lagi.",
                "A payment is with the bank. Wait for its outcome, then try again.")
        case .notRevoked: t("Kartu ini tidak sedang dicabut.", "This card is not revoked.")
        case .causeMissing: t("Pilih sebabnya dari daftar.", "Choose the cause from the list.")
        case .notSendable:
            t(
                "Pesan ini tidak dapat dikirim lagi. Kode sekali pakai diminta sendiri oleh orangnya.",
                "This message cannot be sent again. One-time codes are asked for by the person alone.")
        case .messageUnderWay:
            t("Pesan ini sedang dikirim. Tunggu sebentar.", "This message is being sent. Wait a moment.")
        case .tooManyMessages:
            t(
                "Hari ini sudah \(MessageRepetition.mostPerDay) pesan dikirim lagi. Coba besok.",
                "\(MessageRepetition.mostPerDay) messages were sent again today. Try tomorrow.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notWaiting, .underWay, .changedMeanwhile, .alreadySuspended, .notSuspended, .urgentUsed, .noCard,
            .cardOver, .paymentUnderWay, .notRevoked, .messageUnderWay:
            .conflict
        case .fourEyes(let refusal): refusal.status
        case .noData, .sameData, .causeMissing, .notSendable: .unprocessableContent
        case .tooManyMessages: .tooManyRequests
        }
    }
}

extension SuspendedRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        t(
            "Akun Anda sedang ditangguhkan. Alasannya, dan cara menyanggahnya, ada di halaman akun Anda.",
            "Your account is suspended. The reason, and how to contest it, are on your account page.")
    }

    var status: HTTPResponse.Status { .conflict }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Buka halaman akun", "Open the account page"), Paths.account)
    }
}
