import Programme

/// The decree of the wave's recipients, with its cost and its signatures.
extension OfficeWavePage {
    func budgetLine(people: Int) -> String {
        let cost = perPerson * people
        return t(
            "\(t.people(people)) × \(perPerson) = \(cost). Anggaran yang belum terikat: \(available).",
            "\(t.people(people)) × \(perPerson) = \(cost). Budget not committed: \(available).")
    }

    func decreeCard(_ decree: Decree) -> HTML {
        func signature(_ signature: Decree.Signature) -> HTML {
            "<li>\(name(signature.by.officer)), \(t(signature.by.duty.title)), \(t.moment(signature.at))</li>"
        }
        let hasStopped = decree.counted.count < decree.signatures.count
        let state =
            decree.signedAt == nil
            ? Part.tag(t("Menunggu tanda tangan", "Waiting for signatures"), .waiting)
            : Part.tag(
                wave.state == .announced
                    ? t("Berlaku", "In force") : t("Berlaku saat pengumuman", "In force when announced"), .done)
        return """
            <div class="card"><h2>\(t("Keputusan penerima kartu", "Decree of card recipients")) \(state)</h2>
            <p><strong>\(budgetLine(people: decree.people))</strong></p>
            <p>\(t("Disusun oleh", "Drafted by")) \(name(decree.draftedBy)), \(t.moment(decree.draftedAt)).</p>
            <h3>\(t(
                "Tanda tangan (\(decree.counted.count) dari 2)", "Signatures (\(decree.counted.count) of 2)"))</h3>
            <ol>\(each: decree.counted, signature)</ol>
            \(when: hasStopped, stoppedSignature)
            <p><a href="\(Paths.decree(wave.address))">\(t("Naskah untuk dicetak", "The document to print"))</a></p></div>
            """
    }

    private var stoppedSignature: HTML {
        """
        <p>\(t(
            "Satu tanda tangan tidak dihitung: petugasnya ditangguhkan. Petugas lain menandatangani.",
            "One signature does not count: its officer is suspended. Another officer signs."))</p>
        """
    }
}
