import Programme

/// Reads the parts of the card's address beside its first line, and the address where the person lives.
struct AddressForm {
    let form: Form
    let districts: KnownDistricts
    let t: Words

    /// The tick of a person who lives at the card's address.
    static let same = "sama"
    /// Before the names of the fields of the other address.
    static let home = "tinggal-"

    /// - Parameter regency: the card's; nil where it was not chosen.
    func read(in regency: Regency?) -> (value: PersonalAddresses?, errors: [FieldError]) {
        var errors: [FieldError] = []
        let card = detail("", in: regency, &errors)
        let home = form.has(Self.same) ? nil : residence(&errors)
        guard errors.isEmpty, let card else { return (nil, errors) }
        return (PersonalAddresses(card: card, home: home), [])
    }

    /// What the form shows of addresses that are stored. A person who never answered is taken to live at the card's.
    static func values(of addresses: PersonalAddresses) -> [String: String] {
        var values: [String: String] = [:]
        if let card = addresses.card { values.merge(Self.values(of: card, "")) { $1 } }
        guard let home = addresses.home else {
            values[same] = "ya"
            return values
        }
        values.merge(Self.values(of: home.detail, Self.home)) { $1 }
        values["\(Self.home)alamat"] = home.street
        values["\(Self.home)provinsi"] = home.province.code
        values["\(Self.home)kabupaten"] = home.regency.code
        return values
    }

    /// The regencies whose districts the form is read and shown with: the card's, and that of the other address.
    static func regencies(in values: [String: String]) -> [String] {
        let home = Province(code: values["\(Self.home)provinsi"] ?? "").flatMap { province in
            regency(values["\(Self.home)kabupaten"] ?? "", in: province)
        }
        return [values["kabupaten"], home?.code].compactMap(\.self)
    }

    /// By its code or its name within a province, with or without `Kab.` or `Kota` where that is clear.
    static func regency(_ typed: String, in province: Province) -> Regency? {
        if let known = Regency(code: typed) { return known.province == province ? known : nil }
        if let known = Regency(named: typed, in: province) { return known }
        let wanted = bare(typed)
        let alike = Regions.of(province).filter { bare($0.name) == wanted }
        return alike.count == 1 ? alike[0] : nil
    }

    private static func bare(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter }.filter { !["kab", "kabupaten", "kota"].contains($0) }.joined()
    }

    private static func values(of detail: AddressDetail, _ prefix: String) -> [String: String] {
        [
            "\(prefix)kecamatan": detail.district, "\(prefix)kelurahan": detail.village,
            "\(prefix)rt": detail.rukunTetangga ?? "", "\(prefix)rw": detail.rukunWarga ?? "",
            "\(prefix)kodepos": detail.postcode ?? "",
        ]
    }

    private func residence(_ errors: inout [FieldError]) -> Residence? {
        let prefix = Self.home
        let street = form["\(prefix)alamat"]
        if !(1...PersonalData.longestText).contains(street.count) {
            errors.append(
                FieldError(
                    field: "\(prefix)alamat",
                    message: PersonalForm.tooLong(street, t)
                        ?? t(
                            "Tulis alamat tempat tinggal, atau centang bahwa Anda tinggal di alamat KTP.",
                            "Write where you live, or tick that you live at the card's address.")))
        }
        let province = Province(code: form["\(prefix)provinsi"])
        let regency = province.flatMap { Self.regency(form["\(prefix)kabupaten"], in: $0) }
        if province == nil {
            errors.append(
                FieldError(
                    field: "\(prefix)provinsi",
                    message: t("Pilih provinsi tempat tinggal Anda.", "Choose the province where you live.")))
        }
        if let province, regency == nil {
            errors.append(
                FieldError(
                    field: "\(prefix)kabupaten",
                    message: t(
                        "Pilih kabupaten atau kota di \(province.name) dari daftar.",
                        "Choose the regency or city in \(province.name) from the list.")))
        }
        let detail = detail(prefix, in: regency, &errors)
        guard errors.isEmpty, let province, let regency, let detail else { return nil }
        return Residence(street: street, province: province, regency: regency, detail: detail)
    }

    private func detail(_ prefix: String, in regency: Regency?, _ errors: inout [FieldError]) -> AddressDetail? {
        let district = district("\(prefix)kecamatan", in: regency, &errors)
        let village = AddressDetail.name(form["\(prefix)kelurahan"])
        if village == nil {
            errors.append(
                FieldError(
                    field: "\(prefix)kelurahan",
                    message: t(
                        "Tulis kelurahan atau desa, paling banyak \(AddressDetail.longestName) huruf.",
                        "Write the village or kelurahan, at most \(AddressDetail.longestName) letters.")))
        }
        let numbers = ["rt", "rw"].map { name in
            optional(
                "\(prefix)\(name)", AddressDetail.rukun,
                t(
                    "\(name.uppercased()) terdiri dari 1 sampai 3 angka, misalnya 004. Boleh dikosongkan.",
                    "\(name.uppercased()) has 1 to 3 digits, such as 004. It may be left empty."), &errors)
        }
        let postcode = optional(
            "\(prefix)kodepos", AddressDetail.postcode,
            t(
                "Kode pos terdiri dari 5 angka, misalnya 97711. Boleh dikosongkan.",
                "A postcode has 5 digits, such as 97711. It may be left empty."), &errors)
        guard let district, let village else { return nil }
        return AddressDetail(
            district: district.name, districtCode: district.code, village: village, rukunTetangga: numbers[0],
            rukunWarga: numbers[1], postcode: postcode)
    }

    private func district(
        _ field: String, in regency: Regency?, _ errors: inout [FieldError]
    ) -> (name: String, code: String?)? {
        guard let name = AddressDetail.name(form[field]) else {
            errors.append(
                FieldError(
                    field: field,
                    message: t(
                        "Tulis kecamatan, paling banyak \(AddressDetail.longestName) huruf.",
                        "Write the district (kecamatan), at most \(AddressDetail.longestName) letters.")))
            return nil
        }
        guard let regency, !districts.of(regency.code).isEmpty else { return (name, nil) }
        if let known = AddressDetail.district(name, among: districts.of(regency.code)) {
            return (known.name, known.code)
        }
        errors.append(
            FieldError(
                field: field,
                message: t(
                    "“\(name)” tidak ada di daftar kecamatan \(regency.name). Pilih dari daftar.",
                    "“\(name)” is not among the districts of \(regency.name). Choose from the list.")))
        return nil
    }

    private func optional(
        _ field: String, _ read: (String) -> String?, _ message: String, _ errors: inout [FieldError]
    ) -> String? {
        let typed = form[field]
        guard !typed.isEmpty else { return nil }
        let value = read(typed)
        if value == nil { errors.append(FieldError(field: field, message: message)) }
        return value
    }
}
