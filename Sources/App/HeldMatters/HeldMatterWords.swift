import Programme

/// What is held back and why, in words for officers.
struct HeldMatterWords: Sendable {
    let t: Words

    func what(_ matter: HeldMatter) -> String {
        switch matter.note.cause {
        case .record: record(matter)
        case .balance: t("Saldo \(matter.note.what)", "Balance of \(matter.note.what)")
        case .entries: t("Catatan buku \(matter.note.what)", "Entries of \(matter.note.what)")
        case .proof: t("Bukti pelatihan", "Proof of a training")
        case .paid: t("Pembayaran kartu", "Payments of a card")
        case .unreadable: t("Data yang tidak dapat dibaca", "A value that cannot be read")
        }
    }

    private func record(_ matter: HeldMatter) -> String {
        let names: [String: Bilingual] = [
            BoundKind.purchases.name: Bilingual(id: "Pembelian", en: "Purchase"),
            BoundKind.payments.name: Bilingual(id: "Pembayaran yang disetujui", en: "Approved payment"),
            BoundKind.paymentWithdrawals.name: Bilingual(id: "Pembayaran yang ditarik", en: "Withdrawn payment"),
            BoundKind.payees.name: Bilingual(id: "Rekening penerima", en: "Payee account"),
            BoundKind.cards.name: Bilingual(id: "Kartu", en: "Card"),
            BoundKind.instalments.name: Bilingual(id: "Insentif kartu", en: "Instalments of a card"),
            BoundKind.payoutBatches.name: Bilingual(id: "Kelompok penyaluran", en: "Payout batch"),
            BoundKind.payoutDrafts.name: Bilingual(id: "Rancangan penyaluran", en: "Drafted payout batch"),
            BoundKind.heldCompletions.name: Bilingual(id: "Laporan selesai", en: "Reported completion"),
            BoundKind.certificates.name: Bilingual(id: "Sertifikat", en: "Certificate"),
            BoundKind.declared.name: Bilingual(id: "Isian pendaftaran", en: "Answers of an application"),
            BoundKind.personDisputes.name: Bilingual(id: "Sengketa NIK", en: "Contested NIK"),
            BoundKind.personSuspensions.name: Bilingual(id: "Penangguhan akun", en: "Suspension of an account"),
        ]
        return names[matter.note.what].map { t($0) } ?? t("Data \(matter.table)", "Record of \(matter.table)")
    }

    func why(_ matter: HeldMatter) -> String {
        switch matter.note.cause {
        case .record:
            t("Isinya bukan yang ditinggalkan tindakan terakhir.", "It is not as its last act left it.")
        case .balance:
            t("Saldonya bukan jumlah catatannya.", "It is not the sum of its entries.")
        case .entries:
            t("Catatan yang sudah disegel hilang.", "A sealed entry is gone.")
        case .proof:
            t("Ada bukti yang tidak berasal dari tindakan apa pun.", "It has a proof that no act left.")
        case .paid:
            t("Pembayaran sebelumnya tidak sama dengan buku.", "What was paid before is not what the ledger wrote.")
        case .unreadable:
            t("Disandikan untuk baris lain, atau diubah.", "It was encrypted for another row, or changed.")
        }
    }

    /// `purchase`, row 12.
    func place(_ matter: HeldMatter) -> HTML {
        guard matter.note.row > 0 else { return "<code>\(matter.table)</code> \(matter.note.what)" }
        return "<code>\(matter.table)</code> \(t("baris", "row")) \(matter.note.row)"
    }

    /// What an officer does next.
    var next: [String] {
        [
            t(
                "Beri tahu auditor dan operator, dengan nomornya.",
                "Notify an auditor and an operator, with the number."),
            t(
                "Operator menjalankan prakerja audit verify: perintah itu menyebut apa yang berubah.",
                "The operator runs prakerja audit verify, which names what was changed."),
            t(
                "Operator memulihkan baris itu dari cadangan. Begitu sama lagi, penahanan berakhir sendiri.",
                "The operator restores the row from a backup. Once it is as before, the hold ends by itself."),
            t(
                "Tidak ada petugas yang dapat melepasnya, sendirian maupun berdua.",
                "No officer can release it, neither alone nor with another."),
        ]
    }

    /// On the page of a person, a purchase or a payment; nothing where nothing is held.
    func banner(_ matters: [HeldMatter], mayList: Bool) -> HTML? {
        guard !matters.isEmpty else { return nil }
        func item(_ matter: HeldMatter) -> HTML {
            let since = t.shortMoment(real: matter.notedAt)
            return """
                <li>\(t("Nomor", "Number")) \(t.short(matter.id)): \(what(matter)), \(place(matter)), \
                \(t("sejak \(since)", "since \(since)")). \(why(matter))</li>
                """
        }
        let list: HTML =
            mayList
            ? "<p><a href=\"\(Paths.heldMatters)\">\(t("Semua yang ditahan", "All that is held back"))</a></p>"
            : .empty
        return Banner(
            .wrong, markup: "<ul>\(each: matters, item)</ul><p>\(next.joined(separator: " "))</p>\(list)",
            title: t("Ditahan: data diubah di luar aplikasi", "Held back: a record was changed outside the application")
        ).html
    }
}
