import Foundation
import Testing

@testable import Programme

/// A draw of 60 people for 12 places, signed by its site and two of three witnesses, as forgers begin with it.
struct SignedDraw: Sendable {
    let simulation: DrawSimulation
    let bundle: DrawBundle
    /// Of the statement, without signatures.
    let text: String

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        let list = simulation.seal(simulation.joined())
        bundle = try simulation.draw(simulation.statement(of: list), list)
        text = try SignedNote.text(of: bundle.head.statement)
    }

    /// The published file with another signed statement, and with other lines where they are given.
    func bundle(statement: String, list: Data? = nil) throws -> DrawBundle {
        let old = bundle.head
        let head = DrawBundle.Head(
            statement: statement, secrets: old.secrets, beacon: old.beacon, seed: old.seed, selected: old.selected)
        return try DrawBundle(head.bytes() + (list ?? bundle.list.bytes) + bundle.selected)
    }
}

/// Expects a refusal with a reason that contains these words.
func expectRefusal<Value>(_ says: String, _ verify: () throws -> Value) {
    do {
        let value = try verify()
        let isChecked = (value as? DrawReport).map { ", checked: \($0.isChecked)" } ?? ""
        #expect(Bool(false), "“\(says)” was expected, and it verifies\(isChecked)")
    } catch {
        #expect("\(error)".contains(says), "\(error)")
    }
}
