import Hummingbird
import Programme

/// `/privasi`: what is held, why, how long, who sees it, and how each right is used here.
struct PrivacyPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<VisitorContext> {
        let routes = RouteCollection(context: VisitorContext.self)
        for language in Language.allCases { routes.get(PublicPage.privacy.path(in: language), use: show) }
        return routes
    }

    @Sendable private func show(request: Request, context: VisitorContext) async throws -> Response {
        context.page(PrivacyPage(t: context.t, edition: dependencies.edition))
    }
}

struct PrivacyPage: Page {
    let t: Words
    let edition: Edition

    var title: String { t("Privasi dan hak Anda", "Privacy and your rights") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Apa yang kami simpan tentang Anda, untuk apa, dan siapa yang melihatnya. Juga apa yang dapat Anda minta.",
            "What we hold about you, what for, who sees it, and what you can ask for."))</p>
        <h2>\(t("Hak Anda, dan caranya di sini", "Your rights, and how to use them here"))</h2>
        \(Part.table(
            caption: t("Hak dan jalannya", "Rights and ways"), [t("Hak", "Right"), t("Di mana", "Where")], rights,
            empty: ""))
        <h2>\(t("Data yang kami simpan", "The data we hold"))</h2>
        \(each: HeldData.all, kind)
        <h2>\(t("Dasar hukum", "Legal basis"))</h2>
        <ul>\(each: laws, item)</ul>
        <h2>\(t("Siapa yang menerima data", "Who gets data"))</h2>
        <ul>\(each: receivers, item)</ul>
        <h2>\(t("Berapa lama", "How long"))</h2>
        <ul>\(each: keeping, item)</ul>
        <h2>\(t("Kalau Anda mundur", "If you withdraw"))</h2>
        <ul>\(each: withdrawal, item)</ul>
        <h2>\(t("Bertanya atau mengadu", "Questions and complaints"))</h2>
        <p>\(t("Email", "E-mail"))\
        : <a href="mailto:\(edition.contact.email)">\(edition.contact.email)</a><br>\
        \(t("Telepon", "Telephone")): \
        <a href="tel:\(edition.contact.callCentre)">\(edition.contact.callCentre)</a></p>
        <p><a href="\(t.path(.help))">\(t("Cara lain menghubungi kami", "Other ways to reach us"))</a></p>
        """
    }

    private func item(_ text: String) -> HTML { "<li>\(text)</li>" }

    private func kind(_ held: HeldData) -> HTML {
        let facts: [(label: String, value: HTML)] = [
            (t("Untuk apa", "What for"), "\(t(held.why))"), (t("Dasar", "Basis"), "\(basis(held.basis))"),
            (t("Berapa lama", "How long"), "\(kept(held.kept))"),
            (t("Siapa melihat", "Who sees it"), "\(t(held.seenBy))"),
            (t("Kalau akun dihapus", "If you delete the account"), "\(t(held.onDeletion))"),
        ]
        return Part.details(t(held.name), "<p>\(t(held.what))</p>\(Part.facts(facts))")
    }

    private var rights: [[HTML]] {
        func row(_ right: String, _ label: String, _ path: String) -> [HTML] {
            ["\(right)", "<a href=\"\(path)\">\(label)</a>"]
        }
        return [
            row(t("Mendapat salinan", "Get a copy"), t("Unduh data saya", "Download my data"), Paths.ownData),
            row(
                t("Tahu siapa yang melihat", "Know who looked"),
                t("Siapa melihat data saya", "Who looked at my data"), Paths.whoLooked),
            row(
                t("Mengakhiri izin kepada situs", "End a consent to a site"),
                t("Situs yang terhubung", "Connected sites"), Paths.connectedSites),
            row(
                t("Memperbaiki isian", "Correct what you wrote"),
                t("Langkah pendaftaran", "Application steps"), Paths.application),
            row(t("Mengganti kontak", "Change a contact"), t("Kontak akun", "Contacts"), Paths.contacts),
            row(
                t("Mengeluarkan perangkat", "Sign devices out"), t("Perangkat yang masuk", "Signed-in devices"),
                Paths.devices),
            row(
                t("Menyanggah keputusan", "Appeal against a decision"),
                t("Keluhan dan sanggahan", "Complaints and appeals"), Paths.cases),
            row(
                t("Mundur dari gelombang", "Withdraw from a wave"), t("Jadwal gelombang", "Wave dates"), Paths.waves),
            row(
                t("Meminta data dihapus", "Ask for deletion"),
                t("Hapus akun", "Delete the account"), Paths.deletion),
            row(
                t("Mengadu tentang data", "Complain about data"),
                t("Keluhan “Data pribadi saya”", "Complaint “My personal data”"), Paths.cases),
        ]
    }

    private func basis(_ basis: HeldData.Basis) -> String {
        switch basis {
        case .consent: t("Persetujuan Anda saat mendaftar", "Your consent in the application")
        case .programme: t("Aturan program", "The programme's law")
        case .accounts: t("Pertanggungjawaban uang negara", "Accounts of public money")
        case .safety: t("Keamanan dan pemeriksaan", "Safety and audit")
        }
    }

    private var lastDay: String { t.date(edition.keptUntil) }
    private var years: Int { edition.account.yearsOfKeeping }

    private func kept(_ kept: HeldData.Keeping) -> String {
        switch kept {
        case .days(let days): t("\(days) hari", "\(days) days")
        case .years:
            t(
                "Sampai \(lastDay), \(years) tahun sesudah program berakhir; lalu dihapus otomatis",
                "Until \(lastDay), \(years) years after the programme ends; then deleted automatically")
        case .list:
            t(
                "Kontak: sampai daftarnya diganti, dan paling lama sampai \(lastDay). Sidik NIK tetap.",
                "Contacts: until the list is replaced, and \(lastDay) at the latest. Digests of NIKs stay.")
        case .draw:
            t(
                "Tetap, supaya undian dapat dihitung ulang; sesudah akun dihapus tanpa kaitan ke nama",
                "For good, so that draws can be recomputed; once the account is deleted, without a name")
        case .file: t("\(ExportRequest.lifetimeHours) jam", "\(ExportRequest.lifetimeHours) hours")
        case .duty:
            t(
                "Selama bertugas, dan selama tindakannya harus dapat diperiksa",
                "While in office, and as long as their acts must be open to audits")
        case .accounts: t("Selama pembukuan wajib disimpan", "As long as accounts must be kept")
        case .log: t("Tetap, karena catatan tidak dapat diubah", "For good: the record cannot be changed")
        }
    }

    private var laws: [String] {
        edition.legalBasis.map(\.title) + [
            t(
                "Peraturan Pemerintah 71/2019 tentang sistem elektronik, dan Peraturan Menteri Kominfo 20/2016 tentang data pribadi",
                "Government Regulation 71/2019 on electronic systems, and Regulation 20/2016 of the Minister of Communication on personal data"
            )
        ]
    }

    private var receivers: [String] {
        let banks = edition.payoutPartners.map(\.name).joined(separator: ", ")
        return [
            t(
                "Dukcapil: NIK, nama, tanggal lahir, nomor KK, untuk dicocokkan.",
                "The civil registry: NIK, name, birth date and family card, to be compared."),
            t(
                "Bank dan dompet digital yang Anda pilih (\(banks)): nomor rekening, nama, jumlah.",
                "The bank or wallet you choose (\(banks)): account number, name, amount."),
            t(
                "Platform dan lembaga pelatihan tempat Anda membeli: nama, kehadiran, pembelian itu.",
                "The platform and institution you buy from: name, attendance, that purchase."),
            t(
                "Operator SMS dan email: alamat tujuan dan isi pesan.",
                "Operators of texts and mails: the address and the message."),
            t(
                "Publik: angka jumlah dan daftar undian tanpa nama. Data Anda tidak dijual.",
                "The public: totals, and the draw's list without names. Your data is not sold."),
        ]
    }

    private var keeping: [String] {
        [
            t(
                "Kode terhapus sendiri setelah \(PruneAccounts.daysKept) hari; sesi setelah berakhir.",
                "Codes are deleted after \(PruneAccounts.daysKept) days, sessions once they end."),
            t(
                "Kalau akun dihapus, data yang tidak wajib disimpan dihapus tujuh hari kemudian.",
                "If you delete the account, data that need not be kept is deleted seven days later."),
            t(
                "Akun yang tidak dipakai lagi dihapus otomatis setelah \(lastDay), \(years) tahun sesudah program berakhir. Kami memberi tahu 30 hari sebelumnya, dan Anda dapat membatalkannya.",
                "An account that is not used any more is deleted automatically after \(lastDay), \(years) years after the programme. We notify you 30 days before, and you can cancel."
            ),
            t(
                "Lima tahun adalah waktu tersingkat menurut Permenkominfo 20/2016. Pembukuan, undian, dan catatan tindakan tetap, tanpa nama Anda.",
                "Five years is the least by Regulation 20/2016. Accounts, draws and the record of acts stay, without your name."
            ),
        ]
    }

    private var withdrawal: [String] {
        [
            t(
                "Selama gelombang masih dibuka, Anda dapat mundur di halaman gelombang. Akun tetap ada.",
                "While a wave is open you can withdraw on its page. The account stays."),
            t(
                "Akun dapat dihapus di halaman akun, tujuh hari setelah diminta. Selama masih ada uang atau pelatihan, belum bisa.",
                "You can delete the account from its page, seven days after asking. While money or a training is open you cannot yet."
            ),
            t(
                "Catatan bahwa Anda pernah ikut tetap ada, supaya undian dapat dihitung ulang.",
                "The record that you had joined stays, so that the draw can be recomputed."),
            t(
                "Pembukuan, riwayat tindakan, dan catatan siapa yang melihat tetap ada, karena wajib dan tidak dapat diubah.",
                "Accounts, acts and the record of who looked stay: the law asks for them, and they cannot be changed."),
        ]
    }

    static func sample(_ t: Words, _ edition: Edition) -> PrivacyPage { PrivacyPage(t: t, edition: edition) }
}
