import Programme
import Storage

/// The public summary of a wave's places after its draw: how many entries were disqualified, how many were passed over
/// for their places, and for which reasons, in numbers that reveal nothing about an individual.
struct PlaceChangesSummary: Sendable, Equatable {
    let out: Int
    let movedUp: Int
    let reasons: [Count<ListKind>]
    /// Tickets that were next and could not take the place.
    var passed = 0
    /// Of those that were passed over since reasons are noted.
    var passes: [Count<PassReason>] = []
    /// Places that no ticket has now.
    var empty = 0

    /// Nil for the merged rest of reasons that are too rare to be named separately.
    struct Count<Kind: Sendable & Equatable>: Sendable, Equatable {
        let kind: Kind?
        /// Nil when the merged number is still too small.
        let entries: Int?
    }

    /// A reason with fewer entries than this is not named separately.
    static let smallest = 10

    init(steps: [DrawChanges.Step], counts: [ListKind: Int], passes: [PassReason: Int] = [:]) {
        var (out, up, passed, empty) = (0, 0, 0, 0)
        for step in steps {
            switch step {
            case .out: out += 1
            case .up: up += 1
            case .passed: passed += 1
            case .empty: empty += 1
            }
        }
        self.init(out: out, movedUp: up, counts: counts)
        (self.passed, self.empty) = (passed, empty)
        self.passes = Self.merged(passes)
    }

    init(out: Int, movedUp: Int, counts: [ListKind: Int]) {
        self.out = out
        self.movedUp = movedUp
        reasons = Self.merged(counts)
    }

    /// Merges the rare reasons, and adds the next smallest reason while the sum is still too small: otherwise a reader
    /// could find the number by subtraction.
    private static func merged<Kind: RawRepresentable<String> & Sendable>(_ counts: [Kind: Int]) -> [Count<Kind>] {
        var large = counts.filter { $0.value >= smallest }
            .sorted { ($0.value, $0.key.rawValue) > ($1.value, $1.key.rawValue) }
        var few = counts.values.filter { $0 > 0 && $0 < smallest }.reduce(0, +)
        while few > 0, few < smallest, let next = large.popLast() { few += next.value }
        let named = large.map { Count(kind: $0.key, entries: $0.value) }
        return few == 0 ? named : named + [Count(kind: nil, entries: few < smallest ? nil : few)]
    }
}

extension DrawQueries {
    func afterwards(of wave: Wave) throws -> PlaceChangesSummary? {
        guard wave.state == .announced else { return nil }
        let counts = try tx.disqualifications.counts(of: wave.id)
        guard !counts.isEmpty else { return nil }
        return PlaceChangesSummary(
            steps: try changes(of: wave.id), counts: counts, passes: try passes(in: wave.id))
    }
}

/// The section of the draw's page with this summary.
struct PlaceChangesSection: Sendable {
    let t: Words
    let wave: Wave
    let after: PlaceChangesSummary

    var html: HTML {
        func row(_ reason: PlaceChangesSummary.Count<ListKind>) -> [HTML] {
            ["\(reason.kind.map(EditionWords(t: t).list) ?? various)", number(reason.entries)]
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
            \(when: after.passed > 0, passed)
            \(when: after.empty > 0, empty)
            <p><a href="\(Paths.drawChanges(wave.address))">\(t(
                "Berkas perubahan: nomor yang keluar dan yang naik", "The file of changes: numbers out and numbers up"
            ))</a></p>
            <p><code>prakerja draw verify undian-\(wave.address.description).prakerja --edition edisi.yaml \
            --changes perubahan-\(wave.address.description).txt</code></p>
            """
    }

    private var various: String { t("Berbagai alasan", "Various reasons") }

    private func number(_ entries: Int?) -> HTML {
        "\(entries.map(t.count) ?? t("Kurang dari sepuluh", "Fewer than ten"))"
    }

    private var passed: HTML {
        func row(_ reason: PlaceChangesSummary.Count<PassReason>) -> [HTML] {
            ["\(reason.kind.map { $0.name(t) } ?? various)", number(reason.entries)]
        }
        let most = t.count(DrawChanges.mostPassed)
        return """
            <p>\(t(
                "\(t.count(after.passed)) nomor urutan berikutnya dilewati, karena orangnya tidak dapat lagi menerima "
                    + "tempat. Untuk satu tempat paling banyak \(most) nomor dilewati. Setelah itu tempatnya kosong, "
                    + "supaya panitia tidak dapat memilih siapa yang naik.",
                "Numbers next by rank that were passed over: \(t.count(after.passed)), because their people could not "
                    + "take a place any more. At most \(most) are passed over for one place. Then it stays empty, so "
                    + "that the office cannot choose who moves up."))</p>
            \(when: !after.passes.isEmpty, Part.table(
                caption: t("Mengapa dilewati, hanya sebagai jumlah", "Why they were passed over, in numbers only"),
                [t("Alasan", "Reason"), t("Nomor", "Numbers")], after.passes.map(row), empty: ""))
            """
    }

    private var empty: HTML {
        let text = t(
            "\(t.places(after.empty)) tetap kosong. Uangnya untuk gelombang berikutnya.",
            "Left empty: \(t.places(after.empty)). Their money is for later waves.")
        return "<p>\(text)</p>"
    }
}

extension PassReason {
    func name(_ t: Words) -> String {
        switch self {
        case .ineligible: t("Tidak memenuhi syarat lagi", "No longer qualifies")
        case .familyLimit: t("Batas Kartu Keluarga", "Limit of the family card")
        case .otherPlace: t("Sudah punya tempat atau kartu lain", "Has another place or card")
        case .absent: t("Tidak ikut lagi", "Not in the wave any more")
        }
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
