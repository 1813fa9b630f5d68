import Programme
import Storage

extension OwnDataSource {
    /// Places taken away after the draw, from when the person was notified.
    static let disqualifications = OwnDataSource(
        key: "disqualifications", title: Bilingual(id: "Pembatalan tempat", en: "Places taken away")
    ) { tx, own in
        let (t, vault) = (own.t, own.dependencies.vault)
        let told = try tx.people.entries(of: own.person).reversed().compactMap { try tx.disqualifications.of($0) }
            .filter { $0.value.state != .proposed && $0.value.state != .refused }
        return try told.map { one in
            let contest = try one.contest.map {
                try vault.openText($0, table: "disqualification", column: "contest", row: one.value.id.rawValue)
            }
            return OwnDataRecord([
                own.text("state", t("Status", "State"), one.value.state.rawValue, one.value.state.label(t).text),
                own.text(
                    "list", t("Karena daftar", "Because of the list"), one.kind.rawValue,
                    EditionWords(t: t).list(one.kind, sealedAs: one.list)),
                own.moment("told_at", t("Diberitahukan", "Notified"), one.answeredAt),
                own.moment("contested_at", t("Disanggah", "Contested"), one.contestedAt),
                own.text("contest", t("Sanggahan Anda", "What you wrote against it"), contest),
                own.moment("judged_at", t("Diputuskan", "Decided"), one.judgedAt),
                own.moment("done_at", t("Dilaksanakan", "Carried out"), one.doneAt),
            ])
        }
    }
}
