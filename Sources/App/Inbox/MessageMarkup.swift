import Programme

/// Parses a message's plain text for HTML: paragraphs between empty lines, codes on their own, web addresses.
enum MessageMarkup {
    enum Paragraph: Equatable {
        /// A line that began with four spaces.
        case code(String)
        case words([Piece])
    }

    enum Piece: Equatable {
        case text(String)
        case link(String)
        case newLine
    }

    static func paragraphs(of text: String) -> [Paragraph] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split(whereSeparator: { $0.allSatisfy(\.isWhitespace) })
            .map { lines in
                if lines.count == 1, let line = lines.first, line.hasPrefix("    ") {
                    return .code(String(line).trimmingWhitespace())
                }
                return .words(Array(lines.map { pieces(of: String($0)) }.joined(separator: [.newLine])))
            }
    }

    static func pieces(of line: String) -> [Piece] {
        // Most lines have no address, and the regular expression costs more than all the rest.
        guard line.contains("://") else { return line.isEmpty ? [] : [.text(line)] }
        var pieces: [Piece] = []
        var rest = Substring(line)
        while let found = rest.firstRange(of: /https?:\/\/[^\s<>"']+/) {
            var link = rest[found]
            while let last = link.last, ".,;:!?)".contains(last) { link.removeLast() }
            if rest.startIndex < found.lowerBound { pieces.append(.text(String(rest[..<found.lowerBound]))) }
            pieces.append(.link(String(link)))
            rest = rest[link.endIndex...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        return pieces
    }

    /// For our own pages, whose style sheet has a class for codes.
    static func html(of text: String) -> HTML {
        func piece(_ piece: Piece) -> HTML {
            switch piece {
            case .text(let text): "\(text)"
            case .link(let address): "<a href=\"\(address)\">\(address)</a>"
            case .newLine: "<br>"
            }
        }
        func paragraph(_ paragraph: Paragraph) -> HTML {
            switch paragraph {
            case .code(let code): "<p class=\"code\">\(code)</p>"
            case .words(let pieces): "<p>\(each: pieces, piece)</p>"
            }
        }
        return "\(each: paragraphs(of: text), paragraph)"
    }
}
