import Programme

/// Where a local officer works: a province and an office of it.
struct LocalPost: Sendable, Equatable {
    static let regionField = "wilayah"
    static let officeField = "kantor"
    /// In characters.
    private static let longest = 80

    let province: Province
    let office: String

    var written: String { "\(office), \(province.name)" }

    /// Nil without errors for roles that work for the whole country.
    static func read(
        _ form: Form, for roles: [Role], of table: OfficeRoles, _ t: Words
    ) -> (post: LocalPost?, errors: [FieldError]) {
        guard roles.contains(where: { table[$0]?.region == true }) else { return (nil, []) }
        let (province, office) = (Province(code: form[regionField]), form[officeField])
        var errors: [FieldError] = []
        if province == nil {
            let message = t("Pilih provinsi tempat petugas daerah bekerja.", "Choose the local officer's province.")
            errors.append(FieldError(field: regionField, message: message))
        }
        if office.isEmpty {
            let message = t("Tulis kantor tempat petugas bekerja.", "Write the office where the officer works.")
            errors.append(FieldError(field: officeField, message: message))
        }
        if office.count > longest {
            let message = t("Paling banyak \(longest) huruf.", "\(longest) characters at most.")
            errors.append(FieldError(field: officeField, message: message))
        }
        return (errors.isEmpty ? province.map { LocalPost(province: $0, office: office) } : nil, errors)
    }

    static func fields(_ form: FormState, _ t: Words) -> HTML {
        """
        \(Field.select(
            form, regionField, t("Provinsi, untuk petugas daerah", "Province, for a local officer"),
            options: Province.all.map { (value: $0.code, label: $0.name) },
            prompt: t("Seluruh Indonesia", "All of Indonesia")))
        \(Field.text(
            form, officeField, t("Kantor, untuk petugas daerah", "Office, for a local officer"),
            hint: t("Misalnya Disnaker Kota Ternate.", "Such as Disnaker Kota Ternate."), maxLength: longest))
        """
    }
}
