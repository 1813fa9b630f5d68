import Programme
import Storage

extension OwnDataSource {
    /// Complaints and appeals with everything written to the person and by them; drafts and notes between officers are
    /// the office's.
    static let cases = OwnDataSource(
        key: "cases", title: Bilingual(id: "Keluhan dan sanggahan", en: "Complaints and appeals")
    ) { tx, own in
        let cases = try tx.cases.of(own.person, limit: OwnDataSource.most + 1)
        try own.dependencies.requireOwn(.cases, due: cases.map(\.id), or: .heldBack, in: tx)
        return try cases.map { one in
            let written = try tx.cases.messages(of: one.id, vault: own.dependencies.vault).filter(\.kind.isForPerson)
            return OwnDataRecord(OwnCase.standing(one, own) + written.flatMap { OwnCase.written($0, own) })
        }
    }
}

/// The facts of one case.
private enum OwnCase {
    static func standing(_ one: ServiceCase, _ own: OwnDataReading) -> [OwnDataField?] {
        let t = own.t
        // That an answer waits for a second officer is between officers.
        let state = one.state == .proposed ? ServiceCase.State.open : one.state
        return [
            own.text("number", t("Nomor", "Number"), one.number.description),
            own.text("category", t("Jenis", "Kind"), one.category.rawValue, t(one.category.label)),
            own.text("state", t("Status", "State"), state.rawValue, one.standing(t, at: own.now).text),
            own.moment("begun_at", t("Diajukan", "Begun"), one.begunAt),
            own.moment("due_at", t("Dijawab sebelum", "Answer due before"), one.dueAt),
            own.moment("answered_at", t("Dijawab", "Answered"), one.answeredAt),
        ]
    }

    static func written(_ message: CaseMessage, _ own: OwnDataReading) -> [OwnDataField?] {
        let t = own.t
        let isOwn = message.kind == .person
        let (key, label) = isOwn ? ("from_person", t("Anda", "You")) : ("from_office", t("Kantor", "Office"))
        return [
            own.moment("written_at", t("Ditulis", "Written"), message.at), own.text(key, label, message.text),
        ]
    }
}
