import Programme

/// An entry of the navigation of pages for people.
struct Place: Sendable {
    let label: String
    let path: String
    var icon: Icon?

    init(_ label: String, _ path: String, _ icon: Icon? = nil) {
        (self.label, self.path, self.icon) = (label, path, icon)
    }

    /// Without signing in.
    static func open(_ t: Words) -> [Place] {
        [
            Place(t("Pelatihan", "Training"), Paths.catalogue), Place(t("Gelombang", "Waves"), Paths.waves),
            Place(t("Aturan", "Rules"), Paths.editions), Place(t("Bantuan", "Help"), t.path(.help)),
        ]
    }

    /// For people who are signed in: on a phone with icons at the lower edge.
    static func ofPeople(_ t: Words) -> [Place] {
        [
            Place(t("Akun", "Account"), Paths.account, .account),
            Place(t("Pelatihan", "Training"), Paths.catalogue, .book), Place(t("Kartu", "Card"), Paths.card, .card),
            Place(t("Insentif", "Incentives"), Paths.incentives, .money),
            Place(t("Pesan", "Messages"), Paths.inbox, .mail),
        ]
    }

    static func besides(_ t: Words) -> [Place] {
        [Place(t("Gelombang", "Waves"), Paths.waves), Place(t("Bantuan", "Help"), t.path(.help))]
    }

    /// Whether a page at this address, without its query, is this place or below it. The account is only its own page: the
    /// messages are a place of their own.
    func isCurrent(at address: String) -> Bool {
        let address = address.prefix { $0 != "?" }
        return address == path || path != Paths.account && address.hasPrefix("\(path)/")
    }
}
