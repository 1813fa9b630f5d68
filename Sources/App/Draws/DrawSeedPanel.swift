import Foundation
import Programme

/// How it was drawn: the ingredients of the seed, and the cloth that is woven from it.
struct DrawSeedPanel: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState

    private var wave: Wave { board.wave }

    /// Nil until the outcome is public, although it may be known to the system before.
    private var seed: Data? { wave.showsDraw(at: now) ? board.draw?.seed : nil }

    var html: HTML {
        """
        <section>\(cloth)<h2>\(t("Bagaimana diundi", "How it is drawn"))</h2>
        <p>\(t(
            "Bahan-bahan ini dicampur menjadi satu angka, bibit undian. Bahan yang sama selalu memberi bibit yang sama. Dari "
                + "bibit dan nomor Anda dihitung urutan Anda.",
            "These ingredients are mixed into one number, the seed. The same ingredients always give the same seed. Your rank "
                + "is computed from the seed and your number."))</p>
        \(Part.taskList(ingredients))
        \(seed.map(weaving))
        \(Part.details(
            t("Langkah demi langkah, dengan jamnya", "Step by step, with times"),
            DrawSteps(t: t, now: now, board: board).html))</section>
        """
    }

    private var cloth: HTML {
        guard seed != nil else {
            return """
                <figure class="cloth"><span class="warp"></span><figcaption>\(t(
                    "Kain ini ditenun dari bibit undian, angka yang diterangkan di bawah.",
                    "This cloth is woven from the seed of the draw, the number that is explained below.")) \(bare)\
                </figcaption></figure>
                """
        }
        return ClothFigure(t: t, wave: wave).html
    }

    /// Whether it is drawn, and the outcome is not shown before its promised instant.
    private var isKept: Bool { seed == nil && board.draw?.seed != nil }

    private var bare: String {
        isKept
            ? t(
                "Bibitnya sudah ada. Bibit dan kainnya tampil bersama hasil, \(t.moment(wave.announcesAt)).",
                "There is a seed. Seed and cloth are shown with the outcome, \(t.moment(wave.announcesAt)).")
            : t(
                "Belum ada bibit, jadi kainnya belum bermotif.",
                "There is no seed yet, so the cloth has no pattern.")
    }

    private var ingredients: [TaskRow] {
        var rows = [
            ingredient(
                t("Segel daftar peserta", "Seal of the list"), board.draw?.root, t("Belum disegel", "Not sealed"))
        ]
        if board.rules == nil {
            // The system's secret is published with the outcome only.
            let secret = seed == nil ? nil : board.witness(DrawSecret.system)?.secret
            rows.append(
                ingredient(
                    t("Rahasia sistem", "The system's secret"), secret?.bytes,
                    locked(board.witness(DrawSecret.system) == nil ? 0 : 1)))
        } else {
            rows.append(secrets)
            rows.append(randomness)
        }
        let missing = isKept ? t("Tampil bersama hasil", "Shown with the outcome") : t("Belum ada", "None yet")
        rows.append(ingredient(t("Bibit undian", "Seed of the draw"), seed, missing))
        return rows
    }

    private func ingredient(_ name: String, _ value: Data?, _ missing: String) -> TaskRow {
        guard let value else { return TaskRow(name: name, status: missing, kind: .blocked) }
        return TaskRow(name: name, status: t("Ada", "Known"), kind: .done, hint: value.hex.endsInGroups)
    }

    private func locked(_ deposited: Int) -> String {
        deposited == 0 ? t("Belum ada", "None yet") : t("Terkunci", "Locked")
    }

    private var secrets: TaskRow {
        let (deposited, shown) = (board.witnesses.count, board.witnesses.count { $0.secret != nil })
        let isShown = shown > 0
        return TaskRow(
            name: t("Rahasia para saksi", "The witnesses' secrets"),
            status: isShown ? t("Dibuka", "Shown") : locked(deposited), kind: isShown ? .done : .blocked,
            hint: deposited == 0
                ? nil : t("\(shown) dari \(deposited) sudah dibuka", "\(shown) of \(deposited) have been shown"))
    }

    private var randomness: TaskRow {
        let name = t("Angka acak publik (drand)", "Public randomness (drand)")
        guard let beacon = board.beacon else {
            return TaskRow(
                name: name, status: t("Belum terbit", "Not out yet"), kind: .blocked,
                hint: board.attempt.map { t.moment($0.roundAt) })
        }
        return TaskRow(
            name: name, status: t("Terbit", "Out"), kind: .done,
            hint: t("Nomor \(t.count(beacon.value.round))", "Number \(t.count(beacon.value.round))") + ": "
                + beacon.value.randomness.endsInGroups)
    }

    /// The eight bytes that become rows of threads, and the one that becomes the colour.
    private func weaving(_ seed: Data) -> HTML {
        func row(_ byte: UInt8) -> HTML {
            let threads = String(String(Int(byte) + 256, radix: 2).dropFirst())
            return "<li><code>\(Data([byte]).hex)</code> <code>\(threads)</code></li>"
        }
        let ground = Cloth(seed: seed).map { String(describing: $0.ground) } ?? ""
        let text = t(
            "Delapan angka pertama bibit menjadi delapan baris; setiap 1 adalah benang. "
                + "Gambar itu dicerminkan ke kanan dan ke bawah. Dua cincin di tengah selalu sama.",
            "The seed's first eight numbers become eight rows; each 1 is a thread. The picture is mirrored to the right "
                + "and down. Two rings in the middle are always the same.")
        let colour = t("Angka kesembilan memberi warna dasar: \(ground).", "The ninth gives the ground: \(ground).")
        return Part.details(
            t("Cara kainnya ditenun", "How the cloth is woven"),
            "<p>\(text)</p><ol class=\"threads\">\(each: seed.prefix(Cloth.usedBytes - 1), row)</ol><p>\(colour)</p>")
    }
}

extension String {
    /// `5a5a 5a5a … 5a5a`: enough of a long figure to compare it by eye.
    fileprivate var endsInGroups: String {
        guard count > 16 else { return self }
        return "\(prefix(4)) \(dropFirst(4).prefix(4)) … \(suffix(4))"
    }
}
