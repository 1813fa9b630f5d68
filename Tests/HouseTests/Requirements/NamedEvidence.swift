import Foundation

/// What a document names as evidence, in backticks: a page, a command, a test or an edition field.
enum NamedEvidence {
    /// What is wrong with a name; nil where the thing exists.
    static func fault(of name: String) -> String? {
        if name.hasPrefix("/") { return paths.contains(name) ? nil : "no address of the site is `\(name)`" }
        if name.hasPrefix("prakerja ") {
            return commands.contains(String(name.dropFirst(9))) ? nil : "`\(name)` is no command"
        }
        if isTest(name) { return tests.contains(name) ? nil : "there is no test `\(name)`" }
        return fields.contains(name) ? nil : "no edition has a field `\(name)`"
    }

    static func isTest(_ name: String) -> Bool {
        name.contains(".py:") || name.contains(/^[A-Z]\w*\.\w+$/)
    }

    /// The addresses declared in `Paths`. A test in AppTests compares the documents with the router itself.
    static let paths: Set<String> = Set(
        House.sources.filter { $0.path.hasPrefix("Sources/App/") && $0.name.hasPrefix("Paths") }
            .flatMap { $0.literals.map(\.text) }.filter { $0.hasPrefix("/") })

    /// `SignUpTests.byCode` for a function after `@Test`, and `journey.py:apply` for one of a Python script.
    static let tests: Set<String> = Set(
        House.sources.filter { $0.path.hasPrefix("Tests/") }.flatMap(functions)
            + House.files(under: "Tests", ending: ".py").flatMap { path in
                House.read(path).matches(of: /(?m)^def (\w+)\(/).map { match in
                    "\(path.split(separator: "/").last ?? ""):\(match.1)"
                }
            })

    static func functions(in source: Source) -> [String] {
        var names: [String] = []
        var suite = ""
        var isTest = false
        for line in source.codeLines {
            if keywords.contains(where: line.holds),
                let type = line.firstMatch(of: /^(?:\w+ )*?(?:struct|extension|enum|class) (\w+)/)
            {
                suite = "\(type.1)"
            }
            if line.holds("@Test") { isTest = true }
            guard line.holds("func "), let function = line.firstMatch(of: /\bfunc `?(\w+)/) else { continue }
            if isTest { names.append("\(suite).\(function.1)") }
            isTest = false
        }
        return names
    }

    private static let keywords = ["struct ", "extension ", "enum ", "class "]

    /// `programme check`: what can follow `prakerja` on the command line.
    static let commands: Set<String> = {
        let sources = House.sources.filter { $0.path.hasPrefix("Sources/prakerja/") }
        // The parents first, because an extension of one is in a file of its own.
        let parents = sources.flatMap { source in declarations(in: source.text).filter { $0.parent == nil } }
        let names = Dictionary(parents.map { ($0.type, $0.name) }, uniquingKeysWith: { first, _ in first })
        let nested = sources.flatMap { declarations(in: $0.text) }.compactMap { declaration in
            declaration.parent.flatMap { names[$0] }.map { "\($0) \(declaration.name)" }
        }
        return Set(names.values).union(nested)
    }()

    /// The commands that a file declares, each with its name on the command line.
    static func declarations(in text: String) -> [(type: String, parent: String?, name: String)] {
        var found: [(type: String, parent: String?, name: String)] = []
        var parent: String?
        for line in text.split(separator: "\n") {
            if let opened = line.firstMatch(of: /^extension (\w+Command) \{/) { parent = "\(opened.1)" }
            if let outer = line.firstMatch(of: /^struct (\w+Command): (?:Async)?ParsableCommand/) {
                parent = "\(outer.1)"
                found.append((type: "\(outer.1)", parent: nil, name: kebab(outer.1.dropLast("Command".count))))
            }
            if let inner = line.firstMatch(of: /^    struct (\w+): (?:Async)?ParsableCommand/) {
                found.append((type: "\(inner.1)", parent: parent, name: kebab(inner.1)))
            }
            if let name = line.firstMatch(of: /^ +commandName: "([^"]+)"/), !found.isEmpty {
                found[found.count - 1].name = "\(name.1)"
            }
        }
        return found
    }

    private static func kebab(_ type: Substring) -> String {
        type.reduce("") { $0 + ($1.isUppercase && !$0.isEmpty ? "-" : "") + $1.lowercased() }
    }

    /// The paths of all fields in the schema of editions, without positions in lists: `waves.calendar.opens`.
    static let fields: Set<String> = {
        let data = Data(House.read("Editions/edition.schema.json").utf8)
        guard let schema = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] else { return [] }
        return fields(of: schema, at: "", in: schema)
    }()

    private static func fields(of node: [String: Any], at path: String, in schema: [String: Any]) -> Set<String> {
        let node = resolved(node, in: schema)
        let items = (node["items"] as? [String: Any]).map { resolved($0, in: schema) }
        let properties = (node["properties"] ?? items?["properties"]) as? [String: [String: Any]] ?? [:]
        var found: Set<String> = path.isEmpty ? [] : [path]
        for (key, value) in properties {
            found.formUnion(fields(of: value, at: path.isEmpty ? key : "\(path).\(key)", in: schema))
        }
        return found
    }

    private static func resolved(_ node: [String: Any], in schema: [String: Any]) -> [String: Any] {
        guard let name = (node["$ref"] as? String)?.split(separator: "/").last else { return node }
        return (schema["$defs"] as? [String: [String: Any]])?[String(name)] ?? node
    }
}
