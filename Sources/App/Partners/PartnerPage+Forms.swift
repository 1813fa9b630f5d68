import Programme

/// The parts of a partner's page with forms: each is closed until it is needed or has an error.
extension PartnerPage {
    // MARK: - Keys

    var keys: HTML {
        func row(_ key: PartnerKeyState) -> [HTML] {
            [
                "\(t.shortMoment(real: key.madeAt))", "\(name(key.madeBy))", age(key), fetching(key),
            ]
        }
        let overlap = FormState(
            csrf: form.csrf, values: form.values.merging(usualOverlap) { typed, _ in typed }, errors: form.errors)
        let rotation = proposing(
            .rotateKey, t("Usulkan penggantian kunci", "Propose a new key"),
            Field.text(
                overlap, "hari",
                t("Kunci lama masih berlaku berapa hari?", "For how many days is the old key accepted?"),
                hint: t("0 sampai 30. Pilih 0 bila kunci bocor.", "0 to 30. Choose 0 if the key leaked."),
                keyboard: "numeric", width: 3, maxLength: 2))
        return """
            <section><h2>\(t("Kunci tanda tangan", "Signing keys"))</h2>
            \(Part.table(
                caption: t("Paling banyak dua berlaku bersamaan", "At most two are valid at once"),
                [t("Dibuat", "Made"), t("Oleh", "By"), t("Berlaku", "Valid"), t("Diambil mitra", "Fetched by the partner")],
                file.keys.map(row), empty: t("Belum ada kunci.", "No keys yet.")))
            \(handingOver)
            \(when: mayAct, rotation)</section>
            """
    }

    private var usualOverlap: [String: String] { ["hari": "\(PartnerKeyPeriod.usualOverlapDays)"] }

    private func age(_ key: PartnerKeyState) -> HTML {
        guard let end = key.endsAt else { return Part.tag(t("Kunci sekarang", "Present key"), .done) }
        let text = t.shortMoment(real: end)
        guard key.isValid(at: file.now) else { return "\(t("Berakhir \(text)", "Ended \(text)"))" }
        return Part.tag(t("Kunci lama", "Earlier key"), .waiting)
            + "<small>\(t("sampai \(text)", "until \(text)"))</small>"
    }

    private func fetching(_ key: PartnerKeyState) -> HTML {
        if let fetched = key.shownAt { return "\(t.shortMoment(real: fetched))" }
        guard key.isValid(at: file.now) else { return "\(t("Tidak pernah", "Never"))" }
        guard let until = key.linkUntil, until > file.now else {
            return Part.tag(t("Tautan tidak berlaku", "No valid link"), .wrong)
        }
        let text = t.shortMoment(real: until)
        return Part.tag(t("Belum", "Not yet"), .waiting)
            + "<small>\(t("tautan sampai \(text)", "link until \(text)"))</small>"
    }

    /// The address for keys, and what is sent there.
    private var handingOver: HTML {
        let isUnread = file.keys.first.map { $0.shownAt == nil && $0.isValid(at: file.now) } ?? false
        let newLink = section(
            t("Kirim tautan kunci baru", "Send a new link to the key"), isOpen: isOpen(.newLink),
            """
            <p>\(t(
                "Kunci yang belum diambil diganti, dan tautan lamanya tidak berlaku lagi.",
                "The key that was not fetched is replaced, and its old link ends."))</p>
            <form method="post" action="\(Paths.officePartnerAct(record.id, .newLink))">\(Field.token(form.csrf))
            \(reason(.newLink))
            \(Part.submit(t("Kirim tautan kunci baru", "Send a new link to the key"), kind: "secondary"))</form>
            """)
        let contact = record.contact ?? t("belum tercatat", "not recorded yet")
        return """
            <p>\(t("Tautan kunci dikirim ke", "Links to keys go to")): <strong>\(contact)</strong>. \(t(
                "Hanya mitra yang melihat kuncinya.", "Only the partner sees the key."))</p>
            \(when: mayAct && isUnread && record.contact != nil, newLink)
            \(when: mayAct, proposing(
                .contact, t("Usulkan alamat kunci lain", "Propose another address for keys"),
                ContactField(t: t, form: form).html))
            """
    }

    // MARK: - Agreements

