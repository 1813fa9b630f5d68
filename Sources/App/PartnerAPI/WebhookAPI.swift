import HTTPTypes
import Programme
import Storage

/// The calls about a partner's own endpoints. What a program proposes is decided by an officer, as what a person proposes
/// at the desk; in a sandbox it is in force at once.
struct WebhookAPI: Sendable {
    let dependencies: Dependencies
    let keys: KeysInFlight

    var calls: [APICall] { [list, proposal] }

    private var list: APICall {
        APICall(
            name: "listWebhooks", method: .get, path: Paths.apiWebhooks,
            title: Bilingual(id: "Daftar webhook", en: "List webhooks"),
            meaning: Bilingual(
                id: "Alamat Anda yang menerima kejadian, dan yang menunggu putusan petugas.",
                en: "Your addresses that are told of events, and one that waits for an officer's decision."),
            access: .token(.readWebhooks), output: .of(WebhookList.self), handler: .token(webhooks))
    }

    private var proposal: APICall {
        APICall(
            name: "proposeWebhook", method: .post, path: Paths.apiWebhooks,
            title: Bilingual(id: "Usulkan webhook", en: "Propose a webhook"),
            meaning: Bilingual(
                id:
                    "Alamat baru, atau pilihan kejadian lain untuk alamat yang sudah ada. Petugas kantor memutuskannya, "
                    + "lalu tautan rahasianya dikirim ke email integrasi. Di situs uji langsung berlaku, dan jawabannya "
                    + "memuat rahasia. Paling banyak \(PartnerEndpoint.most) alamat.",
                en:
                    "A new address, or another choice of events for one that is there. An officer decides on it; then the "
                    + "link to its secret goes to your integration e-mail. In a sandbox it is in force at once, and the "
                    + "answer has the secret. At most \(PartnerEndpoint.most) addresses."),
            access: .token(.writeWebhooks), parameters: [SalesAPI.key], input: .of(WebhookOrder.self),
            output: .of(WebhookItem.self),
            problems: [
                "partners.record.webhook-address", "partners.record.too-many-webhooks",
                "partners.record.proposed-already", "partners.record.no-contact", "partners.record.ended",
            ], handler: .token(propose))
    }

    @Sendable private func webhooks(_ caller: TokenCaller) async throws -> APIReply {
        let partner = caller.partner.id
        try caller.parameters().check()
        return try await dependencies.database.read { tx in
            let current = try tx.webhooks.current(of: partner).map { try item($0, in: tx) }
            let waiting = try tx.partners.waitingProposals().filter { $0.partner == partner }
            return try APIReply(WebhookList(items: current + waiting.compactMap(WebhookItem.init(waiting:))))
        }
    }

    @Sendable private func propose(_ caller: TokenCaller) async throws -> APIReply {
        let partner = caller.partner
        let allowed = WebhookType.of(isPlatform: partner.kind == .platform).map(\.rawValue)
        var body = try APIBody(caller.body, as: WebhookOrder.object)
        let address = body.line("address", longest: PartnerAddress.longest)
        let types = body.choices("events", among: allowed).compactMap(WebhookType.init(rawValue:))
        try body.check()
        let reason = try OfficeReason("Diusulkan program mitra lewat API")
        do {
            return try await AnswerOnce(dependencies: dependencies, keys: keys).answer(caller, repeated: []) { tx in
                try APIReply(propose(address, types, of: partner, because: reason, in: tx))
            }
        } catch let refusal as PartnerRecordRefusal {
            throw APIRefusal.record(refusal)
        }
    }

    /// - Returns: the endpoint where it is in force, or the proposal.
    private func propose(
        _ address: String, _ types: [WebhookType], of partner: Partner, because reason: OfficeReason, in tx: Transaction
    ) throws -> WebhookItem {
        guard let record = try tx.partners.record(partner.id) else { throw PartnerRecordRefusal.notWaiting }
        let known = try tx.webhooks.current(of: partner.id).first { $0.address == address }
        let endpoint: ID<PartnerEndpoint> = known?.id ?? dependencies.ids.next()
        let change = PartnerChange.webhook(endpoint: endpoint, address: address, types: types)
        let (webhooks, acts) = (WebhookChange(dependencies: dependencies), PartnerProposals(dependencies: dependencies))
        try change.check(record, on: acts.today)
        var detail = ["act": change.act.rawValue, "reason": reason.text]
        guard !dependencies.configuration.sandbox else {
            try webhooks.carryOutAtOnce(change, of: record, in: tx)
            try note("partner.change-approved", partner.id, detail, in: tx)
            guard let made = try tx.webhooks.endpoint(endpoint) else { throw PartnerRecordRefusal.noWebhook }
            return try item(made, in: tx)
        }
        try webhooks.check(change, of: record, in: tx)
        let proposal: ID<PartnerProposal> = dependencies.ids.next()
        try tx.partners.propose(
            change, id: proposal, of: partner.id, because: reason, by: nil, as: nil, at: dependencies.realNow())
        try acts.bind(proposal, in: tx)
        detail["record"] = proposal.description
        try note("partner.change-proposed", partner.id, detail, in: tx)
        return WebhookItem(proposed: address, types, as: endpoint, at: dependencies.realNow())
    }

