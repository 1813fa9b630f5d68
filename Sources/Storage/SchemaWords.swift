/// The words of a definition in SQL, for comparing two texts that different programs wrote of the same object.
enum SchemaWords {
    /// In lower case but for quoted texts, without comments, white space and the quotes of names. A number is one word,
    /// and so are `<>`, `>=` and `::`.
    static func of(_ sql: String) -> [String] {
        var words: [String] = []
        var isNumber = false
        for token in SQLiteDialect.Tokens(sql) {
            switch token {
            case .word(let word):
                words.append(word.lowercased())
                isNumber = false
            case .mark(let mark):
                words.append(String(mark))
                isNumber = false
            case .other(let text):
                guard let first = text.first, !first.isWhitespace, !text.hasPrefix("--"), !text.hasPrefix("/*") else {
                    isNumber = false
                    continue
                }
                let isDigit = first.isASCII && first.isNumber
                if isDigit && isNumber || isOperator(words.last, text), let last = words.popLast() {
                    words.append(last + text)
                } else {
                    words.append(first == "\"" ? String(text.dropFirst().dropLast()) : text)
                }
                isNumber = isDigit
            }
        }
        return words.map { $0 == "!=" ? "<>" : $0 }
    }

    private static func isOperator(_ first: String?, _ second: String) -> Bool {
        ["<>", "<=", ">=", "!=", "::"].contains((first ?? "") + second)
    }

    /// A condition in one form, whether a migration wrote it or PostgreSQL printed it: lists are `in`, a range is two
    /// comparisons, and there are no casts. Parentheses and commas are left out too, so conditions that differ in these
    /// alone are taken for the same.
    static func condition(_ words: [String]) -> String {
        ranged(listed(uncast(words))).filter { !["(", ")", "[", "]", ","].contains($0) }.joined(separator: " ")
    }

    /// Without `::text`; a quoted number that is cast to one is the number.
    private static func uncast(_ words: [String]) -> [String] {
        var (plain, rest): ([String], ArraySlice<String>) = ([], words[...])
        while let word = rest.popFirst() {
            guard word == "::", let type = rest.popFirst() else {
                plain.append(word)
                continue
            }
            if ["character", "double"].contains(type) { rest = rest.dropFirst() }
            if rest.starts(with: ["[", "]"]) { rest = rest.dropFirst(2) }
            guard ["integer", "bigint"].contains(type), let quoted = plain.last, quoted.hasPrefix("'") else { continue }
            plain.removeLast()
            plain += of(String(quoted.dropFirst().dropLast()))
        }
        return plain
    }

    /// `= any (array[…])` is `in`, `<> all (array[…])` is `not in`.
    private static func listed(_ words: [String]) -> [String] {
        var (plain, rest): ([String], ArraySlice<String>) = ([], words[...])
        while let word = rest.first {
            if rest.starts(with: ["=", "any", "(", "array"]) {
                plain.append("in")
                rest = rest.dropFirst(4)
            } else if rest.starts(with: ["<>", "all", "(", "array"]) {
                plain += ["not", "in"]
                rest = rest.dropFirst(4)
            } else {
                plain.append(word)
                rest = rest.dropFirst()
            }
        }
        return plain
    }

    /// `a between 1 and 3` is `a >= 1 and a <= 3`.
    private static func ranged(_ words: [String]) -> [String] {
        var (plain, rest): ([String], ArraySlice<String>) = ([], words[...])
        while let word = rest.popFirst() {
            guard word == "between" else {
                plain.append(word)
                continue
            }
            let value = lastValue(of: plain)
            let low = Array(rest.prefix { $0 != "and" })
            rest = rest.dropFirst(low.count + 1)
            plain += [">="] + low + ["and"] + value + ["<="]
        }
        return plain
    }

    /// The last name, or call of a function.
    private static func lastValue(of words: [String]) -> [String] {
        guard words.last == ")", let opening = words.lastIndex(of: "(") else { return words.suffix(1) }
        return Array(words[max(0, opening - 1)...])
    }
}
