import Foundation

/// Enough of CSS to compute the colour of a text and its background: tokens of both themes, tags, classes, `:not(…)`,
/// descendants and children, specificity and order. Rules for states (`:hover`) and for generated text are left out.
struct StyleSheet {
    /// A tag with its classes, such as `a.button.secondary`.
    struct Element {
        let tag: String
        let classes: Set<String>

        init(_ text: String) {
            let parts = text.split(separator: ".").map(String.init)
            (tag, classes) = (parts[0], Set(parts.dropFirst()))
        }
    }

    private struct Rule {
        let steps: [(isChild: Bool, compound: Substring)]
        let weight: Int
        let declarations: [String: String]
    }

    private let rules: [Rule]
    private let light: [String: String]
    private let dark: [String: String]

    init(_ text: String) {
        let text = text.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
        light = Self.tokens(in: text.firstMatch(of: /:root \{([^}]*)\}/)?.output.1 ?? "")
        let later = text.firstMatch(of: /prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/)?.output.1 ?? ""
        dark = light.merging(Self.tokens(in: later)) { $1 }
        // Rules in a media query change no colour but the tokens.
        let plain = text.replacing(/@[a-z]+[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/, with: "")
        rules = plain.matches(of: /([^{}]+)\{([^{}]*)\}/).flatMap { match in
            match.output.1.split(separator: ",").compactMap { Self.rule(String($0), match.output.2) }
        }
    }

    /// Contrast of text and background as WCAG 2 computes it, from 1 to 21.
    /// - Parameter path: from the page's body to the text's own element.
    func contrast(of path: [Element], dark isDark: Bool) -> Double {
        let tokens = isDark ? self.dark : light
        let colour = inherited("color", path) ?? "var(--ink)"
        let ground = inherited("background", path) ?? "var(--paper)"
        let (one, other) = (Self.luminance(colour, tokens), Self.luminance(ground, tokens))
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    /// An element without a background has the one of the element around it, as if the property were inherited.
    private func inherited(_ property: String, _ path: [Element]) -> String? {
        for end in path.indices.reversed() {
            guard let value = own(property, Array(path[...end])), value != "none", value != "inherit" else { continue }
            return value
        }
        return nil
    }

    private func own(_ property: String, _ path: [Element]) -> String? {
        rules.enumerated()
            .filter { $0.element.declarations[property] != nil && Self.matches($0.element.steps[...], path[...]) }
            .max { ($0.element.weight, $0.offset) < ($1.element.weight, $1.offset) }?
            .element.declarations[property]
    }

    private static func matches(
        _ steps: ArraySlice<(isChild: Bool, compound: Substring)>, _ path: ArraySlice<Element>
    ) -> Bool {
        guard let last = steps.last else { return true }
        guard let element = path.last, matches(last.compound, element) else { return false }
        let (rest, above) = (steps.dropLast(), path.dropLast())
        guard !rest.isEmpty else { return true }
        if last.isChild { return matches(rest, above) }
        return above.indices.contains { matches(rest, above[...$0]) }
    }

    private static func matches(_ compound: Substring, _ element: Element) -> Bool {
        // Most compounds are of another tag; the patterns below are slow.
        let first = compound.prefix { $0 != "." && $0 != ":" }
        guard first.isEmpty || first == "*" || first == element.tag else { return false }
        for refused in compound.matches(of: /:not\(([^)]*)\)/) where matches(refused.output.1, element) { return false }
        let positive = compound.replacing(/:not\([^)]*\)/, with: "")
        let tag = positive.prefix { $0 != "." }
        let classes = positive.matches(of: /\.([\w-]+)/).map { String($0.output.1) }
        return (tag.isEmpty || tag == "*" || tag == element.tag) && element.classes.isSuperset(of: classes)
    }

    private static func rule(_ selector: String, _ body: Substring) -> Rule? {
        let states = selector.replacing(/:not\([^)]*\)/, with: "")
        guard !states.contains(":"), !states.contains("["), !states.contains("+") else { return nil }
        var steps: [(isChild: Bool, compound: Substring)] = []
        var isChild = false
        for part in selector.split(whereSeparator: \.isWhitespace) {
            if part == ">" { isChild = true } else { steps.append((isChild, part)); isChild = false }
        }
        let classes = selector.matches(of: /\.[\w-]+/).count
        let tags = selector.matches(of: /(?:^|[\s>(])[a-z][a-z0-9]*/).count
        return Rule(steps: steps, weight: classes * 100 + tags, declarations: declarations(body))
    }

    private static func declarations(_ body: Substring) -> [String: String] {
        var found: [String: String] = [:]
        for line in body.split(separator: ";") {
            let sides = line.split(separator: ":", maxSplits: 1).map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            if sides.count == 2 { found[sides[0]] = sides[1] }
        }
        return found
    }

    private static func tokens(in body: Substring) -> [String: String] {
        declarations(body).filter { $0.key.hasPrefix("--") }
    }

    private static func luminance(_ value: String, _ tokens: [String: String]) -> Double {
        let name = value.firstMatch(of: /var\((--[\w-]+)\)/).map { String($0.output.1) }
        var digits = (name.flatMap { tokens[$0] } ?? value).drop { $0 == "#" }
        if digits.count == 3 { digits = digits.flatMap { [$0, $0] }[...].reduce(into: "") { $0.append($1) }[...] }
        guard digits.count == 6, let number = UInt32(digits, radix: 16) else { return .nan }
        func part(_ shift: UInt32) -> Double {
            let share = Double(number >> shift & 255) / 255
            return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }
}
