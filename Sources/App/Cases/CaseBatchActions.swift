import HTTPTypes
import Programme
import Storage

/// Templates, and one answer for many cases: drafted, approved by another officer, carried out by `AnswerCases`.
struct CaseBatchActions: Sendable {
    let dependencies: Dependencies

    // MARK: - Templates

    func add(_ template: CaseTemplate, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let id = try tx.caseTemplates.add(
                template, by: officer.id, at: dependencies.clock.now(), ids: dependencies.ids)
            try record("case-template.added", "case-template:\(id)", [:], by: officer.id, tx)
        }
    }

    func end(_ id: ID<StoredTemplate>, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.caseTemplates.end(id, at: dependencies.clock.now()) else { return }
            try record("case-template.ended", "case-template:\(id)", [:], by: officer.id, tx)
        }
    }

    // MARK: - Batches

    /// Fixes which cases the batch is for. Throws `CaseBatchRefusal.nothing` when there are none.
    func draft(
        _ category: CaseCategory, _ template: ID<StoredTemplate>, _ outcome: ServiceCase.Outcome,
        because reason: OfficeReason, by officer: Officer
    ) async throws -> ID<CaseBatch> {
        let batch = CaseBatch(
            id: dependencies.ids.next(), category: category, template: template, outcome: outcome,
            reason: reason.text, state: .drafted, proposer: officer.signatory(for: .answerCases), decidedBy: nil)
        return try await dependencies.database.transaction { [dependencies] tx in
            guard try tx.caseTemplates.all().contains(where: { $0.id == template }) else {
                throw CaseBatchRefusal.noTemplate
            }
            let now = dependencies.clock.now()
            try tx.caseBatches.lapseDrafts(before: now - CaseBatch.draftLifetime)
            try tx.caseBatches.draft(batch, at: now, vault: dependencies.vault)
            let cases = try tx.caseBatches.fill(batch, limit: CaseBatch.most)
            guard cases > 0 else { throw CaseBatchRefusal.nothing }
            try bind(batch.id, in: tx)
            try record(
                "case-batch.drafted", "case-batch:\(batch.id)", ["category": category.rawValue, "items": "\(cases)"],
                by: officer.id, tx)
            return batch.id
        }
    }

    /// Another officer, of another duty, lets the batch run or refuses it.
    func decide(_ id: ID<CaseBatch>, _ answer: CaseBatchAnswer, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.caseBatches, id)
            guard let batch = try tx.caseBatches.find(id, vault: dependencies.vault), batch.state == .drafted else {
                throw CaseBatchRefusal.notWaiting
            }
            do {
                try FourEyes.confirm(
                    batch.proposer, by: officer.signatory(for: .answerCases), approving: answer == .approve)
                if answer == .approve { try tx.records.check(held, vault: dependencies.vault) }
            } catch let error as any Refusal {
                throw try dependencies.denied(
                    error, "case-batch.denied", about: "case-batch:\(id)", by: .officer(officer.id), in: tx)
            }
            let now = dependencies.clock.now()
            let isApproved = answer == .approve
            if isApproved {
                try tx.caseBatches.lapseDrafts(before: now - CaseBatch.draftLifetime)
                guard try tx.caseBatches.progress(of: id).waiting > 0 else { throw CaseBatchRefusal.nothing }
            }
            guard try tx.caseBatches.decide(id, as: isApproved ? .running : .refused, by: officer.id, at: now) else {
                throw CaseBatchRefusal.notWaiting
            }
            try bind(id, in: tx)
            let act = isApproved ? "case-batch.approved" : "case-batch.refused"
            try record(act, "case-batch:\(id)", [:], by: officer.id, tx)
            if isApproved { try tx.jobs.enqueue(AnswerCases(batch: id), on: dependencies) }
        }
    }

    private func bind(_ id: ID<CaseBatch>, in tx: Transaction) throws {
        try tx.records.bind(.caseBatches, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// One case of a running batch.
    func answer(
        _ id: ID<ServiceCase>, in batch: CaseBatch, by approver: ID<Officer>, _ template: StoredTemplate,
        _ tx: Transaction
    ) throws {
        let acts = CaseActions(dependencies: dependencies)
        guard let stored = try tx.cases.find(id), stored.state == .open,
            try !tx.officers.isSame(approver, as: stored.enteredBy),
            try stored.assignee == nil || tx.officers.isSame(batch.proposer.officer, as: stored.assignee),
            try !isOwn(stored, of: [approver, batch.proposer.officer], tx)
        else {
            _ = try tx.caseBatches.mark(id, of: batch.id, isAnswered: false)
            return
        }
        guard try tx.caseBatches.mark(id, of: batch.id, isAnswered: true) else { return }
        try acts.finish(stored, batch.outcome, try text(template.value, for: stored, tx), by: approver, in: tx)
    }

    /// Whether the case is one of these officers' own: it is left for another officer.
    private func isOwn(_ stored: ServiceCase, of officers: [ID<Officer>], _ tx: Transaction) throws -> Bool {
        guard let person = stored.person else { return false }
        return try officers.contains { try tx.officers.isThemselves($0, person) }
    }

    /// The template's text for one case, in both languages.
    func text(_ template: CaseTemplate, for stored: ServiceCase, _ tx: Transaction) throws -> String {
        let name =
            try stored.person.map { try tx.accounts.name(of: $0, vault: dependencies.vault) }
            ?? tx.cases.guest(of: stored.id, vault: dependencies.vault)?.name
        let date = dependencies.edition.waves.zone.date(of: stored.begunAt)
        func fill(_ text: String, _ t: Words) -> String {
            CaseTemplate.fill(
                text,
                [
                    .name: name?.isolated ?? t("Bapak/Ibu", "Sir or Madam"), .number: "\(stored.number)",
                    .date: t.date(date),
                ])
        }
        return fill(template.text.id, .indonesian) + "\n\n" + fill(template.text.en, .english)
    }

    private func record(
        _ action: String, _ subject: String, _ detail: [String: String], by officer: ID<Officer>, _ tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: subject, detail: detail), by: .officer(officer), at: dependencies.moment(),
            ids: dependencies.ids)
    }
}

