import Programme

/// Explains every reason for a no: the rule, its source, what can be done, and how to contest it.
struct DecisionWords: Sendable {
    let t: Words
    let rules: EligibilityRules
    /// Whether the steps can still be changed: once the application is sent, most cannot.
    var mayCorrect = false
    /// Whether the page of appeals is open to this session.
    var mayContest = true

    /// Rule and source, then remedy.
    func explain(_ reason: Ineligibility) -> (rule: String, remedy: String) {
        switch reason {
        case .tooYoung(let age, let day, let from):
            (
                t(
                    "Anda berumur \(age) tahun pada \(t.date(day)). \(ageRule)",
                    "You were \(age) years old on \(t.date(day)). \(ageRule)"),
                oldEnough(from)
            )
        case .tooOld(let age, let day):
            (
                t(
                    "Anda berumur \(age) tahun pada \(t.date(day)). Program ini sampai usia \(oldest) tahun.",
                    "You were \(age) years old on \(t.date(day)). This programme is for people up to \(oldest)."
                ),
                t(
                    "Tanggal lahir salah? \(correct(.identity))", "Is the birth date wrong? \(correct(.identity))")
            )
        case .notCitizen:
            (
                t("Program ini untuk warga negara Indonesia.", "This programme is for Indonesian citizens."),
                t("Salah pilih? \(correct(.personal))", "Chosen by mistake? \(correct(.personal))")
            )
        case .inFormalEducation:
            (
                t(
                    "Program ini bukan untuk yang sedang bersekolah atau kuliah.",
                    "This programme is not for people at school or university."),
                t("Anda dapat mendaftar setelah lulus atau berhenti.", "You can join once you have finished or left.")
            )
        case .excludedOccupation(let occupation):
            (
                t(
                    "Pekerjaan Anda, \(occupation.label(t).lowercased()), tidak termasuk dalam program ini.",
                    "Your occupation, \(occupation.label(t).lowercased()), is excluded from this programme."),
                t("Salah pilih? \(correct(.personal))", "Chosen by mistake? \(correct(.personal))")
            )
        case .regionNotInPlay(let from): region(from)
        case .listed(let kind, let asOf, let source): listed(kind, asOf, source)
        case .testBelow(let right, let asked, let needed, let again): test(right, asked, needed, again)
        case .hadACard, .letACardLapse, .familyLimit: past(reason)
        case .identityMismatch:
            (
                t(
                    "Data yang Anda isi tidak cocok dengan data Dukcapil.",
                    "What you wrote does not match what the civil registry has."),
                t(
                    "Samakan NIK, tanggal lahir, dan nama dengan KTP. Kalau sudah, minta Dukcapil memperbarui data.",
                    "Write NIK, birth date and name as on your card. If they are, ask Dukcapil to update its record.")
            )
        case .nikOfAnother:
            (
                t(
                    "Kantor program menyatakan NIK ini milik orang lain.",
                    "The programme office holds this NIK to be another person's."),
                t(
                    "NIK salah ketik? Perbaiki di langkah KTP. Keberatan? Datang ke dinas terdekat dengan KTP asli.",
                    "Was the NIK mistyped? Correct it at the identity card step. If not, come to an office with your card."
                )
            )
        }
    }

    /// Where to correct a mistake: at the step while it can be changed, by phone afterwards.
    private func correct(_ step: Journey.Step) -> String {
        mayCorrect
            ? t("Perbaiki di langkah “\(StepTitle.of(step, t))”.", "Correct it at the step “\(StepTitle.of(step, t))”.")
            : t("Hubungi pusat bantuan.", "Phone the call centre.")
    }

    /// A birthday after the last wave is no date on which the person can join.
    private func oldEnough(_ from: CivilDate) -> String {
        guard let until = rules.until, from > until else {
            return t(
                "Anda dapat mendaftar mulai \(t.date(from)). Tanggal lahir salah? \(correct(.identity))",
                "You can join from \(t.date(from)). Is the birth date wrong? \(correct(.identity))")
        }
        return t(
            "Gelombang terakhir ditutup \(t.date(until)), sebelum Anda cukup umur. Tanggal lahir salah? "
                + correct(.identity),
            "The last wave closes on \(t.date(until)), before you are old enough. Is the birth date wrong? "
                + correct(.identity))
    }

