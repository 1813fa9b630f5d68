import Programme

extension HelpQuestions {
    var waves: [Question] {
        [
            Question(
                t("Kapan gelombang berikutnya?", "When is the next wave?"),
                t(
                    "Semua tanggal ada di halaman Gelombang. Tanggal yang ditunda tetap terlihat, dengan sebabnya.",
                    "All dates are on the page of waves. A date that was put off stays visible, with the reason."),
                t("Jadwal gelombang", "Wave dates"), Paths.waves),
            Question(
                t("“Tidak ada gelombang”. Apakah saya ditolak?", "“No wave is open”. Was I rejected?"),
                t(
                    "Tidak. Saat itu tidak ada gelombang yang dibuka. Pendaftaran Anda tetap tersimpan.",
                    "No. No wave was open at that time. Your application stays saved.")),
            Question(
                t("Mengapa saya belum terpilih?", "Why was I not selected?"),
                t(
                    "Undian mengacak semua nomor. Nomor, kelompok, dan urutan Anda tertulis di hasil gelombang.",
                    "The draw shuffles all numbers. Your number, group and rank are in the wave's outcome."),
                t("Buka gelombang", "Open the waves"), Paths.waves),
            Question(
                t("Harus mengisi ulang untuk ikut lagi?", "Must I fill in everything again?"),
                t("Tidak. Data, foto, dan tes tetap tersimpan.", "No. Data, photos and test stay saved.")),
            Question(
                t("Apakah ikut lebih awal lebih berpeluang?", "Is it better to join early?"),
                t(
                    "Tidak. Undian dilakukan setelah gelombang ditutup, untuk semua nomor bersama.",
                    "No. The draw comes after the wave has closed, for all numbers together.")),
            Question(
                t("Bagaimana saya tahu undiannya jujur?", "How do I know that the draw is fair?"),
                t(
                    "Daftar disegel sebelum angkanya diketahui. Siapa pun dapat menghitung ulang hasilnya.",
                    "The list is sealed before the number is known. Anyone can compute the outcome again."),
                t("Buka gelombang", "Open the waves"), Paths.waves),
        ]
    }

    var doubts: [Question] {
        [
            Question(
                t("Tempat saya dibatalkan setelah undian", "My place was taken away after the draw"),
                t(
                    "Alasannya ada di halaman gelombang Anda. Di sana Anda juga dapat menyanggah.",
                    "The reason is on your wave's page. You can contest it there, too."),
                t("Akun saya", "My account"), Paths.account),
            Question(
                t("Saya punya tanda terima, tetapi tidak ada di undian", "I have a receipt and am not in the draw"),
                t(
                    "Periksa tanda terimanya. Halaman itu menunjukkan cara melapor sebelum undian.",
                    "Check the receipt. The page shows how to report it before the draw."),
                t("Periksa tanda terima", "Check a receipt"), Paths.proofs),
            Question(
                t("Ada yang menjamin saya terpilih", "I was promised to be selected"),
                t(
                    "Itu penipuan. Undian mengacak semua nomor, tanpa melihat nama.",
                    "That is a fraud. The draw shuffles all numbers and sees no names."),
                t("Cek pesan atau situs", "Check a message or a site"), t.path(.checkMessage)),
        ]
    }

