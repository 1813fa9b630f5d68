import Testing

@testable import Programme

@Suite("Owners of partners, through companies in between")
struct OwnershipTests {
    private static let (shop, holding, school, other) = (
        ID<Partner>(1), ID<Partner>(2), ID<Partner>(3), ID<Partner>(4)
    )

    /// - Parameter shares: partner, owner's name or number of the owning partner, share in percent.
    private func shared(_ shares: [(ID<Partner>, String, Int?)]) -> String? {
        Ownership(
            partners: [
                (Self.shop, "Toko Belajar"), (Self.holding, "Pegangan"), (Self.school, "Balai Kopi"),
                (Self.other, "Lain"),
            ],
            shares: shares.map { partner, name, percent in
                (
                    partner,
                    PartnerOwner(
                        key: PartnerOwner.key(of: name), name: name, shareBasisPoints: percent.map { $0 * 100 },
                        source: "Akta")
                )
            }
        ).sharedOwner(of: Self.shop, and: Self.school)
    }

    @Test("a platform that owns an institution through another company is its owner")
    func chain() {
        #expect(shared([(Self.holding, "Toko Belajar", 100), (Self.school, "Pegangan", 100)]) == "Toko Belajar")
        #expect(shared([(Self.holding, "PT Toko Belajar Tbk", 50), (Self.school, "PEGANGAN", 40)]) != nil)
        #expect(shared([(Self.holding, "Toko Belajar", 50), (Self.school, "Pegangan", 39)]) == nil)
    }

    @Test("an owner typed as a partner's name is that partner, and spaces make no other company")
    func names() {
        #expect(shared([(Self.school, "toko-belajar, pt", 20)]) == "Toko Belajar")
        #expect(shared([(Self.shop, "RuangGuru", 30), (Self.school, "PT Ruang Guru", 25)]) != nil)
    }

    @Test("shares that reach a partner by several paths are added up")
    func split() {
        let both = [
            (Self.holding, "Grup A", 100), (Self.other, "Grup A", 100), (Self.school, "Pegangan", 10),
            (Self.school, "Lain", 10), (Self.shop, "Grup A", 60),
        ]
        #expect(shared(both.map { ($0.0, $0.1, Optional($0.2)) }) == "Grup A")
        #expect(shared(both.filter { $0.1 != "Lain" }.map { ($0.0, $0.1, Optional($0.2)) }) == nil)
    }

    @Test("owners in a circle end, and a partner that names itself adds nothing")
    func circle() {
        #expect(
            shared([
                (Self.shop, "Pegangan", 30), (Self.holding, "Toko Belajar", 30), (Self.shop, "Toko Belajar", nil),
                (Self.school, "Sendiri", 100),
            ]) == nil)
    }
}
