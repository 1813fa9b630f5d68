extension Array where Element: Hashable {
    /// Each value where it stands first.
    var withoutRepetition: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
