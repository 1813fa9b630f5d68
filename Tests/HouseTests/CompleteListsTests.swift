import Foundation
import Testing

/// What is declared in one file and has to be named in a list of another, or it never runs.
@Suite("Lists that name everything of their kind")
struct CompleteListsTests {
    @Test("every kind of job is in allJobs, and is enqueued somewhere")
    func jobs() {
        let kinds = House.sources.filter { $0.isIn("App") }.flatMap { Self.declared(/struct (\w+): Job\b/, in: $0) }
        let list = House.code("Sources/App/Schedule.swift")
        #expect(kinds.count > 20)
        for kind in kinds {
            #expect(list.holds("\(kind.name).self"), "\(kind.path): \(kind.name) is missing in allJobs")
            let callers = House.sources.filter { $0.isIn("App") && $0.code.holds("\(kind.name)(") }
            #expect(!callers.isEmpty, "\(kind.path): no code enqueues \(kind.name)")
        }
    }

    @Test("every command is among the subcommands of its parent")
    func commands() {
        let sources = House.sources.filter { $0.path.hasPrefix("Sources/prakerja/") }
        let root = House.code("Sources/prakerja/Prakerja.swift")
        let commands = sources.flatMap { source in
            Self.declared(/struct (\w+): (?:Async)?ParsableCommand\b/, in: source)
        }
        #expect(commands.count > 30)
        for command in commands where command.name != "Prakerja" {
            let list = command.isNested ? Self.list(for: command.path) : root
            #expect(list.holds("\(command.name).self"), "\(command.path): \(command.name) cannot be called")
        }
    }

    /// The file with the list of a nested command: its own, or that of the command which it extends.
    private static func list(for path: String) -> String {
        let code = House.code(path)
        guard let parent = code.firstMatch(of: /\nextension (\w+Command) \{/)?.output.1 else { return code }
        return House.code("Sources/prakerja/\(parent).swift")
    }

    @Test("every setting is read from the command line, the environment and .env")
    func settings() {
        let folder = "Sources/App/System/Settings"
        let reading =
            House.code("\(folder)/Configuration+Reading.swift")
            + House.code("\(folder)/ExternalAddresses.swift")
        let list = Source(path: "", text: House.read("Sources/App/System/Settings/Setting.swift"))
        let names = list.code.matches(of: /\n    case (\w+) =/).map { String($0.output.1) }
        #expect(names.count > 30)
        for name in names {
            let read = ["(.\(name),", "(.\(name))", "[.\(name)]"].contains(where: reading.holds)
            #expect(read, "the setting \(name) is not read")
        }
    }

    private static func declared(
        _ pattern: Regex<(Substring, Substring)>, in source: Source
    ) -> [(name: String, path: String, isNested: Bool)] {
        source.codeLines.compactMap { line in
            line.firstMatch(of: pattern).map { (String($0.output.1), source.path, line.hasPrefix(" ")) }
        }
    }
}

extension House {
    /// A file of ours without its comments and texts.
    fileprivate static func code(_ path: String) -> String {
        Source(path: path, text: read(path)).code
    }
}
