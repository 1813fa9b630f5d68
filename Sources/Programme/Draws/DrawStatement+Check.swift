import Foundation

extension DrawStatement {
    /// Throws unless the statement agrees with the edition and its annex: texts, places, dates, figures, witnesses, and
    /// the round that follows from the closing. Used by a witness before signing and by any verifier afterwards.
    ///
    /// - Parameter isFinal: whether it must say which secrets count. The statement that witnesses see before they
    ///   reveal theirs does not.
    package func check(edition rules: Edition, isFinal: Bool = true) throws(DrawFault) {
        guard edition == rules.id else { throw .edition(is: edition, expected: rules.id) }
        try checkTexts(rules)
        let known = rules.waves.dates().first { $0.number == wave }
        guard let dates = known else { throw .unknownWave(wave) }
        let quota = rules.waves.quota(of: dates)
        guard places == quota else { throw .places(are: places, expected: quota) }
        guard times.committed < times.closed else { throw .order("the commitment is not older than the closing") }
        guard origin == nil || times.committed < dates.closes else {
            throw .order("a commitment was submitted after the edition's closing")
        }
        guard times.closed >= dates.closes else { throw .order("the wave closed before the edition's instant") }
        guard times.closed <= times.sealed else { throw .order("the list was sealed before the wave closed") }
        try checkRound(rules.waves.draw, closing: dates.closes)
        if let origin {
            try checkOrigin(origin, rules.waves, regions: dates.regions)
            try checkLists(rules.eligibility.lists)
        } else {
            try checkCounts(rules.waves)
        }
        try checkWitnesses(rules.waves.draw, isFinal: isFinal)
    }

    /// The edition's file and the annex are the ones that were in force.
    private func checkTexts(_ rules: Edition) throws(DrawFault) {
        if rules.needsAnnex, rules.annex == nil { throw .annex("it is missing, and the edition requires one") }
        guard let origin else {
            if rules.needsAnnex { throw .downgraded }
            return
        }
        guard origin.edition == rules.digest else {
            throw .editionText(is: rules.digest.hex, expected: origin.edition.hex)
        }
        guard let annex = rules.annex else {
            if origin.annex != nil { throw .annex("the statement names one, and the edition has no use for it") }
            return
        }
        guard let bound = origin.annex else { throw .annex("the statement names none") }
        guard bound == annex.digest else {
            throw .annex("it is the one with digest \(annex.digest.hex), and the draw was made under \(bound.hex)")
        }
        guard annex.issued <= times.committed else { throw .annex("it was issued after the commitments") }
    }

    private func checkRound(_ draw: DrawRules?, closing: Instant) throws(DrawFault) {
        guard attempt >= 1 else { throw .malformed("attempt") }
        guard chain == 1 || draw != nil else { throw .malformed("chain") }
        guard let watched = draw, chain != 1 else { return try checkRound(draw, closing) }
        guard let second = watched.on(chain: chain) else {
            throw .order("the round is of a second chain, and the annex has only one")
        }
        try checkRound(second, closing)
        let silent = watched.attempt(1, closing: closing).roundAt + .days(DrawRules.silentDays)
        guard second.attempt(attempt, closing: closing).roundAt >= silent else {
            throw .order(
                "the round is of the second chain, and the first was not silent for \(DrawRules.silentDays) days")
        }
    }

    private func checkRound(_ draw: DrawRules?, _ closing: Instant) throws(DrawFault) {
        let expected = draw?.attempt(attempt, closing: closing)
        guard round == expected?.round else { throw .round(is: round, expected: expected?.round) }
        guard let expected else {
            guard attempt == 1 else { throw .order("a draw without public randomness has one attempt") }
            return
        }
        guard times.sealed < expected.roundAt else {
            throw .order("the list was sealed after its round of public randomness")
        }
        let shown = secrets?.contains { $0 != nil } ?? false
        guard origin == nil || !shown || times.sealed < expected.revealsBy else {
            throw .order("the list was sealed after the time for secrets, and yet secrets were revealed")
        }
    }

    /// The figures of an earlier version, which has no numbers before merging.
    private func checkCounts(_ waves: WaveRules) throws(DrawFault) {
        let provinces = counts.filter { $0.stratum != .priority }
        guard counts.allSatisfy({ $0.entries >= 0 && $0.entries <= entries }),
            provinces.reduce(0, { $0 + $1.entries }) <= entries
        else { throw .counts("they are more than the entries") }
        let smallest = waves.smallestPool ?? 0
        // Even all provinces together may have fewer; then they are one pool.
        if let small = provinces.first(where: { $0.entries < smallest }), provinces.count > 1 {
            throw .counts(
                "pool \(small.stratum.number) has \(small.entries), and the edition merges those under \(smallest)")
        }
    }

