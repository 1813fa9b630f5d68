import Foundation

extension DrawBundle {
    /// Recomputes the draw under the rules of `edition`, and throws the first difference.
    ///
    /// - Parameters:
    ///   - edition: with its annex, where it needs one.
    ///   - site: the key of the installation; nil takes the one in the annex.
    @discardableResult
    package func verify(edition: Edition, site: NoteVerifier? = nil) throws(DrawFault) -> DrawReport {
        let signed = try verifyStatement(edition, site)
        let statement = signed.statement
        let secrets = try verifySecrets(statement)
        try list.check(statement)
        guard list.counts(edition.waves.strata) == statement.counts else { throw .counts("they are not the list's") }
        if statement.origin != nil {
            try verifySalts()
            try verifyHouseholds(edition)
        }
        let randomness = try verifyBeacon(statement, edition.waves.draw?.on(chain: statement.chain)?.beacon.chain)
        let seed = statement.seed(secrets: secrets, randomness: randomness)
        guard seed.hex == head.seed else { throw .seed }
        try verifyOutcome(Draw(edition: edition, places: statement.places).selected(of: list, seed: seed).lines)
        return DrawReport(signed, edition: edition, seed: seed)
    }

    private func verifyStatement(_ edition: Edition, _ given: NoteVerifier?) throws(DrawFault) -> SignedStatement {
        guard let text = try? SignedNote.text(of: head.statement) else { throw .malformed("statement") }
        let statement = try DrawStatement(text: text)
        try statement.check(edition: edition)
        return try SignedStatement(head.statement, statement, edition: edition, site: given)
    }

    /// Each salt follows from a secret and the entry's number, so no two are equal and none is zero. Lines that were
    /// copied, or filled in by hand, are found by it.
    private func verifySalts() throws(DrawFault) {
        if let ticket = list.firstWithoutSalt { throw .household(ticket: ticket, "its salt is zero: it was not drawn") }
        if let ticket = list.firstSharingSalt {
            throw .household(ticket: ticket, "another entry has its salt: one line was copied from the other")
        }
    }

    /// Without a limit per family card no entry has earlier places that count, and no two entries share a tag.
    private func verifyHouseholds(_ edition: Edition) throws(DrawFault) {
        guard edition.eligibility.beneficiariesPerFamilyCard == nil else { return }
        if let ticket = list.firstWithEarlier {
            throw .household(ticket: ticket, "it has earlier places, and the edition has no limit per family card")
        }
        if let ticket = list.firstSharingTag {
            throw .household(ticket: ticket, "it shares a household tag, and the edition has no limit per family card")
        }
    }

    private func verifySecrets(_ statement: DrawStatement) throws(DrawFault) -> [DrawSecret?] {
        guard head.secrets.count == statement.commitments.count else { throw .witnesses }
        var secrets: [DrawSecret?] = []
        for (place, commitment) in statement.commitments.enumerated() {
            let secret = try read(head.secrets[place], of: commitment, wave: statement.wave)
            if let signed = statement.secrets, signed[place] != secret { throw .secret(witness: commitment.witness) }
            secrets.append(secret)
        }
        return secrets
    }

    private func read(
        _ shown: String?, of commitment: DrawStatement.Commitment, wave: Int
    ) throws(DrawFault) -> DrawSecret? {
        guard let shown else {
            // The system's own secret must be present: it is the only one.
            guard commitment.witness != DrawSecret.system else { throw .commitment(witness: commitment.witness) }
            return nil
        }
        guard let bytes = Data(hex: shown), bytes.hex == shown, let secret = DrawSecret(bytes),
            secret.commitment(wave: wave, witness: commitment.witness) == commitment.hash
        else { throw .commitment(witness: commitment.witness) }
        return secret
    }

    /// - Parameter chain: nil where the edition names none; then only the hash of the signature is verified.
    private func verifyBeacon(_ statement: DrawStatement, _ chain: BeaconChain?) throws(DrawFault) -> Data? {
        guard let round = statement.round else {
            guard head.beacon == nil else { throw .beacon("the edition asks for none") }
            return nil
        }
        guard let beacon = head.beacon else { throw .beacon("it is missing") }
        guard beacon.round == round else { throw .round(is: beacon.round, expected: round) }
        guard let value = beacon.value, beacon.isCanonical else {
            throw .beacon("it is not the hash of its signature")
        }
        do throws(BeaconSignatureFault) {
            if let chain { try beacon.verify(chain) }
        } catch {
            throw .beacon("\(error)")
        }
        return value
    }

    private func verifyOutcome(_ lines: [Draw.Line]) throws(DrawFault) {
        let expected = DrawBundle.bytes(of: lines)
        guard expected != selected else { return }
        let claimed = Outcomes(selected)
        let computed = Outcomes(expected)
        for (ticket, place) in claimed.places.sorted(by: { $0.key < $1.key }) {
            guard let right = computed.places[ticket] else { throw .wronglySelected(ticket: ticket) }
            guard right == place else { throw .position(ticket: ticket) }
        }
        let missing = computed.places.keys.filter { claimed.places[$0] == nil }
        if let ticket = missing.min() { throw .leftOut(ticket: ticket) }
        throw .malformed("outcome")
    }
}

extension SealedList {
    /// Throws unless this is the list that the statement seals. No other can be drawn: an entry in another form belongs to
    /// no pool.
    package func check(_ statement: DrawStatement) throws(DrawFault) {
        guard count == statement.entries else { throw .entries(are: count, stated: statement.entries) }
        if let ticket = malformed { throw .entry(ticket: ticket) }
        guard root == statement.root else { throw .root }
    }
}

/// The outcome in a file, by ticket.
private struct Outcomes {
    var places: [Int: Data] = [:]

    init(_ bytes: Data) {
        var rest = bytes
        while rest.count >= DrawBundle.selectedBytes {
            let ticket = rest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            places[Int(truncatingIfNeeded: ticket)] = Data(rest.dropFirst(8).prefix(8))
            rest = rest.dropFirst(DrawBundle.selectedBytes)
        }
    }
}
