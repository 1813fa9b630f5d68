/// The sentences. Each act of the office names one; those that stand for many acts come first.
extension DoneNotice {
    // MARK: - A proposal and its decision

    static let proposed = DoneNotice(
        "diusulkan", "Usul tercatat. Petugas lain yang memutuskannya.",
        "The proposal is recorded. Another officer decides on it.")
    static let requestApproved = DoneNotice("usul-disetujui", "Usul disetujui.", "The proposal was approved.")
    static let requestRefused = DoneNotice("usul-ditolak", "Usul ditolak.", "The proposal was refused.")
    static let returned = DoneNotice(
        "dikembalikan", "Dikembalikan kepada penyusunnya, beserta alasannya.",
        "Sent back to its author, with the reason.")

    // MARK: - Cases

    static let caseEntered = DoneNotice("keluhan-masuk", "Keluhan tercatat.", "The complaint is recorded.")
    static let caseTaken = DoneNotice("diambil", "Sekarang Anda yang menangani ini.", "This is yours now.")
    static let caseReleased = DoneNotice(
        "dilepas", "Anda melepasnya. Petugas lain dapat mengambilnya.",
        "You gave it back. Other officers can take it.")
    static let caseHandedOver = DoneNotice(
        "diserahkan", "Diserahkan kepada petugas itu.", "Handed over to that officer.")
    static let caseReopened = DoneNotice(
        "keluhan-dibuka-lagi", "Dibuka lagi. Petugas lain yang menjawabnya.",
        "It is open again. Another officer answers it.")
    static let noted = DoneNotice("dicatat", "Catatan tersimpan.", "The note is saved.")
    static let messageSent = DoneNotice("kabar-terkirim", "Kabar terkirim.", "The message was sent.")
    static let answered = DoneNotice("dijawab", "Jawaban terkirim.", "The answer was sent.")
    static let answerProposed = DoneNotice(
        "jawaban-diusulkan", "Jawaban diusulkan. Petugas kedua memeriksanya.",
        "The answer was proposed. A second officer checks it.")
    static let rulesRun = DoneNotice("aturan-dijalankan", "Aturan dijalankan lagi.", "The rules were run again.")
    static let registryAsked = DoneNotice(
        "dukcapil-ditanya", "Dukcapil ditanya lagi. Jawabannya memutuskan sendiri.",
        "The civil registry is asked again. Its answer decides by itself.")
    static let disputeReopened = DoneNotice("sengketa-dibuka", "Sengketa dibuka lagi.", "The dispute is open again.")
    static let sittingGranted = DoneNotice(
        "tes-diberikan", "Orang ini boleh mengerjakan tes sekali lagi.", "The person may take the test once more.")
    static let lookedAgain = DoneNotice(
        "foto-kembali", "Foto kembali ke antrean. Pemeriksa lain melihatnya.",
        "The photos are back in the queue. Another reviewer looks at them.")
    static let templateAdded = DoneNotice("templat-ditambah", "Templat ditambahkan.", "The template was added.")
    static let templateEnded = DoneNotice(
        "templat-diakhiri", "Templat tidak dipakai lagi.", "The template is no longer used.")
    static let answersProposed = DoneNotice(
        "kelompok-jawaban", "Kelompok jawaban disusun. Petugas lain yang memutuskannya.",
        "The batch of answers was drafted. Another officer decides on it.")

    // MARK: - Completions

    static let institutionAsked = DoneNotice(
        "lembaga-ditanya", "Jawaban lembaga tercatat. Meja menampilkannya lagi bila ada laporan baru yang janggal.",
        "The institution's answer is recorded. The desk shows it again if new implausible reports come.")

    // MARK: - Photos

    static let photosAccepted = DoneNotice("foto-diterima", "Foto tadi diterima.", "The last photos were accepted.")
    static let photosRejected = DoneNotice("foto-ditolak", "Foto tadi ditolak.", "The last photos were rejected.")
    static let verdictUndone = DoneNotice(
        "putusan-batal", "Keputusan terakhir Anda dibatalkan. Foto ini menunggu lagi.",
        "Your last decision was undone. These photos wait again.")
    static let secondLookTaken = DoneNotice(
        "pendapat-kedua", "Pendapat Anda tentang foto tadi tercatat.", "Your view of the last photos is recorded.")
    static let secondLookDiffers = DoneNotice(
        "pendapat-berbeda", "Pendapat Anda berbeda dari yang pertama. Pemeriksa ketiga yang memutuskan.",
        "Your view differs from the first. A third reviewer decides.")
    static let thirdLookKept = DoneNotice(
        "foto-tetap", "Foto tadi tetap diterima.", "The last photos stay accepted.")
    static let thirdLookRejected = DoneNotice(
        "foto-ditolak-ketiga", "Foto baru diminta kepada peserta.", "The person was asked for a new photo.")
    static let secondLookLost = DoneNotice(
        "pendapat-terlambat", "Foto tadi sudah tidak perlu dinilai lagi. Pendapat Anda tidak dicatat.",
        "The last photos no longer needed a second look. Yours was not recorded.")

