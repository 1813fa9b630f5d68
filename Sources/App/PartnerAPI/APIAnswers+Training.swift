import Programme

/// Which attendances of a purchase its participant has confirmed.
struct AttendanceItem: APIListItem {
    let purchase: String
    let courseCode: String
    let scheduleCode: String
    let confirmed: [ConfirmedAttendance]
    let changedAt: Instant

    static let object = APIObject(
        name: "Attendance",
        fields: [
            APIField("purchase", .id, id: "Nomor pembelian.", en: "The purchase's id."),
            APIField("course_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField("schedule_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField(
                "confirmed", .list(of: .named(ConfirmedAttendance.object), most: 11), id: "Menurut urutan kehadiran.",
                en: "By sequence."),
            APIField(
                "changed_at", .instant, id: "Saat pembelian terakhir berubah: urutan daftar.",
                en: "When the purchase changed last: the order of the list."),
        ])

    static let example = AttendanceItem(
        purchase: PurchaseItem.example.id, courseCode: "barista", scheduleCode: "barista-1", confirmed: [.example],
        changedAt: APIPaging.example)
}

struct ConfirmedAttendance: APIValue {
    let sequence: Int
    let confirmedAt: Instant
    let receipt: String?

    static let object = APIObject(
        name: "ConfirmedAttendance",
        fields: [
            APIField(
                "sequence", .integer(in: 1...999), id: "1 sampai 10 untuk pertemuan, 999 untuk tes akhir.",
                en: "1 to 10 for meetings, 999 for the final test."),
            APIField(
                "confirmed_at", .instant, id: "Saat peserta mengonfirmasinya di halaman kami.",
                en: "When the participant confirmed it on our page."),
            APIField(
                "receipt", .text(), required: false, id: "Nomor tanda terimanya.", en: "The number of its receipt."),
        ])

    static let example = ConfirmedAttendance(
        sequence: 1, confirmedAt: APIPaging.example, receipt: ReceiptItem.example.number)
}

/// A completed training.
struct CompletionItem: APIListItem {
    let purchase: String
    let courseCode: String
    let scheduleCode: String
    let score: Int?
    let certificateNumber: String
    let completedAt: Instant
    let receipt: String?
    let heldUntil: Instant?
    let review: String?
    let checkNumber: String?
    let checkPage: String?

    /// - Parameters:
    ///   - number: of the programme's certificate; nil until it is issued.
    ///   - site: where it is checked.
    init(_ sold: SoldPurchase, _ completion: StoredCompletion, _ number: CertificateNumber?, on site: String) {
        purchase = sold.id.description
        (courseCode, scheduleCode) = (sold.courseCode, sold.scheduleCode)
        (score, certificateNumber, completedAt) = (completion.score, completion.certificateNumber, completion.at)
        // By the settlement a training is completed without the report that two officers refused.
        review = sold.held.flatMap { $0.state == .refused ? nil : $0.state.rawValue }
        (receipt, heldUntil) = (sold.receipt(of: .completion), nil)
        (checkNumber, checkPage) = (number?.description, number.map { site + Paths.checkedCertificate($0) })
    }

    /// The answer to a report.
    init(_ sold: SoldPurchase, _ completion: Completion, _ outcome: ReceiveCompletion.Outcome) {
        purchase = sold.id.description
        (courseCode, scheduleCode) = (sold.courseCode, sold.scheduleCode)
        (score, certificateNumber, completedAt) = (completion.score, completion.certificateNumber, completion.at)
        (receipt, heldUntil) = (outcome.report.number.description, outcome.held?.decideBy)
        review = outcome.held?.state.rawValue
        (checkNumber, checkPage) = (nil, nil)
    }

    private init(example purchase: String) {
        self.purchase = purchase
        (courseCode, scheduleCode, score) = ("barista", "barista-1", 86)
        (certificateNumber, completedAt) = ("BLN/2020/1", APIPaging.example)
        (receipt, heldUntil) = (ReceiptItem.example.number, APIPaging.example + .days(14))
        review = HeldCompletion.State.waiting.rawValue
        checkNumber = "7K2M-9QXA-4PTR-W8DC"
        checkPage = "https://prakerja.example\(Paths.certificateCheck)/7K2M9QXA4PTRW8DC"
    }

