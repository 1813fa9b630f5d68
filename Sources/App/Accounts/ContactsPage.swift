import HTTPTypes
import Programme

/// The proved contacts, each with a link to replace it.
struct ContactsPage: Page {
    let t: Words
    let contacts: [Contact]
    /// Until when the payee account for incentives is locked; nil when it may change.
    let heldUntil: Instant?
    /// The office has agreed to another contact; the person may stop it.
    let lost: ContactCase?
    /// What was typed beside the first contact when signing up, and is not verified.
    var other: Contact?
    let csrf: String

    var title: String { t("Kontak akun", "Contacts of the account") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Kode untuk masuk dan pemberitahuan kami kirim ke sini.",
            "Codes to sign in and notices go here."))</p>
        \(lost.map(coming))
        \(heldUntil.map(held))
        \(Part.summary(contacts.map(row)))
        \(each: missing, add)
        <p><a href="\(Paths.devices)">\(t("Lihat perangkat yang masuk", "See signed-in devices"))</a></p>
        """
    }

    private func row(_ contact: Contact) -> SummaryRow {
        SummaryRow(
            label: contact.kind.label(t).capitalizedFirst, value: contact.unbroken(contact.readable),
            change: (t("Ganti", "Change"), Paths.contact(contact.kind)))
    }

    private var missing: [Contact.Kind] {
        Contact.Kind.allCases.filter { kind in !contacts.contains { $0.kind == kind } }
    }

    private func add(_ kind: Contact.Kind) -> HTML {
        let label =
            switch (kind, other) {
            case (let kind, let other?) where other.kind == kind:
                t("Verifikasi \(other.readable)", "Verify \(other.readable)")
            case (.email, _): t("Tambah alamat email", "Add an e-mail address")
            case (.phone, _): t("Tambah nomor HP", "Add a mobile number")
            }
        let path = kind == .phone ? Paths.phone : Paths.contact(kind)
        return "<p><a href=\"\(path)\">\(label)</a></p>"
    }

    private func coming(_ lost: ContactCase) -> HTML {
        let from = lost.opensAt.map { t.moment($0) } ?? ""
        let text = t(
            "Kantor program akan memasang \(lost.contact.kind.label(t)) \(lost.contact.masked), mulai \(from).",
            "The programme's office will put the \(lost.contact.kind.label(t)) \(lost.contact.masked) in, from \(from)."
        )
        let stop = Part.act(
            t("Bukan saya: hentikan", "Not me: stop it"), to: Paths.stopLostContact, csrf: csrf, kind: "danger")
        return Banner(
            .attention, markup: "<p>\(text)</p>\(stop)", title: t("Kontak akan diganti", "A contact will be replaced")
        ).html
    }

    private func held(_ until: Instant) -> HTML {
        Banner(
            .information,
            t(
                "Kontak Anda baru saja diganti. Rekening insentif bisa diganti lagi mulai \(t.moment(until)).",
                "A contact was changed lately. The account for incentives can be changed again from \(t.moment(until))."
            )
        ).html
    }

    static func sample(_ t: Words) -> ContactsPage {
        ContactsPage(
            t: t, contacts: [PendingCode.sample(Instant(milliseconds: 0)).destination],
            heldUntil: Instant(milliseconds: 1_587_520_800_000), lost: ContactOfficePage.approvedSample, csrf: "contoh")
    }
}

/// Asks for the new contact, and says beforehand what will happen.
struct ContactChangePage: Page {
    let t: Words
    let paths: ContactPaths
    /// The present contact, whose owner has to agree.
    let present: Contact
    let holdDays: Int
    let callCentre: String
    let form: FormState

    var title: String {
        switch (paths.kind, present.kind) {
        case (.email, .email): t("Ganti alamat email", "Change the e-mail address")
        case (.email, .phone): t("Tambah alamat email", "Add an e-mail address")
        case (.phone, _): t("Ganti nomor HP", "Change the mobile number")
        }
    }

    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t("Kontak Anda sekarang:", "Your present contact:")) <strong>\(present.unbroken(present.readable))</strong></p>
        <ol>
        <li>\(t("Kami mengirim kode ke kontak sekarang, untuk persetujuan.", "We send a code to the present contact, to agree."))</li>
        <li>\(t("Lalu kami mengirim kode ke kontak baru.", "Then we send a code to the new one."))</li>
        <li>\(t(
            "Semua perangkat lain dikeluarkan. Rekening insentif tidak bisa diganti selama \(holdDays) hari.",
            "All other devices are signed out. The account for incentives cannot be changed for \(holdDays) days."))</li>
        </ol>
        <form method="post" action="\(paths.start)">\(Field.token(form.csrf))
        \(field)
        \(Part.submit(t("Kirim kode ke kontak sekarang", "Send a code to the present contact")))</form>
        \(Part.details(t("Kontak sekarang sudah hilang?", "Is the present contact lost?"), "<p>\(lost)</p>"))
        """
    }

    private var field: HTML {
        switch paths.kind {
        case .email:
            Field.text(
                form, "kontak", t("Alamat email baru", "New e-mail address"),
                hint: t("Contoh: nama@contoh.id", "For example nama@contoh.id"), type: "text", keyboard: "email",
                autocomplete: "email", maxLength: 254)
        case .phone:
            Field.text(
                form, "kontak", t("Nomor HP baru", "New mobile number"),
                hint: t("Contoh: 0812-3456-7890", "For example 0812-3456-7890"), type: "tel", keyboard: "tel",
                autocomplete: "tel", width: 18, maxLength: 40)
        }
    }

    private var lost: String {
        t(
            "Datanglah ke kantor program dengan KTP asli. Dua petugas memeriksanya. Kontak lama diberi tahu, dan kontak baru "
                + "bisa dipakai setelah 72 jam. Sampai saat itu rekening insentif tidak bisa diganti. Pusat bantuan: "
                + "\(callCentre).",
            "Come to the programme's office with your identity card. Two officers look at it. The old contact is told, and the "
                + "new one can be used after 72 hours. Until then the account for incentives cannot be changed. Call centre: "
                + "\(callCentre).")
    }

    static func sample(_ t: Words) -> ContactChangePage {
        ContactChangePage(
            t: t, paths: ContactPaths(kind: .phone), present: PendingCode.sample(Instant(milliseconds: 0)).destination,
            holdDays: 7, callCentre: "021-25541246", form: .sample)
    }
}

