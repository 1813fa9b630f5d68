import Foundation
import Programme
import Testing

@Suite("Pages of a sealed list")
struct PageTests {
    private static let entries = (0..<300).map { ID<Entry>(Int64(5_000_000_000 + $0 * 37)) }
    private static let tickets = Shuffle.tickets(300, key: Data(repeating: 4, count: 32))

    @Test("pages: every entry finds its ticket, and no other entry finds one")
    func tickets() throws {
        let page = TicketPage(entries: Self.entries[0..<256], tickets: Self.tickets[0..<256])
        let read = try #require(TicketPage(bytes: page.bytes))
        #expect(read == page && read.count == 256 && page.bytes.count == 256 * 12)
        for (place, entry) in Self.entries[0..<256].enumerated() {
            #expect(read.line(of: entry) == place && read.entry(place) == entry)
            #expect(read.ticket(place) == Int(Self.tickets[place]))
            #expect(read.line(of: ID(entry.rawValue + 1)) == nil)
        }
        #expect(read.line(of: Self.entries[256]) == nil && read.line(of: ID(1)) == nil)
        #expect(TicketPage(bytes: Data(count: 13)) == nil && TicketPage(bytes: Data())?.line(of: ID(1)) == nil)
    }

    @Test("pages: every ticket finds its entry, on the page of its number")
    func holders() throws {
        let (first, second) = (HolderPage(Self.entries[0..<256]), HolderPage(Self.entries[256..<300]))
        for ticket in 1...300 {
            let page = ticket <= 256 ? first : second
            #expect(SealedList.firstOfPage(ticket) == (ticket <= 256 ? 1 : 257))
            #expect(try #require(HolderPage(bytes: page.bytes)).entry(ticket: ticket) == Self.entries[ticket - 1])
        }
        #expect(second.entry(ticket: 301) == nil && first.entry(ticket: 0) == nil)
        #expect([0, 1, 256, 257, 2_078_026].map(SealedList.pageCount) == [0, 1, 1, 2, 8_118])
    }

    @Test("pages: an outcome is read as the draw gave it, also where the edition has no pool for a ticket")
    func outcomes() throws {
        let home = Data(repeating: 1, count: 16)
        let lines = (1...300).map { ticket in
            SealedEntry(
                ticket: ticket, priority: ticket % 3 > 0, province: 82,
                household: ticket % 50 == 1
                    ? home : Data(repeating: 0, count: 14) + [UInt8(ticket / 256), UInt8(ticket % 256)],
                earlier: 0, salt: Data(repeating: 9, count: 16))
        }
        let draw = Draw(places: 250, strata: [.priority], perHousehold: 1)
        let results = draw.everybody(of: SealedList(lines), seed: Data(repeating: 7, count: 32))
        let page = TicketPage(entries: Self.entries[0..<256], tickets: Self.tickets[0..<256])
        let outcome = try #require(OutcomePage(bytes: OutcomePage(results, of: page).bytes))
        var (selected, passedOver, unranked) = (0, 0, 0)
        for place in 0..<256 {
            let ticket = page.ticket(place)
            let line = outcome.line(place, ticket: ticket)
            #expect(line == results[ticket])
            selected += line?.selected == true ? 1 : 0
            passedOver += line?.isPassedOver == true ? 1 : 0
            unranked += line == nil ? 1 : 0
        }
        #expect(selected > 100 && passedOver > 0 && unranked > 50)
        #expect(outcome.line(256, ticket: 1) == nil && outcome.line(-1, ticket: 1) == nil)
        #expect(OutcomePage(bytes: Data(count: 11)) == nil)
    }

    @Test("pages: a piece of a list gives its entries with their tickets")
    func piece() throws {
        let lines = (1...600).map { ticket in
            SealedEntry(
                ticket: ticket, priority: false, province: 11, household: Data(repeating: 2, count: 16), earlier: 1,
                salt: Data(repeating: UInt8(ticket % 256), count: 16))
        }
        let list = SealedList(lines)
        #expect(SealedList.entries(of: list.lines(256..<512), first: 257) == Array(lines[256..<512]))
        #expect(SealedList.entries(of: Data(count: 35), first: 1) == nil)
    }
}
