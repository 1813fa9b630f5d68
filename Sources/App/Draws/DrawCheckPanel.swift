import Foundation
import Programme

/// Check it yourself: the files, the command, and every figure as published.
struct DrawCheckPanel: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState

    private var wave: Wave { board.wave }
    private var isShown: Bool { wave.showsDraw(at: now) }

    var html: HTML {
        """
        <section>\(DrawDrawings.sealed)<h2>\(t("Periksa sendiri", "Check it yourself"))</h2>
        \(downloads)\(Part.details(t("Angka untuk pemeriksa", "The figures, for those who check"), figures))</section>
        """
    }

    private var downloads: HTML {
        guard wave.state != .abandoned else { return ended }
        guard isShown else {
            return """
                <p class="empty">\(t(
                    "Berkas undian lengkap dapat diunduh di sini sejak waktu pengumuman.",
                    "The draw's whole file can be downloaded here from the announced time on."))</p>
                \(when: board.statement != nil, "\(when: board.rules != nil, beforehand)\(papers)")
                """
        }
        return """
            <p>\(Part.button(t("Unduh berkas undian", "Download the draw's file"), to: Paths.drawBundle(wave.address)))</p>
            <p>\(t(
                "Dengan berkas ini dan berkas edisi, komputer siapa pun menghitung ulang seluruh undian, tanpa internet:",
                "With this file and the edition's, anybody's computer computes the whole draw again, without a network:"
            ))</p>
            <p class="command"><code>\(command)</code></p>
            \(papers)
            """
    }

    private var ended: HTML {
        """
        <p>\(t(
            "Surat ini kami tanda tangani. Di dalamnya tertulis setiap percobaan dan siapa yang menandatanganinya. Saksi "
                + "yang punya tanda terima dapat membantahnya.",
            "We signed this paper. It names each try and the witnesses who signed it. A witness who holds a receipt of ours "
                + "can contradict it."))</p>
        <p>\(Part.button(
            t("Unduh surat akhir tanpa undian", "Download the paper of the end"), to: Paths.abandonment(wave.address),
            secondary: true))</p>
        <p class="command"><code>prakerja draw ended tanpa-undian-\(wave.address.description).txt --edition edisi.yaml \
        --annex lampiran.txt</code></p>
        \(papers)
        """
    }

    /// With witnesses all that decides is public once the round is out, so the outcome cannot be kept back.
    private var beforehand: HTML {
        if case .failed = board.phase(at: now) {
            return """
                <p>\(t(
                    "Percobaan ini gagal: tanda tangan saksi kurang. Angka acak publik (drand) yang terbit untuknya tidak "
                        + "menentukan apa pun.",
                    "This try failed for lack of signatures. The public random number that came out for it decides nothing."
                ))</p>
                """
        }
        return """
            <p>\(t(
            "Anda tidak perlu menunggu kami. Begitu angka acak publik (drand) terbit, komputer siapa pun menghitung "
                + "hasilnya dari daftar tersegel:",
            "You need not wait for us. Once the public random number is out, any computer finds the outcome from the "
                + "sealed list:"))</p>
            <p class="command"><code>prakerja draw compute daftar-\(wave.address.description).bin --statement pernyataan.txt \
            --edition edisi.yaml --annex lampiran.txt --signature …</code></p>
            """
    }

    private var command: String {
        "prakerja draw verify undian-\(wave.address.description).prakerja --edition edisi.yaml"
            + (board.draw?.annex == nil ? "" : " --annex lampiran.txt")
    }

    private var papers: HTML {
        func link(_ label: String, _ path: String) -> HTML { "<li><a href=\"\(path)\">\(label)</a></li>" }
        func statement(of attempt: AttemptRecord) -> HTML {
            link(
                t("Pernyataan percobaan \(attempt.number)", "The statement of try \(attempt.number)"),
                Paths.attemptStatement(wave.address, attempt.number))
        }
        let all: HTML = """
            <ul class="ways">
            \(link(t("Berkas edisi", "The edition's file"), Paths.editionFile(wave.edition)))
            \(link(t("Edisi sebagai teks kanonik", "The edition as canonical text"), Paths.editionCanonical(wave.edition)))
            \(link(t("Pemeriksa mandiri (Python), tanpa program kami", "An independent verifier (Python), without our program"), Paths.drawChecker))
            \(when: board.draw?.annex != nil, link(t("Lampiran: saksi dan sumber angka acak", "The annex: witnesses and public randomness"), "\(Paths.drawAnnex(wave.address))"))
            \(link(t("Pernyataan yang ditetapkan sebelum undian", "The statement fixed before the draw"), Paths.drawStatement(wave.address)))
            \(each: signedOtherwise, statement(of:))
            \(when: wave.state >= .sealed, link(t("Daftar yang disegel: nomor, tanpa nama", "The sealed list: numbers without names"), "\(Paths.drawList(wave.address))"))
            \(round.map { link(t("Angka acak publik (drand) ini di sumbernya", "This public random number at its source"), $0) })
            \(when: board.rules != nil, link(t("Saksi undian ini", "The witnesses of this draw"), Paths.witnesses(wave.address)))
            </ul>
            """
        return Part.details(t("Semua berkas", "All files"), all)
    }

    /// The address of the round at the chain's own server; nil where the draw waits for none.
    private var round: String? {
        guard let rules = board.rules, let current = board.current else { return nil }
        return rules.beacon.address(of: current.round)
    }

    private var figures: HTML {
        let statement = board.statement
        var rows = [
            row(t("Segel daftar (akar Merkle)", "Seal of the list (Merkle root)"), board.draw?.root?.hex)
        ]
        let names = board.rules?.witnesses.map(\.id) ?? [DrawSecret.system]
        for name in names {
            rows.append(row(t("Gembok rahasia \(name)", "Lock of \(name)"), board.witness(name)?.commitment.hex))
        }
        // The system's secret is published with the outcome, a witness's as soon as the witness reveals it.
        for name in names where board.rules != nil || isShown {
            rows.append(row(t("Rahasia \(name)", "Secret of \(name)"), board.witness(name)?.secret?.bytes.hex))
        }
        if board.rules != nil {
            rows.append(
                row(
                    t("Nomor angka acak publik (drand)", "Round of public randomness (drand)"),
                    statement?.round.map(String.init)))
            rows.append(
                row(t("Angka acak publik (drand)", "Public randomness (drand)"), board.beacon?.value.randomness))
            let others = board.attempts.filter { wave.state == .abandoned || $0.number != board.current?.number }
            rows += others.map { other in
                row(over(other), t("\(other.signatures.count) tanda tangan", "\(other.signatures.count) signatures"))
            }
        }
        rows += board.lists.map { row(name(of: $0), $0.digest.hex) }
        if isShown { rows.append(row(t("Bibit undian", "Seed of the draw"), board.draw?.seed?.hex)) }
        return Part.summary(rows)
    }

    /// An attempt that gave no outcome.
    private func over(_ attempt: AttemptRecord) -> String {
        if let current = board.current, current.number < attempt.number {
            return t(
                "Percobaan \(attempt.number), tidak dipakai: angka untuk percobaan \(current.number) terbit lebih dulu",
                "Try \(attempt.number), not used: the number of try \(current.number) came out first")
        }
        return isSigned(attempt)
            ? t(
                "Percobaan \(attempt.number), angka acaknya belum terbit pada waktunya",
                "Try \(attempt.number), its randomness did not come out in time")
            : t("Percobaan \(attempt.number), gagal", "Try \(attempt.number), failed")
    }

    private func isSigned(_ attempt: AttemptRecord) -> Bool {
        attempt.signatures.count >= board.rules?.cosignatures ?? 0
    }

    /// Attempts with signatures enough beside the one that counts now: a reader may have to compute with either.
    private var signedOtherwise: [AttemptRecord] {
        guard board.rules != nil else { return [] }
        return board.attempts.filter { $0.number != board.current?.number && $0.statement != nil && isSigned($0) }
    }

    /// As the list is called elsewhere; a second one of a kind has its number.
    private func name(of list: DrawStatement.List) -> String {
        guard let kind = list.kind else { return t("Daftar \(list.name)", "List \(list.name)") }
        let words = EditionWords(t: t)
        return words.numbered(words.namedList(kind.kind).raisingFirst, kind.number)
    }

    private func row(_ label: String, _ value: String?) -> SummaryRow {
        SummaryRow(label: label, value: value.map { "<code>\($0)</code>" } ?? "\(t("Belum ada", "None yet"))")
    }
}
