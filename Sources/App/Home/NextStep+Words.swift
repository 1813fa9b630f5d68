import Programme

extension NextStep {
    /// What the person has to do, or that they have nothing to do and what they are waiting for.
    ///
    /// - Parameter isReached: whether the person has a contact for messages.
    func sentence(_ t: Words, isReached: Bool = true) -> String {
        switch self {
        case .waitForCheck where !isReached:
            "\(t("Tidak ada yang perlu Anda lakukan.", "There is nothing for you to do.")) \(Unreached.outcome(t))"
        case .apply(let step): t("Berikutnya: \(StepTitle.of(step, t)).", "Next: \(StepTitle.of(step, t)).")
        case .fix(let step):
            t("Perbaiki langkah “\(StepTitle.of(step, t))”.", "Correct the step “\(StepTitle.of(step, t))”.")
        case .waitForCheck:
            t(
                "Tidak ada yang perlu Anda lakukan. Kami mengirim pesan begitu selesai diperiksa.",
                "There is nothing for you to do. We send a message when the check is done.")
        case .checkNIK: MissingNIKNotice.sentence(t, isReached: isReached)
        case .contest:
            t(
                "Pusat bantuan menjelaskan dan menerima sanggahan Anda.",
                "The call centre explains it and takes your objection.")
        case .readWhy:
            t("Baca alasannya. Anda boleh menyanggah bila keliru.", "Read why. Contest it if it is wrong.")
        case .cardStopped: t("Halaman kartu menjelaskan sebabnya.", "The card's page explains why.")
        case .join, .waitForOpening, .waitForDates, .waitForOutcome, .waitForDecree, .waitForCard:
            waveSentence(t)
        default: cardSentence(t)
        }
    }

    /// The step of a cardholder in a few words, for the heading above its sentence.
    func headline(_ t: Words) -> String {
        switch self {
        case .buyFirst: t("Beli pelatihan pertama", "Buy your first course")
        case .enterCode: t("Ketik kode pembelian", "Type the code of your purchase")
        case .redeem: t("Tukarkan kode redeem", "Use your redeem code")
        case .attend: t("Ikuti pelatihan Anda", "Follow your course")
        case .waitForReport: t("Menunggu laporan lembaga", "Waiting for the institution's report")
        case .waitForVerdict: t("Laporan lembaga sedang diperiksa", "The institution's report is being checked")
        case .waitForNIK: t("Menunggu putusan tentang NIK", "Waiting for the decision on the NIK")
        case .waitForMoney(nil): t("Pembayaran sedang diproses", "A payment is under way")
        case .waitForMoney: t("Menunggu insentif berikutnya", "Waiting for the next incentive")
        case .claim(let row) where row.instalment.state == .failed:
            t("Pembayaran gagal: minta lagi", "A payment failed: ask again")
        case .claim: t("Minta insentif Anda", "Ask for your incentive")
        case .prove(let condition, _):
            switch condition.kind {
            case .review: t("Beri nilai pelatihan", "Rate the course")
            case .payee: t("Sambungkan rekening", "Link an account")
            case .survey: t("Jawab survei", "Answer the survey")
            case .training, .due, .previous: t("Lengkapi syarat insentif", "Meet the incentive's conditions")
            }
        case .buyMore: t("Saldo pelatihan masih ada", "There is a balance for courses")
        case .finished: t("Semua langkah selesai", "All steps are done")
        default: t("Anda penerima Kartu Prakerja", "You hold a Prakerja card")
        }
    }

    private func waveSentence(_ t: Words) -> String {
        switch self {
        case .join(let wave):
            t(
                "Berikutnya: gabung gelombang \(wave.number), sebelum \(t.moment(wave.closesAt)).",
                "Next: join wave \(wave.number) before \(t.moment(wave.closesAt)).")
        case .waitForOpening(let wave, let isCarriedOver):
            isCarriedOver
                ? t(
                    "Gelombang \(wave.number) dibuka \(t.moment(wave.opensAt)). Anda otomatis ikut selama memenuhi syarat.",
                    "Wave \(wave.number) opens \(t.moment(wave.opensAt)). You are in it for as long as you qualify.")
                : t(
                    "Gelombang \(wave.number) dibuka \(t.moment(wave.opensAt)). Bergabunglah setelah itu.",
                    "Wave \(wave.number) opens \(t.moment(wave.opensAt)). Join it then.")
        case .waitForOutcome(let wave):
            t(
                "Tidak ada yang perlu Anda lakukan. Hasil diumumkan \(t.moment(wave.announcesAt)).",
                "There is nothing for you to do. The outcome is announced \(t.moment(wave.announcesAt)).")
        case .waitForDecree(let wave):
            t(
                "Undian gelombang \(wave.number) sudah selesai. Dua petugas belum menandatangani keputusannya.",
                "The draw of wave \(wave.number) is done. Two officers have not signed the decree yet.")
        case .waitForCard:
            t(
                "Kartu Anda sedang diterbitkan. Buka lagi halaman ini sebentar lagi.",
                "Your card is being issued. Open this page again in a moment.")
        default:
            t(
                "Saat ini tidak ada gelombang yang dapat Anda ikuti. Jadwal baru tampil di halaman gelombang.",
                "There is no wave you can join now. New dates will be on the waves page.")
        }
    }

