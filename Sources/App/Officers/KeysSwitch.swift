import Programme

/// The switch of the keys that act at once, on the pages that have such keys.
struct KeysSwitch: Sendable {
    let t: Words
    let keys: ShortcutKeys
    /// The page that the officer comes back to.
    let path: String
    let csrf: String

    static let pathField = "ke"
    static let stateField = "tombol"
    static let on = "hidup"
    static let off = "mati"

    var html: HTML {
        let label =
            keys.areOn
            ? t("Matikan tombol pintas", "Turn these keys off") : t("Hidupkan tombol pintas", "Turn the keys on")
        return Part.act(
            label, to: Paths.officerKeys, csrf: csrf, kind: "secondary",
            fields: """
                \(Field.hidden(Self.pathField, path))\(Field.hidden(Self.stateField, keys.areOn ? Self.off : Self.on))
                """)
    }
}