    // MARK: - Lists and invitations

    static let listBroughtIn = DoneNotice(
        "daftar-masuk", "Daftar masuk. Petugas lain menyetujuinya sebelum berlaku.",
        "The list was brought in. Another officer approves it before it is in force.")
    static let listApproved = DoneNotice("daftar-disetujui", "Daftar disetujui.", "The list was approved.")
    static let listRefused = DoneNotice("daftar-ditolak", "Daftar ditolak.", "The list was refused.")
    static let counting = DoneNotice(
        "dihitung", "Hitungan dimulai. Muat ulang halaman ini sebentar lagi.",
        "The count has begun. Load this page again in a moment.")
    static let invitationDrafted = DoneNotice(
        "undangan-disusun", "Undangan disusun. Petugas lain yang memulainya.",
        "The invitation was drafted. Another officer starts it.")
    static let invitationStarted = DoneNotice(
        "undangan-mulai", "Undangan mulai dikirim.", "The invitations are being sent.")
    static let invitationRefused = DoneNotice("undangan-ditolak", "Undangan ditolak.", "The invitation was refused.")
    static let invitationPaused = DoneNotice("undangan-dijeda", "Pengiriman dijeda.", "Sending is paused.")
    static let invitationGoesOn = DoneNotice("undangan-lanjut", "Pengiriman dilanjutkan.", "Sending goes on.")

    // MARK: - Courses and partners

    static let courseFileKept = DoneNotice(
        "berkas-masuk", "Berkas terbaca. Belum ada yang berubah: periksa dulu rencananya.",
        "The file was read. Nothing has changed yet: check the plan first.")
    static let courseFileTaken = DoneNotice(
        "berkas-diterapkan", "Isi berkas diterapkan pada katalog.", "The file was applied to the catalogue.")
    static let courseFileFaulty = DoneNotice(
        "berkas-bermasalah", "Belum ada yang berubah: berkas ini punya baris yang perlu diperbaiki.",
        "Nothing has changed: the file has rows that need correcting.")
    static let courseJudged = DoneNotice("pelatihan-dinilai", "Putusan kurasi tercatat.", "The verdict is recorded.")
    static let courseWithdrawn = DoneNotice(
        "pelatihan-ditarik", "Pelatihan ditarik dari katalog.", "The course was withdrawn from the catalogue.")
    static let courseProposedAgain = DoneNotice(
        "pelatihan-diusulkan", "Pelatihan diusulkan lagi. Kurator menilainya.",
        "The course was proposed again. A curator judges it.")
    static let partnerInvited = DoneNotice("mitra-diundang", "Mitra diundang.", "The partner was invited.")
    static let partnerSuspended = DoneNotice(
        "mitra-dihentikan", "Mitra dihentikan sementara, mulai sekarang.", "The partner is suspended from now on.")
    static let keyLinkSent = DoneNotice(
        "tautan-kunci", "Tautan baru untuk kunci dikirim. Tautan lama tidak berlaku.",
        "A new link to the key was sent. The old one is no longer valid.")
    static let secretLinkSent = DoneNotice(
        "tautan-rahasia-dikirim", "Tautan rahasia webhook dikirim ke alamat mitra.",
        "The link to the webhook's secret was sent to the partner's address.")
    static let webhookSentAgain = DoneNotice(
        "webhook-dikirim-lagi", "Kejadian dikirim lagi dalam beberapa detik.",
        "The event is sent again within seconds.")
    static let ownerAdded = DoneNotice("pemilik-ditambah", "Pemilik ditambahkan.", "The owner was added.")

    // MARK: - Waves