    static let object = APIObject(
        name: "Completion",
        fields: [
            APIField("purchase", .id, id: "Nomor pembelian.", en: "The purchase's id."),
            APIField("course_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField("schedule_code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField(
                "score", .integer(in: Completion.scores), required: false,
                id: "Seperti dilaporkan; kosong bila pelatihan selesai lewat kehadiran dan umpan balik.",
                en: "As reported; none where attendance and feedback completed the training."),
            APIField(
                "certificate_number", .text(), id: "Dari lembaga, atau dari kami bila lembaga tidak memberinya.",
                en: "The institution's, or ours where it gave none."),
            APIField(
                "completed_at", .instant, id: "Saat dilaporkan, atau saat syaratnya lengkap.",
                en: "When it was reported or proved."),
            APIField(
                "receipt", .text(), required: false, id: "Nomor tanda terima laporannya.",
                en: "The number of the report's receipt."),
            APIField(
                "held_until", .instant, required: false,
                id:
                    "Hanya di jawaban laporan, selama dua petugas memeriksanya. Uang menunggu putusan mereka, paling "
                    + "lambat sampai saat ini.",
                en: "Only in the answer to a report, while two officers look at it: nothing is paid until they have "
                    + "decided, or until then."),
            APIField(
                "review", HeldCompletion.apiStates, required: false,
                id:
                    "Bila dua petugas memeriksa laporannya: `waiting` di jawaban laporan, lalu cara laporan itu "
                    + "berlaku.",
                en: "Where two officers looked at the report: `waiting` in the answer to it, then how it came to "
                    + "stand."),
            APIField(
                "check_number", .text(), required: false,
                id:
                    "Nomor sertifikat program, yang dapat diperiksa siapa pun; ada beberapa saat sesudah pelatihan selesai.",
                en:
                    "The number of the programme's certificate, by which it is checked; there soon after the completion."
            ),
            APIField(
                "check_page", .text(format: "uri"), required: false, id: "Halaman tempat sertifikat itu diperiksa.",
                en: "The page on which that certificate is checked."),
        ])

    static let example = CompletionItem(example: PurchaseItem.example.id)
}

extension HeldCompletion {
    static let apiStates = APISchema.choice(State.allCases.map(\.rawValue))
}

/// What an institution reports of a participant who finished.
struct CompletionReport: APIValue {
    let score: Int
    let certificateNumber: String

    static let object = APIObject(
        name: "CompletionReport",
        fields: [
            APIField("score", .integer(in: Completion.scores), id: "Nilai tes akhir.", en: "Of the final test."),
            APIField(
                "certificate_number", .text(longest: Completion.maximumNumberLength, pattern: APIBody.linePattern),
                id: "Milik lembaga sendiri.", en: "The institution's own."),
        ])

    static let example = CompletionReport(score: 86, certificateNumber: "BLN/2020/1")
}

/// A course as its institution, or a platform with a price for it, sees it.
struct CourseItem: APIListItem {
    let code: String
    let title: String
    let state: String
    let mode: String
    let hours: Int
    let price: Money?
    let page: String?
    let schedules: [ScheduleItem]

    init(_ course: Course, _ offer: CourseOffer?, _ schedules: [CourseSchedule]) {
        (code, title, hours) = (course.code, course.title, course.hours)
        (state, mode) = (course.state.rawValue, course.mode.rawValue)
        (price, page) = (offer.map { Money($0.price) }, offer?.url)
        self.schedules = schedules.prefix(Self.mostSchedules).map(ScheduleItem.init)
    }

    private init(example code: String) {
        self.code = code
        (title, hours, state, mode) = (
            "Dasar Barista", 12, CourseState.approved.rawValue, DeliveryMode.selfPaced.rawValue
        )
        (price, page, schedules) = (.example, "https://dp.example/barista", [.example])
    }

    private static let mostSchedules = 500

    static let object = APIObject(
        name: "Course",
        fields: [
            APIField("code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField("title", .text(), id: "Dalam bahasa Indonesia.", en: "Indonesian."),
            APIField(
                "state", .choice(CourseState.allCases.map(\.rawValue)), id: "Hanya pelatihan `approved` yang dijual.",
                en: "Only `approved` courses are sold."),
            APIField(
                "mode", .choice(DeliveryMode.allCases.map(\.rawValue)), id: "Cara belajarnya.", en: "How it is given."),
            APIField("hours", .integer(in: 1...2_000), id: "Lamanya dalam jam.", en: "Its length."),
            APIField(
                "price", .named(Money.object), required: false, id: "Untuk platform: harga platform itu sendiri.",
                en: "For platforms: the platform's own."),
            APIField(
                "page", .text(format: "uri"), required: false, id: "Untuk platform: halaman pelatihan di sana.",
                en: "For platforms: the course's page there."),
            APIField(
                "schedules", .list(of: .named(ScheduleItem.object), most: mostSchedules),
                id: "Yang paling awal lebih dahulu.", en: "Earliest first."),
        ])

    static let example = CourseItem(example: "barista")
}

struct ScheduleItem: APIValue {
    let code: String
    let startsAt: Instant
    let endsAt: Instant
    let quota: Int
    let placesLeft: Int

    init(_ schedule: CourseSchedule) {
        (code, startsAt, endsAt) = (schedule.code, schedule.starts, schedule.ends)
        (quota, placesLeft) = (schedule.quota, schedule.placesLeft)
    }

    private init(example code: String) {
        (self.code, startsAt, endsAt) = (code, APIPaging.example, APIPaging.example + .days(60))
        (quota, placesLeft) = (50, 12)
    }

    static let object = APIObject(
        name: "Schedule",
        fields: [
            APIField("code", .text(), id: "Seperti di berkas pelatihan.", en: "As in the file of courses."),
            APIField("starts_at", .instant, id: "Saat pertama.", en: "The first moment."),
            APIField("ends_at", .instant, id: "Saat sesudah yang terakhir.", en: "The moment after the last."),
            APIField("quota", .integer(), id: "Jumlah tempat.", en: "Places."),
            APIField("places_left", .integer(), id: "Tempat yang belum terjual.", en: "Places that are not sold."),
        ])

    static let example = ScheduleItem(example: "barista-1")
}
