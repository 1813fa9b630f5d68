/// Keys that act at once, without Ctrl or Alt: named on what they do, and gone where the officer switched them off.
struct ShortcutKeys: Sendable {
    let areOn: Bool

    /// The value of `aria-keyshortcuts`, by which the script finds what a key does.
    subscript(key: String) -> String? { areOn ? key : nil }

    /// The key as it is shown on its button.
    func mark(_ key: String) -> HTML { areOn ? "<kbd>\(key)</kbd>" : .empty }
}