    static let waveOpened = DoneNotice("gelombang-dibuka", "Gelombang dibuka.", "The wave is open.")
    static let waveClosed = DoneNotice("gelombang-ditutup", "Gelombang ditutup.", "The wave is closed.")
    static let drawBegun = DoneNotice(
        "undian-dimulai", "Daftar peserta disegel, lalu diundi. Keadaannya tertulis di halaman ini.",
        "The list of entries is sealed, then drawn. This page says how far that is.")
    static let drawTriedAgain = DoneNotice(
        "undian-diulang", "Percobaan undian yang baru dimulai.", "Another attempt at the draw has begun.")
    static let decreeDrafted = DoneNotice(
        "keputusan-disusun", "Keputusan disusun. Sekarang menunggu tanda tangan.",
        "The decree was drafted. It waits for signatures now.")
    static let decreeSigned = DoneNotice(
        "ditandatangani", "Tanda tangan Anda tercatat.", "Your signature is recorded.")
    static let resultsAnnounced = DoneNotice("diumumkan", "Hasil diumumkan.", "The results are announced.")
    static let appealUpheld = DoneNotice("sanggahan-diterima", "Sanggahan diterima.", "The appeal was upheld.")
    static let appealDismissed = DoneNotice("sanggahan-ditolak", "Sanggahan ditolak.", "The appeal was dismissed.")

    // MARK: - Money and exports

    static let batchDrafted = DoneNotice(
        "kelompok-disusun", "Kelompok disusun. Petugas lain yang menyetujuinya.",
        "The batch was drafted. Another officer approves it.")
    static let batchDraftedWithout = DoneNotice(
        "kelompok-disusun-sebagian",
        "Kelompok disusun. Yang ditinggalkan: {n} kartu, karena catatan bukunya hilang dari basis data. Uangnya ditahan. "
            + "Minta operator memulihkannya dari cadangan, dan beri tahu auditor.",
        "The batch was drafted. Cards left out: {n}, because entries of their books are gone from the database. Their money "
            + "is held. Have an operator restore them from a backup, and notify the auditor.")
    static let batchApproved = DoneNotice("disetujui", "Kelompok disetujui.", "The batch was approved.")
    static let batchRefused = DoneNotice("kelompok-ditolak", "Kelompok ditolak.", "The batch was refused.")
    static let paymentTakenOut = DoneNotice(
        "dikeluarkan", "Pembayaran dikeluarkan dari kelompok ini.", "The payment was taken out of this batch.")
    static let statementTakenIn = DoneNotice(
        "mutasi-diambil", "Mutasi diambil. Setiap barisnya dibandingkan di bawah.",
        "The statement was taken in. Each of its lines is compared below.")
    static let exportAsked = DoneNotice(
        "ekspor-diminta", "Permintaan tercatat. Petugas lain yang memutuskannya.",
        "The request is recorded. Another officer decides on it.")
    static let exportBegun = DoneNotice(
        "ekspor-dibuat", "Permintaan tercatat. Berkasnya sedang dibuat.",
        "The request is recorded. The file is being made.")
    static let exportApproved = DoneNotice(
        "ekspor-disetujui", "Permintaan disetujui. Berkasnya sedang dibuat.",
        "The request was approved. The file is being made.")
    static let exportRefused = DoneNotice("ekspor-ditolak", "Permintaan ditolak.", "The request was refused.")

    // MARK: - The office itself