    var agreements: HTML {
        let current = record.agreement(on: file.today)
        func row(_ agreement: PartnerRecord.Agreement) -> [HTML] {
            let state =
                agreement == current
                ? Part.tag(t("Berlaku", "In force"), .done)
                : agreement.from > file.today
                    ? Part.tag(t("Direncanakan", "Planned"), .waiting)
                    : agreement.to < file.today ? "\(t("Berakhir", "Over"))" : "\(t("Diganti", "Replaced"))"
            return [
                "\(agreement.number)", "\(t.date(agreement.from))", "\(t.date(agreement.to))",
                "\(Percent.text(basisPoints: agreement.feeBasisPoints))", state,
            ]
        }
        return """
            <section><h2>\(t("Perjanjian", "Agreements"))</h2>
            \(Part.table(
                caption: t("Terbaru di atas", "Newest first"),
                [t("Nomor", "Number"), t("Mulai", "From"), t("Sampai", "Until"), t("Biaya", "Fee"), t("Status", "State")],
                record.agreements.map(row), empty: t("Belum ada perjanjian tercatat.", "No agreement is recorded yet.")))
            \(when: mayAct && !asksForAgreement, proposing(
                .agreement, t("Usulkan perjanjian baru", "Propose a new agreement"), agreementFields))</section>
            """
    }

    var agreementFields: HTML {
        AgreementFields(t: t, form: form, cap: cap, hasFee: record.kind == .platform).html
    }

    /// Whether the form stands at the step that is next, and so not here.
    private var asksForAgreement: Bool {
        if case .agreement = next { true } else { false }
    }

    // MARK: - Addresses

    var addresses: HTML {
        let (redirects, site) = (file.caller?.redirects ?? [], file.caller?.site)
        let signIn = file.caller?.signInAddresses ?? []
        func row(_ address: String) -> HTML { "<li><code>\(address)</code></li>" }
        var state = form
        if form.errors.isEmpty {
            state.values["alamat"] = redirects.joined(separator: "\n")
            state.values["halaman"] = site ?? ""
            state.values["masuk"] = signIn.joined(separator: "\n")
        }
        let institution: HTML = """
            \(Field.area(
                state, t, "alamat", t("Alamat kembali peserta", "Return addresses"),
                hint: t("Satu alamat https per baris.", "One https address per line."), maxLength: 3_000))
            \(Field.text(
                state, "halaman", t("Halaman kode redeem (boleh kosong)", "Page for redeem codes (optional)"),
                keyboard: "url", maxLength: PartnerAddress.longest))
            """
        let fields: HTML = """
            \(when: record.kind == .institution, institution)
            \(Field.area(
                state, t, "masuk", t("Alamat masuk dengan Prakerja (boleh kosong)", "Addresses for the sign-in (optional)"),
                hint: t(
                    "Satu alamat https per baris, persis seperti dikirim mitra, juga alamat bila gagal.",
                    "One https address per line, exactly as the partner sends it, also the one after a failure."),
                maxLength: 3_000))
            """
        return """
            <section><h2>\(t("Alamat kembali", "Return addresses"))</h2>
            <ul>\(each: redirects, row)</ul>
            \(site.map(sitePart))
            \(when: !signIn.isEmpty, signInPart(signIn))
            \(when: mayAct, proposing(.addresses, t("Usulkan alamat lain", "Propose other addresses"), fields))</section>
            """
    }

    private func signInPart(_ addresses: [String]) -> HTML {
        func row(_ address: String) -> HTML { "<li><code>\(address)</code></li>" }
        return "<h3>\(t("Masuk dengan Prakerja", "Sign-in with Prakerja"))</h3><ul>\(each: addresses, row)</ul>"
    }

    private func sitePart(_ site: String) -> HTML {
        "<p>\(t("Halaman kode redeem", "Page for redeem codes")): <code>\(site)</code></p>"
    }

    // MARK: - Owners

    var owners: HTML {
        func row(_ owner: PartnerOwner) -> [HTML] {
            [
                "\(owner.name)",
                "\(owner.shareBasisPoints.map { Percent.text(basisPoints: $0) } ?? t("tidak diketahui", "not known"))",
                "\(owner.counts ? t("Ya", "Yes") : t("Tidak", "No"))", "\(owner.source)",
            ]
        }
        return """
            <section><h2>\(t("Pemilik", "Owners"))</h2>
            <p>\(t(
                "Platform dan lembaga satu pemilik tidak boleh saling menjual. Bagian di bawah 20% tidak dihitung.",
                "A platform and an institution with one owner may not sell to each other. Under 20% does not count."))</p>
            \(Part.table(
                caption: t("Urut nama", "By name"),
                [t("Pemilik", "Owner"), t("Bagian", "Share"), t("Dihitung", "Counts"), t("Sumber", "Source")],
                file.owners.map(row), empty: t("Belum ada pemilik tercatat.", "No owner is recorded yet.")))
            \(when: mayAct, ownerForm)
            \(when: mayAct && !file.owners.isEmpty, releaseForm)</section>
            """
    }

