import Foundation
import Programme

/// Why a job stopped, as far as its error tells: dead jobs of one kind and one cause are decided together.
enum DeadJobCause: String, Sendable, CaseIterable, PathValue {
    /// The process ended while it ran the job, several times.
    case lost
    /// An outside system cannot be reached.
    case unreachable
    /// An outside system did not answer in time.
    case silent
    /// An outside system refused what we sent.
    case refused
    case database
    /// A row that the job needs is missing, or is not as it should be.
    case data
    case other

    /// Parts of errors, in lower case; the first that fits decides.
    private static let signs: [(DeadJobCause, [String])] = [
        (.lost, ["worker was lost"]),
        (.database, ["storagefault", "database", "sqlite", "postgres"]),
        (.data, ["inconsistency", "there is no ", "decodingerror", "no job is called", "unreadable", "vaultfault"]),
        (.silent, ["timed out", "timeout", "deadline", "did not answer", "no answer"]),
        (.unreachable, ["connect", "unavailable", "resolve", "host", "network", "unreachable"]),
        (.refused, ["refused", "rejected", "malformed", "status 4", "http 4", "invalid", "not allowed", "forbidden"]),
    ]

    init(error: String) {
        let text = error.lowercased()
        self = Self.signs.first { sign in sign.1.contains { text.contains($0) } }?.0 ?? .other
    }

    /// What happened, and what to do before the jobs run again.
    func words(_ t: Words) -> (what: String, remedy: String) {
        switch self {
        case .lost:
            (
                t("Proses berhenti saat mengerjakannya", "The process ended while it ran this"),
                t(
                    "Minta teknisi membaca catatan proses dulu. Pekerjaan ini mungkin penyebabnya.",
                    "Have an engineer read the process's log first. This job may be the cause.")
            )
        case .unreachable:
            (
                t("Sistem luar tidak dapat dihubungi", "An outside system could not be reached"),
                t(
                    "Pastikan sistemnya sudah hidup lagi, lalu jalankan semuanya.",
                    "Make sure that the system is up again, then run them all.")
            )
        case .silent:
            (
                t("Sistem luar tidak menjawab pada waktunya", "An outside system did not answer in time"),
                t(
                    "Jalankan lagi saat sistemnya sudah lancar. Tidak ada yang dibayar dua kali.",
                    "Run them again once it answers. Nothing is paid twice.")
            )
        case .refused:
            (
                t("Sistem luar menolak permintaan kami", "An outside system refused our request"),
                t(
                    "Minta teknisi memperbaiki pengaturan atau data dulu.",
                    "Have an engineer correct the settings or the data first.")
            )
        case .database:
            (
                t("Basis data gagal", "The database failed"),
                t(
                    "Pastikan basis data sehat, lalu jalankan lagi.",
                    "Make sure that the database is healthy, then run them again.")
            )
        case .data:
            (
                t("Data yang diperlukan tidak ada atau rusak", "Data that it needs is missing or broken"),
                t(
                    "Jangan jalankan lagi sebelum datanya diperiksa. Laporkan kepada teknisi.",
                    "Do not run it again before the data is checked. Tell an engineer.")
            )
        case .other:
            (
                t("Sebab lain", "Another cause"),
                t("Baca sebabnya di bawah, atau laporkan kepada teknisi.", "Read the cause below, or tell an engineer.")
            )
        }
    }
}

/// What a job works on, read from its stored payload: a payment, a message, a wave.
struct DeadJobSubject: Sendable {
    let label: Bilingual
    /// Where it can be looked at; nil where no page of the office shows it.
    let path: String?

    init?(payload: String) {
        guard let fields = try? JSONDecoder().decode([String: Field].self, from: Data(payload.utf8)) else { return nil }
        for kind in Self.kinds {
            guard let name = fields[kind.key]?.text else { continue }
            let shown = Int64(name, in: 0...Int64.max).map(Words.indonesian.short) ?? name
            label = Bilingual(id: "\(kind.label.id) \(shown)", en: "\(kind.label.en) \(shown)")
            path = kind.path(name)
            return
        }
        return nil
    }

    private static let kinds: [(key: String, label: Bilingual, path: @Sendable (String) -> String?)] = [
        (
            "disbursement", Bilingual(id: "Pembayaran", en: "Payment"),
            { Paths.officeAudit(subject: "disbursement:\($0)") }
        ),
        ("purchase", Bilingual(id: "Pembelian", en: "Purchase"), { Paths.officeAudit(subject: "purchase:\($0)") }),
        ("card", Bilingual(id: "Kartu", en: "Card"), { Paths.officeAudit(subject: "card:\($0)") }),
        ("list", Bilingual(id: "Data instansi", en: "List"), { Paths.officeAudit(subject: "list:\($0)") }),
        ("code", Bilingual(id: "Kode", en: "Code"), { _ in nil }),
        ("delivery", Bilingual(id: "Pesan", en: "Message"), { _ in nil }),
        ("claim", Bilingual(id: "Pemeriksaan NIK", en: "Identity check"), { _ in nil }),
        ("wave", Bilingual(id: "Gelombang", en: "Wave"), { _ in Paths.officeWaves }),
    ]

    /// A text or a number; anything else is no name of a subject.
    private struct Field: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            text = (try? value.decode(String.self)) ?? (try? value.decode(Int64.self)).map(String.init)
        }
    }
}

/// Dead jobs of one kind and one cause.
struct DeadJobGroup: Sendable {
    let name: String
    let cause: DeadJobCause
    let count: Int
    let firstAt: Instant
    let lastAt: Instant

    /// Groups of stopped jobs, the largest first.
    static func all(_ errors: [DeadJobCount]) -> [DeadJobGroup] {
        Dictionary(grouping: errors) { "\($0.name)|\(DeadJobCause(error: $0.error).rawValue)" }.values.compactMap {
            same in
            guard let first = same.first else { return nil }
            return DeadJobGroup(
                name: first.name, cause: DeadJobCause(error: first.error), count: same.reduce(0) { $0 + $1.count },
                firstAt: same.map(\.firstAt).min() ?? first.firstAt, lastAt: same.map(\.lastAt).max() ?? first.lastAt)
        }.sorted { ($0.count, $1.name) > ($1.count, $0.name) }
    }
}
