import Programme
import Storage

extension OwnDataSource {
    static let account = OwnDataSource(key: "account", title: Bilingual(id: "Akun", en: "Account")) { tx, own in
        let t = own.t
        let line = try tx.people.lines([own.person], vault: own.dependencies.shownVault).first
        let held = try tx.accounts.payeeHeldUntil(own.person, at: own.now)
        return [
            OwnDataRecord([
                own.text("number", t("Nomor akun", "Account number"), own.person.description),
                own.moment("opened_at", t("Dibuat", "Opened"), real: line?.createdAt),
                own.moment(
                    "payee_held_until", t("Rekening tidak bisa diganti sampai", "Payee account locked until"), held),
                own.moment(
                    "deleted_on", t("Akun dihapus pada", "Account is deleted on"),
                    try tx.deletions.waiting(of: own.person)?.dueAt),
            ])
        ]
    }

    static let contacts = OwnDataSource(
        key: "contacts", title: Bilingual(id: "Kontak terverifikasi", en: "Verified contacts")
    ) { tx, own in
        let t = own.t
        let contacts = try own.dependencies.openOwn {
            try tx.accounts.contacts(of: own.person, vault: own.dependencies.vault)
        }
        return contacts.map { contact in
            OwnDataRecord([
                own.text("kind", t("Jenis", "Kind"), contact.kind.rawValue, contact.kind.label(t)),
                own.text("contact", t("Kontak", "Contact"), contact.written),
            ])
        }
    }

    static let devices = OwnDataSource(
        key: "devices", title: Bilingual(id: "Perangkat yang masuk", en: "Signed-in devices")
    ) { tx, own in
        let t = own.t
        let devices = try tx.sessions.devices(
            of: own.person, now: own.dependencies.realNow(), limit: OwnDataSource.most + 1)
        return devices.map { one in
            OwnDataRecord([
                own.text("device", t("Perangkat", "Device"), one.device.written, one.device.label(t)),
                own.moment("signed_in_at", t("Masuk", "Signed in"), real: one.begunAt),
                own.moment("last_used_at", t("Terakhir dipakai", "Last used"), real: one.seenAt),
            ])
        }
    }
}
