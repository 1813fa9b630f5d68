import Foundation
import Testing

@testable import Programme

@Suite("Roles of the office")
struct OfficeRolesTests {
    private static let yaml =
        (try? String(contentsOf: EditionFiles.repository.appending(path: "Editions/office.yaml"), encoding: .utf8))
        ?? ""
    private let roles: OfficeRoles

    init() throws { roles = try OfficeRoles(yaml: Self.yaml) }

    @Test("role file: the shipped one is valid, and its schema has the keys and permissions that are read")
    func shipped() throws {
        #expect(OfficeRolesReview(yaml: Self.yaml).lines == [])
        let file = EditionFiles.repository.appending(path: "Editions/office.schema.json")
        let schema = try JSONDecoder().decode(JSON.self, from: Data(contentsOf: file))
        let read = try OfficeRolesReview.keys(yaml: Self.yaml)
        #expect(Set(schema["properties"].members.keys) == read[""])
        let role = schema["properties"]["roles"]["items"]["properties"]
        #expect(Set(role.members.keys) == read["roles[]"])
        #expect(role["permissions"]["items"]["enum"].strings == Permission.allCases.map(\.rawValue))
    }

    @Test("roles: what one dishonest officer could do alone is never permitted by one person's roles")
    func apart() {
        let dangerous: [[Permission]] = [
            [.draftPayouts, .approvePayouts], [.runWaves, .approvePayouts], [.reviewPhotos, .approvePayouts],
            [.manageOfficers, .readPeople], [.manageOfficers, .draftPayouts],
        ]
        for held in Self.allSets(roles.roles.map(\.slug)) {
            let isAllowed = (try? roles.check(held)) != nil
            let permitted = held.reduce(into: Set<Permission>()) { $0.formUnion(roles.permissions(of: $1)) }
            for pair in dangerous where isAllowed {
                #expect(!permitted.isSuperset(of: pair), "\(held.map(\.rawValue)) permits \(pair)")
            }
        }
    }

    @Test("roles: sets that the office gives out are allowed, forbidden ones are refused with both roles named")
    func check() throws {
        for set in [[Role].operations, .approver, .verifier, .auditor, .administrator] { try roles.check(set) }
        #expect(throws: OfficeRolesRefusal.apart(.payoutMaker, .payoutChecker)) {
            try roles.check([.payoutChecker, .payoutMaker])
        }
        #expect(throws: OfficeRolesRefusal.alone(.administrator)) { try roles.check([.administrator, .curator]) }
        #expect(throws: OfficeRolesRefusal.none) { try roles.check([]) }
        #expect(throws: OfficeRolesRefusal.unknown(Role(rawValue: "king"))) {
            try roles.check([Role(rawValue: "king")])
        }
    }

    @Test("roles of an earlier version: what they lack is named by role, permission and rule")
    func lacking() throws {
        #expect(roles.lacking(against: roles) == [])
        let older = Self.yaml.replacing(", exportData", with: "")
            .replacing("permissions: [manageOfficers, confirmOfficers]", with: "permissions: [manageOfficers]")
            .replacing("  - [payout-maker, payout-checker]\n", with: "")
            .replacing("alone: [auditor, administrator]", with: "alone: [administrator]")
        let earlier = try OfficeRoles(yaml: older)
        #expect(
            earlier.lacking(against: roles) == [
                "no role has exportData", "programme-manager does not have exportData",
                "wave-manager does not have exportData", "administrator does not have confirmOfficers",
                "one person may be payout-maker and payout-checker", "auditor may hold other roles too",
            ])
        #expect(roles.lacking(against: earlier) == [])
    }

    @Test("an officer acts under the first of their roles that permits the act")
    func duty() {
        let officer = Officer(id: ID(1), name: "Ratna", roles: [.payoutMaker, .waveManager], of: roles)
        #expect(officer.roles == [.waveManager, .payoutMaker])
        #expect(officer.signatory(for: .draftPayouts).duty == .payoutMaker)
        #expect(officer.signatory(for: .signDecrees).duty == .waveManager)
        #expect(officer.may(.draftPayouts) && !officer.may(.approvePayouts))
        #expect(Officer(id: ID(2), name: "X", roles: [Role(rawValue: "king")], of: roles).permissions.isEmpty)
    }

    @Test(
        "role file: slips are found",
        arguments: [
            ("signDecrees, approveLists", "signDecree, approveLists", "Permission"),
            ("alone: [auditor, administrator]", "alone: [auditor, administrator, king]", "king"),
            ("[payout-maker, payout-checker]", "[payout-maker, payout-maker]", "two different roles"),
            ("[manageOfficers, confirmOfficers]", "[confirmOfficers]", "no role has manageOfficers"),
            ("    region: true", "    regions: true", "regions"),
            ("[draftPayouts, readReports, readAudit]", "[draftPayouts, approvePayouts]", "drafts payouts and approves"),
            ("slug: curator", "slug: helpdesk", "is there twice"),
        ])
    func slips(from: String, to: String, said: String) {
        let yaml = Self.yaml.replacing(from, with: to)
        #expect(yaml != Self.yaml)
        let lines = OfficeRolesReview(yaml: yaml).lines
        #expect(lines.contains { $0.contains(said) }, "\(lines)")
        #expect(throws: EditionFault.self) { _ = try OfficeRoles(yaml: yaml) }
    }

    private static func allSets(_ roles: [Role]) -> [[Role]] {
        (1..<(1 << roles.count)).map { bits in roles.indices.filter { bits >> $0 & 1 == 1 }.map { roles[$0] } }
    }
}
