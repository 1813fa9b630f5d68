import App
import Foundation
import Programme

/// What waits in the office: officers with their sessions, partners and courses, cases, contested NIKs, questions about
/// payees, lists, dead jobs, figures.
struct OfficeWork {
    let people: OfficePeople
    /// Of the real clock, in milliseconds.
    let now: Int64

    static let courses = 300
    static let platforms = 8
    static let institutions = 40

    /// In the order of `office.yaml`; officer 1 has the first. Helpdesk officers follow, one for each search.
    static let roles = [
        "programme-manager", "wave-manager", "payout-maker", "payout-checker", "identity-reviewer", "identity-reviewer",
        "partner-manager", "curator", "helpdesk", "auditor", "administrator",
    ]
    static let helpdesk = 101...160

    static func cookie(of officer: Int) -> String { "office-benchmark-" + OfficePeople.pad(officer, 26) }

    /// What acts, and is sold: the product refuses officers, partners and courses that no act bound, until a start of the
    /// product has bound them as records from before its time.
    func writeActors(to rows: any RowWriter) throws {
        for (place, role) in Self.roles.enumerated() { try writeOfficer(place + 1, role, to: rows) }
        for officer in Self.helpdesk { try writeOfficer(officer, "helpdesk", to: rows) }
        try writePartners(to: rows)
    }

    func write(to rows: any RowWriter) throws {
        try writeCases(to: rows)
        try writeQuestions(to: rows)
        try writeLists(to: rows)
        try writeJobs(to: rows)
        try writeFigures(to: rows)
        try writeDraws(to: rows)
    }

    private func writeOfficer(_ id: Int, _ role: String, to rows: any RowWriter) throws {
        // The keyed hash of a NIK that none of the people has.
        let lookup = Cell.blob(Data(repeating: UInt8(id), count: 32))
        try rows.add(
            "officer", "id, name, sign_in, password_hash, totp_secret, totp_step, added_at, nik_lookup",
            [
                .int(Int64(id)), .text("Petugas \(id)"), .text("petugas\(id)@kantor.example"), "x",
                .blob(Data(repeating: 1, count: 20)), 0, .int(now), lookup,
            ])
        try rows.add("officer_nik", "nik_lookup, officer_id", [lookup, .int(Int64(id))])
        try rows.add(
            "officer_identity", "officer_id, state, checks, asked_at, decided_at",
            [.int(Int64(id)), "confirmed", 1, .int(now), .int(now)])
        try rows.add(
            "officer_role", "officer_id, held_for, role, from_at",
            [.int(Int64(id)), .int(Int64(id)), .text(role), .int(now - 1_000)])
        let hash = KnownSessions.hash(Self.cookie(of: id))
        let end = Instant(milliseconds: now + 12 * 3_600_000)
        let seal = SessionSeal.code(
            hash: hash, officer: Int64(id), endsAt: end, provedAt: Instant(milliseconds: now), vault: people.vault)
        try rows.add(
            "session", "hash, officer_id, begun_at, seen_at, ends_at, proved_at, seal",
            [.blob(hash), .int(Int64(id)), .int(now), .int(now), .int(end.milliseconds), .int(now), .blob(seal)])
    }