enum CaseBatchAnswer: String, PathValue {
    case approve = "setujui"
    case refuse = "tolak"
}

enum CaseBatchRefusal: UserFacingRefusal {
    case noTemplate
    /// No open complaint of this category is free.
    case nothing
    case notWaiting

    var code: String {
        switch self {
        case .noTemplate: "case-batch.no-template"
        case .nothing: "case-batch.nothing"
        case .notWaiting: "case-batch.not-waiting"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .noTemplate: t("Pilih templat yang masih dipakai.", "Choose a template that is in use.")
        case .nothing:
            t(
                "Tidak ada keluhan terbuka di jenis ini yang belum diambil petugas lain.",
                "No open complaint of this kind is free.")
        case .notWaiting: t("Kelompok ini sudah diputuskan.", "This batch has been decided already.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .noTemplate, .nothing: .unprocessableContent
        case .notWaiting: .conflict
        }
    }
}

extension CaseTemplateRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        let (least, most) = (CaseTemplate.textLength.lowerBound, CaseTemplate.textLength.upperBound)
        return switch self {
        case .title: t("Beri judul 3 sampai 80 huruf.", "Give a title of 3 to 80 characters.")
        case .indonesian, .english:
            t("Tulis \(least) sampai \(t.count(most)) huruf.", "Write \(least) to \(t.count(most)) characters.")
        case .placeholder:
            t(
                "Hanya {nama}, {nomor}, dan {tanggal} yang terisi sendiri. Periksa tanda kurungnya.",
                "Only {nama}, {nomor} and {tanggal} are filled in. Check the braces.")
        }
    }
}