    private func note(
        _ action: String, _ partner: ID<Partner>, _ detail: [String: String], in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "partner:\(partner)", detail: detail), by: .partner(partner),
            at: dependencies.moment(), ids: dependencies.ids)
    }

    /// With its secret in a sandbox alone.
    private func item(_ endpoint: WebhookEndpoint, in tx: Transaction) throws -> WebhookItem {
        guard dependencies.configuration.sandbox else { return WebhookItem(endpoint, secret: nil) }
        let secrets = try tx.webhooks.validSecrets(
            of: endpoint.id, at: dependencies.realNow(), vault: dependencies.vault)
        return WebhookItem(endpoint, secret: secrets.first?.text)
    }
}

/// What a program asks for.
struct WebhookOrder: APIValue {
    let address: String
    let events: [String]

    static let object = APIObject(
        name: "WebhookOrder",
        fields: [
            APIField(
                "address", .text(longest: PartnerAddress.longest, format: "uri"),
                id: "https di situs Anda yang tercatat.", en: "https on one of your recorded sites."),
            APIField("events", WebhookItem.events, id: "Sedikitnya satu.", en: "At least one."),
        ])

    static let example = WebhookOrder(
        address: WebhookItem.example.address, events: [WebhookType.completionRecorded.rawValue])
}

/// An address that is told of events, or one that is proposed.
struct WebhookItem: APIValue {
    let id: String
    let address: String
    let events: [String]
    let state: String
    /// By the real clock.
    let since: Instant
    let secret: String?

    private static let proposed = "proposed"
    fileprivate static let events = APISchema.list(
        of: .choice(WebhookType.allCases.map(\.rawValue)), most: WebhookType.allCases.count)

    init(_ endpoint: WebhookEndpoint, secret: String?) {
        (id, address, state) = (endpoint.id.description, endpoint.address, endpoint.state.rawValue)
        (events, since, self.secret) = (endpoint.types.map(\.rawValue), endpoint.stateAt, secret)
    }

    init(proposed address: String, _ types: [WebhookType], as id: ID<PartnerEndpoint>, at instant: Instant) {
        (self.id, self.address, state) = (id.description, address, Self.proposed)
        (events, since, secret) = (types.map(\.rawValue), instant, nil)
    }

    /// Nil for another proposal, and for one from before a partner had several.
    init?(waiting proposal: PartnerProposal) {
        guard case .webhook(let id?, let address, let types) = proposal.change else { return nil }
        self.init(proposed: address, types, as: id, at: proposal.proposedAt)
    }

    static let object = APIObject(
        name: "Webhook",
        fields: [
            APIField("id", .id, id: "Nomor alamat ini dari kami.", en: "Our number of this address."),
            APIField(
                "address", .text(longest: PartnerAddress.longest), id: "Tempat kejadian dikirim.",
                en: "Where events are posted."),
            APIField("events", events, id: "Kejadian yang dikirim.", en: "The events that are posted."),
            APIField(
                "state", .choice([proposed] + WebhookEndpoint.State.allCases.map(\.rawValue)),
                id: "`proposed` menunggu petugas. `failing`: satu kejadian tidak diterima. `disabled`: dihentikan.",
                en: "`proposed` waits for an officer; `failing`: an event was not taken; `disabled`: it was stopped."),
            APIField(
                "since", .instant, id: "Sejak kapan, menurut jam sebenarnya.", en: "Since when, by the real clock."),
            APIField(
                "secret", .text(), required: false, id: "Hanya di situs uji: rahasia untuk memeriksa tanda tangan.",
                en: "In a sandbox alone: the secret that verifies signatures."),
        ])

    static let example = WebhookItem(
        WebhookEndpoint(
            id: ID(7_340_221_440_000_003), partner: ID(7), address: "https://lp.example/webhook",
            types: [.completionRecorded], setAt: APIPaging.example, state: .active, stateAt: APIPaging.example),
        secret: "whsec_Y29udG9oLXJhaGFzaWEtd2ViaG9vay1wcmFrZXJqYTE=")
}

struct WebhookList: APIValue {
    let items: [WebhookItem]

    /// Those in force and one that waits.
    private static let most = PartnerEndpoint.most + 1

    static let object = APIObject(
        name: "WebhookList",
        fields: [
            APIField(
                "items", .list(of: .named(WebhookItem.object), most: most), id: "Yang pertama di depan.",
                en: "The first one first.")
        ])

    static let example = WebhookList(items: [.example])
}