    private func writePartners(to rows: any RowWriter) throws {
        let partners =
            (1...Self.platforms).map { ($0, "platform") } + (101..<101 + Self.institutions).map { ($0, "institution") }
        for (id, kind) in partners {
            try rows.add(
                "partner", "id, kind, name, client_code, fee_basis_points, registered_at",
                [.int(Int64(id)), .text(kind), .text("Mitra \(id)"), .text("mitra-\(id)"), 0, .int(now)])
            try rows.add(
                "partner_record",
                "id, kind, name, website, state, state_at, recorded_at, agreement_number, agreement_from, agreement_to",
                [
                    .int(Int64(id)), .text(kind), .text("Mitra \(id)"), "https://mitra.example", "active", .int(now),
                    .int(now), .text("PKS-\(id)"), "2020-04-01", "2020-12-31",
                ])
        }
        for number in 1...Self.courses {
            let id = Int64(number)
            try rows.add(
                "course",
                "id, code, institution_id, title, summary, category, mode, hours, published_at, state",
                [
                    .int(id), .text("kursus-\(number)"), .int(Int64(101 + number % Self.institutions)),
                    .text("Pelatihan \(number)"), "Ringkasan.", "Kerajinan", "self-paced", 20, .int(now), "approved",
                ])
            try rows.add(
                "course_offer", "course_id, platform_id, price, url, curated_price",
                [.int(id), .int(1 + id % 8), 500_000, "https://mitra.example/kursus", 500_000])
            try rows.add(
                "course_schedule", "id, course_id, code, starts_at, ends_at, quota, taken",
                [
                    .int(id), .int(id), .text("jadwal-\(number)"), .int(OfficePeople.start),
                    .int(OfficePeople.start + 86_400_000), 1_000_000, 0,
                ])
        }
    }

    static func caseNumber(_ place: Int) -> String { CaseNumber(drawn: place).digits }

    /// Every twentieth person wrote to the office; a fifth of these cases are open.
    private func writeCases(to rows: any RowWriter) throws {
        let categories = ["account", "registration", "photos", "card", "training", "incentive", "other"]
        for place in 0..<people.count / 20 {
            let (id, number) = (Int64(place + 1), place * 20 + 3)
            let isOpen = place % 5 == 0
            let at = OfficePeople.start - Int64(place % 40) * 86_400_000
            let assigned: Cell = isOpen && place % 10 == 0 ? 9 : nil
            let answer: [Cell] = isOpen ? [nil, nil, nil] : ["explained", 9, .int(at + 86_400_000)]
            try rows.add(
                "service_case",
                "id, number, person_id, category, channel, state, stake, begun_at, running_since, due_at, reopened, "
                    + "assigned_to, outcome, answered_by, answered_at",
                [
                    .int(id), .text(Self.caseNumber(place)), .int(OfficePeople.id(number)),
                    .text(categories[place % categories.count]), "site", .text(isOpen ? "open" : "answered"),
                    .int(Int64(1 + place % 3)), .int(at), .int(at), .int(at + 5 * 86_400_000), 0, assigned,
                ] + answer)
            try rows.add(
                "case_message", "id, case_id, kind, body, written_at",
                [
                    .int(id), .int(id), "person",
                    try people.seal("Kode tidak sampai ke HP saya.", "case_message", "body", id, of: place), .int(at),
                ])
        }
    }

    /// Two in a thousand: contested NIKs, and names that banks write otherwise.
    private func writeQuestions(to rows: any RowWriter) throws {
        for place in 0..<people.count / 500 {
            let (older, newer) = (OfficePeople.id(place * 400), OfficePeople.id(place * 400 + 1))
            try rows.add(
                "identity_dispute",
                "claim_id, nik_lookup, newer_person, older_claim, older_person, state, holds, begun_at, opened_at, "
                    + "decide_by",
                [
                    .int(newer), people.hash(OfficePeople.nik(place * 400), "nik", of: place * 400),
                    .int(newer), .int(older), .int(older), "open", false, .int(OfficePeople.start),
                    .int(OfficePeople.start), .int(OfficePeople.start + 7 * 86_400_000),
                ])
            try rows.add(
                "payee_question",
                "id, person_id, partner, last_four, lookup, registry_name, holder, difference, asked_at, state, "
                    + "sealed_registry_name, sealed_holder, names",
                [
                    .int(Int64(place + 1)), .int(OfficePeople.id(place * 400 + 2)), "linkaja", "1234",
                    people.hash("question \(place)", "payee-question", of: place), "", "", "shortened",
                    .int(OfficePeople.start), "asked",
                    try people.sealName("Siti Aminah", "payee_question", "registry_name", Int64(place + 1)),
                    try people.sealName("SITI A", "payee_question", "holder", Int64(place + 1)),
                    people.hash("Siti Aminah\nSITI A", "payee-names", of: place),
                ])
        }
    }

