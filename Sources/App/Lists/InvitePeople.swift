import Programme
import Storage

/// Invites people of a priority list who have not registered: each once in their life, whichever lists they are on, and
/// at most as many per day as the gateways and the call centre can handle.
struct InvitePeople: Job {
    static let name = "list.invite"
    /// People processed per run.
    static let chunk = 100
    /// Invitations of all lists per day, by the real clock.
    static let mostADay = 100_000

    let list: ID<ListImport>
    /// The contact's row id after which to continue.
    let after: Int64

    var uniqueKey: String? { "\(list)/\(after)" }

    func run(on platform: Platform) async throws -> JobResult {
        let now = platform.realNow()
        return try await platform.database.transaction { tx in
            guard let stored = try tx.lists.find(list), stored.value.state == .inForce else { return .done }
            guard try tx.lists.invited(since: now - .days(1)) < Self.mostADay else { return .again(after: .hours(1)) }
            let people = try tx.lists.reachable(on: list, after: after, limit: Self.chunk)
            for person in people {
                if try tx.lists.isRegistered(person.lookup) { continue }
                guard try tx.lists.invite(person.lookup, from: list, at: now) else { continue }
                for contact in try person.open(platform.vault) {
                    try tx.inbox.invite(InvitationNotice(edition: platform.edition), contact, on: platform)
                }
            }
            if let last = people.last {
                try tx.jobs.enqueue(InvitePeople(list: list, after: last.row), on: platform)
            } else {
                try tx.jobs.enqueue(CountTakeUp(only: list), on: platform)
            }
            return .done
        }
    }
}

/// The invitation for people on a priority list who have not registered. It says where their address came from.
struct InvitationNotice: Notice {
    private let benefit: Rupiah

    init(edition: Edition) {
        benefit = edition.benefits.perPerson
    }

    func subject(_ t: Words) -> String { t("Anda dapat ikut Kartu Prakerja", "You can join the Prakerja Card") }

    func body(_ t: Words) -> String {
        [
            t(
                "Anda tercatat sebagai pekerja yang terdampak, sehingga Anda didahulukan dalam undian Kartu Prakerja.",
                "You are recorded as a worker who was hit, so you come first in the draw for the Prakerja Card."),
            t(
                "Bantuannya \(benefit) per orang: biaya pelatihan dan insentif. Mendaftar gratis, dan tidak ada yang "
                    + "dapat menjamin Anda terpilih.",
                "It is worth \(benefit) a person: training money and incentives. Registration is free, and nobody can "
                    + "promise that you are selected."),
            t(
                "Alamat Anda kami terima dari instansi yang mencatat Anda. Kami hanya memakainya untuk undangan ini, "
                    + "satu kali.",
                "We have your address from the office that recorded you. We use it for this one invitation only."),
        ].joined(separator: "\n\n")
    }

    func text(_ t: Words) -> String {
        t(
            "Anda didahulukan dalam Kartu Prakerja, bantuan \(benefit). Daftar gratis di situs resmi.",
            "You come first for the Prakerja Card, worth \(benefit). Register free on the official site.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buat akun", "Make an account"), target: Paths.signUp)
    }
}
