import Programme
import Storage

extension OwnDataSource {
    /// As on `/akun/situs`.
    static let consents = OwnDataSource(
        key: "consents", title: Bilingual(id: "Situs yang terhubung", en: "Connected sites")
    ) { tx, own in
        let t = own.t
        return try ConnectedSite.all(of: own.person, at: own.dependencies.realNow(), in: tx).map { site in
            OwnDataRecord([
                own.text("site", t("Situs", "Site"), site.name),
                own.text(
                    "data", t("Boleh membaca", "May read"), SignInScope.written(site.consent.scopes), site.data(t)),
                own.moment("since", t("Sejak", "Since"), real: site.consent.givenAt),
                own.text(
                    "state", t("Status", "State"), site.isOpen ? "open" : "ended",
                    site.ending(t) ?? t("Boleh membaca", "May read")),
                own.moment("last-read", t("Terakhir membaca", "Last read"), real: site.lastRead),
                own.moment("ended", t("Berakhir", "Ended"), real: site.consent.ended?.at),
            ])
        }
    }
}
