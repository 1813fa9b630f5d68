import Programme
import Storage

/// Where a person stands on the way of five parts: account, data, wave, training, incentive.
struct PersonTrack: Sendable, Equatable {
    enum State: String, Sendable {
        case done, now, coming, stopped
    }

    /// One for each part, in order.
    let states: [State]

    /// Everything up to the part where the person stands is done; what they have not reached is to come.
    init(isEligible: Bool, isRefused: Bool, isSelected: Bool, isStopped: Bool, isTrained: Bool, isPaid: Bool) {
        let done = [true, isEligible || isSelected, isSelected, isTrained, isPaid]
        let current = done.firstIndex(of: false)
        states = done.indices.map { place in
            guard let current, place >= current else { return .done }
            guard place == current else { return .coming }
            return isStopped || (place == 1 && isRefused) ? .stopped : .now
        }
    }

    init(of reading: PersonReading, in tx: Transaction) throws {
        let decision = try tx.applications.decision(of: reading.person)?.decision
        let card = try tx.cards.announced(of: reading.person)
        let entry = try tx.waves.entry(of: reading.person)
        let purchases = try tx.purchases.of(reading.person)
        let views = try tx.incentives.of(reading.person, today: Zone.wib.date(of: reading.now))
        var isRefused = false
        if case .ineligible? = decision { isRefused = true }
        self.init(
            isEligible: decision == .eligible, isRefused: isRefused,
            isSelected: card != nil || entry?.state == .selected,
            isStopped: card.map { $0.status != .active && $0.status != .closed } ?? (entry?.state == .disqualified),
            isTrained: purchases.contains { $0.state == .completed },
            isPaid: !views.isEmpty && views.allSatisfy { $0.instalment.state == .paid })
    }

    func html(_ t: Words) -> HTML {
        let names = [
            t("Akun", "Account"), t("Data", "Data"), t("Gelombang", "Wave"), t("Pelatihan", "Training"),
            t("Insentif", "Incentive"),
        ]
        func part(_ place: Int) -> HTML {
            let state = states[place]
            let mark: HTML = state == .done ? OfficeIcon.tick.html : "\(place + 1)"
            let said =
                switch state {
                case .done: t("selesai", "done")
                case .now: t("sekarang", "now")
                case .coming: t("nanti", "later")
                case .stopped: t("berhenti", "stopped")
                }
            return """
                <li class="\(state.rawValue)"\(attribute: "aria-current", state == .now ? "step" : nil)>\
                <span class="dot">\(mark)</span>\(names[place])<span class="hidden"> (\(said))</span></li>
                """
        }
        return "<ol class=\"track\">\(each: names.indices, part)</ol>"
    }
}
