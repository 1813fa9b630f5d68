/// Translates a migration from the common dialect to SQLite's: column types, and every table STRICT, because SQLite
/// would otherwise store a text in a numeric column.
enum SQLiteDialect {
    static func translated(_ script: String) -> String {
        var output = ""
        var translation = Translation()
        for token in Tokens(script) { output += translation.next(token) }
        return output
    }

    private struct Translation {
        /// The word before the current one: in a column definition, the column's name.
        private var previousWord = ""
        private var isCreatingTable = false
        private var depth = 0

        mutating func next(_ token: Token) -> String {
            switch token {
            case .other(let text): return text
            case .mark(let mark): return self.mark(mark)
            case .word(let word): return self.word(word)
            }
        }

        private mutating func word(_ word: Substring) -> String {
            defer { previousWord = String(word) }
            switch word.uppercased() {
            case "TABLE" where previousWord.uppercased() == "CREATE":
                isCreatingTable = true
                return String(word)
            case "BIGINT": return "INTEGER"
            case "BYTEA": return "BLOB"
            case "BOOLEAN" where previousWord.uppercased() == "AS": return "INTEGER"
            case "BOOLEAN": return "INTEGER CHECK (\(previousWord) IN (0, 1))"
            default: return String(word)
            }
        }

        private mutating func mark(_ mark: Character) -> String {
            if mark == "(" { depth += 1 }
            guard mark == ")" else { return String(mark) }
            depth -= 1
            guard isCreatingTable, depth == 0 else { return ")" }
            isCreatingTable = false
            return ") STRICT"
        }
    }

    enum Token {
        case word(Substring)
        case mark(Character)
        /// White space, comments, quoted text and everything else that is copied unchanged.
        case other(String)
    }

    /// Splits a script into words and parentheses; quoted text and comments are single tokens, copied unchanged.
    struct Tokens: Sequence, IteratorProtocol {
        private var rest: Substring

        init(_ script: String) {
            rest = Substring(script)
        }

        mutating func next() -> Token? {
            guard let first = rest.first else { return nil }
            if rest.hasPrefix("--") {
                return .other(take { !$0.isNewline })
            }
            if rest.hasPrefix("/*") {
                return .other(takeComment())
            }
            if first == "'" || first == "\"" {
                rest.removeFirst()
                let quoted = take { $0 != first }
                if !rest.isEmpty { rest.removeFirst() }
                return .other("\(first)\(quoted)\(first)")
            }
            if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest[word.endIndex...]
                return .word(word)
            }
            rest.removeFirst()
            return first == "(" || first == ")" ? .mark(first) : .other(String(first))
        }

        private mutating func take(while condition: (Character) -> Bool) -> String {
            let piece = rest.prefix(while: condition)
            rest = rest[piece.endIndex...]
            return String(piece)
        }

        private mutating func takeComment() -> String {
            var comment = ""
            while let character = rest.popFirst() {
                comment.append(character)
                if comment.count >= 4, comment.hasSuffix("*/") { break }
            }
            return comment
        }
    }
}
