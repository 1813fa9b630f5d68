import Programme

/// What a person gets: the whole sum, its parts as a bar whose widths are the money, and what each part is for.
struct HomeMoney: Sendable {
    let t: Words
    let benefits: Benefits

    var html: HTML {
        let count = 1 + benefits.incentive.count + benefits.survey.count
        return """
            <h2>\(t("Apa yang Anda dapat", "What you get"))</h2>
            <p class="big">\(benefits.perPerson.description)</p>
            <p>\(t("per orang, dalam \(count) bagian", "per person, in \(count) parts"))</p>
            \(bar)
            <ul class="key">\(each: key, row)</ul>
            <p>\(t(
                "Ini bantuan belajar, bukan gaji. Insentif dikirim ke rekening atau dompet digital Anda, tidak pernah tunai.",
                "This is help with learning, not a wage. Incentives go to your own account or e-wallet, never in cash."))</p>
            """
    }

    private var bar: HTML {
        let parts =
            [("laut", benefits.training)]
            + Array(repeating: ("daun", benefits.incentive.amount), count: benefits.incentive.count)
            + Array(repeating: ("kunyit", benefits.survey.amount), count: benefits.survey.count)
        let whole = max(1, parts.reduce(0) { $0 + $1.1.amount })
        var start: Int64 = 0
        func part(_ part: (colour: String, sum: Rupiah)) -> HTML {
            defer { start += part.sum.amount }
            return """
                <rect class="\(part.colour)" x="\(Self.share(start, of: whole))" width="\(Self.share(part.sum.amount, of: whole))" \
                height="100%"/>
                """
        }
        return "<svg class=\"parts\" aria-hidden=\"true\">\(each: parts, part)</svg>"
    }

    /// `28.16%`, as a length of a drawing.
    private static func share(_ amount: Int64, of whole: Int64) -> String {
        let hundredths = Int(amount * 10_000 / whole)
        return "\(hundredths / 100).\(padded(hundredths % 100, to: 2))%"
    }

    private var key: [(colour: String, sum: String, what: String, note: String)] {
        let (incentive, survey) = (benefits.incentive, benefits.survey)
        var key = [
            (
                "laut", "1 × \(benefits.training)", t("Saldo kartu untuk pelatihan", "Balance for training"),
                t("Hanya untuk membeli pelatihan.", "To buy training only.")
            ),
            (
                "daun", "\(incentive.count) × \(incentive.amount)",
                t("Insentif setelah pelatihan pertama", "Incentive after the first training"),
                t("Ke rekening atau dompet digital atas nama Anda.", "To an account or e-wallet in your name.")
            ),
        ]
        // An edition may have no surveys.
        if survey.count > 0 {
            key.append(
                (
                    "kunyit", "\(survey.count) × \(survey.amount)", t("Insentif survei", "Survey incentive"),
                    t("Isi jawaban tidak memengaruhi uangnya.", "What you answer does not change the money.")
                ))
        }
        return key
    }

    private func row(_ row: (colour: String, sum: String, what: String, note: String)) -> HTML {
        """
        <li><i class="\(row.colour)"></i><strong>\(row.sum)</strong><span>\(row.what)</span><small>\(row.note)</small></li>
        """
    }
}
