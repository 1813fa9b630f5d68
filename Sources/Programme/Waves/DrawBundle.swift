import Foundation

/// Everything a stranger needs to compute a draw again, as the JSON file that `docs/draw.md` describes.
package struct DrawBundle: Sendable, Codable, Equatable {
    /// Hashed into the seed and written in the file: another procedure is another version.
    package static let version = "prakerja-draw-1"

    package let version: String
    package let edition: String
    package let wave: Int
    package let places: Int
    package let commitment: String
    package let committedAt: Instant
    package let closedAt: Instant
    package let sealedAt: Instant
    package let root: String
    package let secret: String
    package let seed: String
    /// By ticket: the leaf of ticket n is leaf n − 1 of the tree.
    package let entries: [Entry]
    /// Those selected, by ticket.
    package let selected: [Selected]

    package struct Entry: Sendable, Codable, Equatable {
        package let ticket: Int
        package let priority: Bool
        package let province: Int
        package let household: String
        package let earlier: Int
        package let salt: String

        package init(_ entry: SealedEntry) {
            ticket = entry.ticket
            priority = entry.priority
            province = entry.province
            household = entry.household.hex
            earlier = entry.earlier
            salt = entry.salt.hex
        }

        /// Nil when something in it has not the form it is hashed in.
        package var sealed: SealedEntry? {
            guard let household = Data(hex: household), let salt = Data(hex: salt) else { return nil }
            let entry = SealedEntry(
                ticket: ticket, priority: priority, province: province, household: household, earlier: earlier,
                salt: salt)
            return entry.isWellFormed ? entry : nil
        }
    }

    package struct Selected: Sendable, Codable, Equatable {
        package let ticket: Int
        package let stratum: Int
        package let position: Int

        package init(_ line: Draw.Line) {
            ticket = line.ticket
            stratum = line.stratum.number
            position = line.position
        }
    }

    /// When the three acts of a draw happened, by the programme's clock.
    package struct Times: Sendable, Equatable {
        package let committed: Instant
        package let closed: Instant
        package let sealed: Instant

        package init(committed: Instant, closed: Instant, sealed: Instant) {
            self.committed = committed
            self.closed = closed
            self.sealed = sealed
        }
    }

    /// Runs the draw and writes it down.
    package init(edition: Edition, wave: Int, places: Int, times: Times, secret: DrawSecret, entries: [SealedEntry]) {
        let entries = entries.sorted { $0.ticket < $1.ticket }
        let root = MerkleTree(leaves: entries.map(\.leaf)).root
        let seed = secret.seed(wave: wave, root: root)
        let lines = Draw(edition: edition, places: places).lines(of: entries, seed: seed)
        version = DrawBundle.version
        self.edition = edition.id
        self.wave = wave
        self.places = places
        commitment = secret.commitment(wave: wave).hex
        committedAt = times.committed
        closedAt = times.closed
        sealedAt = times.sealed
        self.root = root.hex
        self.secret = secret.bytes.hex
        self.seed = seed.hex
        self.entries = entries.map(Entry.init)
        selected = lines.filter(\.selected).map(Selected.init)
    }
}

extension DrawBundle {
    package init(json: Data) throws {
        self = try JSONDecoder().decode(DrawBundle.self, from: json)
    }

    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
