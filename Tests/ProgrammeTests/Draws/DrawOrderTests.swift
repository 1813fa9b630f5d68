import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Order of a sealed list")
struct DrawOrderTests {
    let simulation: DrawSimulation
    let list: SealedList
    let statement: DrawStatement

    init() throws {
        simulation = try DrawBundleTests.simulate(entries: 60, quota: 12)
        list = simulation.seal(simulation.joined())
        statement = try simulation.statement(of: list)
    }

    @Test(
        "draw order: tickets, tags and salts follow from the secret committed to, and an auditor finds any that do not",
        .bug(
            id: "2.673",
            "Tickets and salts were random and unexplained, so the office could try salts until three friends won."))
    func audit() throws {
        #expect(simulation.difference(list, statement) == nil)
        func changed(_ change: (SealedEntry) -> SealedEntry) throws -> String? {
            let other = SealedList((1...60).map { change(list[$0]) })
            let text = statement.text.replacing(/root \w+/, with: "root \(other.root.hex)")
            return simulation.difference(other, try DrawStatement(text: text))
        }
        func entry(_ old: SealedEntry, household: Data? = nil, salt: Data? = nil) -> SealedEntry {
            SealedEntry(
                ticket: old.ticket, priority: old.priority, province: old.province,
                household: household ?? old.household, earlier: old.earlier, salt: salt ?? old.salt)
        }
        let own = Data(repeating: 1, count: 16)
        #expect(try changed { $0 } == nil)
        #expect(try changed { $0.ticket == 5 ? entry($0, salt: own) : $0 } == "ticket 5 has a salt of its own")
        #expect(
            try changed { $0.ticket == 5 ? entry($0, household: own) : $0 } == "ticket 5 has a household tag of its own"
        )
        #expect(simulation.difference(SealedList((1...60).map { entry(list[$0], salt: own) }), statement) != nil)
        let otherWave = try DrawStatement(text: statement.text.replacing("wave 1\n", with: "wave 2\n"))
        #expect(simulation.difference(list, otherWave)?.contains("not the one that the statement commits to") == true)
    }

    @Test("draw order: an auditor notices exchanged tickets, missing entries and another order of entries")
    func exchanged() throws {
        let order = try #require(DrawOrder(Data(repeating: 4, count: 32)))
        let ids: [Int64] = [3, 7, 11, 19, 20]
        let tickets = order.tickets(5)
        var (marks, tags): ([DrawOrder.Marks], [DrawOrder.Mark]) = ([], [])
        order.eachMark(of: ids) { marks.append($1) }
        let family = (UInt64(8), UInt64(9))
        order.eachTag(of: [family]) { tags.append($1) }
        let list = SealedList(
            (0..<5).map { place in
                SealedEntry(
                    ticket: Int(tickets[place]), priority: false, province: 31,
                    household: place < 2 ? tags[0].data : marks[place].tag.data, earlier: 0,
                    salt: marks[place].salt.data)
            })
        let now = Instant(milliseconds: 0)
        let statement = DrawStatement(
            edition: "a", wave: 1, places: 1, times: .init(committed: now, closed: now, sealed: now), entries: 5,
            counts: [], root: list.root, commitments: [], round: nil,
            origin: .init(
                edition: Data(), annex: nil, order: order.commitment(edition: "a", wave: 1), joined: 5, withdrawn: 0,
                removed: [], people: []))
        let lines = ids.enumerated().map { place, id in
            DrawOrder.Line(entry: id, ticket: Int(tickets[place]), household: place < 2 ? family : nil)
        }
        #expect(order.difference(lines, list, statement) == nil)
        var swapped = lines
        swapped[0] = DrawOrder.Line(entry: 3, ticket: lines[1].ticket, household: family)
        swapped[1] = DrawOrder.Line(entry: 7, ticket: lines[0].ticket, household: family)
        #expect(order.difference(swapped, list, statement)?.hasPrefix("entry 3 has ticket") == true)
        #expect(order.difference(lines.dropLast(), list, statement) == "4 entries are shown, the list has 5")
        #expect(order.difference(lines.reversed(), list, statement)?.contains("not in the order") == true)
        let alone = [DrawOrder.Line(entry: 3, ticket: lines[0].ticket, household: nil)] + lines.dropFirst()
        #expect(order.difference(alone, list, statement)?.contains("household tag of its own") == true)
    }

    @Test("draw order: its values are the published ones")
    func vectors() throws {
        let order = try #require(DrawOrder(Data(repeating: 0x33, count: 32)))
        #expect(DrawOrder(Data(count: 31)) == nil)
        var message = Data("prakerja/draw/order/1".utf8) + Data([0, 0, 0, 1, 6]) + Data("2020-3".utf8)
        message += order.bytes
        #expect(order.commitment(edition: "2020-3", wave: 1) == Data(SHA256.hash(data: message)))
        let key = Data(SHA256.hash(data: Data("prakerja/draw/order/salt".utf8) + order.bytes))
        let salt = Data(SHA256.hash(data: key + Data([0, 0, 0, 0, 0, 0, 1, 2]))).prefix(16)
        var marks: [DrawOrder.Marks] = []
        order.eachMark(of: [258, 1, 2]) { marks.append($1) }
        #expect(marks[0].salt.data == salt && marks[0].tag != marks[0].salt)
        #expect(marks[1] != marks[2] && Set(order.tickets(50)) == Set(1...50))
        #expect(order.commitment(edition: "2020-3", wave: 2) != order.commitment(edition: "2020-3", wave: 1))
    }
}
