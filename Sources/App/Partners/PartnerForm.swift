import Programme

/// Parses the forms about partners. Each wrong field gets its own sentence.
struct PartnerForm: Sendable {
    let form: Form
    let t: Words
    /// The edition's cap on a platform's fee, in hundredths of a percent.
    let cap: Int
    let allowsLoopback: Bool
    /// For the number of a new endpoint.
    let ids: IDSource

    struct Errors: Error {
        let errors: [FieldError]
    }

    /// Throws `Errors`.
    func new() throws -> (partner: NewPartner, reason: OfficeReason) {
        var found = Findings(t: t)
        let kind = PartnerRecord.Kind(rawValue: form["jenis"])
        if kind == nil { found.add("jenis", t("Pilih jenis mitra.", "Choose the kind of partner.")) }
        let name = form["nama"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if name.isEmpty { found.add("nama", .nameMissing) }
        if !PartnerAddress.isPage(form["situs"], allowsLoopback: allowsLoopback) { found.add("situs", .website) }
        var partner = NewPartner(kind: kind ?? .association, name: name, website: form["situs"])
        if kind?.api != nil {
            partner.clientCode = found.take("kode") { () throws(PartnerRecordRefusal) in
                try ClientCode.read(form["kode"])
            }
            partner.contact = readContact(&found)
        }
        if kind == .institution {
            let addresses = readAddresses(&found)
            partner.redirects = addresses.redirects
            partner.site = addresses.site
        }
        if let kind { refuseOtherFields(of: kind, &found) }
        if kind?.api != nil || hasAgreement { partner.agreement = readAgreement(&found, kind: kind) }
        let reason = reason(&found)
        guard found.errors.isEmpty, let reason else { throw Errors(errors: found.errors) }
        return (partner, reason)
    }

    /// Fields of another kind of partner are refused: left out silently, the officer would believe them recorded.
    private func refuseOtherFields(of kind: PartnerRecord.Kind, _ found: inout Findings) {
        let others: [String] =
            switch kind.api {
            case .institution?: []
            case .platform?: ["alamat", "halaman"]
            case nil: ["kode", "kontak", "alamat", "halaman"]
            }
        for field in others where !form[field].isEmpty {
            found.add(
                field,
                t(
                    "\(kind.name(t)) tidak memakai isian ini. Kosongkan, atau pilih jenis mitra yang lain.",
                    "A partner of the kind “\(kind.name(t))” has no such field. Empty it, or choose another kind."))
        }
    }

    /// Whether something of an agreement was typed.
    private var hasAgreement: Bool {
        let dates = ["mulai", "akhir"].flatMap { name in ["day", "month", "year"].map { "\(name)-\($0)" } }
        return (["nomor"] + dates).contains { !form[$0].isEmpty }
    }

    /// A change proposed on a partner's page. Throws `Errors`.
    func change(
        _ act: PartnerAct, of record: PartnerRecord, owners: [PartnerOwner]
    ) throws -> (change: PartnerChange, reason: OfficeReason) {
        var found = Findings(t: t)
        let change: PartnerChange?
        switch act {
        case .activate: change = .activate
        case .end: change = .end
        case .rotateKey:
            let days = Int(form["hari"], in: PartnerKeyPeriod.overlapDays)
            if days == nil { found.add("hari", .overlap) }
            change = days.map { .rotateKey(overlapDays: $0) }
        case .agreement: change = readAgreement(&found, kind: record.kind).map(PartnerChange.agreement)
        case .addresses:
            let addresses = record.kind == .institution ? readAddresses(&found) : (redirects: [], site: nil)
            let signIn = found.take("masuk") { () throws(PartnerRecordRefusal) in
                try PartnerAddress.redirects(form["masuk"], allowsLoopback: allowsLoopback)
            }
            change = .addresses(redirects: addresses.redirects, site: addresses.site, signIn: signIn ?? [])
        case .contact: change = readContact(&found).map { .contact(address: $0.address) }
        case .release:
            let owner = owners.first { $0.key == form["kunci"] }
            if owner == nil { found.add("kunci", t("Pilih pemilik yang dihapus.", "Choose the owner to remove.")) }
            change = owner.map { .release(ownerKey: $0.key, name: $0.name) }
        case .webhook: change = readWebhook(&found, record)
        case .webhookSecret:
            let days = Int(form["hari-rahasia"], in: WebhookSecret.overlapDays)
            if days == nil { found.add("hari-rahasia", .secretOverlap) }
            change = days.map { .webhookSecret(endpoint: endpoint(of: act), overlapDays: $0) }
        case .webhookEnd: change = .webhookEnd(endpoint: endpoint(of: act))
        case .suspend, .owner, .newLink, .newSecretLink: change = nil
        }
        let reason = reason(&found, name: Self.reasonField(act))
        guard found.errors.isEmpty, let change, let reason else { throw Errors(errors: found.errors) }
        return (change, reason)
    }

    /// Throws `Errors`.
    func owner() throws -> OwnerForm {
        var found = Findings(t: t)
        let typed = form["bagian"]
        let share = typed.isEmpty ? nil : Percent.basisPoints(typed)
        if !typed.isEmpty, share == nil || share == 0 { found.add("bagian", .share) }
        let parent = ID<Partner>(form["mitra"])
        let source = form["sumber"].split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if source.count < 3 { found.add("sumber", .ownerSource) }
        let name = form["pemilik"]
        if parent == nil, PartnerOwner.key(of: name).isEmpty { found.add("pemilik", .owner) }
        guard found.errors.isEmpty else { throw Errors(errors: found.errors) }
        return OwnerForm(name: name, parent: parent, share: share, source: source)
    }

    struct OwnerForm: Sendable {
        let name: String
        /// Another partner that is the owner; nil for a company or group.
        let parent: ID<Partner>?
        let share: Int?
        let source: String
    }

    /// The field at which a refusal is shown.
    static func field(of refusal: PartnerRecordRefusal, _ act: PartnerAct?) -> String {
        switch refusal {
        case .clientCode, .clientCodeTaken: "kode"
        case .nameMissing: "nama"
        case .address, .addressMissing: "alamat"
        case .agreementNumber, .agreementNumberTaken, .noAgreement, .agreementOver: "nomor"
        case .fee, .feeOfInstitution: "biaya"
        case .twoKeys, .overlap: "hari"
        case .contact, .sameContact: "kontak"
        case .owner, .ownerKnown, .ownItself: "pemilik"
        case .share: "bagian"
        case .webhookAddress, .noWebhook, .tooManyWebhooks, .webhookTaken: "alamat-webhook"
        case .webhookChoice: WebhookSites.chosen(act ?? .webhook)
        case .webhookTypes: "kejadian"
        case .secretOverlap: "hari-rahasia"
        default: act.map(reasonField) ?? ReasonField.name
        }
    }

    /// A page with several forms needs a name for each one's reason.
    static func reasonField(_ act: PartnerAct) -> String { "\(ReasonField.name)-\(act.rawValue)" }

    private func reason(_ found: inout Findings, name: String = ReasonField.name) -> OfficeReason? {
        let (reason, errors) = ReasonField.read(form, t, name: name)
        found.errors += errors
        return reason
    }

    private func readContact(_ found: inout Findings) -> EmailAddress? {
        let contact = EmailAddress(form["kontak"])
        if contact == nil { found.add("kontak", .contact) }
        return contact
    }

    /// The sites of the partner are compared where the change is proposed, which knows all of them.
    private func readWebhook(_ found: inout Findings, _ record: PartnerRecord) -> PartnerChange? {
        let address = form["alamat-webhook"]
        if !PartnerAddress.isPage(address, allowsLoopback: allowsLoopback) {
            found.add("alamat-webhook", .webhookAddress(hosts: []))
        }
        let types = WebhookType.of(isPlatform: record.kind == .platform).filter { form.has(WebhookSites.field($0)) }
        if types.isEmpty { found.add("kejadian", .webhookTypes) }
        let isNew = form[WebhookSites.chosen(.webhook)] == WebhookSites.new
        return .webhook(endpoint: isNew ? ids.next() : endpoint(of: .webhook), address: address, types: types)
    }

    /// The endpoint that a form about webhooks is of; nil where the partner has only one.
    func endpoint(of act: PartnerAct) -> ID<PartnerEndpoint>? { ID<PartnerEndpoint>(form[WebhookSites.chosen(act)]) }

    private func readAddresses(_ found: inout Findings) -> (redirects: [String], site: String?) {
        let redirects = found.take("alamat") { () throws(PartnerRecordRefusal) in
            try PartnerAddress.redirects(form["alamat"], allowsLoopback: allowsLoopback)
        }
        if redirects?.isEmpty == true { found.add("alamat", .addressMissing) }
        let site = form["halaman"]
        if !site.isEmpty, !PartnerAddress.isPage(site, allowsLoopback: allowsLoopback) {
            found.add("halaman", .website)
        }
        return (redirects ?? [], site.isEmpty ? nil : site)
    }

    private func readAgreement(_ found: inout Findings, kind: PartnerRecord.Kind?) -> PartnerAgreement? {
        if form["nomor"].isEmpty { found.add("nomor", .agreementNumber) }
        let (from, wrongStart) = Self.begins.read(form, t)
        let (to, wrongEnd) = Self.ends.read(form, t)
        found.errors += [wrongStart, wrongEnd].compactMap(\.self)
        let fee = kind == .platform ? Percent.basisPoints(form["biaya"]) : 0
        if fee == nil { found.add("biaya", .fee(mostBasisPoints: cap)) }
        if kind != .platform, !form["biaya"].isEmpty, Percent.basisPoints(form["biaya"]) != 0 {
            found.add("biaya", .feeOfInstitution)
        }
        guard let from, let to, let fee, !form["nomor"].isEmpty else { return nil }
        do throws(PartnerRecordRefusal) {
            return try PartnerAgreement(number: form["nomor"], from: from, to: to, feeBasisPoints: fee, cap: cap)
        } catch {
            found.add(error == .agreementDays ? "akhir" : Self.field(of: error, nil), error)
            return nil
        }
    }

    static let begins = DateField("mulai", Bilingual(id: "Berlaku mulai", en: "In force from"), example: "1 4 2020")
    static let ends = DateField("akhir", Bilingual(id: "Sampai dengan", en: "Until"), example: "31 12 2020")
}

/// The errors found so far in a form.
private struct Findings {
    let t: Words
    var errors: [FieldError] = []

    mutating func add(_ field: String, _ message: String) {
        errors.append(FieldError(field: field, message: message))
    }

    mutating func add(_ field: String, _ refusal: PartnerRecordRefusal) {
        add(field, refusal.sentence(t))
    }

    mutating func take<Value>(
        _ field: String, _ read: () throws(PartnerRecordRefusal) -> Value
    ) -> Value? {
        do throws(PartnerRecordRefusal) {
            return try read()
        } catch {
            add(field, error)
            return nil
        }
    }
}
