import Programme
import Simulators
import Testing

@testable import App

@Suite("The demo's crowd")
struct DemoCrowdTests {
    private static let count = 500

    @Test(
        "each of the 500 people has a NIK, an address, a number and a family card of their own that the site accepts",
        .bug(id: "5.577", "The demo had three people, so that its lists, charts and queues were empty."))
    func valid() throws {
        let lives = (0..<Self.count).map(Applicant.Life.crowd)
        for keys in [lives.map(\.nik), lives.map(\.email), lives.map(\.phone), lives.map(\.familyCard)] {
            #expect(Set(keys).count == Self.count)
        }
        for life in lives {
            let nik = try NIK(life.nik)
            let year = try #require(Int(life.born.2, in: 1968...2003))
            let (month, day) = (Int(life.born.1, in: 1...12) ?? 0, Int(life.born.0, in: 1...31) ?? 0)
            let born = try #require(CivilDate(year: year, month: month, day: day))
            #expect(nik.agrees(with: born), "\(life.nik)")
            _ = try FamilyCard(life.familyCard)
            #expect(EmailAddress(life.email) != nil && PhoneNumber(life.phone) != nil, "\(life.email) \(life.phone)")
            #expect(Regency(code: life.regency)?.province?.code == life.province, "\(life.regency)")
            #expect(Occupation(rawValue: life.occupation) != nil)
        }
        #expect(Set(lives.map(\.province)).count >= 15)
    }

    @Test("the story's people stay findable: none of the crowd has their first names, and the mailbox leaves it out")
    func apart() {
        let story = Set([Story.siti, Story.budi, Story.agus].map { first($0.name) })
        for life in (0..<Self.count).map(Applicant.Life.crowd) {
            #expect(!story.contains(first(life.name)), "\(life.name)")
            for address in [life.email, "+62" + life.phone.dropFirst()] {
                #expect(DemoMailbox.crowd.contains { address.contains($0) }, "\(address)")
            }
        }
        for life in [Story.siti, Story.budi, Story.agus] {
            #expect(!DemoMailbox.crowd.contains { "\(life.email) +62\(life.phone.dropFirst())".contains($0) })
        }
    }

    @Test("most of the crowd apply, some leave earlier, some are unknown to the registry or under age")
    func mixed() {
        let fates = (0..<Self.count).map(Applicant.Life.fate)
        #expect(fates.count { $0 == .applies } == 450)
        #expect(fates.count { $0 == .signsUp } == 25 && fates.count { $0 == .fillsIn } == 25)
        let lives = (0..<Self.count).map(Applicant.Life.crowd)
        #expect(lives.count { $0.nik.hasSuffix("0002") } == 20 && lives.count { $0.nik.hasSuffix("0003") } == 20)
        #expect(lives.contains { $0.born.2 == "2003" })
    }

    private func first(_ name: String) -> String { name.split(separator: " ").first.map(String.init) ?? name }
}
