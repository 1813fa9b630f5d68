import App
import Foundation

/// Cards, purchases, instalments and payments of the people who were selected, with the ledger beneath them.
struct OfficeMoney {
    let people: OfficePeople

    /// Ids of accounts of the ledger that many entries meet on.
    private enum Account {
        static let committed: [Int64] = [511, 512]
        static let payable: Int64 = 524
        /// `paid:incentive`, which every database has.
        static let paid: Int64 = 12
        static let clearing: Int64 = 1_000
    }
    private static let price: Int64 = 500_000
    private static let instalment: Int64 = 600_000
    /// Payments of a batch, as `PayoutBatch.limit`.
    private static let perBatch = 500

    private var at: Int64 { OfficePeople.start }

    func write(to rows: any RowWriter) throws {
        try writeAccounts(to: rows)
        var (paid, drafted) = (0, 0)
        for number in 0..<people.count where OfficePeople.isSelected(number) {
            let id = OfficePeople.id(number)
            try writeCard(number, id, to: rows)
            // Of five, one has bought nothing yet; of the others two thirds have finished.
            let hasBought = number / 40 % 5 != 0
            let hasFinished = hasBought && number / 200 % 3 != 0
            if hasBought { try writePurchase(number, id, isCompleted: hasFinished, to: rows) }
            try writeCardAccounts(number, id, hasBought: hasBought, hasFinished: hasFinished, to: rows)
            guard hasFinished else { continue }
            try writePayee(number, id, to: rows)
            try writeInstalments(number, id, batch: paid / Self.perBatch, to: rows)
            paid += 1
            if number / 600 % 20 == 0, drafted < 3 * Self.perBatch {
                try writeDrafted(id, batch: 900_000 + drafted / Self.perBatch, to: rows)
                drafted += 1
            }
        }
        for batch in 0...(paid / Self.perBatch) { try writeBatch(batch, "settled", to: rows) }
        for batch in 0..<3 { try writeBatch(900_000 + batch, "drafted", to: rows) }
    }

    private func account(_ id: Int64, _ code: String, _ posted: Int64, to rows: any RowWriter) throws {
        try rows.add(
            "ledger_account", "id, code, posted, held, floor, sink",
            [.int(id), .text(code), .int(posted), 0, true, false])
    }

    private func writeAccounts(to rows: any RowWriter) throws {
        for (place, id) in Account.committed.enumerated() {
            try account(id, "wave:\(place + 1):committed", 0, to: rows)
        }
        try account(Account.payable, "partner:1:payable", 0, to: rows)
    }

    /// One entry of one or two postings: from, to, amount.
    private func entry(
        _ id: Int64, _ kind: String, _ key: String, _ postings: [(Int64, Int64, Int64)], to rows: any RowWriter
    ) throws {
        try rows.add(
            "journal_entry", "id, key, kind, content, reason, at",
            [.int(id), .text(key), .text(kind), .blob(Data(key.utf8)), "", .int(at)])
        for (place, posting) in postings.enumerated() {
            try rows.add(
                "posting", "entry_id, place, from_id, to_id, amount",
                [.int(id), .int(Int64(place)), .int(posting.0), .int(posting.1), .int(posting.2)])
        }
    }

    private func writeCard(_ number: Int, _ id: Int64, to rows: any RowWriter) throws {
        let digits = OfficePeople.card(number)
        try rows.add(
            "card",
            "id, person_id, edition, wave, entry_id, status, number, last_four, training, incentive, decreed_at, "
                + "issued_at, first_use_by, first_used_at, unfinished",
            [
                .int(id), .int(id), "2020-3d", .int(Int64(number % 4 + 1)), .int(id), "active",
                try people.seal(digits, "card", "number", id, of: number),
                .text(String(digits.suffix(4))), 1_000_000, 2_550_000, .int(at), .int(at),
                .int(at + 30 * 86_400_000), .int(at), 0,
            ])
        try rows.add("card_number", "lookup, card_id", [people.hash(digits, "card", of: number), .int(id)])
    }

    private func writeCardAccounts(
        _ number: Int, _ id: Int64, hasBought: Bool, hasFinished: Bool, to rows: any RowWriter
    ) throws {
        let (training, incentive, escrow) = (id * 10, id * 10 + 1, id * 10 + 2)
        try account(training, "card:\(id):training", 1_000_000 - (hasBought ? Self.price : 0), to: rows)
        try account(incentive, "card:\(id):incentive", 2_550_000 - (hasFinished ? Self.instalment : 0), to: rows)
        let committed = Account.committed[number % 4]
        try entry(
            id * 10, "cards", "cards:\(id)", [(committed, training, 1_000_000), (committed, incentive, 2_550_000)],
            to: rows)
        guard hasBought else { return }
        try account(escrow, "purchase:\(id):escrow", hasFinished ? 0 : Self.price, to: rows)
        try entry(id * 10 + 1, "purchase", "purchase:\(id):1", [(training, escrow, Self.price)], to: rows)
        guard hasFinished else { return }
        try entry(id * 10 + 2, "milestone", "completion:\(id)", [(escrow, Account.payable, Self.price)], to: rows)
    }

