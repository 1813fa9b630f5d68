import Foundation
import Testing

@testable import Programme

/// Lists that an office fills in by hand, signed by it and two witnesses, and files that were changed after the draw.
@Suite("Forged lists")
struct ForgedListTests {
    private let draw: SignedDraw

    private var simulation: DrawSimulation { draw.simulation }
    private var bundle: DrawBundle { draw.bundle }
    private var text: String { draw.text }

    init() throws { draw = try SignedDraw() }

    @Test(
        "forged list: a line that no honest sealing makes is refused though office and witnesses signed its root",
        .bug(
            id: "2.678",
            "Lines that were copied or had a salt of zero passed where the edition limits people per family card."),
        arguments: lineForgeries)
    func signed(forgery: Lines) throws {
        let list = try changed(forgery)
        let forged = text.replacing(/root \w+/, with: "root \(list.root.hex)")
        let note = try simulation.note(text: forged)
        expectRefusal(forgery.says) {
            try draw.bundle(statement: note, list: list.bytes).verify(edition: simulation.edition)
        }
    }

    @Test("forged list: a change after the sealing is another list than the witnesses signed", arguments: lineForgeries)
    func unsigned(forgery: Lines) throws {
        let list = try changed(forgery)
        #expect(throws: DrawFault.self) {
            try draw.bundle(statement: bundle.head.statement, list: list.bytes).verify(edition: simulation.edition)
        }
    }

    @Test("forged list: invented people whose figures add up are named as taken on trust, and so is who is missing")
    func invented() throws {
        let trusted = try bundle.verify(edition: simulation.edition).trusted
        for part in [
            "every entry is a person who joined once", "priority and province", "those who left or were removed",
        ] {
            #expect(trusted.contains { $0.contains(part) }, "\(part)")
        }
        // Tickets given out in another way are found by auditors, with the second secret.
        let statement = try DrawStatement(text: text)
        #expect(simulation.difference(bundle.list, statement) == nil)
        var lines = self.lines(of: bundle.list)
        lines.swapAt(3, 17)
        let list = try #require(SealedList(bytes: lines.reduce(into: Data()) { $0 += $1 }))
        let moved = try DrawStatement(text: text.replacing(/root \w+/, with: "root \(list.root.hex)"))
        #expect(simulation.difference(list, moved)?.contains("has a salt of its own") == true)
    }

    @Test("forged file: a published file that was changed is refused, with the reason", arguments: fileForgeries)
    func file(forgery: File) throws {
        let parts = try bundle.parts()
        let honest = parts.reduce(Data(), +)
        let forged = forgery.change(String(decoding: parts[0], as: UTF8.self), parts[1], parts[2])
        try #require(forged != honest)
        expectRefusal(forgery.says) { try DrawBundle(forged).verify(edition: simulation.edition) }
    }

    private func lines(of list: SealedList) -> [Data] {
        stride(from: 0, to: list.bytes.count, by: 36).map { Data(list.bytes.dropFirst($0).prefix(36)) }
    }

    private func changed(_ forgery: Lines) throws -> SealedList {
        var lines = lines(of: bundle.list)
        let honest = lines
        forgery.change(&lines)
        try #require(lines != honest)
        return try #require(SealedList(bytes: lines.reduce(into: Data()) { $0 += $1 }))
    }
}
