import Foundation

/// The file `.env` in the directory where prakerja is started: one `NAME=value` per line.
///
/// It is for prakerja only, so an unreadable line and an unknown name are faults: a mistyped `DATABASE_URL` would start
/// a second, empty installation.
struct EnvironmentFile: Sendable, Equatable {
    static let name = ".env"
    /// A larger file, in bytes, is refused.
    static let longest = 65_536

    let values: [String: String]
    /// One sentence per faulty line.
    let problems: [String]

    /// - Parameter path: the file's path; a missing file counts as empty.
    init(path: String) {
        guard FileManager.default.fileExists(atPath: path) else {
            self.init(text: "", name: path)
            return
        }
        guard let bytes = FileManager.default.contents(atPath: path), bytes.count <= Self.longest,
            let text = String(data: bytes, encoding: .utf8)
        else {
            self.init(
                values: [:], problems: ["\(path) cannot be read: give it to the user prakerja runs as, as UTF-8 text"])
            return
        }
        self.init(text: text, name: path)
    }

    init(text: String, name: String = Self.name) {
        var (values, problems): ([String: String], [String]) = ([:], [])
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let place = "\(name), line \(index + 1)"
            switch Line(String(line)) {
            case .nothing: continue
            case .unreadable: problems.append("\(place) is not NAME=value")
            case .openQuote(let key):
                problems.append("\(place): the value of \(key) begins with a quote and never ends")
            case .value(let key, let value):
                if let refused = Setting.refusedInSandbox(key) {
                    problems.append("\(place): \(refused)")
                } else if Setting(rawValue: key) == nil, Setting.ownOfSandbox(key) == nil {
                    let meant = Setting.nearest(to: key).map { "; did you mean \($0.rawValue)?" } ?? ""
                    problems.append("\(place): there is no setting \(key)\(meant)")
                } else if values[key] != nil {
                    problems.append("\(place) sets \(key) a second time")
                }
                values[key] = value
            }
        }
        self.init(values: values, problems: problems)
    }

    /// What it says to a sandbox, under the names of the programme's settings, and `defaults` where it says nothing.
    func ofSandbox(defaults: [Setting: String]) -> EnvironmentFile {
        let defaults = Dictionary(uniqueKeysWithValues: defaults.map { ($0.key.rawValue, $0.value) })
        return EnvironmentFile(values: defaults.merging(Self.ofSandbox(values)) { $1 }, problems: problems)
    }

    static func ofSandbox(_ values: [String: String]) -> [String: String] {
        let own = Setting.ofSandbox.compactMap { setting in
            values[setting.nameInSandbox].map { (setting.rawValue, $0) }
        }
        return Dictionary(uniqueKeysWithValues: own.filter { !$0.1.isEmpty })
    }

    private init(values: [String: String], problems: [String]) {
        (self.values, self.problems) = (values, problems)
    }

    private enum Line {
        case nothing
        case unreadable
        case openQuote(String)
        case value(String, String)

        init(_ line: String) {
            var text = line.trimmingCharacters(in: .whitespaces)
            if text.isEmpty || text.hasPrefix("#") { self = .nothing; return }
            if text.hasPrefix("export ") { text = String(text.dropFirst(7)) }
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.trimmingCharacters(in: .whitespaces) }
            let isName = halves[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            guard halves.count == 2, !halves[0].isEmpty, isName else { self = .unreadable; return }
            switch Self.unquoted(halves[1]) {
            case .some(let value): self = .value(halves[0], value)
            case nil: self = .openQuote(halves[0])
            }
        }

        /// A quoted value unchanged; an unquoted one up to a blank followed by `#`. Nil when the closing quote is
        /// missing.
        private static func unquoted(_ value: String) -> String? {
            guard let quote = value.first, quote == "\"" || quote == "'" else {
                return value.firstRange(of: /(^|\s)#/).map { String(value[..<$0.lowerBound]) }?
                    .trimmingCharacters(in: .whitespaces) ?? value
            }
            let inside = value.dropFirst()
            guard let end = inside.firstIndex(of: quote) else { return nil }
            let rest = inside[inside.index(after: end)...].trimmingCharacters(in: .whitespaces)
            return rest.isEmpty || rest.hasPrefix("#") ? String(inside[..<end]) : nil
        }
    }
}
