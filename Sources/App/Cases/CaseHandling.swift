import Programme

/// Decodes what an officer submitted for one case and calls the act. The errors belong to the form's fields; refusals
/// of the act are thrown.
struct CaseHandling: Sendable {
    let dependencies: Dependencies
    let id: ID<ServiceCase>
    let officer: Officer
    let t: Words

    static let outcome = "hasil"
    static let heir = "petugas"
    static let note = "catatan"
    static let message = "kabar"
    static let reopening = "belum-selesai"
    static let returning = "alasan-kembali"
    static let proof = "bukti"

    private static let noteMissing = Bilingual(
        id: "Tulis catatannya lebih lengkap, supaya petugas lain mengerti.",
        en: "Write a little more, so that other officers understand the note.")
    private static let messageMissing = Bilingual(
        id: "Tulis jawaban yang akan dibaca pelapor, sedikit lebih lengkap.",
        en: "Write what the person will read, a little more of it.")

    private static let wordsMissing = Bilingual(
        id: "Tulis kata-kata pelapor lebih lengkap: apa yang belum selesai.",
        en: "Write down a little more of what the person said: what is not settled.")

    private var work: CaseWork { CaseWork(dependencies: dependencies) }
    private var appeals: AppealActions { AppealActions(dependencies: dependencies) }

    func carryOut(_ act: CaseAct, _ form: Form) async throws -> [FieldError] {
        switch act {
        case .take: try await work.take(id, by: officer)
        case .release: try await work.release(id, by: officer)
        case .handOver: return try await handOver(form)
        case .note:
            return try await with(CaseForm.read(form, t, name: Self.note, officers: Self.noteMissing)) {
                try await work.note($0, in: id, by: officer)
            }
        case .message:
            return try await with(CaseForm.read(form, t, name: Self.message, officers: Self.messageMissing)) {
                try await work.message($0, in: id, by: officer)
            }
        case .reopen:
            return try await with(CaseForm.read(form, t, name: Self.reopening, officers: Self.wordsMissing)) {
                try await CaseActions(dependencies: dependencies).reopen(id, because: $0, by: officer)
            }
        case .answer: return try await answer(form)
        case .confirm: try await work.confirm(id, by: officer)
        case .sendBack:
            return try await because(form, Self.returning) { try await work.sendBack(id, because: $0, by: officer) }
        case .runRules: try await appeals.runRules(id, by: officer)
        case .askRegistry: try await appeals.askRegistry(id, by: officer)
        case .reopenDispute: try await appeals.reopenDispute(id, by: officer)
        case .grantSitting: try await appeals.grantSitting(id, by: officer)
        case .lookAgain: try await appeals.lookAgain(id, by: officer)
        case .acceptCorrection:
            return try await because(form, Self.proof) {
                try await appeals.acceptCorrection(id, because: $0, by: officer)
            }
        case .confirmCorrection: try await appeals.confirmCorrection(id, by: officer)
        case .refuseCorrection:
            return try await because(form, Self.returning) {
                try await appeals.returnCorrection(id, because: $0, by: officer)
            }
        }
        return []
    }

    private func handOver(_ form: Form) async throws -> [FieldError] {
        guard let other = ID<Officer>(form[Self.heir]) else {
            return [FieldError(field: Self.heir, message: t("Pilih petugasnya.", "Choose the officer."))]
        }
        try await work.handOver(id, to: other, by: officer)
        return []
    }

    private func answer(_ form: Form) async throws -> [FieldError] {
        let (text, slips) = CaseForm.read(form, t, officers: Self.messageMissing)
        guard let outcome = ServiceCase.Outcome(rawValue: form[Self.outcome]) else {
            let message = t("Pilih hasilnya.", "Choose the outcome.")
            return [FieldError(field: Self.outcome, message: message)] + slips
        }
        let (reason, missing) = outcome.isAgainst ? ReasonField.read(form, t) : (nil, [])
        guard let text, missing.isEmpty else { return slips + missing }
        try await work.answer(id, CaseAnswer(outcome: outcome, text: text, reason: reason), by: officer)
        return []
    }

    private func with(
        _ read: (text: CaseText?, errors: [FieldError]), _ act: (CaseText) async throws -> Void
    ) async throws -> [FieldError] {
        guard let text = read.text else { return read.errors }
        try await act(text)
        return []
    }

    private func because(
        _ form: Form, _ field: String, _ act: (OfficeReason) async throws -> Void
    ) async throws -> [FieldError] {
        let (reason, errors) = ReasonField.read(form, t, name: field)
        guard let reason else { return errors }
        try await act(reason)
        return []
    }
}
