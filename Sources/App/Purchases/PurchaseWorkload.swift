import Foundation
import Programme
import Storage

/// Benchmarks purchases: a seller, a course and people with cards, made by the product's own functions in the database of
/// a server that `make bench` starts afterwards and buys from, as a platform's program does.
package struct PurchaseWorkload: Sendable {
    /// A person with a card, and the phone that gets the codes.
    package struct Buyer: Sendable {
        package let phone: String
        package let card: String
    }

    /// The client code of the platform.
    package static let seller = "penjual"
    package static let signKey = "kunci-penjual"
    package static let course = "barista"
    package static let price: Int64 = 600_000
    /// So many schedules that buyers seldom wait for each other's place.
    package static let schedules = 64
    /// People in one transaction.
    private static let together = 50

    private let dependencies: Dependencies

    package static func schedule(_ number: Int) -> String { "barista-\(number % schedules)" }

    /// Migrates the database.
    ///
    /// - Parameters:
    ///   - database: the PostgreSQL URL; nil for SQLite in `directory`.
    ///   - edition: the file of the edition that the server uses; nil for the default one.
    package init(database: String?, directory: URL, edition: URL? = nil) async throws {
        dependencies = try await Boot.workload(on: database, in: directory, edition: edition)
    }

    /// Registers the partners and publishes the course.
    package func open() async throws {
        func partner(_ kind: Partner.Kind, _ code: String, fee: Int) -> Partner {
            Partner(
                id: dependencies.ids.next(), kind: kind, name: code, clientCode: code, redirectURI: nil,
                feeBasisPoints: fee)
        }
        let (seller, school) = (partner(.platform, Self.seller, fee: 1_000), partner(.institution, "balai", fee: 0))
        let course = Course(
            id: dependencies.ids.next(), code: Self.course, institution: school.id, title: "Dasar Barista",
            summary: "Kopi", category: "Kuliner", mode: .selfPaced, hours: 12)
        let offer = CourseOffer(
            platform: seller.id, platformName: "", price: Rupiah(Self.price), url: "https://dp.example/barista")
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            for partner in [seller, school] {
                try tx.partners.register(
                    partner, signKey: Self.signKey, at: dependencies.moment(), ids: dependencies.ids,
                    vault: dependencies.vault)
            }
            try tx.courses.publish(course, at: now)
            for number in 0..<Self.schedules {
                try tx.courses.add(
                    CourseSchedule(
                        id: dependencies.ids.next(), course: course.id, code: Self.schedule(number),
                        starts: now - .days(1), ends: now + .days(60), quota: 1_000_000, taken: 0))
            }
            try tx.courses.offer(offer, of: course.id)
            for kind in BoundKind.ofCourses {
                try tx.records.bind(kind, course.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
        }
    }

    /// Gives so many people a card with its training balance.
    package func addBuyers(_ count: Int) async throws -> [Buyer] {
        var buyers: [Buyer] = []
        for first in stride(from: 0, to: count, by: Self.together) {
            let phones = (first..<min(first + Self.together, count)).map { "+62812\(10_000_000 + $0)" }
            buyers += try await dependencies.database.transaction { tx in try add(phones, in: tx) }
        }
        return buyers
    }

    private func add(_ phones: [String], in tx: Transaction) throws -> [Buyer] {
        let contacts = phones.compactMap { Contact($0) }
        let accounts = try tx.accounts.open(
            withNew: contacts, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        let cards = try accounts.map { try issueCard(to: $0.account.id, in: tx) }
        let postings = cards.map { card in
            Posting(from: .treasury, to: .cardTraining(card.id), amount: dependencies.edition.benefits.training)
        }
        try tx.ledger.post(
            JournalEntry(
                id: dependencies.ids.next(), kind: .cards, subject: "rehearsal-\(phones[0])", reason: "Rehearsal",
                postings: postings, at: dependencies.realNow()), ids: dependencies.ids)
        return zip(phones, cards).map { Buyer(phone: $0, card: $1.number.digits) }
    }

    private func issueCard(to person: ID<Account>, in tx: Transaction) throws -> (id: ID<Card>, number: CardNumber) {
        let (edition, now) = (dependencies.edition, dependencies.clock.now())
        let number = CardNumber(random: dependencies.random.digits(CardNumber.randomDigits))
        let card = Card(
            id: dependencies.ids.next(), person: person, edition: edition.id, wave: 1, status: .active,
            training: edition.benefits.training, incentive: edition.benefits.perPerson - edition.benefits.training,
            lastFour: number.lastFour, issuedAt: now, firstUseBy: edition.training.firstUseBy(decreedAt: now),
            firstUsedAt: nil, unfinished: 0)
        try tx.cards.issue(card, number: number, entry: ID(1), decreedAt: now, vault: dependencies.vault)
        try tx.ledger.open(.cardTraining(card.id), ids: dependencies.ids)
        return (card.id, number)
    }

    package func close() async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }
}
