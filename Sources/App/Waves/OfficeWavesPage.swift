import Programme

/// `/kantor/gelombang`: every wave that has begun, latest first, with its next act.
struct OfficeWavesPage: Page {
    let t: Words
    let now: Instant
    let rows: [OfficeWaveRow]
    /// The waves that open next, in order.
    let coming: [Wave]
    let available: Rupiah

    /// Coming waves that the page lists.
    static let mostComing = 3

    var title: String { t("Gelombang", "Waves") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Anggaran yang belum terikat", "Budget not committed")): <strong>\(available.description)</strong></p>
        \(when: !coming.isEmpty, comingList)
        \(Part.table(
            caption: t("Yang sudah dimulai, terbaru di atas", "Those that have begun, latest first"),
            [
                t("Gelombang", "Wave"), t("Status", "Status"), t("Peserta", "Entries"), t("Tempat", "Places"),
                t("Ditutup", "Closes"), t("Diumumkan", "Announced"), t("Langkah berikutnya", "Next step"),
            ],
            rows.map(row), empty: t("Belum ada gelombang yang dimulai.", "No wave has begun yet.")))
        """
    }

    private var comingList: HTML { "<ul class=\"plain-list\">\(each: coming, comingLine)</ul>" }

    private func comingLine(_ wave: Wave) -> HTML {
        """
        <li><a href="\(Paths.officeWave(wave.address))">\(wave.name(t))</a> \(t("dibuka otomatis", "opens by itself")) \
        \(Part.countdown(to: wave.opensAt, now: now, label: t.moment(wave.opensAt))).</li>
        """
    }

    private func row(_ row: OfficeWaveRow) -> [HTML] {
        let status = WaveStatus(office: row.wave, at: now, t: t)
        let act = row.life.due(at: now)
        let isHeld = !row.wave.isMissed(at: now)
        return [
            "<a href=\"\(Paths.officeWave(row.wave.address))\">\(row.wave.name(t))</a>",
            Part.tag(status.label, status.kind), "\(t.count(row.joined))",
            isHeld ? "\(t.count(row.wave.quota))" : "–", "\(t.shortMoment(row.wave.closesAt))",
            isHeld ? "\(t.shortMoment(row.wave.announcesAt))" : "–",
            "\(act?.label(row.wave, t) ?? "–")",
        ]
    }

    static func sample(_ t: Words) -> OfficeWavesPage {
        OfficeWavesPage(
            t: t, now: Wave.sample.closesAt + .hours(1),
            rows: [
                OfficeWaveRow(life: WaveLifecycle(.sample, phase: nil, isDrafted: false), joined: Wave.sampleJoined)
            ], coming: [],
            available: Rupiah(20_000_000_000_000))
    }
}

struct OfficeWaveRow: Sendable {
    let life: WaveLifecycle
    let joined: Int

    var wave: Wave { life.wave }
}