    private func checkOrigin(_ origin: Origin, _ waves: WaveRules, regions: [String]?) throws(DrawFault) {
        let removed = origin.removed.reduce(0) { $0 + $1.entries }
        guard origin.joined - origin.withdrawn - removed == entries else {
            throw .figures(
                "\(origin.joined) joined, \(origin.withdrawn) left and \(removed) were removed, "
                    + "which does not leave \(entries) entries")
        }
        try origin.answers?.check(entries: entries, sealed: times.sealed)
        let reasons = origin.removed.map(\.reason)
        guard Set(reasons).count == reasons.count, reasons == reasons.sorted() else {
            throw .figures("the reasons of removals are not named once each, in order")
        }
        guard counts.allSatisfy({ $0.stratum != .priority || $0.entries <= entries }) else {
            throw .counts("they are more than the entries")
        }
        try checkPeople(origin.people, waves, regions: regions)
    }

    private func checkPeople(_ people: [Origin.People], _ waves: WaveRules, regions: [String]?) throws(DrawFault) {
        let isDrawn = waves.strata.contains(.province)
        guard isDrawn || regions != nil else {
            guard people.isEmpty else { throw .figures("the edition does not ask for numbers by province") }
            return
        }
        let numbers = people.map(\.province)
        guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 }), people.allSatisfy({ $0.entries > 0 }) else {
            throw .figures("the provinces are not named once each, in order")
        }
        let sum = people.reduce(0) { $0 + $1.entries }
        guard sum == entries else { throw .figures("the provinces have \(sum) entries together, not \(entries)") }
        if let regions {
            let open = Set(regions.compactMap { Int(String($0.prefix(2)), in: 11...97) })
            if let other = numbers.first(where: { !open.contains($0) }) {
                throw .figures("the wave is not for province \(other), and people of it are on the list")
            }
        }
        guard isDrawn else { return }
        let weights = waves.weightsByProvince
        if let other = numbers.first(where: { $0 > 0 && weights[$0, default: 0] == 0 }) {
            throw .figures("the edition gives province \(other) no share of the places")
        }
        try checkMerging(people, waves)
    }

    /// The pools are those that the edition's rule makes of the provinces: none too small, and none merged that is
    /// large enough.
    private func checkMerging(_ people: [Origin.People], _ waves: WaveRules) throws(DrawFault) {
        let byProvince = Dictionary(people.map { ($0.province, $0.entries) }, uniquingKeysWith: +)
        let pools = ProvincePools(entries: byProvince, rules: waves)
        var expected: [Int: Int] = [:]
        for (province, entries) in byProvince where province > 0 {
            expected[pools.sealed(province), default: 0] += entries
        }
        let provinces = counts.filter { $0.stratum != .priority }
        let stated = Dictionary(provinces.map { ($0.stratum.number, $0.entries) }, uniquingKeysWith: +)
        for pool in Set(expected.keys).union(stated.keys).sorted() where expected[pool] != stated[pool] {
            throw .counts(
                "pool \(pool) has \(stated[pool] ?? 0) entries; from the provinces' numbers, merged where they are "
                    + "under \(waves.smallestPool ?? 0), it has \(expected[pool] ?? 0)")
        }
    }

    private func checkLists(_ rules: [ListRule]) throws(DrawFault) {
        var numbers: [ListKind: [Int]] = [:]
        var seen: Set<Data> = []
        for list in lists {
            guard let (kind, number) = list.kind else {
                throw .lists("“\(list.name)” is no kind of list that the programme has")
            }
            guard seen.insert(Data(kind.rawValue.utf8) + list.digest).inserted else {
                throw .lists("“\(list.name)” is a list that is named twice")
            }
            numbers[kind, default: []].append(number)
        }
        for (kind, named) in numbers where named.sorted() != Array(1...named.count) {
            throw .lists("those of kind “\(kind.rawValue)” are not numbered 1 to \(named.count)")
        }
        if let missing = rules.first(where: { $0.mandatory && numbers[$0.kind] == nil }) {
            throw .lists("the edition requires “\(missing.kind.rawValue)”, and it was not in force")
        }
    }

    private func checkWitnesses(_ draw: DrawRules?, isFinal: Bool) throws(DrawFault) {
        let expected = draw?.witnesses.map(\.id) ?? [DrawSecret.system]
        guard commitments.map(\.witness) == expected else { throw .witnesses }
        guard draw != nil else {
            // The system's own commitment must be present: it is the only one.
            guard secrets == nil, commitments.allSatisfy({ $0.hash != nil }) else { throw .witnesses }
            return
        }
        guard isFinal || secrets != nil else { return }
        guard let secrets, secrets.count == commitments.count else { throw .witnesses }
        for (commitment, secret) in zip(commitments, secrets) {
            guard let secret else { continue }
            guard secret.commitment(wave: wave, witness: commitment.witness) == commitment.hash else {
                throw .commitment(witness: commitment.witness)
            }
        }
    }
}

extension DrawStatement.List {
    /// `blacklist` is the first of its kind, `blacklist-2` the second; nil where the name is none of the programme's.
    package var kind: (kind: ListKind, number: Int)? { Self.kind(of: name) }

    package static func kind(of name: String) -> (kind: ListKind, number: Int)? {
        if let kind = ListKind(rawValue: name) { return (kind, 1) }
        guard let hyphen = name.lastIndex(of: "-"), let kind = ListKind(rawValue: String(name[..<hyphen])),
            let number = Int(String(name[name.index(after: hyphen)...]), in: 2...1_000),
            name == "\(kind.rawValue)-\(number)"
        else { return nil }
        return (kind, number)
    }
}
