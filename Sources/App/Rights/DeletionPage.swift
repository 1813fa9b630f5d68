import Programme

/// `/akun/hapus`. What waits comes first, then what goes and what stays in a few words; every kind of data is folded below.
struct DeletionPage: Page {
    let t: Words
    /// Where the code goes.
    let destination: Contact?
    let obstacles: [DeletionObstacle]
    let waiting: AccountDeletion?
    /// Why no code was sent.
    let refusal: String?
    let form: FormState

    static let tick = "paham"

    var title: String { t("Hapus akun", "Delete the account") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(state)
        <div class="cards"><section class="card"><h2>\(t("Yang dihapus", "What is deleted"))</h2>
        <ul>\(each: deleted, item)</ul></section>
        <section class="card"><h2>\(t("Yang tetap", "What stays"))</h2>
        <ul>\(each: kept, item)</ul></section></div>
        \(when: mayAsk, asking)
        \(Part.details(t("Semua jenis data satu per satu", "Every kind of data, one by one"), table))
        <p><a href="\(Paths.ownData)">\(t("Unduh data saya dulu", "Download my data first"))</a> · \
        <a href="\(t.path(.privacy))">\(t("Privasi dan hak Anda", "Privacy and your rights"))</a> · \
        <a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p>
        """
    }

    private var mayAsk: Bool { waiting == nil && obstacles.isEmpty }

    private func item(_ text: String) -> HTML { "<li>\(text)</li>" }

    private var deleted: [String] {
        [
            t("Email dan nomor HP. Anda tidak bisa masuk lagi.", "E-mail and number. You cannot sign in any more."),
            t("Foto, isian, alamat, dan tanggal lahir.", "Photos, answers, address and birth date."),
            t("Pesan, dan jawaban tes.", "Messages, and the answers of the test."),
            t("NIK dapat didaftarkan lagi.", "The NIK: it can be registered again."),
        ]
    }

    private var kept: [String] {
        [
            t(
                "Catatan uang negara: kartu, pelatihan, insentif.",
                "Accounts of public money: card, training, incentives."),
            t("Undian dan keputusan, agar bisa diperiksa ulang.", "Draws and decisions, so that they can be checked."),
            t("Catatan tindakan petugas.", "The record of what officers did."),
            t(
                "Penanda NIK yang disandikan, kalau pernah ada kartu, agar tidak ada kartu kedua.",
                "An encrypted trace of the NIK if there was a card, so that there is no second one."),
        ]
    }

    private var table: HTML {
        Part.table(
            caption: t("Data dan akibatnya", "Data and what becomes of it"),
            [t("Data", "Data"), t("Kalau akun dihapus", "If the account is deleted")], HeldData.all.map(row),
            empty: "")
    }

    private func row(_ held: HeldData) -> [HTML] { ["\(t(held.name))", "\(t(held.onDeletion))"] }

    private var state: HTML {
        if let waiting { return cancelling(waiting) }
        guard obstacles.isEmpty else { return needed }
        let problem = form.errors.isEmpty ? refusal.map { Banner(.wrong, $0).html } ?? .empty : .empty
        return """
            \(problem)<p class="lead">\(t(
                "Akun dihapus \(days) hari setelah Anda meminta. Sebelum itu dapat dibatalkan.",
                "The account is deleted \(days) days after you ask. Until then you can cancel."))</p>
            """
    }

    private var days: Int64 { AccountDeletion.waiting.milliseconds / 86_400_000 }

    private var asking: HTML {
        let sent =
            destination.map {
                t("Demi keamanan, kami kirim kode ke \($0.masked).", "For safety we send a code to \($0.masked).")
            } ?? DeletionRefusal.noContact.sentence(t)
        return """
            <form method="post" action="\(Paths.deletion)">\(Field.token(form.csrf))
            \(Field.checkbox(form, Self.tick, t(
                "Saya paham: yang sudah dihapus tidak dapat dikembalikan.",
                "I understand: what was deleted cannot be brought back.")))
            \(Part.submit(t("Kirim kode untuk menghapus", "Send the code to delete"), kind: "danger"))
            <p class="hint">\(sent)</p></form>
            """
    }

    private var needed: HTML {
        func item(_ obstacle: DeletionObstacle) -> HTML {
            let way = obstacle.way(t)
            return "<li>\(obstacle.sentence(t)) <a href=\"\(way.path)\">\(way.label)</a></li>"
        }
        let list: HTML = "<ul>\(each: obstacles, item)</ul>"
        return Banner(
            .attention, markup: list, title: t("Akun masih diperlukan", "The account is still needed")
        ).html
    }

    private var keepingEnded: String {
        t(
            "Masa simpan data program ini sudah habis. Masih memerlukan akun ini? Batalkan, atau unduh data Anda dulu.",
            "The time for which this programme keeps data is over. Do you still need the account? Cancel, or download "
                + "your data first.")
    }

    private func cancelling(_ waiting: AccountDeletion) -> HTML {
        let button = Part.act(
            t("Batalkan penghapusan", "Cancel the deletion"), to: Paths.deletionCancel, csrf: form.csrf)
        return Banner(
            .attention,
            markup: """
                <p>\(waiting.isByTime ? keepingEnded : t(
                    "Diminta \(t.moment(waiting.askedAt)). Sampai saat itu tidak ada yang dihapus.",
                    "Asked for on \(t.moment(waiting.askedAt)). Nothing is deleted before then."))</p>\(button)
                """,
            title: t(
                "Akun ini dihapus \(t.moment(waiting.dueAt))", "This account is deleted on \(t.moment(waiting.dueAt))")
        ).html
    }

    static func sample(_ t: Words) -> DeletionPage {
        DeletionPage(
            t: t, destination: nil, obstacles: [.purchase, .incentive], waiting: nil, refusal: nil, form: .sample)
    }

    static func sampleFree(_ t: Words) -> DeletionPage {
        DeletionPage(
            t: t, destination: PendingCode.sample(Instant(milliseconds: 0)).destination, obstacles: [], waiting: nil,
            refusal: nil, form: .sample)
    }

    static func sampleWaiting(_ t: Words) -> DeletionPage {
        let asked = Instant(milliseconds: 1_586_916_000_000)
        return DeletionPage(
            t: t, destination: nil, obstacles: [],
            waiting: AccountDeletion(id: ID(1), person: ID(1), askedAt: asked, dueAt: asked + AccountDeletion.waiting),
            refusal: nil, form: .sample)
    }
}
