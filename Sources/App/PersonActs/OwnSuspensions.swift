import Programme
import Storage

extension OwnDataSource {
    /// The suspension that runs, or the one that ended last.
    static let suspensions = OwnDataSource(
        key: "suspension", title: Bilingual(id: "Penangguhan akun", en: "Suspension of the account")
    ) { tx, own in
        let t = own.t
        guard let one = try tx.suspensions.latest(of: own.person) else { return [] }
        return [
            OwnDataRecord([
                own.text("cause", t("Sebab", "Cause"), one.cause.rawValue, t(one.cause.label)),
                own.moment("began_at", t("Sejak", "Since"), one.beganAt),
                own.moment("confirm_by", t("Paling lama sampai", "At most until"), one.confirmBy),
                own.moment("ended_at", t("Berakhir", "Ended"), one.ending?.at),
            ])
        ]
    }
}
