import Programme
import Storage

extension PersonSectionSource {
    static let purchases = PersonSectionSource { tx, reading in
        let t = reading.t
        let purchases = try tx.purchases.of(reading.person)
        guard !purchases.isEmpty else { return nil }
        func link(_ label: String, _ path: String, _ permission: Permission) -> HTML {
            reading.officer.may(permission) ? "<a href=\"\(path)\">\(label)</a>" : "\(label)"
        }
        func row(_ purchase: Purchase) throws -> [HTML] {
            let status = purchase.state.status(t)
            let course = try tx.courses.find(purchase.course)?.title ?? "–"
            let seller = try tx.partners.find(purchase.platform)?.name ?? "–"
            let completion = try tx.purchases.completion(of: purchase.id)
            let certificate = try tx.certificates.of(purchase.id).map { certificate -> HTML in
                let note = certificate.withdrawal == nil ? "" : t(", ditarik", ", withdrawn")
                return "<small>\(t("sertifikat", "certificate")) \(certificate.number.description)\(note)</small>"
            }
            let score: HTML = completion?.score.map { "<small>\(t("nilai", "score")) \($0)</small>" } ?? .empty
            return [
                """
                \(link(course, Paths.officeCourse(purchase.course), .readPartners))\
                <small>\(link(seller, Paths.officePartner(purchase.platform), .readPartners))</small>
                """,
                link(purchase.price.description, Paths.budgetPurchase(purchase.id), .readReports),
                "\(t.shortMoment(purchase.payment?.at ?? purchase.askedAt))",
                "\(Part.tag(status.label, status.tag))\(score)\(certificate)",
            ]
        }
        return PersonSection(
            title: Bilingual(id: "Pelatihan", en: "Trainings"), column: .story,
            body: Part.table(
                caption: t("Pembelian, terbaru di atas", "Purchases, newest first"),
                [t("Pelatihan", "Training"), t("Harga", "Price"), t("Dibeli", "Bought"), t("Status", "State")],
                try purchases.map(row), empty: ""))
    }
}

extension SearchSource {
    /// By transaction, redeem or invoice code, by the number of the certificate, and by that of the purchase.
    static let purchases = SearchSource { tx, sought, scope in
        let found: [Purchase]
        switch sought {
        case .code(let code):
            let certificate = try (try? CertificateNumber(typed: code)).flatMap { try tx.certificates.find($0) }
            let certified = try certificate.flatMap { try tx.purchases.find($0.purchase) }
            found = try tx.purchases.find(code: code, limit: SearchScope.most) + [certified].compactMap(\.self)
        case .number(let number): found = try tx.purchases.find(ID(number)).map { [$0] } ?? []
        default: return []
        }
        return found.map { purchase in
            let code = purchase.payment?.transactionCode ?? "\(purchase.id)"
            return .person(purchase.person, by: Bilingual(id: "pembelian \(code)", en: "purchase \(code)"))
        }
    }
}
