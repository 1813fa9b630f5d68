import Programme
import Testing

@Suite("Verdict on an identity claim")
struct IdentityVerdictTests {
    let nik: NIK
    let card: FamilyCard
    let born: CivilDate

    init() throws {
        nik = try NIK("8271015204950001")
        card = try FamilyCard("8271011203150004")
        born = try #require(CivilDate("1995-04-12"))
    }

    var whole: IdentityClaim { IdentityClaim(nik: nik, birthDate: born, familyCard: card, name: "Siti Rahma") }

    @Test("identity claim: only the fields the person gave are requested")
    func comparedFields() {
        #expect(IdentityClaim(nik: nik, birthDate: born).comparedFields == [.birthDate])
        #expect(whole.comparedFields == [.birthDate, .familyCard, .name])
    }

    @Test("identity verdict: verified only if every requested field agrees")
    func verified() {
        let short = IdentityClaim(nik: nik, birthDate: born)
        #expect(IdentityVerdict(on: short, given: .found([.birthDate: true])) == .verified)
        let all: [IdentityField: Bool] = [.birthDate: true, .familyCard: true, .name: true]
        #expect(IdentityVerdict(on: whole, given: .found(all)) == .verified)
    }

    @Test("identity verdict: every differing field is named", arguments: IdentityField.allCases)
    func mismatch(field: IdentityField) {
        var compared: [IdentityField: Bool] = [.birthDate: true, .familyCard: true, .name: true]
        compared[field] = false
        #expect(IdentityVerdict(on: whole, given: .found(compared)) == .mismatch([field]))
    }

    @Test("identity verdict: a field that was not requested is ignored")
    func notAsked() {
        let short = IdentityClaim(nik: nik, birthDate: born)
        #expect(IdentityVerdict(on: short, given: .found([.birthDate: true, .name: false])) == .verified)
    }

    @Test("identity verdict: an unanswered field is never a pass")
    func unanswered() {
        #expect(IdentityVerdict(on: whole, given: .found([.birthDate: true])) == .unanswered([.familyCard, .name]))
        #expect(IdentityVerdict(on: whole, given: .found([.name: false])) == .mismatch([.name]))
    }

    @Test("identity verdict: an unknown NIK and a deceased person are distinguished")
    func absent() {
        #expect(IdentityVerdict(on: whole, given: .notFound) == .notFound)
        #expect(IdentityVerdict(on: whole, given: .deceased) == .deceased)
    }
}
