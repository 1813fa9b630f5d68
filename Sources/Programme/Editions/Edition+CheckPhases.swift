extension Edition {
    /// Phases in the order of their days, names that fit a table, and a range that is one.
    func checkNames() -> [Finding] { checkPhases() + checkWaveNames() + checkTargetRange() }

    private func checkPhases() -> [Finding] {
        guard let phases else { return [] }
        guard (1...Phase.most).contains(phases.count) else {
            return [.error("phases", "must be 1 to \(Phase.most), or left out")]
        }
        var findings: [Finding] = []
        for (index, phase) in phases.enumerated() {
            let place = "phases[\(index)]"
            if isMissing(phase.name) {
                findings.append(.error(place + ".name", "is missing in one of the two languages"))
            }
            if let to = phase.to, to < phase.from { findings.append(.error(place, "ends before it begins")) }
            if phase.from > validity.to { findings.append(.error(place, "begins after the edition's last day")) }
            if index > 0, phase.from < phases[index - 1].from {
                findings.append(.error(place, "begins before the phase above it: write the earliest first"))
            }
        }
        return findings
    }

    private func checkWaveNames() -> [Finding] {
        let names = waves.names ?? []
        var findings = repeated(names.map { String($0.number) }, at: "waves.names")
        for entry in names {
            let place = "waves.names[\(entry.number)]"
            if !(1...waves.total).contains(entry.number) {
                findings.append(.error(place, "names no wave: there are \(waves.total)"))
            }
            if isMissing(entry.name) {
                findings.append(.error(place + ".name", "is missing in one of the two languages"))
            }
            if max(entry.name.id.count, entry.name.en.count) > WaveName.longest {
                findings.append(.error(place + ".name", "is longer than \(WaveName.longest) letters"))
            }
        }
        return findings
    }

    private func checkTargetRange() -> [Finding] {
        guard let range = target.range else { return [] }
        guard range.from > 0, range.from < range.to else {
            return [.error("target.range", "must be from a number of people above nothing to a larger one")]
        }
        guard benefits.perPerson > .zero else { return [] }
        let paid = budget.amount / benefits.perPerson.amount
        guard Int64(range.to) > paid else { return [] }
        let most = "the budget pays for \(grouped(Int(paid))) people"
        let sentence =
            Int64(range.from) > paid
            ? "begins at \(grouped(range.from)), and \(most)" : "reaches \(grouped(range.to)), and \(most)"
        return [.warning("target.range", sentence)]
    }

    private func isMissing(_ text: Bilingual) -> Bool {
        text.id.allSatisfy(\.isWhitespace) || text.en.allSatisfy(\.isWhitespace)
    }
}
