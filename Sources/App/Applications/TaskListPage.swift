import Programme

/// "Langkah pendaftaran": every step with its status, and one button to the next.
struct TaskListPage: Page {
    let t: Words
    let journey: Journey
    /// Reasons that already exclude the applicant, shown before they are asked for more.
    let reasons: [Ineligibility]
    let rules: EligibilityRules
    /// Since when the registry is being asked, by the real clock; set while it has not answered and the photos are in.
    /// By the real clock.
    let registrySince: Instant?
    /// The best result of the test under this edition; nil before there is one.
    let testResult: TestResult?
    let photoFaults: [(kind: IdentityPhoto.Kind, fault: IdentityPhoto.Fault, note: String)]
    /// The registry has no such NIK yet. Shown once the photos are in, as all its answers.
    var isNotFound = false
    /// The fields that the registry says differ; empty where it named none, or the photos are not in.
    var differing: [IdentityField] = []
    /// False for a person for whom an officer at a counter stands instead.
    var hasNumber = true
    /// Whether the person has a contact for messages.
    var isReached = true
    /// Whether the page of appeals is open to this session.
    var mayContest = true

    var title: String { t("Langkah pendaftaran", "Application steps") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "\(journey.given) dari \(journey.steps.count) langkah selesai.",
            "\(journey.given) of \(journey.steps.count) steps done."))
        \(when: !journey.submitted, pause)</p>
        \(when: !reasons.isEmpty, early)
        \(when: journey.submitted, sent)
        \(journey.next.map(forward))
        <h2>\(t("Semua langkah", "All steps"))</h2>
        \(opening.map(unlocking))
        \(Part.numberedTasks(journey.steps.map(task)))
        """
    }

    /// The step that the steps after it wait for; nil where none waits.
    private var opening: Journey.Step? {
        guard journey.steps.contains(where: { $0.status == .blocked }) else { return nil }
        return journey.steps.first { $0.status == .notStarted }?.step
    }

    private func unlocking(_ step: Journey.Step) -> HTML {
        """
        <p class="soft">\(t(
            "Isi “\(StepTitle.of(step, t))” dulu. Langkah sesudahnya terbuka satu per satu.",
            "Fill in “\(StepTitle.of(step, t))” first. The steps after it open one by one."))</p>
        """
    }

    private var pause: HTML {
        """
        \(t(
            "Yang sudah diisi tersimpan. Anda boleh berhenti dan lanjut kapan saja.",
            "What you filled in is saved. Stop and go on whenever you like."))
        """
    }

    private func task(_ entry: (step: Journey.Step, status: Journey.Status)) -> TaskRow {
        // Before the applicant has agreed to it, the registry is not asked: nothing is being checked.
        let isOnlySaved = entry.step == .identity && entry.status == .checking && !isDeclared
        if entry.step == .phone, entry.status == .done, !hasNumber { return missingNumber }
        return TaskRow(
            name: StepTitle.of(entry.step, t),
            status: isOnlySaved ? t("Tersimpan", "Saved") : entry.status == .blocked ? "" : entry.status.label(t),
            kind: isOnlySaved ? Tag.done : entry.status.tag,
            path: path(entry), hint: hint(entry.step, entry.status))
    }

    /// The slip of the counter stands for it in the application, and in nothing else.
    private var missingNumber: TaskRow {
        TaskRow(
            name: StepTitle.of(.phone, t), status: t("Belum ada nomor", "No number yet"), kind: .blocked,
            path: journey.mayEdit(.phone) ? Paths.phone : nil,
            hint:
                "\(t("Petugas sudah memeriksa KTP Anda. Pendaftaran dapat dilanjutkan.", "An officer has checked your card. You can go on.")) \(Unreached.missing(t)) \(Unreached.remedy(t))"
        )
    }

    /// A finished test leads to its result.
    private func path(_ entry: (step: Journey.Step, status: Journey.Status)) -> String? {
        if entry.step == .test, entry.status == .done { return Paths.testResult }
        return journey.mayEdit(entry.step) ? StepTitle.path(entry.step) : nil
    }

    private var isDeclared: Bool { journey.status(of: .declarations) == .done }

    private func hint(_ step: Journey.Step, _ status: Journey.Status) -> String? {
        switch (step, status) {
        case (.identity, .checking) where isNotFound:
            "\(t("Menunggu Dukcapil:", "Waits for the civil registry:")) \(MissingNIKNotice.sentence(t, isReached: isReached))"
        case (.identity, .checking):
            registrySince.map {
                let hour = t.hour($0)
                return t(
                    "Dukcapil sedang memeriksa sejak pukul \(hour). \(isReached ? "Hasilnya kami kirim lewat pesan." : Unreached.outcome(t))",
                    "The civil registry has been checking since \(hour). \(isReached ? "We will send you a message." : Unreached.outcome(t))"
                )
            }
                ?? (isDeclared
                    ? t("Petugas sedang memeriksa data KTP Anda.", "An officer is checking your card's data.")
                    : t(
                        "Dukcapil kami tanya setelah Anda menyetujui pernyataan.",
                        "We ask the civil registry once you have agreed to the declarations."))
        case (.identity, .done): t("Cocok dengan data Dukcapil.", "Matches what the civil registry has.")
        case (.identity, .needsFix), (.personal, .needsFix):
            [
                t(
                    "Tidak cocok dengan data Dukcapil. Samakan dengan KTP Anda.",
                    "Does not match what the civil registry has. Write it as on your card."), disputed,
            ].compactMap(\.self).joined(separator: " ")
        case (.photos, .needsFix):
            photoFaults.first.map { "\($0.kind.label(t)): \($0.fault.sentence(t)) \($0.note)" }
        case (.photos, .checking): t("Petugas sedang memeriksa foto Anda.", "An officer is looking at your photos.")
        case (.test, .done):
            testResult.map {
                t(
                    "\($0.right) dari \($0.asked) jawaban kemampuan dasar benar.",
                    "\($0.right) of \($0.asked) basic ability answers were right.")
            }
        default: nil
        }
    }

    /// The kinds of field, never what the registry has in them.
    private var disputed: String? {
        guard !differing.isEmpty else { return nil }
        let fields = differing.map { $0.meaning(t) }.joined(separator: ", ")
        return t("Yang berbeda: \(fields).", "What differs: \(fields).")
    }

    /// The one next action of the page.
    private func forward(_ step: Journey.Step) -> HTML {
        let label =
            journey.status(of: step) == .needsFix
            ? t("Perbaiki", "Correct it") : journey.given == 0 ? t("Mulai", "Start") : t("Lanjut", "Go on")
        return """
            <section class="banner next"><p class="eyebrow">\(t("Langkah Anda sekarang", "Your step now"))</p>
            <h2>\(StepTitle.number(step)). \(StepTitle.of(step, t))</h2><p>\(StepTitle.asked(step, t))</p>
            <p><a class="button gold" href="\(StepTitle.path(step))">\(label)\
            <span class="hidden">: \(StepTitle.of(step, t))</span></a></p></section>
            """
    }

    private var sent: HTML {
        if let fix = journey.fixable {
            return Banner(
                .attention,
                t(
                    "Perbaiki langkah “\(StepTitle.of(fix, t))”. Langkah lain sudah kami terima.",
                    "Correct the step “\(StepTitle.of(fix, t))”. We have the other steps."),
                title: t("Ada yang perlu diperbaiki", "Something needs fixing")
            ).html
        }
        return Banner(
            .done,
            markup: """
                <p>\(t("Pendaftaran Anda sudah kami terima.", "We have your application.")) \
                <a href="\(Paths.account)">\(t("Lihat status", "See where it stands"))</a></p>
                """
        ).html
    }

    private var early: HTML {
        let list = DecisionWords(t: t, rules: rules, mayCorrect: !journey.submitted, mayContest: mayContest).list(
            reasons)
        return Banner(
            .attention, markup: list,
            title: t("Dengan data ini Anda belum memenuhi syarat", "With this you do not qualify yet")
        ).html
    }

    static func sample(_ t: Words) -> TaskListPage {
        TaskListPage(
            t: t,
            journey: Journey(
                Journey.Facts(phoneProved: true, identity: .waiting, personalSaved: true, photos: .missing)),
            reasons: [], rules: EligibilityRules(minimumAge: 18, minimumAgeInclusive: true, source: "Perpres 36/2020"),
            registrySince: nil, testResult: nil, photoFaults: [])
    }
}
