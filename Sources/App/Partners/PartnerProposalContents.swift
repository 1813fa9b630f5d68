import Programme

/// What a second officer decides on: the change field by field, beside what is in force now, and all that is agreed with
/// the partner.
struct PartnerProposalContents: Sendable {
    let t: Words
    let proposal: PartnerProposal
    let file: PartnerFile

    private typealias Row = (label: String, now: HTML, then: HTML)

    private var record: PartnerRecord { file.record }

    /// What the proposal changes. Once it is decided, what is in force now may be another thing.
    var change: HTML {
        let rows = self.rows
        guard !rows.isEmpty else { return .empty }
        let what = t("Bagian", "Field")
        guard proposal.state == .proposed else {
            return Part.table(
                caption: t("Yang diusulkan", "What was proposed"), [what, t("Diusulkan", "Proposed")],
                rows.map { ["\($0.label)", $0.then] }, empty: "")
        }
        return Part.table(
            caption: t("Yang berubah bila disetujui", "What changes if it is approved"),
            [what, t("Sekarang", "Now"), t("Diusulkan", "Proposed")],
            rows.map { ["\($0.label)", $0.now, "<strong>\($0.then)</strong>"] }, empty: "")
    }

    private var rows: [Row] {
        let none: HTML = "–"
        switch proposal.change {
        case .activate: return [state(becoming: .active)]
        case .end: return [state(becoming: .ended)]
        case .agreement(let new):
            let old = record.agreement(on: file.today)
            return [
                (t("Nomor perjanjian", "Agreement number"), old.map { "\($0.number)" } ?? none, "\(new.number)"),
                (t("Mulai", "From"), old.map { "\(t.date($0.from))" } ?? none, "\(t.date(new.from))"),
                (t("Sampai", "Until"), old.map { "\(t.date($0.to))" } ?? none, "\(t.date(new.to))"),
                (
                    t("Biaya", "Fee"), old.map { "\(Percent.text(basisPoints: $0.feeBasisPoints))" } ?? none,
                    "\(new.feeText)"
                ),
            ]
        case .addresses(let redirects, let site, let signIn):
            let institution: [Row] = [
                (
                    t("Alamat kembali peserta", "Return addresses"), addresses(file.caller?.redirects ?? []),
                    addresses(redirects)
                ),
                (
                    t("Halaman kode redeem", "Page for redeem codes"),
                    addresses([file.caller?.site].compactMap(\.self)),
                    addresses([site].compactMap(\.self))
                ),
            ]
            let present = file.caller?.signInAddresses ?? []
            let signInRow = (
                label: t("Alamat masuk dengan Prakerja", "Addresses for the sign-in"), now: addresses(present),
                then: addresses(signIn ?? present)
            )
            return (record.kind == .institution ? institution : []) + [signInRow]
        case .contact(let address):
            return [(t("Alamat kunci", "Address for keys"), record.contact.map { "\($0)" } ?? none, "\(address)")]
        case .rotateKey(let days):
            let ends: HTML =
                days == 0
                ? "\(t("berakhir saat disetujui", "ends on approval"))"
                : "\(t("berakhir \(days) hari setelah disetujui", "ends \(days) days after approval"))"
            let made = file.keys.first { $0.endsAt == nil }.map { t.shortMoment(real: $0.madeAt) }
            return [
                (
                    t("Kunci sekarang", "Present key"),
                    made.map { "\(t("dibuat \($0)", "made \($0)"))" } ?? none, ends
                ),
                (
                    t("Kunci baru", "New key"), none,
                    "\(t("tautannya ke \(record.contact ?? "–")", "its link goes to \(record.contact ?? "–")"))"
                ),
            ]
        case .webhook(let id, let address, let types):
            let present = endpoint(id)
            return [
                (
                    t("Alamat webhook", "Webhook's address"), addresses([present?.address].compactMap(\.self)),
                    addresses([address])
                ),
                (t("Kejadian", "Events"), names(present?.types ?? []), names(types)),
            ]
        case .webhookSecret(let id, let days):
            let ends: HTML =
                days == 0
                ? "\(t("berakhir saat disetujui", "ends on approval"))"
                : "\(t("berakhir \(days) hari setelah disetujui", "ends \(days) days after approval"))"
            let link = t("tautannya ke \(record.contact ?? "–")", "its link goes to \(record.contact ?? "–")")
            return [
                (t("Webhook", "Webhook"), addresses([endpoint(id)?.address].compactMap(\.self)), none),
                (t("Rahasia sekarang", "Present secret"), none, ends),
                (t("Rahasia baru", "New secret"), none, "\(link)"),
            ]
        case .webhookEnd(let id):
            let present = endpoint(id)
            let state = present?.state.label(t)
            let ended = WebhookEndpoint.State.ended.label(t)
            return [
                (
                    t("Webhook \(present?.address ?? "–")", "Webhook \(present?.address ?? "–")"),
                    state.map { Part.tag($0.text, $0.kind) } ?? none, Part.tag(ended.text, ended.kind)
                )
            ]
        case .release(let key, let name):
            let owner = file.owners.first { $0.key == key }
            let now = owner.map { "\(words(of: $0))" as HTML } ?? none
            return [(t("Pemilik \(name)", "Owner \(name)"), now, "\(t("tidak tercatat lagi", "no longer recorded"))")]
        }
    }

