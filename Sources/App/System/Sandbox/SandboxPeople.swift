import Programme

/// The test people of a sandbox with the numbers of their cards.
struct SandboxPeople: Sendable {
    let t: Words
    let people: [DemoPerson]
    /// What the programme says now of the card with this number; the file knows only how it began.
    var uses: [String: CardUse] = [:]
    /// The file that names them cannot be read.
    let isUnreadable: Bool

    var table: HTML {
        isUnreadable ? unreadable : listed
    }

    /// The path of the file is in the server's log, and not on a public page.
    private var unreadable: HTML {
        Banner(
            .wrong,
            t(
                "Berkas demo.json di folder data situs uji tidak dapat dibaca, jadi orang uji tidak dapat ditampilkan. "
                    + "Beri tahu operator: pulihkan berkas itu dari cadangan, atau pindahkan folder datanya dan mulai lagi.",
                "The file demo.json in the trial site's data folder cannot be read, so the test people cannot be shown. "
                    + "Tell the operator: restore the file from a backup, or move the data folder away and start again."
            )
        ).html
    }

    private var listed: HTML {
        Part.table(
            caption: t("Orang uji dan kartunya", "Test people and their cards"),
            [t("Nama", "Name"), t("Nomor kartu", "Card number"), t("Kontak", "Contact"), t("Status", "State")],
            people.map(row),
            empty: t(
                "Orang uji belum dibuat. Muat ulang halaman ini sebentar lagi.",
                "No test people have been made yet. Reload this page in a moment."))
    }

    init(t: Words, people: [DemoPerson], isUnreadable: Bool = false) {
        (self.t, self.people, self.isUnreadable) = (t, people, isUnreadable)
    }

    init(t: Words, file: SandboxFile, uses: [String: CardUse]) {
        self.init(t: t, people: file.people, isUnreadable: file.isUnreadable)
        self.uses = uses
    }

    private func row(_ person: DemoPerson) -> [HTML] {
        let contacts = [person.signIn, person.phone ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
        return [
            "\(person.name)", person.cardNumber.map { "<code class=\"together\">\($0)</code>" } ?? "–", "\(contacts)",
            "\(standing(of: person))",
        ]
    }

    private func standing(of person: DemoPerson) -> String {
        if let use = person.cardNumber.flatMap({ uses[$0] }) { return use.name(t) }
        return switch person.state {
        case "beneficiary": t("Sudah membeli satu pelatihan", "Has bought one training")
        case "cardholder": t("Kartu belum dipakai", "Card not used yet")
        case "identity-mismatch": t("Nama tidak cocok dengan Dukcapil", "The name is not the registry's")
        default: t("Tanpa kartu", "Without a card")
        }
    }

    static let sample = [
        DemoPerson(
            name: "Budi Santoso", signIn: "budi@example.id", cardNumber: "6030123412341234", state: "cardholder",
            phone: "081234560008"),
        DemoPerson(
            name: "Agus Prasetyo", signIn: "agus@example.id", cardNumber: nil, state: "identity-mismatch",
            phone: "081234560021"),
    ]
}