    private func cardSentence(_ t: Words) -> String {
        switch self {
        case .buyFirst(let until):
            t(
                "Beli pelatihan pertama paling lambat \(t.moment(until)).",
                "Buy your first training by \(t.moment(until)).")
        case .waitForNIK(let until):
            t(
                "Rekening baru bisa disambungkan setelah \(t.shortLastMoment(before: until)), saat NIK sudah diputuskan.",
                "An account can be linked after \(t.shortLastMoment(before: until)), when the NIK is decided on.")
        case .enterCode:
            t(
                "Pembelian Anda menunggu kode dari SMS atau email. Ketik di platform.",
                "Your purchase awaits the code we sent. Type it at the platform.")
        case .redeem:
            t(
                "Pelatihan sudah dibeli. Tukarkan kode redeem di situs lembaga.",
                "The training is bought. Use the redeem code on the institution's site.")
        case .attend: t("Ikuti pelatihan Anda sampai tes akhir.", "Follow your training to the final test.")
        case .waitForVerdict:
            t(
                "Lembaga melaporkan bahwa Anda selesai. Dua petugas sedang memeriksa laporannya.",
                "The institution reported that you completed the training. Two officers are checking the report.")
        case .waitForReport:
            t(
                "Tes akhir Anda sudah tercatat. Kami menunggu lembaga melaporkan bahwa Anda lulus.",
                "Your final test is recorded. We wait for the institution to report that you passed.")
        case .prove(let condition, _): proof(condition.kind, t)
        case .claim(let row) where row.instalment.state == .failed:
            t(
                "\(IncentiveWords(t: t).name(row.instalment)) gagal dikirim. \(failure(row, t))",
                "\(IncentiveWords(t: t).name(row.instalment)) could not be sent. \(failure(row, t))")
        case .claim(let row):
            t(
                "\(IncentiveWords(t: t).name(row.instalment)), \(row.instalment.amount), bisa diminta sekarang.",
                "\(IncentiveWords(t: t).name(row.instalment)), \(row.instalment.amount), can be asked for now.")
        case .waitForMoney(let day?):
            t(
                "Tidak ada yang perlu Anda lakukan. Insentif berikutnya mulai \(t.fullDate(day)).",
                "There is nothing for you to do. The next incentive is from \(t.fullDate(day)).")
        case .waitForMoney(nil):
            t(
                "Tidak ada yang perlu Anda lakukan. Pembayaran Anda sedang diproses.",
                "There is nothing for you to do. Your payment is under way.")
        case .buyMore(let rest, let until):
            t(
                "Saldo pelatihan Anda \(rest), dapat dipakai sampai \(t.fullDate(until)).",
                "\(rest) are left for training, until \(t.fullDate(until)).")
        default: t("Semua langkah Anda sudah selesai.", "All your steps are done.")
        }
    }

    private func failure(_ row: IncentiveRow, _ t: Words) -> String {
        (row.instalment.failure ?? .refused).remedy(t)
    }

    private func proof(_ kind: Condition.Kind, _ t: Words) -> String {
        switch kind {
        case .review: t("Pelatihan selesai. Beri nilai pelatihan itu.", "The training is complete. Rate it.")
        case .payee:
            t(
                "Sambungkan rekening atas nama Anda, agar insentif dapat dibayar.",
                "Link an account in your own name, so that incentives can be paid.")
        case .survey: t("Jawab survei, lalu minta uangnya.", "Answer the survey, then ask for its money.")
        case .training, .due, .previous: t("Lihat apa yang masih kurang.", "See what is still missing.")
        }
    }

    /// The button and its path; nil when there is nothing to press.
    func action(_ t: Words) -> (label: String, path: String)? {
        switch self {
        case .apply(let step): (t("Lanjutkan pendaftaran", "Go on with the application"), StepTitle.path(step))
        case .fix(let step): (t("Perbaiki sekarang", "Fix this"), StepTitle.path(step))
        case .waitForCheck, .waitForCard, .waitForNIK: nil
        case .checkNIK: (t("Periksa NIK", "Check the NIK"), Paths.identity)
        case .contest: (t("Cara menghubungi kami", "How to reach us"), Paths.help)
        case .join(let wave):
            (t("Gabung gelombang \(wave.number)", "Join wave \(wave.number)"), Paths.joinWave(wave.address))
        case .waitForOpening, .waitForDates: (t("Lihat jadwal gelombang", "See the wave dates"), Paths.waves)
        case .waitForOutcome(let wave): (t("Lihat tanda terima saya", "See my receipt"), Paths.myEntry(wave.address))
        case .waitForDecree(let wave): (t("Lihat nomor saya", "See my number"), Paths.myEntry(wave.address))
        case .readWhy(let wave): (t("Lihat alasannya", "See why"), Paths.myEntry(wave.address))
        case .cardStopped: (t("Lihat kartu", "See the card"), Paths.card)
        case .buyFirst, .enterCode: (t("Buka kartu saya", "Open my card"), Paths.card)
        case .attend(let purchase), .waitForReport(let purchase), .waitForVerdict(let purchase):
            (t("Lihat pelatihan saya", "See my training"), Paths.purchase(purchase))
        case .redeem(let purchase): (t("Lihat kode redeem", "See the redeem code"), Paths.purchase(purchase))
        case .prove(let condition, let row):
            (proofLabel(condition.kind, t), IncentiveWords(t: t).path(condition, row) ?? Paths.incentives)
        case .claim: (t("Minta insentif", "Ask for the incentive"), Paths.incentives)
        case .waitForMoney, .finished: (t("Lihat insentif", "See the incentives"), Paths.incentives)
        case .buyMore: (t("Cari pelatihan", "Find a training"), Paths.catalogue)
        }
    }

    private func proofLabel(_ kind: Condition.Kind, _ t: Words) -> String {
        switch kind {
        case .review: t("Beri nilai", "Rate it")
        case .payee: t("Sambungkan rekening", "Link an account")
        case .survey: t("Jawab survei", "Answer the survey")
        case .training, .due, .previous: t("Lihat insentif", "See the incentives")
        }
    }
}
