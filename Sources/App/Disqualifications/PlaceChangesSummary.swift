import Programme
import Storage

/// The public summary of a wave's places after its draw: how many entries were disqualified and for which reasons, in
/// numbers that reveal nothing about an individual.
struct PlaceChangesSummary: Sendable, Equatable {
    let out: Int
    let movedUp: Int
    let reasons: [Reason]

    /// Nil for the merged rest of reasons that are too rare to be named separately.
    struct Reason: Sendable, Equatable {
        let kind: ListKind?
        /// Nil when the merged number is still too small.
        let entries: Int?
    }

    /// A reason with fewer entries than this is not named separately.
    static let smallest = 10

    init(steps: [DrawChanges.Step], counts: [ListKind: Int]) {
        var (out, up) = (0, 0)
        for step in steps {
            switch step {
            case .out: out += 1
            case .up: up += 1
            case .passed, .empty: break
            }
        }
        self.init(out: out, movedUp: up, counts: counts)
    }

    init(out: Int, movedUp: Int, counts: [ListKind: Int]) {
        self.out = out
        self.movedUp = movedUp
        reasons = Self.merged(counts)
    }

    /// Merges the rare reasons, and adds the next smallest reason while the sum is still too small: otherwise a reader
    /// could find the number by subtraction.
    private static func merged(_ counts: [ListKind: Int]) -> [Reason] {
        var large = counts.filter { $0.value >= smallest }
            .sorted { ($0.value, $0.key.rawValue) > ($1.value, $1.key.rawValue) }
        var few = counts.values.filter { $0 > 0 && $0 < smallest }.reduce(0, +)
        while few > 0, few < smallest, let next = large.popLast() { few += next.value }
        let named = large.map { Reason(kind: $0.key, entries: $0.value) }
        return few == 0 ? named : named + [Reason(kind: nil, entries: few < smallest ? nil : few)]
    }
}

extension DrawQueries {
    func afterwards(of wave: Wave) throws -> PlaceChangesSummary? {
        guard wave.state == .announced else { return nil }
        let counts = try tx.disqualifications.counts(of: wave.id)
        guard !counts.isEmpty else { return nil }
        return PlaceChangesSummary(steps: try changes(of: wave.id), counts: counts)
    }
}

/// The section of the draw's page with this summary.
struct PlaceChangesSection: Sendable {
    let t: Words
    let wave: Wave
    let after: PlaceChangesSummary

    var html: HTML {
        func row(_ reason: PlaceChangesSummary.Reason) -> [HTML] {
            let name = reason.kind.map(EditionWords(t: t).list) ?? t("Berbagai alasan", "Various reasons")
            let few = t("Kurang dari sepuluh", "Fewer than ten")
            return ["\(name)", "\(reason.entries.map(t.count) ?? few)"]
        }
        return """
            <h2>\(t("Setelah undian", "After the draw"))</h2>
            <p>\(t(
                "\(t.places(after.out)) dibatalkan karena daftar yang disegel sebelum undian; "
                    + "\(t.count(after.movedUp)) nomor urutan berikutnya naik. Tidak ada yang dikocok ulang.",
                "Taken away by lists sealed before the draw: \(t.places(after.out)). Numbers next by rank that moved up: "
                    + "\(t.count(after.movedUp)). Nothing was shuffled again."))</p>
            \(Part.table(
                caption: t("Alasan, hanya sebagai jumlah", "Reasons, in numbers only"),
                [t("Daftar", "List"), t("Tempat", "Places")], after.reasons.map(row), empty: ""))
            <p><a href="\(Paths.drawChanges(wave.address))">\(t(
                "Berkas perubahan: nomor yang keluar dan yang naik", "The file of changes: numbers out and numbers up"
            ))</a></p>
            <p><code>prakerja draw verify undian-\(wave.address.description).prakerja --edition edisi.yaml \
            --changes perubahan-\(wave.address.description).txt</code></p>
            """
    }
}

extension DrawActions {
    /// The changes of places after the draw, for verification; nil until the outcome is announced.
    func changes(_ number: Int) async throws -> DrawChanges? {
        try await dependencies.database.read { [edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            guard wave.state == .announced, let draw = try tx.draws.of(wave.id), let root = draw.root,
                let seed = draw.seed
            else { return nil }
            return DrawChanges(
                edition: edition.id, wave: number, root: root, seed: seed, steps: try tx.draws.changes(of: wave.id))
        }
    }
}