    /// The endpoint as it is now; nil for a new one.
    private func endpoint(_ id: ID<PartnerEndpoint>?) -> WebhookEndpoint? {
        let all = file.webhooks.map(\.endpoint)
        guard let id else { return all.count == 1 ? all[0] : nil }
        return all.first { $0.id == id }
    }

    private func state(becoming next: PartnerRecord.State) -> Row {
        func tag(_ state: PartnerRecord.State) -> HTML {
            let label = state.label(t)
            return Part.tag(label.text, label.kind)
        }
        return (t("Status", "State"), tag(record.state), tag(next))
    }

    private func addresses(_ all: [String]) -> HTML {
        func row(_ address: String) -> HTML { "<li><code>\(address)</code></li>" }
        return all.isEmpty ? "–" : "<ul class=\"plain-list\">\(each: all, row)</ul>"
    }

    private func names(_ types: [WebhookType]) -> HTML {
        types.isEmpty ? "–" : "\(types.map { $0.title(t) }.joined(separator: ", "))"
    }

    private func words(of owner: PartnerOwner) -> String {
        let share =
            owner.shareBasisPoints.map { Percent.text(basisPoints: $0) }
            ?? t("bagian tidak diketahui", "share not known")
        return "\(owner.name), \(share), \(owner.source)"
    }

    // MARK: - The partner

    /// Everything that is recorded and agreed, for whichever of it the decision is about.
    var partner: HTML {
        var facts: [(label: String, value: HTML)] = [
            (t("Nama resmi", "Official name"), "<a href=\"\(Paths.officePartner(record.id))\">\(record.name)</a>"),
            (t("Jenis", "Kind"), "\(record.kind.name(t))"),
            (t("Situs", "Website"), record.website.map { "<a href=\"\($0)\">\($0)</a>" } ?? "–"),
        ]
        if let caller = file.caller {
            facts.append((t("Kode mitra", "Client code"), "<code>\(caller.clientCode)</code>"))
            facts.append((t("Alamat kunci", "Address for keys"), "\(record.contact ?? "–")"))
        }
        facts.append((t("Perjanjian", "Agreements"), agreements))
        if record.kind == .institution {
            facts.append((t("Alamat kembali", "Return addresses"), addresses(file.caller?.redirects ?? [])))
            facts.append(
                (t("Halaman redeem", "Redeem page"), addresses([file.caller?.site].compactMap(\.self))))
        }
        if let caller = file.caller {
            facts.append((t("Masuk dengan Prakerja", "Sign-in"), addresses(caller.signInAddresses)))
        }
        func owner(_ owner: PartnerOwner) -> HTML { "<li>\(words(of: owner))</li>" }
        let owners: HTML = file.owners.isEmpty ? "–" : "<ul class=\"plain-list\">\(each: file.owners, owner)</ul>"
        facts.append((t("Pemilik", "Owners"), owners))
        return Part.panel(t("Yang tercatat sekarang", "On record now"), Part.facts(facts))
    }

    private var agreements: HTML {
        func row(_ agreement: PartnerRecord.Agreement) -> HTML {
            let days = t(
                "\(t.date(agreement.from)) sampai \(t.date(agreement.to))",
                "\(t.date(agreement.from)) to \(t.date(agreement.to))")
            let fee = Percent.text(basisPoints: agreement.feeBasisPoints)
            return "<li>\(agreement.number)<small>\(days), \(t("biaya \(fee)", "fee \(fee)"))</small></li>"
        }
        let current = record.agreements.filter { $0.to >= file.today }
        return current.isEmpty ? "–" : "<ul class=\"plain-list\">\(each: current, row)</ul>"
    }
}