    private func writePurchase(_ number: Int, _ id: Int64, isCompleted: Bool, to rows: any RowWriter) throws {
        let course = Int64(1 + number % OfficeWork.courses)
        let code = OfficePeople.pad(number, 10)
        let state: Cell = isCompleted ? "completed" : "posted"
        let ended: Cell = isCompleted ? .int(at) : nil
        try rows.add(
            "purchase",
            "id, person_id, card_id, platform_id, course_id, schedule_id, platform_user, price, state, attempt, "
                + "hold_until, asked_at, paid_at, invoice_code, invoice_url, transaction_code, redeem_code, ended_at",
            [
                .int(id), .int(id), .int(id), .int(1 + course % 8), .int(course), .int(course),
                .blob(Data(repeating: 7, count: 32)), .int(Self.price), state, 1, .int(at),
                .int(at), .int(at), .text("INV-\(code)"), "https://platform.example/nota", .text("TRX\(code)"),
                .text("RD\(code)"), ended,
            ])
        guard isCompleted else { return }
        try rows.add(
            "completion",
            "purchase_id, person_id, score, certificate_number, participant_name, completed_at, "
                + "sealed_participant_name",
            [
                .int(id), .int(id), 80, .text("S-\(code)"), "", .int(at),
                try people.sealName("Siti", "completion", "participant_name", id),
            ])
        for sequence in [Int64(1), 999] {
            try rows.add(
                "attendance", "purchase_id, sequence, verified_at", [.int(id), .int(sequence), .int(at)])
        }
    }

    private func writePayee(_ number: Int, _ id: Int64, to rows: any RowWriter) throws {
        let digits = "0" + OfficePeople.phone(number).dropFirst(3)
        let lookup = people.hash("linkaja:\(digits)", "payee", of: number)
        try rows.add(
            "payee_account",
            "id, person_id, partner, number, last_four, lookup, holder, state, checked_at, linked_at, sealed_holder",
            [
                .int(id), .int(id), "linkaja",
                try people.seal(digits, "payee_account", "number", id, of: number),
                .text(String(digits.suffix(4))), lookup, "", "linked", .int(at), .int(at),
                try people.sealName("SITI", "payee_account", "holder", id),
            ])
        try rows.add("payee_number", "lookup, person_id", [lookup, .int(id)])
    }

    /// The first is paid; the second is requested by every twentieth person and planned by the others.
    private func writeInstalments(_ number: Int, _ id: Int64, batch: Int, to rows: any RowWriter) throws {
        let isRequested = number / 600 % 20 == 0
        for place in 1...2 {
            let state = place == 1 ? "paid" : (isRequested ? "requested" : "planned")
            let (attempt, look): (Cell, Cell) = state == "planned" ? (0, "2020-06-14") : (1, nil)
            try rows.add(
                "instalment",
                "id, person_id, card_id, purchase_id, kind, number, amount, due_on, state, attempt, changed_on, "
                    + "next_look",
                [
                    .int(id * 10 + Int64(place)), .int(id), .int(id), .int(id), "incentive", .int(Int64(place)),
                    .int(Self.instalment), "2020-06-14", .text(state), attempt, "2020-05-14", look,
                ])
        }
        let clearing = Account.clearing + Int64(batch)
        try rows.add(
            "disbursement",
            "id, person_id, batch_id, instalment_id, payee_id, amount, state, told, asked, rail_reference, drafted_at, "
                + "sent_at, ended_at",
            [
                .int(id), .int(id), .int(Int64(batch + 1)), .int(id * 10 + 1), .int(id), .int(Self.instalment), "paid",
                true, 1, .text("R\(id)"), .int(at), .int(at), .int(at),
            ])
        try entry(
            id * 10 + 3, "instalment-sent", "sent:\(id)", [(id * 10 + 1, clearing, Self.instalment)], to: rows)
        try entry(
            id * 10 + 4, "instalment-paid", "paid:\(id)", [(clearing, Account.paid, Self.instalment)], to: rows)
    }

    private func writeDrafted(_ id: Int64, batch: Int, to rows: any RowWriter) throws {
        try rows.add(
            "disbursement",
            "id, person_id, batch_id, instalment_id, payee_id, amount, state, told, asked, drafted_at",
            [
                .int(id * 10), .int(id), .int(Int64(batch + 1)), .int(id * 10 + 2), .int(id), .int(Self.instalment),
                "drafted", false, 0, .int(at),
            ])
    }

    private func writeBatch(_ number: Int, _ state: String, to rows: any RowWriter) throws {
        let (approver, approved): (Cell, Cell) = state == "drafted" ? (nil, nil) : (4, .int(at))
        try rows.add(
            "payout_batch", "id, author_id, approver_id, state, drafted_at, approved_at, changes",
            [.int(Int64(number + 1)), 3, approver, .text(state), .int(at), approved, 1])
        try account(
            Account.clearing + Int64(number), "payout:\(number + 1):clearing", 0, to: rows)
    }
}
