import Programme
import Storage

/// Everything the office knows about a partner, read in one transaction.
struct PartnerFile: Sendable {
    let record: PartnerRecord
    /// Nil for a partner that does not call the API.
    let caller: Partner?
    let keys: [PartnerKeyState]
    let owners: [PartnerOwner]
    let related: [(partner: ID<Partner>, name: String, owner: String)]
    /// Other partners, which may be recorded as owners.
    let others: [PartnerRecord]
    let proposals: [PartnerProposal]
    /// Those that wait for a second officer, one of a kind at most.
    let waiting: [PartnerProposal]
    let sales: PartnerSales?
    /// The first courses that it gives or sells.
    let courses: [PartnerCourse]
    /// What the programme owes it.
    let payable: Rupiah
    /// How many people let it read some of their data.
    let connected: Int
    let acts: [AuditRecord]
    /// Its endpoints that have not ended, the first one first.
    let webhooks: [WebhookFile]
    let today: CivilDate
    let now: Instant

    static let mostCourses = 10

    /// Nil for an unknown partner.
    init?(_ id: ID<Partner>, today: CivilDate, now: Instant, acts: Int, in tx: Transaction) throws {
        guard let record = try tx.partners.record(id) else { return nil }
        self.record = record
        caller = try tx.partners.find(id)
        keys = try tx.partners.keys(of: id)
        owners = try tx.partners.owners(of: id)
        related = try tx.partners.related(to: id)
        others = try tx.partners.records().filter { $0.id != id }
        proposals = try tx.partners.proposals(of: id, limit: acts)
        waiting = try tx.partners.waitingProposals().filter { $0.partner == id }
        sales = try caller.map { try tx.partners.sales(of: $0) }
        courses =
            caller == nil
            ? [] : try tx.courses.of(id, stops: SaleStops(on: today, in: tx), limit: Self.mostCourses + 1)
        payable = caller == nil ? .zero : try tx.ledger.balance(.partnerPayable(id)).posted
        connected = try tx.consents.count(of: record)
        self.acts = try tx.audit.latest(subject: "partner:\(id)", before: nil, limit: acts)
        webhooks = try WebhookFile.current(of: id, in: tx)
        self.today = today
        self.now = now
    }

    func waiting(_ act: PartnerChange.Act) -> PartnerProposal? { waiting.first { $0.change.act == act } }

    private init(sample: PartnerRecord) {
        record = sample
        caller = Partner(
            id: sample.id, kind: .platform, name: sample.name, clientCode: "pijarmahir", redirectURI: nil,
            feeBasisPoints: 1_000)
        keys = [
            PartnerKeyState(
                id: ID(3), madeAt: Instant(milliseconds: 1_587_000_000_000), madeBy: ID(2), shownAt: nil, endsAt: nil,
                linkUntil: Instant(milliseconds: 1_587_259_200_000)),
            PartnerKeyState(
                id: ID(1), madeAt: Instant(milliseconds: 1_586_000_000_000), madeBy: nil,
                shownAt: Instant(milliseconds: 1_586_000_000_000),
                endsAt: Instant(milliseconds: 1_587_600_000_000)),
        ]
        owners = [
            PartnerOwner(
                key: "nusantara edukasi", name: "PT Nusantara Edukasi", shareBasisPoints: 5_100, source: "Akta 12")
        ]
        related = [(ID(8), "Bengkel Cakap", "PT Nusantara Edukasi")]
        others = [.association]
        (proposals, waiting) = ([.sample], [.sample])
        sales = PartnerSales(sold: 1_204, amount: Rupiah(692_300_000), completed: 988)
        courses = [
            PartnerCourse(
                id: ID(3), title: "Dasar Barista", state: .approved, sale: .onSale, lowest: Rupiah(575_000))
        ]
        payable = Rupiah(41_200_000)
        connected = 3_018
        acts = []
        webhooks = [.sample]
        today = CivilDate(daysSinceEpoch: 18_370)
        now = Instant(milliseconds: 1_587_100_000_000)
    }

    static let sample = PartnerFile(sample: .sample)
}