    private func writeLists(to rows: any RowWriter) throws {
        for (place, state) in ["in-force", "proposed"].enumerated() {
            let id = Int64(place + 1)
            let (decider, decided): (Cell, Cell) = place == 0 ? (1, .int(now)) : (nil, nil)
            try rows.add(
                "list_import",
                "id, kind, source, as_of, state, digest, accepted, duplicates, bad, contacts, imported_by, "
                    + "imported_at, decided_by, decided_at",
                [
                    .int(id), "laid-off", "Kementerian Ketenagakerjaan", "2020-04-10", .text(state),
                    .blob(Data(repeating: 3, count: 32)), .int(Int64(people.count / 3)), 0, 0, 0, 2, .int(now),
                    decider, decided,
                ])
            for number in stride(from: place, to: people.count, by: 3) {
                try rows.add(
                    "list_entry", "lookup, import_id",
                    [people.hash(OfficePeople.nik(number), "nik", of: number), .int(id)])
            }
        }
    }

    /// Finished ones are kept for some days; a few thousand have stopped.
    private func writeJobs(to rows: any RowWriter) throws {
        for place in 0..<people.count / 5 {
            let stopped: [Cell] = [
                "payouts.send", .text(#"{"disbursement":"\#(OfficePeople.id(place))"}"#), "dead", .int(now), 5, 5,
                "the bank does not answer",
            ]
            let finished: [Cell] = ["inbox.send", "{}", "done", .int(now), 1, 5, nil]
            try rows.add(
                "job",
                "id, name, payload, state, run_at, attempt, max_attempts, last_error, created_at, finished_at",
                [.int(Int64(place + 1))] + (place % 100 == 0 ? stopped : finished) + [.int(now), .int(now)])
        }
    }

    private func writeFigures(to rows: any RowWriter) throws {
        let codes: [ClosedRange<Int>] = [11...19, 21...21, 31...36, 51...53, 61...65, 71...76, 81...82, 91...92]
        let provinces = codes.flatMap { Array($0) }
        for day in 18_300..<18_360 {
            for province in provinces {
                for what in ["account", "identity", "sent", "eligible", "joined"] {
                    try figure(what, day, 0, province, to: rows)
                }
                for what in ["selected", "card", "bought", "completed", "paid"] {
                    for wave in people.waves.prefix(4) { try figure(what, day, wave, province, to: rows) }
                }
            }
        }
        for place in ["given", "available", "committed", "card", "returned", "escrow", "payable", "paid"] {
            for wave in people.waves.prefix(4) {
                for province in provinces {
                    try rows.add(
                        "budget_figure", "scope, edition, wave_id, province, place, amount",
                        ["part", "2020-3d", .int(wave), .int(Int64(province)), .text(place), 1_000_000_000])
                }
            }
            try rows.add(
                "budget_figure", "scope, edition, wave_id, province, place, amount",
                ["whole", "2020-3d", 0, 0, .text(place), 1_000_000_000])
        }
    }

    private func figure(_ what: String, _ day: Int, _ wave: Int64, _ province: Int, to rows: any RowWriter) throws {
        try rows.add(
            "daily_count", "what, day, wave_id, province, people",
            [.text(what), .int(Int64(day)), .int(wave), .int(Int64(province)), 30])
    }

    /// The first two waves were drawn and decreed.
    private func writeDraws(to rows: any RowWriter) throws {
        for (place, wave) in people.waves.prefix(2).enumerated() {
            try rows.add(
                "decree", "id, wave_id, people, amount, drafted_by, drafted_at, signed_at",
                [
                    .int(Int64(place + 1)), .int(wave), .int(Int64(people.count * 3 / 20)),
                    .int(Int64(people.count * 3 / 20) * 3_550_000), 2, .int(OfficePeople.start),
                    .int(OfficePeople.start),
                ])
            try rows.add(
                "decree_number", "number, decree_id", [.int(Int64(place + 1)), .int(Int64(place + 1))])
        }
    }
}
