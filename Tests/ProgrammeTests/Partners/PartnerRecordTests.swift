import Testing

@testable import Programme

@Suite("Records of partners")
struct PartnerRecordTests {
    private func record(
        _ state: PartnerRecord.State, _ kind: PartnerRecord.Kind = .platform, agreement: (String, String)? = nil
    ) throws -> PartnerRecord {
        let found = try agreement.map { from, to in
            PartnerRecord.Agreement(
                number: "PKS-1", from: try #require(CivilDate(from)), to: try #require(CivilDate(to)))
        }
        return PartnerRecord(
            id: ID(1), kind: kind, name: "Toko", website: nil, state: state, stateReason: nil,
            stateAt: Instant(milliseconds: 0), recordedAt: Instant(milliseconds: 0),
            agreements: found.map { [$0] } ?? [])
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test("a partner sells while it is active and its agreement is in force")
    func selling() throws {
        let days = ("2020-04-01", "2020-12-31")
        #expect(try record(.active, agreement: days).maySell(on: day("2020-12-31")))
        #expect(!(try record(.active, agreement: days).maySell(on: day("2021-01-01"))))
        #expect(try record(.active).maySell(on: day("2021-01-01")))
        for state in [PartnerRecord.State.invited, .suspended, .ended] {
            #expect(!(try record(state, agreement: days).maySell(on: day("2020-05-01"))))
        }
    }

    @Test("the agreement in force is the latest recorded whose days contain the day; a later one is planned")
    func inForce() throws {
        func agreement(_ number: String, _ from: String, _ to: String, _ fee: Int) throws -> PartnerRecord.Agreement {
            PartnerRecord.Agreement(number: number, from: try day(from), to: try day(to), feeBasisPoints: fee)
        }
        let record = PartnerRecord(
            id: ID(1), kind: .platform, name: "Toko", website: nil, state: .active, stateReason: nil,
            stateAt: Instant(milliseconds: 0), recordedAt: Instant(milliseconds: 0),
            agreements: [
                try agreement("PKS-3", "2022-01-01", "2022-12-31", 300),
                try agreement("PKS-2", "2021-01-01", "2021-06-30", 100),
                try agreement("PKS-1", "2020-04-01", "2020-12-31", 1_200),
            ])
        #expect(record.agreement(on: try day("2020-12-31"))?.feeBasisPoints == 1_200)
        #expect(record.agreement(on: try day("2021-01-01"))?.feeBasisPoints == 100)
        #expect(!record.maySell(on: try day("2021-07-01")))
        #expect(record.coveredUntil(from: try day("2020-05-01")) == (try day("2021-06-30")))
        #expect(record.coveredUntil(from: try day("2021-07-01")) == nil)
    }

    @Test("a partner that calls the API is activated with an agreement that is not over, others without one")
    func activation() throws {
        let (today, days) = (try day("2020-05-01"), ("2020-04-01", "2020-04-30"))
        #expect(throws: PartnerRecordRefusal.noAgreement) { try record(.invited).checkActivation(on: today) }
        #expect(throws: PartnerRecordRefusal.agreementOver(try day("2020-04-30"))) {
            try record(.suspended, agreement: days).checkActivation(on: today)
        }
        #expect(throws: PartnerRecordRefusal.notWaiting) { try record(.active).checkActivation(on: today) }
        try record(.invited, .association).checkActivation(on: today)
    }

    @Test(
        "a return address is https with a host name; a development server also takes http on the same machine",
        arguments: [
            ("https://balai.example/kembali", true), ("https://balai.example/kembali?a=1", false),
            ("https://balai.example/#a", false), ("http://balai.example/", false), ("https://balai/", false),
            ("https://u:p@balai.example/", false), ("https://192.168.0.1/", false), ("javascript:alert(1)", false),
            ("https://balai.example/ kembali", false), ("", false),
        ])
    func addresses(text: String, isGood: Bool) {
        #expect(((try? PartnerAddress.redirect(text, allowsLoopback: false)) != nil) == isGood)
        #expect((try? PartnerAddress.redirect("http://127.0.0.1:80/a", allowsLoopback: false)) == nil)
        #expect((try? PartnerAddress.redirect("http://127.0.0.1:80/a", allowsLoopback: true)) != nil)
    }

    @Test(
        "a page is a partner's own on its host and on names below it",
        arguments: [
            ("https://toko.example/a", true), ("https://kelas.toko.example/a", true),
            ("https://toko.example.evil.id/", false),
            ("https://eviltoko.example/", false), ("https://toko.example@evil.id/", false),
        ])
    func pages(page: String, isOwn: Bool) {
        #expect(PartnerAddress.isPage(page, of: "https://www.toko.example") == isOwn)
    }

    @Test(
        "one company has one key, however it is written",
        arguments: [
            "PT Nusantara Edukasi", "Nusantara Edukasi, PT.", "nusantara  edukasi Tbk", "Grup Nusantara Edukasi",
            "P.T. NusantaraEdukasi", "Nusantara-Edukasi CV",
        ])
    func owners(name: String) {
        #expect(PartnerOwner.key(of: name) == "nusantaraedukasi")
    }

    @Test("a share of twenty percent binds two partners together, and one that is not known does")
    func shares() throws {
        for (share, counts) in [(1_999, false), (2_000, true), (nil, true)] {
            #expect(try PartnerOwner(name: "Grup A", shareBasisPoints: share, source: "Akta").counts == counts)
        }
        #expect(throws: PartnerRecordRefusal.share) {
            try PartnerOwner(name: "Grup A", shareBasisPoints: 10_001, source: "Akta")
        }
    }

    @Test("an agreement's fee keeps to the edition's cap, and its days are in order")
    func agreements() throws {
        let (from, to) = (try day("2020-04-01"), try day("2020-12-31"))
        _ = try PartnerAgreement(number: "PKS-1", from: from, to: to, feeBasisPoints: 1_500, cap: 1_500)
        #expect(throws: PartnerRecordRefusal.fee(mostBasisPoints: 1_500)) {
            try PartnerAgreement(number: "PKS-1", from: from, to: to, feeBasisPoints: 1_501, cap: 1_500)
        }
        #expect(throws: PartnerRecordRefusal.agreementDays) {
            try PartnerAgreement(number: "PKS-1", from: to, to: from, feeBasisPoints: 0, cap: 1_500)
        }
        #expect(throws: PartnerRecordRefusal.agreementNumber) {
            try PartnerAgreement(number: "  ", from: from, to: to, feeBasisPoints: 0, cap: 1_500)
        }
    }

    @Test("participants may return to each registered address, with any query, and to no other")
    func redirects() {
        let partner = Partner(
            id: ID(1), kind: .institution, name: "Balai", clientCode: "balai",
            redirectURI: "https://a.example/k\nhttps://b.example/k", feeBasisPoints: 0)
        #expect(partner.redirects.count == 2 && partner.redeemAddress == "https://a.example/")
        #expect(partner.isRegistered(redirect: "https://b.example/k?kelas=7"))
        #expect(!partner.isRegistered(redirect: "https://c.example/k"))
        #expect(!partner.isRegistered(redirect: "https://a.example/k\nhttps://b.example/k"))
    }
}
