import Programme

/// The questions that people really asked in 2020 and 2021, with short answers that lead to the page where each is
/// solved. docs/complaints.md names the test behind each promise.
struct HelpQuestions: Sendable {
    let t: Words
    /// What the reader looks for; empty for all answers.
    var words = ""

    struct Group: Sendable {
        let title: String
        let questions: [Question]
    }

    struct Question: Sendable {
        let asked: String
        let answer: String
        var way: (label: String, path: String)?

        init(_ asked: String, _ answer: String, _ label: String = "", _ path: String? = nil) {
            (self.asked, self.answer) = (asked, answer)
            way = path.map { (label, $0) }
        }
    }

    var html: HTML {
        let found = HelpSearch.find(words, in: t.language)
        return
            "<section><h2>\(t("Yang sering ditanyakan", "What people ask"))</h2>\(search)\(found.map(answers) ?? all)</section>"
    }

    private var all: HTML { "\(each: groups, group)" }

    private var search: HTML {
        """
        <form method="get" action="\(t.path(.help))" class="seek" role="search">\
        <label class="hidden" for="\(HelpSearch.field)">\(t("Cari jawaban", "Find an answer"))</label>\
        <input id="\(HelpSearch.field)" name="\(HelpSearch.field)" type="search" value="\(words)" \
        maxlength="\(HelpSearch.longest)" placeholder="\(t("Kode, foto, uang", "Code, photo, money"))" \
        autocomplete="off" enterkeyhint="search"><button class="button" type="submit">\(t("Cari", "Search"))</button></form>
        """
    }

    private func answers(_ found: HelpSearch.Found) -> HTML {
        let number = t.count(found.questions.count)
        func note(_ correction: CourseIndex.Correction) -> HTML {
            """
            <p class="said">\(t(
                "Tidak ada “\(correction.typed)”. Kami mencari “\(correction.read)”.",
                "There is no “\(correction.typed)”. We searched for “\(correction.read)”."))</p>
            """
        }
        let partial = t(
            "Tidak ada jawaban dengan semua kata itu. Ini yang memuat sebagian.",
            "No answer has all these words. These have some of them.")
        let some: HTML = """
            <p><strong>\(t("\(number) jawaban", found.questions.count == 1 ? "1 answer" : "\(number) answers"))</strong></p>
            \(each: found.questions, question)
            """
        return """
            \(each: found.corrections, note)\(when: found.isPartial, "<p class=\"said\">\(partial)</p>")
            \(found.questions.isEmpty ? none : some)
            <p><a href="\(t.path(.help))">\(t("Lihat semua pertanyaan", "See all questions"))</a></p>
            """
    }

    private var none: HTML {
        """
        <p class="empty">\(t(
            "Belum ada jawaban dengan kata itu. Coba satu kata lain, atau telepon pusat bantuan.",
            "No answer has this word yet. Try one other word, or phone the call centre."))</p>
        """
    }

    private func group(_ group: Group) -> HTML {
        "<h3>\(group.title)</h3>\(each: group.questions, question)"
    }

    private func question(_ question: Question) -> HTML {
        func link(_ way: (label: String, path: String)) -> HTML { "<p><a href=\"\(way.path)\">\(way.label)</a></p>" }
        return Part.details(question.asked, "<p>\(question.answer)</p>\(question.way.map(link))")
    }

    var groups: [Group] {
        [
            Group(title: t("Akun dan kode", "Account and codes"), questions: codes + access),
            Group(title: t("KTP, data, dan foto", "Identity card, data and photos"), questions: identity + corrections),
            Group(title: t("Gelombang dan undian", "Waves and draws"), questions: waves + doubts),
            Group(title: t("Kartu dan pelatihan", "Card and training"), questions: training),
            Group(title: t("Insentif dan survei", "Incentives and surveys"), questions: money),
            Group(title: t("Keluhan dan keamanan", "Complaints and safety"), questions: complaints),
        ]
    }

    private var codes: [Question] {
        [
            Question(
                t("Situs sangat ramai. Apa yang terjadi?", "The site is very busy. What happens?"),
                t(
                    "Anda mendapat tempat antre dan waktu tunggunya. Isian yang sudah dikirim tidak hilang.",
                    "You get a place in the queue and its time. What you sent is not lost.")),
            Question(
                t("Email dengan kode tidak datang", "The e-mail with the code does not come"),
                t(
                    "Lihat folder spam dan periksa ejaan alamatnya. Setelah hitung mundur, minta kode baru.",
                    "Look in the spam folder and check the spelling. After the countdown ask for another code."),
                t("Daftar", "Sign up"), t.path(.signUp)),
            Question(
                t("Alamat email saya salah ketik", "I mistyped my e-mail address"),
                t(
                    "Mulai lagi di halaman Daftar dengan alamat yang benar. Akun baru ada setelah kodenya cocok.",
                    "Begin again at Sign up with the right address. There is no account before its code was right."),
                t("Daftar", "Sign up"), t.path(.signUp)),
            Question(
                t("SMS dengan kode tidak datang", "The text with the code does not come"),
                t(
                    "Tunggu hitung mundur, lalu minta lagi. Punya email di akun? Masuk dengan email itu.",
                    "Wait for the countdown and ask again. Is there an e-mail in your account? Sign in with it."),
                t("Masuk", "Sign in"), t.path(.signIn)),
            Question(
                t("Batas permintaan kode sudah tercapai", "I have asked for too many codes"),
                t(
                    "Halaman kode menyebut kapan Anda dapat meminta lagi. Permintaan orang lain tidak dihitung.",
                    "The page says when you can ask again. What strangers ask for does not count.")),
        ]
    }