    var training: [Question] {
        [
            Question(
                t("Kapan kartu saya terbit?", "When is my card issued?"),
                t(
                    "Setelah hasil gelombang diumumkan. Nomornya ada di halaman Kartu, bukan kartu plastik.",
                    "After the wave's outcome is announced. Its number is on the page Card; it is not of plastic."),
                t("Kartu saya", "My card"), Paths.card),
            Question(
                t("Sampai kapan saya harus membeli?", "By when must I buy?"),
                t(
                    "Batas pembelian pertama dan sisa waktunya ada di halaman Kartu. \(Unreached.condition(t))",
                    "The limit of the first purchase and the time left are on the page Card. \(Unreached.condition(t))"),
                t("Kartu saya", "My card"), Paths.card),
            Question(
                t("Bisakah saldo diuangkan?", "Can the balance be turned into cash?"),
                t("Tidak. Saldo hanya untuk membeli pelatihan.", "No. It is for buying training only.")),
            Question(
                t("Di mana kode redeem saya?", "Where is my redeem code?"),
                t(
                    "Di halaman pembelian, yang Anda buka dari halaman Kartu.",
                    "On the page of the purchase, which you open from the page Card."),
                t("Kartu saya", "My card"), Paths.card),
            Question(
                t("Pelatihan selesai, tetapi belum tercatat", "I completed a training and it is not recorded"),
                t(
                    "Halaman pembelian menyebut apa yang dilaporkan lembaga, dan kapan. Belum ada? Ajukan keluhan.",
                    "The purchase says what the institution reported, and when. Nothing there? Complain."),
                t("Ajukan keluhan", "Make a complaint"), Paths.cases),
            Question(
                t("Satu akun platform untuk beberapa kartu?", "One platform account for several cards?"),
                t(
                    "Tidak bisa. Satu akun platform hanya untuk satu kartu.",
                    "No. One platform account pays with one card.")),
        ]
    }

    var money: [Question] {
        [
            Question(
                t("Insentif saya belum dibayar", "My incentive is not paid"),
                t(
                    "Halaman Insentif menyebut syarat yang kurang dan siapa yang harus bertindak.",
                    "The page Incentives names what is missing and who must act."),
                t("Insentif saya", "My incentives"), Paths.incentives),
            Question(
                t("Rekening tidak dapat disambungkan", "My account cannot be linked"),
                t(
                    "Rekening harus atas nama Anda sendiri. Dompet digital harus sudah terverifikasi.",
                    "The account must be in your own name. An e-wallet must be verified."),
                t("Rekening saya", "My account for payments"), Paths.payee),
            Question(
                t("Pembayaran gagal", "A payment failed"),
                t(
                    "Uangnya kembali ke kartu Anda. Sebab dan jalan keluarnya ada di halaman Insentif.",
                    "The money returns to your card. Reason and remedy are on the page Incentives."),
                t("Insentif saya", "My incentives"), Paths.incentives),
            Question(
                t("Berapa lama sampai uangnya datang?", "How long until the money comes?"),
                t("Biasanya 3–5 hari kerja setelah Anda minta.", "Usually 3–5 working days after you asked.")),
            Question(
                t("Apakah jawaban survei memengaruhi uang?", "Do my answers in a survey change the money?"),
                t("Tidak. Yang dihitung hanya bahwa survei dijawab.", "No. It counts only that it is answered.")),
        ]
    }

    var complaints: [Question] {
        [
            Question(
                t("Pusat bantuan tidak menjawab", "The call centre does not answer"),
                t(
                    "Ajukan keluhan di akun. Ia mendapat nomor dan batas waktu, dan jawabannya datang ke akun.",
                    "Complain in your account. It gets a number and a deadline, and the answer comes there."),
                t("Ajukan keluhan", "Make a complaint"), Paths.cases),
            Question(
                t("Apakah keluhan saya dikerjakan?", "Is my complaint being worked on?"),
                t(
                    "Halamannya menyebut keadaan dan batas waktu, juga kalau terlambat. \(Unreached.condition(t))",
                    "Its page says state and deadline, also when it is late. \(Unreached.condition(t))"),
                t("Keluhan saya", "My complaints"), Paths.cases),
            Question(
                t("Petugas atau calo meminta uang", "An officer or a broker asks for money"),
                t(
                    "Jangan bayar. Semua layanan gratis. Laporkan sebagai keluhan tentang petugas atau calo.",
                    "Do not pay. All services are free. Report it as a complaint about officers or brokers."),
                t("Laporkan", "Report it"), Paths.complaint),
            Question(
                t("Apakah pesan atau situs ini asli?", "Is this message or site really yours?"),
                t("Bandingkan dengan satu alamat resmi kami.", "Compare it with our one official address."),
                t("Cek pesan atau situs", "Check a message or a site"), t.path(.checkMessage)),
        ]
    }
}
