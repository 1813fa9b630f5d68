import Programme

/// `/akun/bantuan`: the person's cases, and the two ways to begin one.
struct CasesPage: Page {
    let t: Words
    let now: Instant
    let cases: [ServiceCase]

    var title: String { t("Bantuan untuk saya", "Help for me") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Ada yang salah atau tidak berjalan? Kami menjawab dengan nomor dan batas waktu.",
            "Is something wrong or stuck? We answer, with a number and a deadline."))</p>
        <p>\(Part.button(t("Ajukan keluhan", "Make a complaint"), to: Paths.complaint))
        \(Part.button(t("Sanggah keputusan", "Contest a decision"), to: Paths.appeals, secondary: true))</p>
        <h2>\(t("Keluhan dan sanggahan saya", "My complaints and appeals"))</h2>
        \(list)
        <p><a href="\(Paths.service)">\(t("Berapa lama kami menjawab", "How long our answers take"))</a> ·
        <a href="\(Paths.help)">\(t("Telepon dan loket", "Phone and counters"))</a></p>
        """
    }

    private var list: HTML {
        guard !cases.isEmpty else {
            let text = t("Belum ada. Yang Anda ajukan tampil di sini.", "None yet. What you send shows here.")
            return "<p class=\"empty\">\(text)</p>"
        }
        func row(_ stored: ServiceCase) -> TaskRow {
            let (text, kind) = stored.standing(t, at: now)
            let hint =
                stored.state.isRunning
                ? t(
                    "\(t(stored.category.label)), dijawab paling lambat \(t.lastDay(before: stored.dueAt))",
                    "\(t(stored.category.label)), answer by \(t.lastDay(before: stored.dueAt))")
                : t(stored.category.label)
            return TaskRow(
                name: "\(stored.number)", status: text, kind: kind, path: Paths.myCase(stored.number), hint: hint)
        }
        return Part.taskList(cases.map(row))
    }

    static func sample(_ t: Words) -> CasesPage {
        CasesPage(t: t, now: ServiceCase.sampleNow, cases: [.sample, .answeredSample])
    }
}

/// `/akun/bantuan/keluhan`: the form of a complaint.
struct ComplaintPage: Page {
    let t: Words
    let form: FormState
    let number: CaseNumber
    let service: ServiceRules
    let contact: ContactBlock

    var title: String { t("Ajukan keluhan", "Make a complaint") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.cases)">\(t("Bantuan untuk saya", "Help for me"))</a></p>
        <h1>\(title)</h1>
        <form method="post" action="\(Paths.complaint)" novalidate>\(Field.token(form.csrf))
        \(CaseForm.number(form, fresh: number))
        \(CaseForm.categories(form, t))
        \(CaseForm.area(
            form, t, t("Apa yang terjadi", "What happened"),
            hint: t(
                "Kapan, di halaman mana, dan apa yang Anda harapkan. Jangan tulis kata sandi atau kode.",
                "When, on which page, and what you hope for. Write no passwords and no codes.")))
        \(Part.submit(t("Kirim keluhan", "Send it")))</form>
        <p>\(promise)</p>
        <p>\(t(
            "Lebih mudah lewat telepon?",
            "Is the phone easier?")) <a href="tel:\(contact.callCentre)">\(contact.callCentre)</a>,
        \(CallCentre(contact: contact).line(t)). \(t(
            "Petugas mencatat untuk Anda.",
            "An officer writes it down for you."))</p>
        <p>\(t("Tidak setuju dengan sebuah keputusan?", "Do you disagree with a decision?"))
        <a href="\(Paths.appeals)">\(t("Sanggah keputusan itu", "Contest that decision"))</a></p>
        """
    }

    private var promise: String {
        let days = CaseCategory.complaints.map { service.promise(for: $0).days }
        let (least, most) = (days.min() ?? 1, days.max() ?? 1)
        return t(
            "Kami menjawab dalam \(least) sampai \(most) hari kerja, menurut jenis keluhan.",
            "We answer within \(least) to \(most) working days, depending on the kind.")
    }

    static func sample(_ t: Words, _ edition: Edition) -> ComplaintPage {
        ComplaintPage(
            t: t, form: .sample, number: ServiceCase.sample.number, service: .usual, contact: edition.contact)
    }
}

/// `/akun/bantuan/sanggahan`: the decisions that the person can contest.
struct AppealsPage: Page {
    let t: Words
    let decisions: [Contestable]