    private var ownerForm: HTML {
        let fields: HTML = """
            \(Field.text(
                form, "pemilik", t("Nama perusahaan atau grup", "Company or group"), maxLength: PartnerOwner.longestName))
            \(Field.select(
                form, "mitra", t("Atau mitra lain sebagai pemilik", "Or another partner as the owner"),
                options: file.others.map { ($0.id.description, $0.name) }, prompt: t("Bukan mitra", "No partner")))
            \(Field.text(
                form, "bagian", t("Bagian dalam persen (kosong bila tidak diketahui)", "Share in percent (empty if not known)"),
                keyboard: "decimal", width: 6, maxLength: 6))
            \(Field.text(form, "sumber", t("Sumber, misalnya nomor akta", "Source, such as a deed's number")))
            """
        return section(
            t("Catat pemilik", "Record an owner"), isOpen: !form.errors.isEmpty && form.values["sumber"] != nil,
            """
            <form method="post" action="\(Paths.officePartnerAct(record.id, .owner))">\(Field.token(form.csrf))
            \(fields)\(Part.submit(t("Catat pemilik", "Record the owner"), kind: "secondary"))</form>
            """)
    }

    private var releaseForm: HTML {
        let options = file.owners.map { (value: $0.key, label: $0.name) }
        return proposing(
            .release, t("Usulkan penghapusan pemilik", "Propose to remove an owner"),
            Field.select(
                form, "kunci", t("Pemilik yang dihapus", "Owner to remove"), options: options,
                prompt: t("Pilih", "Choose")))
    }

    // MARK: - State

    var stateForms: HTML {
        Part.panel(
            t("Menghentikan", "Stopping"),
            """
            \(when: record.state == .active, suspension)
            \(proposing(.end, t("Usulkan mengakhiri kerja sama", "Propose to end the partnership"), .empty))
            """)
    }

    private var suspension: HTML {
        section(
            t("Hentikan penjualan baru", "Stop new sales"), isOpen: isOpen(.suspend),
            """
            <p>\(t(
                "Berlaku seketika. Kehadiran, kelulusan, pembatalan, dan pembayaran tetap berjalan.",
                "At once. Attendance, completion, cancellation and payments go on."))</p>
            <form method="post" action="\(Paths.officePartnerAct(record.id, .suspend))">\(Field.token(form.csrf))
            \(reason(.suspend))
            \(Part.submit(t("Hentikan penjualan baru", "Stop new sales"), kind: "danger"))</form>
            """)
    }

    /// A folded form that proposes a change to a second officer; the proposal itself while one of its kind waits.
    func proposing(_ act: PartnerAct, _ label: String, _ fields: HTML) -> HTML {
        if let waiting = act.change.flatMap(file.waiting) {
            return """
                <p><a href="\(Paths.partnerProposal(waiting.id))">\(waiting.change.title(t))</a> \(Part.tag(
                    t("Menunggu petugas kedua", "Waits for a second officer"), .waiting))</p>
                """
        }
        return section(label, isOpen: isOpen(act), proposalForm(act, label, fields, kind: "secondary"))
    }

    /// - Parameter kind: `""` for the act that is next, `secondary` for all others.
    func proposalForm(_ act: PartnerAct, _ label: String, _ fields: HTML, kind: String) -> HTML {
        """
        <form method="post" action="\(Paths.officePartnerAct(record.id, act))">\(Field.token(form.csrf))
        \(fields)\(reason(act))\(Part.submit(label, kind: kind))</form>
        """
    }

    /// Whether this form was submitted and refused.
    func isOpen(_ act: PartnerAct) -> Bool {
        !form.errors.isEmpty && form.values[PartnerForm.reasonField(act)] != nil
    }

    func section(_ label: String, isOpen: Bool, _ content: HTML) -> HTML {
        "<details\(flag: "open", isOpen)><summary>\(label)</summary><div>\(content)</div></details>"
    }

    func reason(_ act: PartnerAct) -> HTML {
        ReasonField.area(
            form, t,
            hint: t("Tampil bagi petugas kedua dan auditor.", "The second officer and auditors read it."),
            name: PartnerForm.reasonField(act))
    }
}
