import Hummingbird
import Logging
import Programme
import Storage

/// `/kantor/gelombang/{n}/sampel`: the people behind the tickets that the draw itself chose. Only auditors may see them,
/// and every look is recorded.
struct SampleOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.drawSample.pattern, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readDrawSamples)
        let address = try context.waveAddress()
        // The ticket after which the page begins.
        let last = Int(request.query(SamplePage.afterField), in: 0...Int.max) ?? 0
        let page = try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            let edition = dependencies.edition(wave.edition)
            let draw = try tx.draws.of(wave.id)
            guard wave.state >= .drawn, let seed = draw?.seed, let entries = draw?.entries else {
                throw HTTPError(.notFound)
            }
            // A seed or a page that SQL changed would show other people than the draw chose.
            guard try tx.draws.isAsDrawn(wave.id, vault: dependencies.vault) else {
                dependencies.reportChanged(.draws, wave.id)
                throw WaveRefusal.listChanged
            }
            let tickets = DrawSample.tickets(of: entries, size: edition.waves.sampleSize, seed: seed)
            let shown = Array(tickets.filter { $0 > last }.prefix(SamplePage.length))
            let people = try tx.draws.people(of: shown, in: wave.id)
            try context.records(.identity, of: people.map(\.person), because: .work(wave.subject), in: tx)
            try context.records(.entry, of: people.map(\.person), because: .work(wave.subject), in: tx)
            return SamplePage(
                t: context.t, wave: wave, entries: entries, tickets: tickets, hasWitnesses: edition.waves.rule != nil,
                rows: try people.map { try SampledPerson($0, in: tx, on: dependencies) })
        }
        return context.page(page)
    }
}

/// A ticket of the sample, with the person behind it.
struct SampledPerson: Sendable {
    let entry: SampledEntry
    let name: String?
    let nik: Number
    let progress: IdentityProgress

    /// The NIK in the claim.
    enum Number: Sendable, Equatable {
        /// There is no claim.
        case none
        case known(String)
        /// The sealed value was changed, or sealed with another key.
        case unreadable
    }

    fileprivate init(_ entry: SampledEntry, in tx: Transaction, on dependencies: Dependencies) throws {
        let claim = try tx.identity.claim(of: entry.person)
        self.entry = entry
        // What SQL moved to this person from another is not shown as theirs.
        let isOwnName = try Self.isOwn(of: entry.person, dependencies) {
            try dependencies.requireOwn(.declared, due: [], free: [entry.person], or: .applicantChanged, in: tx)
        }
        name = try isOwnName ? tx.accounts.name(of: entry.person, vault: dependencies.shownVault) : nil
        let isOwnClaim = try Self.isOwn(of: entry.person, dependencies) {
            try dependencies.requireOwn(claim.map { [$0] } ?? [], in: tx)
        }
        let number: Number = claim.map { Self.number(in: $0, dependencies) } ?? .none
        nik = isOwnClaim ? number : .unreadable
        progress = claim?.progress ?? .missing
    }

    /// Whether the data are as the person's last act left them; the log names what is not. The other people are shown.
    private static func isOwn(
        of person: ID<Account>, _ dependencies: Dependencies, _ require: () throws -> Void
    ) throws -> Bool {
        do {
            try require()
            return true
        } catch RecordRefusal.applicantChanged {
            dependencies.logger.error(
                "data of a person of the auditors' sample were changed by other means than an act, and are left out",
                metadata: ["person": "\(person)"])
            return false
        }
    }

    /// One number that cannot be opened must not keep the other people from being looked at: the page says so in its
    /// place, and the log names the claim for the operator.
    private static func number(in claim: StoredClaim, _ dependencies: Dependencies) -> Number {
        do {
            return .known(try claim.openNIK(dependencies.vault).digits)
        } catch {
            // The error is left out: one about the digits would name them.
            dependencies.logger.error(
                "a NIK of the auditors' sample cannot be opened: its sealed value was changed, or sealed with another key",
                metadata: ["claim": "\(claim.id)"])
            return .unreadable
        }
    }

    /// For previews.
    init(_ entry: SampledEntry, name: String?, nik: Number, progress: IdentityProgress) {
        (self.entry, self.name, self.nik, self.progress) = (entry, name, nik, progress)
    }
}
