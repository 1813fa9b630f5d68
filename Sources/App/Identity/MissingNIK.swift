import Programme
import Storage

/// Notifies a person whose NIK the registry does not have, at its first such answer: a slip of one digit is corrected
/// in a minute, and otherwise shows only after fourteen days.
struct MissingNIKNotice: Notice {
    func subject(_ t: Words) -> String { t("Periksa NIK Anda", "Check your NIK") }

    func body(_ t: Words) -> String {
        t(
            """
            Dukcapil belum menemukan NIK yang Anda tulis. Cocokkan dengan KTP, dan perbaiki kalau ada yang salah ketik.

            Sudah sama dengan KTP? Anda tidak perlu melakukan apa-apa: kami bertanya lagi setiap hari.
            """,
            """
            The civil registry has no such NIK as the one you wrote yet. Compare it with your card, and correct a slip.

            Is it as on your card? Then there is nothing for you to do: we ask again every day.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Dukcapil belum menemukan NIK Anda. Cocokkan dengan KTP.",
            "Your NIK was not found yet. Compare it with your card.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Periksa NIK", "Check the NIK"), target: Paths.identity)
    }

    /// The same sentence on every page that shows the step.
    static func sentence(_ t: Words, isReached: Bool) -> String {
        isReached
            ? t(
                "NIK ini belum ditemukan. Kami bertanya lagi setiap hari dan memberi kabar. Salah ketik? Perbaiki.",
                "The registry has no such NIK yet. We ask again every day and will tell you. A slip? Correct it.")
            : t(
                "NIK ini belum ditemukan. Kami bertanya lagi setiap hari. Salah ketik? Perbaiki.",
                "The registry has no such NIK yet. We ask again every day. A slip? Correct it.")
    }
}

extension IdentityQueries {
    /// Once for each NIK that was typed, and only when the photos are in, as all answers of the registry: before them,
    /// it would tell a stranger which numbers exist.
    func notifyMissing(_ claim: StoredClaim, on dependencies: Dependencies) throws {
        guard claim.state != .notFound else { return }
        let dossier = try tx.applications.dossier(
            of: claim.person, at: dependencies.realNow(), edition: dependencies.edition, vault: dependencies.vault)
        guard dossier.photoProgress.given else { return }
        try tx.inbox.send(MissingNIKNotice(), to: claim.person, on: dependencies)
    }
}
