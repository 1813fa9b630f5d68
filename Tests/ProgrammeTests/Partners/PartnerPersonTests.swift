import Testing

@testable import Programme

@Suite("Who decides about a partner's people")
struct PartnerPersonTests {
    static let partner = Partner(
        id: ID(1), kind: .institution, name: "Balai", clientCode: "balai", redirectURI: nil, feeBasisPoints: 0)

    static func person(_ id: Int64, _ role: PartnerPerson.Role = .administrator) -> PartnerPerson {
        PartnerPerson(id: ID(id), partner: partner, name: "Orang \(id)", role: role)
    }

    @Test(
        "another administrator of the partner, who is not the one it is about",
        arguments: [
            (PartnerAuthor.person(ID(1)), nil, PartnerPersonTests.person(2), nil),
            (.person(ID(1)), ID(3), PartnerPersonTests.person(2), nil),
            (.person(ID(1)), nil, PartnerPersonTests.person(1), .ownRequest),
            (.person(ID(1)), ID(2), PartnerPersonTests.person(2), .aboutYourself),
            (.person(ID(1)), nil, PartnerPersonTests.person(2, .staff), .notAdministrator),
            (.officer(ID(9)), nil, PartnerPersonTests.person(2), .officersDecide),
        ] as [(PartnerAuthor, ID<PartnerPerson>?, PartnerPerson, PartnerPersonRefusal?)])
    func colleague(
        author: PartnerAuthor, subject: ID<PartnerPerson>?, second: PartnerPerson, refusal: PartnerPersonRefusal?
    ) {
        var found: PartnerPersonRefusal?
        do throws(PartnerPersonRefusal) {
            try PartnerPersonRule.decide(author, about: subject, by: second)
        } catch {
            found = error
        }
        #expect(found == refusal)
    }

    @Test(
        "a name and a reason have no invisible characters: what the second person reads is what is meant",
        .bug(
            id: "5.792",
            """
            A name or a reason with a mark for right-to-left writing turned round the words behind it on the page where \
            the second person decides.
            """))
    func visible() throws {
        #expect(try PartnerPersonChange.name("\u{202E}Rina  Wati\u{7}") == "Rina Wati")
        #expect(throws: PartnerPersonRefusal.name) { try PartnerPersonChange.name("\u{200B}\u{202E}") }
        #expect(try OfficeReason("\u{202E}Tugasnya ada di tempat kami").text == "Tugasnya ada di tempat kami")
    }

    @Test(
        "an officer only where no other administrator of the partner could",
        arguments: [
            ([1], nil, true), ([1, 2], nil, false), ([1, 2], 2, true), ([1, 2, 3], 2, false), ([], nil, true),
        ]
            as [(Set<Int64>, Int64?, Bool)])
    func officer(administrators: Set<Int64>, subject: Int64?, mayDecide: Bool) {
        let known = Set(administrators.map { ID<PartnerPerson>($0) })
        let isRefused =
            (try? PartnerPersonRule.decideForPartner(
                ID(1), about: subject.map { ID<PartnerPerson>($0) }, administrators: known)) == nil
        #expect(isRefused != mayDecide)
    }

    @Test("a file of courses has a partner's own rows only; a platform's has no contents")
    func scope() {
        let platform = Partner(
            id: ID(2), kind: .platform, name: "Toko", clientCode: "toko", redirectURI: nil, feeBasisPoints: 0)
        #expect(CourseScope(of: Self.partner) == .institution("balai") && CourseScope(of: Self.partner).hasContents)
        #expect(CourseScope(of: platform) == .platform("toko") && !CourseScope(of: platform).hasContents)
        #expect(CourseScope.all.hasContents)
    }
}
