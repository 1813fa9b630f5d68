import Programme

/// The header of a partner's desk: its places, who is signed in and for whom, and the way out.
struct PartnerDeskBar: Sendable {
    let t: Words
    let person: PartnerPerson
    let path: String
    let csrf: String
    let isSandbox: Bool
    let language: HTML

    var html: HTML {
        """
        <details class="more"><summary>\(Icon.menu.html)<span>Menu</span></summary></details>
        <nav class="places" aria-label="\(t("Meja mitra", "Partner's desk"))"><ul>\(each: places, entry)</ul>
        <div><a class="who" href="\(Paths.deskAccount)">\(Part.person(person.name)), \(person.partner.name)</a>\(language)
        <form method="post" action="\(Paths.partnerSignOut)" class="inline">\(Field.token(csrf))\
        <button class="link">\(t("Keluar", "Sign out"))</button></form></div></nav>
        """
    }

    private var places: [Place] {
        let own = [
            Place(t("Meja", "Desk"), Paths.partnerDesk), Place(t("Pelatihan", "Courses"), Paths.deskCourses),
            Place(t("Penjualan", "Sales"), Paths.deskSales), Place(t("Panggilan", "Calls"), Paths.deskCalls),
            Place("Webhook", Paths.deskWebhook),
            Place(t("Kunci", "Keys"), Paths.deskKeys), Place(t("Orang", "People"), Paths.deskPeople),
        ]
        return isSandbox ? own + [Place(t("Uji coba", "Trial"), Paths.deskTrial)] : own
    }

    private func entry(_ place: Place) -> HTML {
        let address = String(path.prefix { $0 != "?" })
        // Every other place stands below the desk.
        let isCurrent = place.path == Paths.partnerDesk ? address == place.path : place.isCurrent(at: address)
        return """
            <li><a href="\(place.path)"\(attribute: "aria-current", isCurrent ? "page" : nil)><span>\(place.label)</span></a></li>
            """
    }
}