    private var access: [Question] {
        [
            Question(
                t("Saya belum punya email", "I have no e-mail address"),
                t("Membuatnya gratis, sekitar 10 menit.", "Making one is free and takes about 10 minutes."),
                t("Cara membuat email", "How to make one"), "\(t.path(.help))#\(PublicPage.emailHelp)"),
            Question(
                t("Saya lupa kata sandi", "I forgot my password"),
                t(
                    "Akun ini tidak memakai kata sandi. Anda masuk dengan kode ke email atau HP.",
                    "There is no password. You sign in with a code to your e-mail or phone."),
                t("Masuk", "Sign in"), t.path(.signIn)),
            Question(
                t("HP hilang atau nomor diblokir", "My phone is lost or its number blocked"),
                t(
                    "Datang ke kantor bantuan dengan KTP asli. Dua petugas mengganti kontak Anda setelah tiga hari.",
                    "Go to a help office with your identity card. Two officers replace the contact after three days."),
                t("Cari kantor", "Find an office"), t.path(.helpOffices)),
            Question(
                t("Akun saya dipakai orang lain", "Another person uses my account"),
                t(
                    "Masuk, lalu keluarkan semua perangkat lain. Ganti kontak bila perlu.",
                    "Sign in and sign all other devices out. Change the contact if you need to."),
                t("Perangkat yang masuk", "Signed-in devices"), Paths.devices),
            Question(
                t("Bisakah akun dihapus?", "Can the account be deleted?"),
                t(
                    "Bisa. Akun terhapus tujuh hari setelah Anda minta. Sampai saat itu Anda dapat membatalkannya.",
                    "Yes. It is deleted seven days after you ask. Until then you can take it back."),
                t("Hapus akun", "Delete the account"), Paths.deletion),
        ]
    }

    private var identity: [Question] {
        [
            Question(
                t("NIK saya tidak ditemukan", "My NIK is not found"),
                t(
                    "Kami bertanya lagi kepada Dukcapil sendiri; Anda tidak perlu mengulang. Tetap salah? Sanggah.",
                    "We ask the registry again by ourselves; you need not repeat it. Still wrong? Appeal."),
                t("Lihat pendaftaran saya", "See my application"), Paths.application),
            Question(
                t("NIK saya sudah dipakai orang lain", "Another person uses my NIK"),
                t(
                    "Teruskan pendaftaran. Dua petugas memutuskan NIK itu milik siapa. Siapkan KTP asli.",
                    "Go on with the application. Two officers decide whose the NIK is. Have your card ready."),
                t("Lihat pendaftaran saya", "See my application"), Paths.application),
            Question(
                t("Nama atau nomor KK tidak cocok", "Name or family card does not match"),
                t(
                    "Tulis persis seperti di KTP dan KK. Sudah benar? Sanggah, lalu Dukcapil ditanya lagi.",
                    "Write it exactly as on the cards. Is it right? Appeal, and the registry is asked again."),
                t("Lihat pendaftaran saya", "See my application"), Paths.application),
            Question(
                t("Foto KTP tidak terkirim", "The photo of my card is not sent"),
                t(
                    "Foto besar dikecilkan sendiri. Setiap foto dikirim terpisah, jadi yang lain tidak hilang.",
                    "Large photos are made smaller. Each photo is sent by itself, so the others are not lost."),
                t("Kirim foto", "Send photos"), Paths.photos),
            Question(
                t("Foto ditolak padahal jelas", "A photo was rejected although it is clear"),
                t(
                    "Ambil lagi dengan saran yang tertulis, atau sanggah. Petugas lain memeriksa sanggahan itu.",
                    "Take it again as the page advises, or appeal. Another officer looks at the appeal."),
                t("Sanggah", "Appeal"), Paths.appeals),
            Question(
                t("Berapa lama pemeriksaannya?", "How long does the check take?"),
                t(
                    "Halaman akun menyebut apa yang masih diperiksa. \(Unreached.condition(t))",
                    "Your account names what is still being checked. \(Unreached.condition(t))"),
                t("Akun saya", "My account"), Paths.account),
        ]
    }

    private var corrections: [Question] {
        [
            Question(
                t("Saya salah menjawab, lalu tidak memenuhi syarat", "I gave a wrong answer and do not qualify"),
                t(
                    "Sanggah dengan jawaban yang benar. Dua petugas memutuskan, lalu aturan dihitung ulang.",
                    "Appeal with the right answer. Two officers decide, then the rules run again."),
                t("Sanggah", "Appeal"), Paths.appeals),
            Question(
                t("Nama saya ada di daftar yang keliru", "I am on a list by mistake"),
                t(
                    "Sanggah dengan bukti. Dua petugas menghapus baris itu, lalu aturan dihitung ulang.",
                    "Appeal with a proof. Two officers remove the line, then the rules run again."),
                t("Sanggah", "Appeal"), Paths.appeals),
            Question(
                t("Siapa yang melihat data saya?", "Who looks at my data?"),
                t(
                    "Setiap petugas yang membuka data Anda dicatat. Anda dapat membaca dan mengunduhnya.",
                    "Each officer who opens your data is recorded. You can read it and download it."),
                t("Siapa melihat data saya", "Who looked at my data"), Paths.whoLooked),
        ]
    }
}
