import Programme

/// A button on an item of work that opens the page of the person it concerns, with the item as the reason. Empty for an
/// officer who may not open persons' pages.
struct PersonLink: Sendable {
    let t: Words
    let officer: Officer
    let csrf: String

    /// The field with the item of work.
    static let itemField = "dari"

    /// - Parameter item: kind and id, such as `photo:5`, of a `PersonWorkSource`.
    func html(to person: ID<Account>, from item: String) -> HTML {
        guard officer.may(.readPeople) else { return .empty }
        return Part.act(
            t("Buka halaman peserta", "Open the person's page"), to: Paths.personOpening(person), csrf: csrf,
            kind: "secondary", fields: Field.hidden(Self.itemField, item))
    }

    /// The same as the person's name in a row. Only the name for an officer who may not open persons' pages.
    func name(_ name: String, to person: ID<Account>, from item: String) -> HTML {
        guard officer.may(.readPeople) else { return Part.person(name) }
        return """
            <form method="post" action="\(Paths.personOpening(person))" class="inline">\(Field.token(csrf))\
            \(Field.hidden(Self.itemField, item))<button class="link">\(Part.person(name))</button></form>
            """
    }
}
