import Programme
import Storage

/// What an account is still needed for, so that it cannot be deleted yet.
enum DeletionObstacle: String, Sendable, CaseIterable {
    /// Joined an open wave.
    case joined
    /// In a wave that was closed and has no announced outcome yet, or selected and without the card.
    case drawing
    case card
    case purchase
    case incentive
    /// The office decides about the person: a NIK, a suspension, a lost contact, a complaint.
    case office

    /// In the order of what to do first; none where the account can be deleted.
    static func all(of person: ID<Account>, at now: Instant, edition: Edition, vault: Vault, in tx: Transaction) throws
        -> [DeletionObstacle]
    {
        var found: Set<DeletionObstacle> = []
        let card = try tx.cards.of(person)
        for entry in try tx.entries.all(of: person, at: now) where entry.wave.state != .abandoned {
            switch entry.state {
            case .joined: found.insert(entry.wave.state == .open ? .joined : .drawing)
            case .sealed: found.insert(.drawing)
            case .selected: if card == nil { found.insert(.drawing) }
            case .notSelected, .withdrawn, .disqualified: break
            }
        }
        if let card, try !tx.cards.isOver(card.id) { found.insert(.card) }
        let purchases = try tx.purchases.of(person)
        if purchases.contains(where: { $0.state == .held || $0.state.isUnfinished }) { found.insert(.purchase) }
        let today = edition.waves.zone.date(of: now)
        let ended: Set<Instalment.State> = [.paid, .forfeited]
        if try tx.incentives.of(person, today: today).contains(where: { !ended.contains($0.instalment.state) }) {
            found.insert(.incentive)
        }
        if try isBeforeOffice(person, at: now, vault, tx) { found.insert(.office) }
        return allCases.filter(found.contains)
    }

    private static func isBeforeOffice(
        _ person: ID<Account>, at now: Instant, _ vault: Vault, _ tx: Transaction
    ) throws -> Bool {
        if try tx.disputes.isRunning(for: person) { return true }
        if try tx.suspensions.isRunning(for: person) { return true }
        if try tx.contactCases.current(of: person, at: now, vault: vault) != nil { return true }
        return try tx.cases.openCount(of: person) > 0
    }

    /// What to do first.
    func sentence(_ t: Words) -> String {
        switch self {
        case .joined:
            t("Anda ikut gelombang yang masih dibuka. Mundur dulu.", "You are in an open wave. Withdraw first.")
        case .drawing:
            t(
                "Gelombang Anda belum diumumkan. Tunggu hasilnya dulu.",
                "Your wave has not been announced. Wait for its outcome first.")
        case .card:
            t(
                "Kartu Anda masih berisi dana. Tunggu sampai kartu berakhir.",
                "Your card still holds money. Wait until it has ended.")
        case .purchase:
            t(
                "Ada pelatihan yang belum selesai. Selesaikan atau minta pembatalan di platformnya.",
                "A training is unfinished. Finish it, or ask its platform to void it.")
        case .incentive:
            t(
                "Ada insentif yang belum selesai. Ambil dulu, atau tunggu sampai hangus.",
                "An incentive is not settled. Take it first, or wait until it is forfeited.")
        case .office:
            t(
                "Ada keluhan atau pemeriksaan yang belum selesai. Tunggu jawabannya, atau tarik keluhan Anda.",
                "A complaint or review is open. Wait for the answer, or withdraw your complaint.")
        }
    }

    func way(_ t: Words) -> (label: String, path: String) {
        switch self {
        case .joined, .drawing: (t("Jadwal gelombang", "Wave dates"), Paths.waves)
        case .card, .purchase: (t("Kartu saya", "My card"), Paths.card)
        case .incentive: (t("Insentif", "Incentives"), Paths.incentives)
        case .office: (t("Keluhan dan sanggahan", "Complaints and appeals"), Paths.cases)
        }
    }
}
