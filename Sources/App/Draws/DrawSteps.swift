import Foundation
import Programme

/// The steps of a draw in order, each with its time and its purpose.
struct DrawSteps: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState

    private var wave: Wave { board.wave }
    private var record: WaveRecord { board.record }

    var html: HTML {
        let steps = board.rules.map(watched) ?? unwatched
        func item(_ step: Step) -> HTML {
            """
            <li><h3>\(step.name) \(tag(step.at))</h3><p>\(step.why)</p>\(step.at.map(moment))</li>
            """
        }
        return "<ol class=\"story\">\(each: steps, item)</ol>"
    }

    private struct Step {
        let name: String
        let why: String
        let at: Instant?
    }

    private func moment(_ at: Instant) -> HTML { "<small>\(t.moment(at))</small>" }

    private func tag(_ at: Instant?) -> HTML {
        at == nil ? Part.tag(t("Belum", "Not yet"), .blocked) : Part.tag(t("Selesai", "Done"), .done)
    }

    private func watched(_ rules: DrawRules) -> [Step] {
        let names = rules.witnesses.map { t($0.name) }.joined(separator: ", ")
        let (deposited, shown) = (board.witnesses.count, board.witnesses.filter { $0.secret != nil }.count)
        let (all, signed) = (rules.witnesses.count, board.current?.signatures.count ?? 0)
        let opened =
            deposited == 0 ? "" : t("Dibuka: \(shown) dari \(deposited). ", "Opened: \(shown) of \(deposited). ")
        return [
            Step(
                name: t("Rahasia dikunci", "Secrets are locked away"),
                why: t(
                    "\(all) saksi (\(names)) masing-masing memilih angka rahasia dan menguncinya. Yang kami pajang "
                        + "hanya gemboknya. \(t(PlainTerm.lock.meaning)) Diserahkan: \(deposited).",
                    "\(all) witnesses (\(names)) each choose a secret number and lock it away. On display is only the "
                        + "lock. \(t(PlainTerm.lock.meaning)) Deposited: \(deposited)."),
                at: wave.state > .open ? board.witnesses.map(\.committedAt).max() ?? record.closedAt : nil),
            sealing,
            Step(
                name: t("Gembok dibuka", "The locks are opened"),
                why: t(
                    "Daftarnya sudah tidak dapat berubah, jadi rahasia diperlihatkan. Siapa pun dapat memeriksa bahwa "
                        + "rahasia itu cocok dengan gemboknya. \(opened)"
                        + "Rahasia yang tidak dibuka tidak dihitung. Semua orang melihatnya.",
                    "The list cannot change any more, so the secrets are shown, and anyone can check that each fits its "
                        + "lock. \(opened)One that is not opened does not count, and everybody sees it."
                ),
                at: board.current?.statedAt),
            Step(
                name: t("Saksi menandatangani", "Witnesses sign"),
                why: t(
                    "Segel daftar dan rahasia yang terbuka ditandatangani sebelum angka acak publik (drand) terbit. Ada "
                        + "\(signed) tanda tangan, diperlukan \(rules.cosignatures). Kalau kurang, tidak ada undian.",
                    "The list's seal and the opened secrets are signed before the public random number is out. There are "
                        + "\(signed) signatures, \(rules.cosignatures) are needed. With fewer there is no draw."),
                at: lastSignature(rules.cosignatures)),
            beacon(rules), ordering,
        ]
    }

    private var unwatched: [Step] {
        [
            Step(
                name: t("Rahasia dikunci", "A secret is locked away"),
                why: t(
                    "Sebelum orang pertama bergabung, sistem memilih angka rahasia dan menguncinya. Yang kami pajang "
                        + "hanya gemboknya. \(t(PlainTerm.lock.meaning))",
                    "Before the first person joins, the system chooses a secret number and locks it away. On display "
                        + "is only the lock. \(t(PlainTerm.lock.meaning))"),
                at: board.witness(DrawSecret.system)?.committedAt),
            sealing,
            Step(
                name: t("Gembok dibuka", "The lock is opened"),
                why: t(
                    "Rahasianya diperlihatkan, dan siapa pun dapat memeriksa bahwa rahasia itu cocok dengan gemboknya.",
                    "The secret is shown, and anyone can check that it fits the lock."),
                at: wave.state >= .drawn ? record.drawnAt : nil),
            ordering,
        ]
    }

    private var sealing: Step {
        Step(
            name: t("Daftar disegel", "The list is sealed"),
            why: t(
                "Setelah gelombang ditutup, setiap orang mendapat nomor undian acak. Dari seluruh daftar dihitung satu "
                    + "angka, segelnya. Mengubah satu baris saja mengubah segel itu.",
                "Once the wave has closed, everybody gets a random number. From the whole list one figure is computed, "
                    + "its seal. Changing a single line changes the seal."),
            at: record.sealedAt)
    }

    private func beacon(_ rules: DrawRules) -> Step {
        let name = rules.beacon.name
        let number =
            if let at = board.attempt?.roundAt, let round = board.current?.round {
                t(
                    "Angka nomor \(t.count(round)) dari \(name), \(t.moment(at)).",
                    "Number \(t.count(round)) of \(name), \(t.moment(at)).")
            } else {
                t(
                    "Satu angka dari \(name), yang baru terbit setelah daftar disegel.",
                    "A number of \(name), which comes out only after the list is sealed.")
            }
        let wait =
            rules.hasSecondChain
            ? t(
                "Kalau terlambat, kami menunggu. Setelah tiga hari sumber kedua juga ditunggu. Pada waktu yang sudah tetap "
                    + "sejak awal, sumber kedua menggantikan yang pertama.",
                "If it is late, we wait. After three days a second source is waited for as well, and at an instant fixed "
                    + "beforehand it takes the first one's place.")
            : t("Kalau terlambat, kami menunggu.", "If it is late, we wait.")
        return Step(
            name: t("Angka acak publik (drand) terbit", "A public random number comes out"),
            why: t(
                "\(number) Angka ini dibuat bersama oleh banyak lembaga di dunia; tidak seorang pun tahu sebelumnya. \(wait)",
                "\(number) Many institutions around the world make it together, and nobody knows it beforehand. \(wait)"
            ),
            at: board.beacon?.fetchedAt)
    }

    private var ordering: Step {
        Step(
            name: t("Nomor diurutkan", "The numbers are put in order"),
            why: t(
                "Semua bahan dicampur menjadi satu angka, bibit undian. Bibit dan nomor Anda memberi urutan Anda. "
                    + "Hasilnya diumumkan kepada semua orang bersamaan.",
                "All ingredients are mixed into one number, the seed of the draw. Seed and number give each one's rank. "
                    + "The outcome is announced to everybody at once."),
            at: wave.state == .announced ? record.announcedAt : nil)
    }

    private func lastSignature(_ needed: Int) -> Instant? {
        guard let signatures = board.current?.signatures, signatures.count >= needed else { return nil }
        return signatures.map(\.signedAt).max()
    }
}

