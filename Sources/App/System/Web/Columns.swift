extension HTML {
    /// Whether it has nothing but blanks.
    fileprivate var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
}

extension Part {
    /// What is known on the left, what can be done on the right; below each other where there is no room. Only the left
    /// where there is nothing to do.
    static func columns(_ main: HTML, acts: HTML) -> HTML {
        guard !acts.isBlank else { return main }
        return "<div class=\"columns act-columns\"><div>\(main)</div><div>\(acts)</div></div>"
    }

    /// As `columns`, for a list: the form has the main column while nothing is listed.
    static func columns(list: HTML, isEmpty: Bool, form: HTML) -> HTML {
        isEmpty ? "\(form)\(list)" : columns(list, acts: form)
    }

    /// A form on the left, what it leads to on the right.
    static func columns(form: HTML, notes: HTML) -> HTML {
        "<div class=\"columns form-columns\"><div>\(form)</div><div>\(notes)</div></div>"
    }

    /// A box with a heading. Empty without content.
    static func panel(_ heading: String, _ content: HTML) -> HTML {
        guard !content.isBlank else { return .empty }
        return "<section class=\"panel\"><h2>\(heading)</h2>\(content)</section>"
    }
}