    static let passwordChanged = DoneNotice(
        "sandi-diganti", "Kata sandi diganti. Sesi Anda yang lain sudah berakhir.",
        "The password was changed. Your other sessions have ended.")
    static let authenticatorReplaced = DoneNotice(
        "autentikator-diganti", "Autentikator diganti. Yang lama tidak berlaku lagi.",
        "The authenticator was replaced. The old one is no longer valid.")
    static let sessionEnded = DoneNotice("sesi-berakhir", "Sesi itu berakhir.", "That session has ended.")
    static let sessionGone = DoneNotice(
        "sesi-sudah-berakhir", "Sesi itu sudah berakhir sebelumnya.", "That session had ended before.")
    static let sessionsEnded = DoneNotice(
        "sesi-lain-berakhir", "Semua sesi lain berakhir.", "All other sessions have ended.")
    static let failuresSeen = DoneNotice(
        "sudah-dibaca", "Tercatat: Anda sudah membacanya.", "It is recorded that you have read it.")
    static let jobAgain = DoneNotice("dijalankan-lagi", "Pekerjaan itu dijalankan lagi.", "The job is run again.")
    static let jobsAgain = DoneNotice(
        "pekerjaan-ulang", "{n} pekerjaan dijalankan lagi.", "Jobs that are run again: {n}.")
    static let jobsGivenUp = DoneNotice(
        "pekerjaan-dilepas", "{n} pekerjaan tidak dijalankan lagi.", "Jobs that are given up: {n}.")
    static let messageSentAgain = DoneNotice(
        "pesan-dikirim-lagi", "Pesan dikirim lagi.", "The message was sent again.")
    static let officerSuspended = DoneNotice(
        "petugas-dihentikan", "Petugas dihentikan sementara, mulai sekarang.", "The officer is suspended from now on.")
    static let deputyEnded = DoneNotice(
        "pengganti-diakhiri", "Penggantian diakhiri, mulai sekarang.", "The deputyship has ended.")
    static let nikStated = DoneNotice("nik-tersimpan", "NIK Anda tersimpan.", "Your NIK is saved.")
    static let keysOn = DoneNotice("tombol-nyala", "Tombol pintas dinyalakan.", "Shortcut keys are on.")
    static let keysOff = DoneNotice("tombol-mati", "Tombol pintas dimatikan.", "Shortcut keys are off.")
    static let accountReady = DoneNotice(
        "akun-siap", "Akun petugas Anda siap. Masuk dengan kata sandi dan kode aplikasi Anda.",
        "Your officer's account is ready. Sign in with your password and the app's code.")

    // MARK: - A partner's desk

    static let deskAccountReady = DoneNotice(
        "akun-meja-siap", "Akun Anda siap. Masuk dengan kata sandi dan kode aplikasi Anda.",
        "Your account is ready. Sign in with your password and the app's code.")
    static let deskProposed = DoneNotice(
        "usul-meja", "Usul tercatat. Orang lain yang memutuskannya.",
        "The proposal is recorded. Another person decides on it.")
    static let addressesProposed = DoneNotice(
        "usul-alamat", "Usul tercatat. Petugas kantor yang memutuskannya.",
        "The proposal is recorded. An officer decides on it.")
    static let partnerPersonSuspended = DoneNotice(
        "orang-mitra-dihentikan", "Orang ini dihentikan, mulai sekarang.", "The person is suspended from now on.")

    static let trialWebhookSaved = DoneNotice(
        "webhook-uji", "Perubahan webhook berlaku.", "The change of the webhook is in force.")
    static let trialClockMoved = DoneNotice(
        "jam-uji-maju", "Jam uji dimajukan untuk semua mitra.", "The trial clock was moved for all partners.")

    // MARK: -

    /// Every notice that an act can leave.
    static let all: [DoneNotice] = [
        proposed, requestApproved, requestRefused, returned,
        caseEntered, caseTaken, caseReleased, caseHandedOver, caseReopened, noted, messageSent, answered,
        answerProposed, rulesRun, registryAsked, disputeReopened, sittingGranted, lookedAgain, templateAdded,
        templateEnded, answersProposed, institutionAsked,
        photosAccepted, photosRejected, verdictUndone, secondLookTaken, secondLookLost,
        secondLookDiffers, thirdLookKept, thirdLookRejected,
        listBroughtIn, listApproved, listRefused, counting, invitationDrafted, invitationStarted, invitationRefused,
        invitationPaused, invitationGoesOn,
        courseFileKept, courseFileTaken, courseFileFaulty, courseJudged, courseWithdrawn, courseProposedAgain,
        partnerInvited, partnerSuspended, keyLinkSent, secretLinkSent, webhookSentAgain, ownerAdded,
        waveOpened, waveClosed, drawBegun, drawTriedAgain, decreeDrafted, decreeSigned, resultsAnnounced, appealUpheld,
        appealDismissed,
        batchDrafted, batchDraftedWithout, batchApproved, batchRefused, paymentTakenOut, statementTakenIn, exportAsked,
        exportBegun,
        exportApproved, exportRefused,
        passwordChanged, authenticatorReplaced, sessionEnded, sessionGone, sessionsEnded, failuresSeen, jobAgain,
        jobsAgain, jobsGivenUp, messageSentAgain, officerSuspended, deputyEnded, nikStated, keysOn, keysOff,
        accountReady, deskAccountReady, deskProposed, addressesProposed, partnerPersonSuspended,
        trialWebhookSaved, trialClockMoved,
    ]
}
