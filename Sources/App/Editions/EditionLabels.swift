import Programme

/// Labels of paths in an edition's file, for pages. A path without a label of its own gets the one of the nearest
/// enclosing path.
struct EditionLabels: Sendable {
    let t: Words

    func label(_ path: String) -> String {
        var place = Self.shape(path)
        while !place.isEmpty {
            if let label = Self.labels[place] { return t(label) }
            guard let end = place.lastIndex(of: ".") else { break }
            place = String(place[..<end])
        }
        return path
    }

    static func isMoney(_ path: String) -> Bool {
        path == "budget" || path == "benefits.perPerson" || path == "benefits.training" || path.hasSuffix(".amount")
    }

    /// What a value is within its rule, where one rule holds several: `mandatory` and `freshDays` of a list. Nil where
    /// the rule's own label says it.
    func part(_ path: String) -> String? {
        guard Self.labels[Self.shape(path)] == nil, let leaf = path.split(separator: ".").last else { return nil }
        guard let part = Self.parts[String(leaf)].map({ t($0) }) else { return nil }
        guard let number = path.firstMatch(of: /^waves\.calendar\[(\d+)\]/)?.1 else { return part }
        return t("gelombang \(number), \(part)", "wave \(number), \(part)")
    }

    private static let parts: [String: Bilingual] = [
        "mandatory": Bilingual(id: "wajib", en: "mandatory"),
        "freshDays": Bilingual(id: "paling lama, hari", en: "days old at most"),
        "source": Bilingual(id: "dari", en: "from"),
        "dated": Bilingual(id: "tanggal", en: "dated"),
        "from": Bilingual(id: "mulai", en: "from"),
        "to": Bilingual(id: "sampai", en: "until"),
        "quota": Bilingual(id: "tempat", en: "places"),
        "opens": Bilingual(id: "dibuka", en: "opens"),
        "closes": Bilingual(id: "ditutup", en: "closes"),
        "announced": Bilingual(id: "diumumkan", en: "announced"),
        "intervalDays": Bilingual(id: "jarak, hari", en: "days apart"),
        "claimDays": Bilingual(id: "waktu meminta, hari", en: "days to ask"),
        "earnBy": Bilingual(id: "terakhir memenuhi syarat", en: "last day to earn"),
        "payBy": Bilingual(id: "terakhir dibayar", en: "last day to be paid"),
        "firstWeekday": Bilingual(id: "hari pertama", en: "first weekday"),
        "lastWeekday": Bilingual(id: "hari terakhir", en: "last weekday"),
        "periodSeconds": Bilingual(id: "jarak, detik", en: "seconds apart"),
        "delayMinutes": Bilingual(id: "jeda, menit", en: "minutes of delay"),
        "basisPoints": Bilingual(id: "bagian, per sepuluh ribu", en: "share, in ten-thousandths"),
    ]

    /// The path without the names of list elements.
    private static func shape(_ path: String) -> String {
        var depth = 0
        return String(
            path.filter { character in
                if character == "[" { depth += 1 }
                defer { if character == "]" { depth -= 1 } }
                return depth == 0
            })
    }

