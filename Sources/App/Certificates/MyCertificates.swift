import Programme

/// The person's certificates, on the account's page.
struct MyCertificates {
    let t: Words
    let certificates: [Certificate]

    /// The others are on the card's page.
    private static let shown = 5

    /// Nil for a person without one.
    var html: HTML? {
        guard !certificates.isEmpty else { return nil }
        return """
            <section><h2>\(t("Sertifikat Anda", "Your certificates"))</h2>
            <ul class="ways">\(each: certificates.prefix(Self.shown), line)</ul></section>
            """
    }

    private func line(_ certificate: Certificate) -> HTML {
        let note = certificate.withdrawal == nil ? "" : t(" (ditarik)", " (withdrawn)")
        return """
            <li><a href="\(Paths.certificate(certificate.purchase))">\(certificate.training.title)\(note)</a></li>
            """
    }
}