    /// Reasons that rest on earlier cards of the person or their family.
    private func past(_ reason: Ineligibility) -> (rule: String, remedy: String) {
        switch reason {
        case .hadACard:
            (
                t("Anda sudah pernah menerima kartu ini.", "You have had this card before."),
                t("Program ini sekali seumur hidup.", "This programme is once in a lifetime.")
            )
        case .letACardLapse:
            (
                t(
                    "Kartu Anda dulu hangus karena tidak dipakai pada waktunya.",
                    "Your card lapsed because it was not used in time."),
                t(
                    "Ada sebab di luar kuasa Anda, misalnya nomor HP hilang? Sanggah dengan buktinya.",
                    "Was it beyond your control, such as a lost number? Contest it, with your proof.")
            )
        case .familyLimit(let limit):
            (
                t(
                    "Sudah ada \(limit) penerima pada Kartu Keluarga Anda. Batasnya \(limit) orang.",
                    "Your family card has \(limit) beneficiaries already. The limit is \(limit)."),
                t(
                    "Nomor KK salah? Hubungi kami. Pisah KK di Dukcapil berlaku setelah datanya diperbarui.",
                    "Is the number wrong? Call us. A new family card counts once the registry has it.")
            )
        default: preconditionFailure("the past is told of these three")
        }
    }

    private func test(
        _ right: Int, _ asked: Int, _ needed: Int, _ again: CivilDate?
    ) -> (rule: String, remedy: String) {
        let rule = t(
            "Di tes kemampuan dasar, \(right) dari \(asked) jawaban Anda benar. Aturannya paling sedikit \(needed).",
            "In the basic ability test \(right) of your \(asked) answers were right. The rule is at least \(needed).")
        let remedy =
            again.map {
                t(
                    "Anda boleh mengulang tes mulai \(t.date($0)), dengan soal lain, dari langkah tes. Atau sanggah.",
                    "You may take it again from \(t.date($0)), with other questions, at the test's step. Or contest this."
                )
            }
            ?? t(
                "Ada yang mengganggu saat tes, misalnya sakit atau sambungan putus? Sanggah, dan tulis apa yang terjadi.",
                "Did something disturb the test, such as illness or a lost connection? Contest this, and say what.")
        return (rule, remedy)
    }

    private func region(_ from: CivilDate?) -> (rule: String, remedy: String) {
        let rule = t("Daerah Anda belum ikut dalam program ini.", "Your region is not in the programme yet.")
        let remedy =
            from.map {
                t(
                    "Daerah Anda mulai ikut \(t.date($0)). Data Anda tetap tersimpan. \(Unreached.condition(t))",
                    "It joins on \(t.date($0)). What you wrote is kept. \(Unreached.condition(t))")
            }
            ?? t(
                "Belum ada tanggalnya. Alamat salah? \(correct(.personal))",
                "No day is set. Is the address wrong? \(correct(.personal))")
        return (rule, remedy)
    }

    private func listed(_ kind: ListKind, _ asOf: CivilDate, _ source: String) -> (rule: String, remedy: String) {
        let list = EditionWords(t: t).namedList(kind)
        let rule = t(
            "NIK Anda tercatat pada \(list) per \(t.date(asOf)).",
            "Your NIK stands on \(list) as of \(t.date(asOf)).")
        let remedy = t(
            "Daftarnya salah atau sudah tidak cocok? Minta \(source) memperbaikinya, atau sanggah.",
            "Is the list wrong or out of date? Ask \(source) to correct it, or contest this.")
        return (rule, remedy)
    }

    func waiting(for what: Awaited) -> String {
        switch what {
        case .phone: t("Nomor HP Anda belum terverifikasi.", "Your mobile number is not verified yet.")
        case .identityCard: t("Data KTP belum diisi.", "The identity card is not filled in.")
        case .familyCard:
            t(
                "Nomor Kartu Keluarga belum diisi. Lengkapi di langkah KTP.",
                "The family card's number is missing. Add it at the identity card step.")
        case .personalData: t("Data diri belum diisi.", "The part about you is not filled in.")
        case .photos: t("Foto belum lengkap.", "The photos are not complete.")
        case .declarations: t("Pernyataan belum disetujui.", "The declarations are not agreed to.")
        case .test:
            t(
                "Tes belum selesai. Kerjakan dari langkah tes.",
                "The test is not finished. Take it at the test's step.")
        case .registry: t("Dukcapil sedang memeriksa data Anda.", "The civil registry is checking your data.")
        case .photoReview: t("Petugas sedang memeriksa foto Anda.", "An officer is looking at your photos.")
        case .betterPhoto: t("Ada foto yang perlu Anda ganti.", "There is a photo you need to replace.")
        case .educationList: list(.education)
        case .occupationList: list(.excludedOccupations)
        case .aidList: list(.aidRecipients)
        case .deathList: list(.deaths)
        case .blacklist: list(.blacklist)
        case .otherList: t("Kami menunggu daftar dari instansi lain.", "We wait for the list of another office.")
        case .dispute: t("Petugas sedang memeriksa data KTP Anda.", "An officer is looking into your card's data.")
        }
    }

