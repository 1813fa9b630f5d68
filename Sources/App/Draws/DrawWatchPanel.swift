import Programme

/// Who watched: each witness with what it handed in, the public source of randomness, and the signatures.
struct DrawWatchPanel: Sendable {
    let t: Words
    let board: DrawState
    /// The attempts of a wave that ended without a draw.
    var attempts = HTML.empty

    private var wave: Wave { board.wave }

    var html: HTML {
        """
        <section>\(DrawDrawings.locked)<h2>\(t("Siapa yang mengawasi", "Who watches"))</h2>
        \(board.rules.map(watched) ?? unwatched)</section>
        """
    }

    private var unwatched: HTML {
        """
        <p>\(t(
            "Gelombang ini tanpa saksi. Sistem mengunci satu angka rahasia sebelum orang pertama bergabung.",
            "This wave has no witnesses. The system locks one secret number before the first person joins."))</p>
        \(Part.taskList([
            row(t("Rahasia dikunci", "Secret locked away"), board.witness(DrawSecret.system)?.committedAt),
            row(t("Daftar peserta disegel", "List of entries sealed"), board.record.sealedAt),
        ]))
        <p>\(t(
            "Gemboknya dipajang sejak awal, jadi rahasia itu tidak dapat ditukar setelah daftarnya diketahui.",
            "The lock is on display from the start, so that the secret cannot be exchanged once the list is known."))</p>
        """
    }

    private func watched(_ rules: DrawRules) -> HTML {
        let signed = board.current?.signatures.count ?? 0
        return """
            <p>\(t(
                "Setiap saksi menyumbang satu rahasia untuk bibit, lalu menandatangani daftarnya.",
                "Each witness gives one secret to the seed, and then signs the list."))</p>
            \(Part.taskList(rules.witnesses.map(witness) + [beacon(rules), signatures(signed, of: rules)]))
            \(attempts)
            <p><a href="\(Paths.witnesses(wave.address))">\(t("Semua tentang saksinya", "All about the witnesses"))</a></p>
            """
    }

    /// A witness with the last thing it did.
    private func witness(_ witness: DrawRules.Witness) -> TaskRow {
        let known = board.witness(witness.id)
        if let signature = board.current?.signatures.first(where: { $0.witness == witness.id }) {
            return TaskRow(
                name: t(witness.name), status: t("Menandatangani", "Signed"), kind: .done,
                hint: t.moment(signature.signedAt))
        }
        if let at = known?.revealedAt {
            return TaskRow(
                name: t(witness.name), status: t("Rahasia dibuka", "Secret shown"), kind: .done, hint: t.moment(at))
        }
        if let at = known?.committedAt {
            return TaskRow(
                name: t(witness.name), status: t("Gembok diserahkan", "Lock deposited"), kind: .waiting,
                hint: t.moment(at))
        }
        return TaskRow(name: t(witness.name), status: t("Belum", "Not yet"), kind: .blocked)
    }

    private func beacon(_ rules: DrawRules) -> TaskRow {
        row(
            t("Angka acak publik: \(rules.beacon.name)", "Public randomness: \(rules.beacon.name)"),
            board.beacon?.fetchedAt)
    }

    private func signatures(_ signed: Int, of rules: DrawRules) -> TaskRow {
        TaskRow(
            name: t("Tanda tangan atas daftar", "Signatures under the list"),
            status: t("Ada \(signed), perlu \(rules.cosignatures)", "\(signed), needed \(rules.cosignatures)"),
            kind: signed >= rules.cosignatures ? .done : .blocked,
            hint: t("Kalau kurang, tidak ada undian.", "With fewer there is no draw."))
    }

    private func row(_ name: String, _ at: Instant?) -> TaskRow {
        guard let at else { return TaskRow(name: name, status: t("Belum", "Not yet"), kind: .blocked) }
        return TaskRow(name: name, status: t("Selesai", "Done"), kind: .done, hint: t.moment(at))
    }
}
