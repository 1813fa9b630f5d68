import Foundation

/// What is wrong with a bundle: the first thing a stranger's check stumbles over.
package enum DrawFault: Error, Equatable, Sendable {
    case version(String)
    case edition(is: String, expected: String)
    case unknownWave(Int)
    case places(are: Int, expected: Int)
    /// Something that should be 32 bytes in hexadecimal is not.
    case malformed(String)
    /// The secret shown is not the one committed to.
    case commitment
    case order(String)
    /// The tickets are not 1, 2, 3, … without gap or repetition.
    case tickets(at: Int)
    case entry(ticket: Int)
    /// The list is not the one that was sealed.
    case root
    case seed
    /// Selected by the file, not by the computation.
    case wronglySelected(ticket: Int)
    /// Selected by the computation, not by the file.
    case leftOut(ticket: Int)
    case position(ticket: Int)
}

extension DrawFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .version(let version): "this is a bundle of version “\(version)”, and only \(DrawBundle.version) is known"
        case .edition(let id, let expected): "the bundle is of edition \(id), the file given is edition \(expected)"
        case .unknownWave(let number): "the edition has no wave \(number)"
        case .places(let places, let expected): "the bundle has \(places) places, the edition \(expected)"
        case .malformed(let part): "“\(part)” is not 32 bytes in hexadecimal"
        case .commitment: "the secret is not the one whose commitment was published"
        case .order(let what): "the acts are out of order: \(what)"
        case .tickets(let place): "the tickets are not 1, 2, 3, … at place \(place)"
        case .entry(let ticket): "ticket \(ticket) is not in the form that is hashed"
        case .root: "the list is not the one that was sealed: its Merkle root differs"
        case .seed: "the seed does not follow from root and secret"
        case .wronglySelected(let ticket): "ticket \(ticket) is in the outcome, but its rank does not select it"
        case .leftOut(let ticket): "ticket \(ticket) is selected by its rank, but not in the outcome"
        case .position(let ticket): "the pool or position of ticket \(ticket) is not what its rank gives"
        }
    }
}

extension DrawBundle {
    /// Computes the draw again from the sealed list and the secret, under the rules of `edition`; throws what differs.
    package func verify(edition: Edition) throws(DrawFault) {
        guard version == DrawBundle.version else { throw .version(version) }
        guard self.edition == edition.id else { throw .edition(is: self.edition, expected: edition.id) }
        try verifyDates(edition: edition)
        guard let secretBytes = Data(hex: secret), let secret = DrawSecret(secretBytes) else {
            throw .malformed("secret")
        }
        guard secret.commitment(wave: wave).hex == commitment else { throw .commitment }
        let sealed = try sealedEntries()
        let root = MerkleTree(leaves: sealed.map(\.leaf)).root
        guard root.hex == self.root else { throw .root }
        let seed = secret.seed(wave: wave, root: root)
        guard seed.hex == self.seed else { throw .seed }
        try verifyOutcome(Draw(edition: edition, places: places).lines(of: sealed, seed: seed))
    }

    private func verifyDates(edition: Edition) throws(DrawFault) {
        guard let dates = edition.waves.dates().first(where: { $0.number == wave }) else { throw .unknownWave(wave) }
        let expected = edition.waves.quota(of: dates)
        guard places == expected else { throw .places(are: places, expected: expected) }
        guard committedAt < closedAt else { throw .order("the commitment is not older than the closing") }
        guard closedAt >= dates.closes else { throw .order("the wave closed before the edition's instant") }
        guard closedAt <= sealedAt else { throw .order("the list was sealed before the wave closed") }
    }

    private func sealedEntries() throws(DrawFault) -> [SealedEntry] {
        var sealed: [SealedEntry] = []
        sealed.reserveCapacity(entries.count)
        for (place, entry) in entries.enumerated() {
            guard entry.ticket == place + 1 else { throw .tickets(at: place + 1) }
            guard let parsed = entry.sealed else { throw .entry(ticket: entry.ticket) }
            sealed.append(parsed)
        }
        return sealed
    }

    private func verifyOutcome(_ lines: [Draw.Line]) throws(DrawFault) {
        var expected: [Int: Selected] = [:]
        for line in lines where line.selected { expected[line.ticket] = Selected(line) }
        for claimed in selected {
            guard let computed = expected.removeValue(forKey: claimed.ticket) else {
                throw .wronglySelected(ticket: claimed.ticket)
            }
            guard claimed == computed else { throw .position(ticket: claimed.ticket) }
        }
        if let missing = expected.keys.min() { throw .leftOut(ticket: missing) }
    }
}