    var title: String { t("Sanggah keputusan", "Contest a decision") }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.cases)">\(t("Bantuan untuk saya", "Help for me"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Kalau sanggahan beralasan, aturannya dijalankan lagi dengan data yang benar. "
                + "Tidak ada hasil yang ditetapkan dengan tangan.",
            "Where an appeal is right, the rule is run again on the right data. No result is set by hand."))</p>
        \(decisions.isEmpty ? nothing : "\(each: decisions, card)")
        <p>\(t("Ada masalah lain?", "Is it something else?"))
        <a href="\(Paths.complaint)">\(t("Ajukan keluhan", "Make a complaint"))</a></p>
        """
    }

    private var nothing: HTML {
        let text = t(
            "Tidak ada keputusan yang dapat disanggah saat ini. Keputusan yang merugikan Anda akan tampil di sini.",
            "There is no decision to contest now. Decisions against you will show here.")
        return "<p class=\"empty\">\(text)</p>"
    }

    private func card(_ decision: Contestable) -> HTML {
        let way =
            decision.running.map { number in
                "<p><a href=\"\(Paths.myCase(number))\">\(t("Sudah disanggah", "Contested already")): \(Part.number(number))</a></p>"
                    as HTML
            } ?? "<p>\(Part.button(t("Sanggah", "Contest it"), to: decision.path, secondary: true))</p>"
        return """
            <section class="card"><h2>\(decision.title)</h2><p>\(decision.detail)</p>\(way)</section>
            """
    }

    static func sample(_ t: Words) -> AppealsPage {
        AppealsPage(t: t, decisions: [AppealPage.shownSample(t)])
    }
}

/// The form of one appeal.
struct AppealPage: Page {
    let t: Words
    let form: FormState
    let kind: ContestedDecision.Kind
    let shown: Contestable
    let corrections: CorrectionForm
    let number: CaseNumber
    let days: Int

    var title: String { t("Sanggah: \(shown.title)", "Contest: \(shown.title)") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <p class="caption"><a href="\(Paths.appeals)">\(t("Sanggah keputusan", "Contest a decision"))</a></p>
        <h1>\(title)</h1>
        <p class="lead">\(shown.detail)</p>
        <form method="post" action="\(shown.path)" novalidate>\(Field.token(form.csrf))
        \(CaseForm.number(form, fresh: number))
        \(corrections.html(form))
        \(CaseForm.area(
            form, t, t("Mengapa keputusan ini keliru", "Why this decision is wrong"), hint: hint))
        \(Part.submit(t("Kirim sanggahan", "Send the appeal")))</form>
        <p>\(t("Kami menjawab dalam \(days) hari kerja.", "We answer within \(days) working days."))</p>
        """
    }

    private var hint: String {
        switch kind {
        case .eligibility:
            t(
                "Sejak kapan keadaannya berubah, dan surat apa yang menyebutkannya. Berkas tidak perlu dikirim.",
                "Since when it is otherwise, and which paper says so. No file is needed.")
        case .photo:
            t("Apa yang terlihat jelas di foto itu.", "What can be seen clearly in the photo.")
        case .purchase:
            t(
                "Kapan Anda hadir atau selesai, dan nomor sertifikatnya.",
                "When you attended or finished, and the certificate's number.")
        case .payout:
            t("Apa kata bank atau dompet Anda, dan kapan.", "What your bank or wallet says, and when.")
        case .suspension, .revocation:
            t(
                "Apa yang sebenarnya terjadi, dan siapa atau surat apa yang membenarkannya. Berkas tidak perlu dikirim.",
                "What really happened, and who or which paper confirms it. No file is needed.")
        }
    }

    static func shownSample(_ t: Words) -> Contestable {
        Contestable(
            title: t("Anda belum memenuhi syarat", "You do not qualify yet"),
            detail: t(
                "Program ini bukan untuk yang sedang bersekolah atau kuliah.",
                "This programme is not for people at school or university."),
            path: Paths.appeal(.eligibility, 1), running: nil)
    }

    static func sample(_ t: Words, _ edition: Edition) -> AppealPage {
        AppealPage(
            t: t, form: .sample, kind: .eligibility, shown: shownSample(t),
            corrections: CorrectionForm(t: t, reasons: [.inFormalEducation], rules: edition.eligibility),
            number: ServiceCase.sample.number, days: 10)
    }
}
