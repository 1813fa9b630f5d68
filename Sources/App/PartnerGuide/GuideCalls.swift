import Programme

/// All calls of one kind of partner, in the order in which a program makes them.
struct GuideCalls {
    let t: Words
    let caller: GuideCall.Caller
    /// In a sandbox, for a platform: what it can sell.
    var goods: SandboxGoods?
    /// Where this installation's sandbox is.
    var trialSite: String?
    /// In a sandbox, for an institution: what it may send as `redirect_uri`.
    var returnAddress: String?

    var html: HTML {
        """
        <p class="lead">\(order)</p>
        <p>\(GuidePart.prose(t(
            "Jawaban berhasil berstatus 200. Penolakan berstatus 400 ke atas dengan `code`, `message`, dan "
                + "`success` `false`. Tunjukkan `message` kepada peserta: isinya kalimat Indonesia yang menyebut "
                + "jalan keluar. Jawaban 429 dan 503 membawa `Retry-After` dalam detik.",
            "A success has status 200. A refusal has a status from 400 on, with `code`, `message` and "
                + "`success` `false`. Show `message` to the participant: it is an Indonesian sentence that says "
                + "what to do. Answers with 429 and 503 have `Retry-After` in seconds.")))</p>
        \(when: caller == .platform, wares)
        \(returnAddress.map { GuidePart.returning(to: $0, t) })
        <ul>\(each: calls, link)</ul>
        \(each: calls, section)
        """
    }

    private var calls: [GuideCall] { GuideTexts.shared.calls.filter { $0.caller == caller } }

    private var order: String {
        switch caller {
        case .platform:
            t(
                "Platform: tanyakan tempat bila perlu, minta kode, ambil pembayaran, lalu lihat keadaan atau batalkan.",
                "A platform asks for places when it likes, requests the code, takes the payment, then reads the state or voids."
            )
        case .institution:
            t(
                "Lembaga: periksa kode yang diketik peserta, pakai sekali, konfirmasi setiap kehadiran, lalu kirim tugas dan nilainya.",
                "An institution checks the code that its participant typed, uses it once, has each attendance confirmed, and submits works and their assessment."
            )
        }
    }

    /// What a platform sells, in place of the courses of the examples.
    private var wares: HTML {
        let place: HTML =
            if let goods {
                SandboxGoodsTable(t: t, goods: goods).html
            } else if let trialSite {
                """
                <p>\(t("Yang dijual platform uji, dengan kode dan harga", "What the test platform sells, with codes and prices")): \
                <a href="\(trialSite)\(GuideChapter.platform.path)">\(trialSite)\(GuideChapter.platform.path)</a></p>
                """
            } else { .empty }
        return """
            <p>\(GuidePart.prose(t(
                "`barista` di bawah ini hanya contoh. Kode pelatihan, kode jadwal, dan harga Anda sendiri ada di dua tempat. "
                    + "Program membacanya di `GET \(Paths.apiCourses)` dari API v2. Orang membacanya di meja mitra, "
                    + "halaman Pelatihan.",
                "`barista` below is an example. The codes of your own courses and schedules, and your prices, are at "
                    + "`GET \(Paths.apiCourses)` of API v2, and at the partners' desk on the page Courses.")))</p>
            \(place)
            """
    }

    private func link(_ call: GuideCall) -> HTML {
        "<li><a href=\"#\(call.anchor)\"><code>\(call.name)</code></a></li>"
    }

    private func section(_ call: GuideCall) -> HTML {
        """
        <section id="\(call.anchor)"><h2><code>\(call.name)</code></h2>
        <p>\(GuidePart.prose(call.purpose(t)))</p>
        \(GuidePart.code(request(call), label: t("Permintaan", "Request")))
        \(GuidePart.code(call.answer, label: t("Jawaban", "Answer")))
        <details><summary>\(t("Penolakan", "Refusals")) (\(call.errors.count))</summary>
        <dl class="pairs">\(each: call.errors.compactMap(GuideTexts.shared.error), refusal)</dl></details></section>
        """
    }

    private func request(_ call: GuideCall) -> String {
        """
        POST \(call.path)\(call.authorization.map { "\nAuthorization: \($0)" } ?? "")

        \(call.request)
        """
    }

    private func refusal(_ error: GuideError) -> HTML {
        """
        <div><dt><a href="\(GuideChapter.errors.path)#\(error.code)"><code>\(error.code)</code></a></dt><dd>\(GuidePart.prose(error.cause(t)))</dd></div>
        """
    }
}