extension CodePage.About {
    /// What the code of a contact change confirms, and which of the two codes it is.
    static func change(_ change: ContactChange, _ t: Words) -> CodePage.About {
        let kind = change.contact.kind.label(t)
        let sentence: HTML =
            switch change.step {
            case .begun:
                """
                <p>\(t("Dengan kode itu Anda menyetujui \(kind) baru:", "With that code you agree to a new \(kind):")) \
                <strong>\(change.contact.unbroken(change.contact.readable))</strong>.</p>
                """
            case .agreed, .done:
                "<p>\(t("Satu langkah lagi: kode ke kontak yang baru.", "One step left: the code to the new contact."))</p>"
            }
        return CodePage.About(sentence: sentence, fields: Field.hidden(CodePage.stepField, change.step.rawValue))
    }
}

extension ContactRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unreadable(.phone):
            t(
                "Masukkan nomor HP Indonesia, seperti 0812-3456-7890.",
                "Enter an Indonesian mobile number, such as 0812-3456-7890.")
        case .unreadable(.email):
            t("Masukkan alamat email seperti nama@contoh.id.", "Enter an e-mail address such as nama@contoh.id.")
        case .same:
            t(
                "Itu kontak Anda yang sekarang. Ketik yang baru.", "That is your present contact. Type the new one.")
        case .alreadyProved:
            t(
                "Akun ini sudah punya nomor HP. Ganti nomor di halaman Kontak akun.",
                "This account has a mobile number. Change it on the page Contacts of the account.")
        case .nothingUnderWay:
            t(
                "Permintaan ini sudah lewat. Mulai lagi dari halaman Kontak akun.",
                "This request is over. Start again from the page Contacts of the account.")
        }
    }

    var status: HTTPResponse.Status { self == .alreadyProved ? .conflict : .unprocessableContent }
}
