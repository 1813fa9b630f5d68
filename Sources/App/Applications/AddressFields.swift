import Programme

/// The inputs of both addresses. A district is chosen from a list once its regency is known and a list of it was
/// imported; before, and elsewhere, its name is typed.
struct AddressFields {
    let t: Words
    let form: FormState
    let districts: KnownDistricts

    /// Below the card's regency.
    var card: HTML { detail("", form.values["kabupaten"]) }

    /// The tick, and what is filled in without it: the stylesheet hides it while the tick is set. A browser whose
    /// stylesheets cannot tell shows both, and with the tick the server reads none of it.
    var home: HTML {
        let tick = Field.checkbox(
            form, AddressForm.same, t("Saya tinggal di alamat KTP ini", "I live at this address of the card"))
        let prefix = AddressForm.home
        let province = Province(code: form.values["\(prefix)provinsi"] ?? "")
        let regency = province.flatMap { AddressForm.regency(form.values["\(prefix)kabupaten"] ?? "", in: $0) }
        var chosen = form
        // A name that was typed is the list's entry.
        if let regency { chosen.values["\(prefix)kabupaten"] = regency.code }
        let fields: HTML = """
            \(Field.text(
                form, "\(prefix)alamat", t("Alamat", "Address"), autocomplete: "street-address"))
            \(Field.select(
                form, "\(prefix)provinsi", t("Provinsi", "Province"),
                options: Province.all.map { ($0.code, $0.name) }, prompt: t("Pilih provinsi", "Choose a province")))
            \(regencyField(chosen, "\(prefix)kabupaten", in: province))
            \(detail(prefix, regency?.code))
            """
        return """
            \(tick)<fieldset class="field elsewhere"><legend>\(t(
                "Alamat tempat tinggal, kalau bukan di alamat KTP",
                "Where you live, if not at the card's address"))</legend>\(fields)</fieldset>
            """
    }

    /// With scripts the card's list, once more: the page carries its five hundred names once. Without them a name is
    /// typed, or chosen from the list of the province that the last answer named.
    private func regencyField(_ form: FormState, _ name: String, in province: Province?) -> HTML {
        let label = t("Kabupaten atau kota", "Regency or city")
        let field =
            if let province {
                Field.select(
                    form, name, label, options: Regions.of(province).map { ($0.code, $0.name) },
                    prompt: t("Pilih kabupaten atau kota", "Choose a regency or city"))
            } else {
                Field.text(
                    form, name, label, hint: t("Misalnya Kota Ternate.", "Such as Kota Ternate."), autocomplete: "off")
            }
        return """
            <div data-like="kabupaten" data-among="\(AddressForm.home)provinsi">\(field)</div>
            """
    }

    private func detail(_ prefix: String, _ regency: String?) -> HTML {
        let known = regency.map(districts.of) ?? []
        return """
            \(district("\(prefix)kecamatan", known))
            \(Field.text(
                form, "\(prefix)kelurahan", t("Kelurahan atau desa", "Village (kelurahan or desa)"),
                autocomplete: "off", maxLength: AddressDetail.longestName))
            <p class="hint">\(t("RT, RW, dan kode pos boleh dikosongkan.", "RT, RW and postcode may stay empty."))</p>
            <div class="numbers">\(number("\(prefix)rt", "RT", 3))\(number("\(prefix)rw", "RW", 3))\
            \(number("\(prefix)kodepos", t("Kode pos", "Postcode"), 5))</div>
            """
    }

    private func district(_ name: String, _ known: [NamedRegion]) -> HTML {
        let label = t("Kecamatan", "District (kecamatan)")
        guard !known.isEmpty else {
            return Field.text(form, name, label, autocomplete: "off", maxLength: AddressDetail.longestName)
        }
        var chosen = form
        if let typed = form.values[name], let found = AddressDetail.district(typed, among: known) {
            chosen.values[name] = found.name
        }
        return Field.select(
            chosen, name, label, options: known.map { ($0.name, $0.name) },
            prompt: t("Pilih kecamatan", "Choose a district"))
    }

    private func number(_ name: String, _ label: String, _ digits: Int) -> HTML {
        Field.text(form, name, label, keyboard: "numeric", autocomplete: "off", width: digits, maxLength: 20)
    }
}

extension PersonalData {
    /// The address on the card in one line, with the parts that are known.
    var cardAddress: String {
        Self.line(address, addresses.card, regency, province)
    }

    /// Where the person lives; nil where that is the card's address, or was not asked.
    var homeAddress: String? {
        addresses.home.map { Self.line($0.street, $0.detail, $0.regency, $0.province) }
    }

    private static func line(
        _ street: String, _ detail: AddressDetail?, _ regency: Regency, _ province: Province
    ) -> String {
        let numbers = [
            detail?.rukunTetangga.map { "RT \($0)" }, detail?.rukunWarga.map { "RW \($0)" },
        ].compactMap(\.self)
        let parts: [String?] = [
            street, numbers.isEmpty ? nil : numbers.joined(separator: " "), detail?.village,
            detail.map { "Kec. \($0.district)" }, regency.name, province.name,
        ]
        let line = parts.compactMap(\.self).joined(separator: ", ")
        return detail?.postcode.map { "\(line) \($0)" } ?? line
    }
}