    private static let labels: [String: Bilingual] = [
        "title": Bilingual(id: "Nama", en: "Name"),
        "purpose": Bilingual(id: "Tujuan", en: "Purpose"),
        "legalBasis": Bilingual(id: "Dasar hukum", en: "Legal basis"),
        "site": Bilingual(id: "Alamat situs", en: "The site's address"),
        "validity": Bilingual(id: "Masa berlaku", en: "Validity"),
        "validity.registrationOpens": Bilingual(id: "Pendaftaran dibuka", en: "Registration opens"),
        "phases": Bilingual(id: "Tahapan program", en: "Phases of the programme"),
        "target": Bilingual(id: "Sasaran (orang)", en: "Target (people)"),
        "target.people": Bilingual(id: "Sasaran anggaran (orang)", en: "Target of the budget (people)"),
        "target.range": Bilingual(id: "Sasaran yang diumumkan (orang)", en: "Announced target (people)"),
        "budget": Bilingual(id: "Anggaran", en: "Budget"),
        "account": Bilingual(id: "Akun", en: "Account"),
        "account.identifiers": Bilingual(id: "Akun dibuat dengan", en: "An account is made with"),
        "account.ways": Bilingual(id: "Email diverifikasi dengan", en: "An e-mail address is verified by"),
        "account.codeValidMinutes": Bilingual(id: "Kode berlaku (menit)", en: "A code is valid for (minutes)"),
        "account.codeTries": Bilingual(id: "Percobaan per kode", en: "Tries per code"),
        "account.codeResends": Bilingual(id: "Kode dikirim ulang, paling banyak", en: "A code is sent again at most"),
        "regions": Bilingual(id: "Daerah yang ikut", en: "Regions in play"),
        "eligibility": Bilingual(id: "Syarat", en: "Conditions"),
        "eligibility.minimumAge": Bilingual(id: "Umur paling muda", en: "Lowest age"),
        "eligibility.minimumAgeInclusive": Bilingual(
            id: "Umur itu sendiri sudah boleh", en: "That age itself is enough"),
        "eligibility.maximumAge": Bilingual(id: "Umur paling tua", en: "Highest age"),
        "eligibility.citizensOnly": Bilingual(id: "Hanya WNI", en: "Indonesian citizens only"),
        "eligibility.excludesFormalEducation": Bilingual(
            id: "Yang sedang sekolah tidak boleh ikut", en: "Pupils and students left out"),
        "eligibility.excludedOccupations": Bilingual(id: "Pekerjaan yang tidak boleh ikut", en: "Occupations left out"),
        "eligibility.beneficiariesPerFamilyCard": Bilingual(
            id: "Penerima per Kartu Keluarga", en: "Beneficiaries per family card"),
        "eligibility.onceInALifetime": Bilingual(id: "Sekali seumur hidup", en: "Once in a lifetime"),
        "eligibility.lists": Bilingual(id: "Daftar yang dicocokkan", en: "Lists that are compared"),
        "eligibility.source": Bilingual(id: "Sumber syarat", en: "Source of the conditions"),
        "photos": Bilingual(id: "Foto", en: "Photos"),
        "photos.acceptedBytes": Bilingual(id: "Foto, byte paling banyak", en: "Photos, bytes at most"),
        "photos.acceptedPixels": Bilingual(id: "Foto, piksel paling banyak", en: "Photos, pixels at most"),
        "photos.keptBytes": Bilingual(id: "Foto tersimpan, byte paling banyak", en: "Stored photos, bytes at most"),
        "declarations": Bilingual(id: "Pernyataan", en: "Declarations"),
        "waves": Bilingual(id: "Gelombang", en: "Waves"),
        "waves.quota": Bilingual(id: "Tempat per gelombang", en: "Places per wave"),
        "waves.smallestPool": Bilingual(
            id: "Provinsi dengan peserta lebih sedikit diundi bersama",
            en: "Provinces with fewer entries are drawn together"),
        "waves.total": Bilingual(id: "Banyaknya gelombang", en: "Number of waves"),
        "waves.zone": Bilingual(id: "Zona waktu gelombang", en: "Time zone of the waves"),
        "waves.strata": Bilingual(id: "Urutan undian", en: "Order of the draw"),
        "waves.priority": Bilingual(id: "Yang didahulukan", en: "Who comes first"),
        "waves.priority.occupations": Bilingual(id: "Pekerjaan yang didahulukan", en: "Occupations that come first"),
        "waves.priority.impacts": Bilingual(
            id: "Dampak pandemi yang didahulukan", en: "What the pandemic did that comes first"),
        "waves.priority.lists": Bilingual(id: "Daftar yang didahulukan", en: "Lists that come first"),
        "waves.provinceWeights": Bilingual(id: "Bobot provinsi", en: "Provinces' weights"),
        "waves.calendar": Bilingual(id: "Jadwal gelombang", en: "Dates of a wave"),
        "waves.names": Bilingual(id: "Nama gelombang", en: "Name of a wave"),
        "waves.pauses": Bilingual(id: "Jeda gelombang", en: "Pause between waves"),
        "waves.rejoin": Bilingual(id: "Yang belum terpilih", en: "People who are not selected"),
        "eligibility.disputeDays": Bilingual(
            id: "Hari kerja untuk memutuskan NIK yang diklaim dua orang", en: "Working days to settle a contested NIK"),
        "holidays": Bilingual(id: "Hari libur", en: "Holidays"),
        "account.payeeHoldDays": Bilingual(
            id: "Hari rekening ditahan setelah kontak diganti", en: "Days the account is held after a contact changed"),
        "account.keptYears": Bilingual(
            id: "Tahun data disimpan sesudah program berakhir", en: "Years that data is kept after the programme"),
        "waves.contestDays": Bilingual(id: "Hari untuk menyanggah", en: "Days to contest"),
        "waves.sample": Bilingual(id: "Nomor yang diperlihatkan kepada auditor", en: "Numbers shown to auditors"),
        "waves.draw": Bilingual(id: "Saksi undian", en: "Witnesses of the draw"),
        "waves.draw.cosignatures": Bilingual(id: "Tanda tangan saksi yang diperlukan", en: "Witness signatures needed"),
        "waves.draw.witnesses": Bilingual(id: "Banyaknya saksi", en: "Number of witnesses"),
        "waves.draw.delayMinutes": Bilingual(
            id: "Menit dari penutupan sampai angka acak publik", en: "Minutes from closing to public randomness"),
        "waves.draw.beacon": Bilingual(id: "Angka acak publik", en: "Public randomness"),
        "benefits.perPerson": Bilingual(id: "Seluruhnya per orang", en: "In all per person"),
        "benefits.training": Bilingual(id: "Biaya pelatihan", en: "Training money"),
        "benefits.incentive": Bilingual(id: "Insentif", en: "Incentive"),
        "benefits.incentive.amount": Bilingual(id: "Insentif, besarnya", en: "Incentive, amount"),
        "benefits.incentive.count": Bilingual(id: "Insentif, berapa kali", en: "Incentive, how often"),
        "benefits.incentive.proofs": Bilingual(id: "Insentif, syaratnya", en: "Incentive, proofs needed"),
        "benefits.survey": Bilingual(id: "Insentif survei", en: "Survey incentive"),
        "benefits.survey.amount": Bilingual(id: "Survei, besarnya", en: "Survey, amount"),
        "benefits.survey.count": Bilingual(id: "Survei, berapa kali", en: "Surveys, how many"),
        "benefits.survey.proofs": Bilingual(id: "Survei, syaratnya", en: "Surveys, proofs needed"),
        "training": Bilingual(id: "Pelatihan", en: "Training"),
        "training.firstUseDays": Bilingual(id: "Hari untuk pembelian pertama", en: "Days for the first purchase"),
        "training.reminderDays": Bilingual(
            id: "Hari pengingat sebelum kartu hangus", en: "Days of the reminders before a card lapses"),
        "training.attendBy": Bilingual(id: "Terakhir ikut pelatihan", en: "Last day to attend"),
        "training.feeCapBasisPoints": Bilingual(
            id: "Biaya tempat membeli, per sepuluh ribu", en: "Platform fee, in ten-thousandths"),
        "training.nextTrainingNeedsCompletion": Bilingual(
            id: "Pelatihan berikutnya setelah yang pertama selesai", en: "The next training only after completion"),
        "training.otpValidMinutes": Bilingual(
            id: "Kode pembelian berlaku (menit)", en: "A purchase code is valid for (minutes)"),
        "training.completion": Bilingual(id: "Bukti pelatihan selesai", en: "Proof that a training is completed"),
        "training.reportDays": Bilingual(
            id: "Hari untuk melaporkan hasil sesudah jadwal", en: "Days to report results after a schedule"),
        "training.completionReview": Bilingual(
            id: "Laporan selesai yang diperiksa petugas", en: "Reports of completion that officers check"),
        "training.completionReview.leastPercent": Bilingual(
            id: "Terlalu cepat, dalam persen lama pelatihan", en: "Too quick, in percent of the training's hours"),
        "training.completionReview.windowMinutes": Bilingual(
            id: "Jangka menghitung laporan (menit)", en: "Reports are counted within (minutes)"),
        "training.completionReview.mostOfInstitution": Bilingual(
            id: "Laporan satu lembaga paling banyak", en: "Most reports of one institution"),
        "training.completionReview.mostOfCourse": Bilingual(
            id: "Laporan satu pelatihan paling banyak", en: "Most reports of one course"),
        "training.completionReview.decideDays": Bilingual(
            id: "Hari untuk memutuskannya", en: "Days to decide on them"),
        "training.lapse": Bilingual(id: "Arti kartu hangus", en: "What a lapsed card means"),
        "training.buyBy": Bilingual(id: "Terakhir membeli", en: "Last day to buy"),
        "training.lawBuyBy": Bilingual(id: "Terakhir membeli menurut hukum", en: "Last day to buy by law"),
        "training.deliveryModes": Bilingual(id: "Cara belajar", en: "Ways of learning"),
        "training.milestones": Bilingual(id: "Pembayaran per tahap", en: "Payment by milestone"),
        "platforms": Bilingual(id: "Tempat membeli", en: "Where to buy"),
        "payoutPartners": Bilingual(id: "Tempat menerima insentif", en: "Where incentives are paid"),
        "contact": Bilingual(id: "Kontak", en: "Contact"),
    ]
}