/// Short answers to common questions about a draw.
struct DrawQuestions: Sendable {
    let t: Words
    let board: DrawState

    var html: HTML {
        """
        \(Part.details(t("Apakah yang mendaftar lebih dulu lebih beruntung?", "Are people who joined earlier luckier?"), order))
        \(Part.details(t("Apakah panitia dapat memilih pemenangnya?", "Can the office choose the winners?"), "<p>\(trust)</p>"))
        \(Part.details(t("Mengapa ada beberapa kelompok?", "Why are there several pools?"), pools))
        \(Part.details(t("Apakah data saya terlihat di berkas undian?", "Is my data visible in the draw's file?"), privacy))
        """
    }

    private var order: HTML {
        let text = t(
            "Tidak. Nomor undian dibagikan acak setelah gelombang ditutup. Waktu bergabung tidak ikut dihitung.",
            "No. Numbers are handed out at random once the wave has closed. The time of joining does not count.")
        return "<p>\(text)</p>"
    }

    private var pools: HTML {
        let text = t(
            "Yang terkena dampak pandemi didahulukan. Lalu setiap provinsi mendapat bagian menurut jumlah penduduk. "
                + "Sisa tempat dibagi di antara semua yang belum terpilih. Kalau tempat cukup, semua terpilih.",
            "Those hit by the pandemic come first. Then each province has its share by population. What is left is "
                + "shared among all not selected yet. If there are places for all, all are selected.")
        return "<p>\(text)</p>"
    }

    private var privacy: HTML {
        let text = t(
            "Tidak. Di dalamnya hanya nomor acak, provinsi, dan kelompok. Hanya Anda yang tahu nomor Anda.",
            "No. It holds random numbers, provinces and pools only. Nobody but you knows your number.")
        return "<p>\(text)</p>"
    }

    private var trust: String {
        board.rules == nil
            ? t(
                "Kami tidak tahu daftarnya ketika mengunci rahasia, dan tidak dapat menggantinya setelah tahu. Yang "
                    + "perlu Anda percayai: sistem menjaga rahasianya sampai daftar disegel. Selebihnya dapat dihitung "
                    + "ulang.",
                "We did not know the list when we locked the secret, and could not exchange it once we knew. What you "
                    + "need to trust is that the system kept its secret until the list was sealed. All the rest can be "
                    + "computed again.")
            : t(
                "Tidak. Hasilnya bergantung pada rahasia para saksi dan angka acak publik (drand). Angka itu terbit setelah "
                    + "daftar ditandatangani. Selama satu saja di antara penandatangannya jujur, tidak ada yang dapat "
                    + "mengatur.",
                "No. The outcome hangs on the witnesses' secrets and on a public random number that comes out after the "
                    + "list was signed. As long as one of those who signed is honest, nobody can steer it.")
    }
}