    /// The list is missing or too old to decide by. Nothing is required of the person.
    private func list(_ kind: ListKind) -> String {
        let name = EditionWords(t: t).namedList(kind)
        return t(
            "Kami menunggu \(name) yang terbaru. Anda tidak perlu melakukan apa-apa.",
            "We wait for the newest version of \(name). There is nothing for you to do.")
    }

    /// All reasons as one list, with the source and how to contest.
    func list(_ reasons: [Ineligibility]) -> HTML {
        func row(_ reason: Ineligibility) -> HTML {
            let words = explain(reason)
            return """
                <li><p><strong>\(words.rule)</strong></p><p>\(words.remedy)</p>
                <p><small>\(t("Kode", "Code")): <strong>\(reason.spokenCode(under: rules))</strong></small></p></li>
                """
        }
        return """
            <ul class="reasons">\(each: reasons, row)</ul>
            <p>\(t("Aturannya", "The rule stands in")): \(rules.source).
            \(t("Ada yang salah?", "Something wrong?"))
            \(mayContest ? contest : "\(phone)")
            <a href="\(Paths.help)">\(t("Cara menghubungi", "How to reach us"))</a></p>
            """
    }

    private var contest: HTML {
        """
        <a href="\(Paths.appeals)">\(t("Sanggah keputusan ini", "Contest this decision"))</a>
        \(t("atau telepon pusat bantuan dan sebutkan kodenya.", "or phone the call centre and tell them the code."))
        """
    }

    private var phone: String {
        t("Telepon pusat bantuan dan sebutkan kodenya.", "Phone the call centre and tell them the code.")
    }

    private var oldest: Int { rules.maximumAge ?? 0 }

    private var ageRule: String {
        rules.minimumAgeInclusive
            ? t(
                "Program ini untuk usia \(rules.minimumAge) tahun ke atas.",
                "This programme is for ages \(rules.minimumAge) and over.")
            : t(
                "Program ini untuk usia di atas \(rules.minimumAge) tahun.",
                "This programme is for ages over \(rules.minimumAge).")
    }
}

extension Occupation {
    func label(_ t: Words) -> String {
        switch self {
        case .jobSeeker: t("Pencari kerja", "Looking for work")
        case .laidOff: t("Terkena PHK atau dirumahkan", "Laid off or furloughed")
        case .worker: t("Karyawan atau buruh", "Employee or labourer")
        case .selfEmployed: t("Usaha sendiri atau pekerja lepas", "Self-employed or freelance")
        case .jobChanger: t("Ganti pekerjaan atau ingin pindah kerja", "Changing work, or wanting another")
        case .stateOfficial: t("Pejabat negara atau anggota DPRD", "State official or member of a council")
        case .civilServant: t("Aparatur sipil negara", "Civil servant")
        case .military: t("Prajurit TNI", "Member of the armed forces")
        case .police: t("Anggota Polri", "Member of the police")
        case .villageOfficial: t("Kepala desa atau perangkat desa", "Village head or village official")
        case .stateEnterpriseDirector:
            t("Direksi, komisaris, atau dewan pengawas BUMN/BUMD", "Director or commissioner of a state enterprise")
        }
    }
}

extension Education {
    func label(_ t: Words) -> String {
        switch self {
        case .none: t("Tidak sekolah atau belum tamat SD", "None, or primary not finished")
        case .primary: t("SD atau sederajat", "Primary school")
        case .juniorSecondary: t("SMP atau sederajat", "Junior secondary school")
        case .seniorSecondary: t("SMA, SMK, atau sederajat", "Senior secondary or vocational school")
        case .diploma: t("Diploma (D1–D3)", "Diploma (D1–D3)")
        case .bachelor: t("Sarjana (D4/S1)", "Bachelor (D4/S1)")
        case .postgraduate: t("Pascasarjana (S2/S3)", "Postgraduate (S2/S3)")
        }
    }
}
