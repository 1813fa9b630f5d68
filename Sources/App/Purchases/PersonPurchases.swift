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
            let certificate = try tx.certificates.of(purchase.id, vault: reading.vault).map {
                certificate -> HTML in
                let note = certificate.withdrawal == nil ? "" : t(", ditarik", ", withdrawn")
                return "<small>\(t("sertifikat", "certificate")) \(certificate.number.description)\(note)</small>"
            }
            let held = try tx.heldCompletions.latest(of: purchase.id)
            let check = try PersonReports(reading: reading).html(purchase, held, in: tx)
            let score: HTML = completion?.score.map { "<small>\(t("nilai", "score")) \($0)</small>" } ?? .empty
            return [
                """
                \(link(course, Paths.officeCourse(purchase.course), .readPartners))\
                <small>\(link(seller, Paths.officePartner(purchase.platform), .readPartners))</small>
                """,
                link(purchase.price.description, Paths.budgetPurchase(purchase.id), .readReports),
                "\(t.shortMoment(purchase.payment?.at ?? purchase.askedAt))",
                "\(Part.tag(status.label, status.tag))\(score)\(certificate)\(check)",
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
    /// By transaction, redeem or invoice code, by the number of the certificate, by that of the purchase, and by the
    /// receipt of a report.
    static let purchases = SearchSource { tx, sought, scope in
        let found: [Purchase]
        switch sought {
        case .code(let code):
            let certified = try (try? CertificateNumber(typed: code)).flatMap { number in
                try tx.certificates.purchase(certifiedBy: number).flatMap { try tx.purchases.find($0) }
            }
            found = try tx.purchases.find(code: code, limit: SearchScope.most) + [certified].compactMap(\.self)
        case .report(let number):
            found =
                try tx.trainingReports.find(number).flatMap { try tx.purchases.find($0.purchase) }.map { [$0] } ?? []
        case .number(let number): found = try tx.purchases.find(ID(number)).map { [$0] } ?? []
        default: return []
        }
        return found.map { purchase in
            let code = purchase.payment?.transactionCode ?? "\(purchase.id)"
            return .person(purchase.person, by: Bilingual(id: "pembelian \(code)", en: "purchase \(code)"))
        }
    }
}

/// The receipts of a training's reports on the page of its participant, and what became of a reported completion.
private struct PersonReports {
    let reading: PersonReading

    func html(_ purchase: Purchase, _ held: HeldCompletion?, in tx: Transaction) throws -> HTML {
        let (t, words) = (reading.t, TrainingReportWords(t: reading.t))
        let receipts = try tx.trainingReports.of(purchase.id).map { report -> HTML in
            let age = t.age(reading.now - report.receivedAt)
            return "<small>\(report.number.description) \(words.fact(report.fact)), \(age)</small>"
        }
        guard let held else { return "\(each: receipts, { $0 })" }
        let state = words.state(held.state)
        let label = t("Laporan selesai: \(state.text)", "Reported completion: \(state.text)")
        let link: HTML =
            reading.officer.may(.managePartners)
            ? "<small><a href=\"\(Paths.heldCompletion(held.id))\">\(label)</a></small>" : "<small>\(label)</small>"
        return "\(each: receipts, { $0 })\(link)"
    }
}
