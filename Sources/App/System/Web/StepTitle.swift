import Programme

/// The title and path of each step of the journey.
enum StepTitle {
    static func of(_ step: Journey.Step, _ t: Words) -> String {
        switch step {
        case .phone: t("Nomor HP", "Mobile number")
        case .identity: t("KTP", "Identity card")
        case .personal: t("Data diri dan alamat", "About you and your address")
        case .photos: t("Foto KTP dan swafoto", "Photos of your card and you")
        case .declarations: t("Pernyataan pendaftar", "Your declarations")
        case .test: t("Tes motivasi dan kemampuan dasar", "Test of motivation and basic ability")
        case .check: t("Periksa dan kirim", "Check and send")
        }
    }

    /// What the step asks for, before it is opened.
    static func asked(_ step: Journey.Step, _ t: Words) -> String {
        switch step {
        case .phone: t("Kami kirim kode lewat SMS ke nomor Anda.", "We send a code by text message to your number.")
        case .identity: t("NIK dan tanggal lahir seperti di KTP.", "The NIK and birth date on your identity card.")
        case .personal: t("Nama, alamat, dan pekerjaan Anda.", "Your name, address and work.")
        case .photos: t("Dua foto: KTP dan wajah Anda.", "Two photos: of your card and of your face.")
        case .declarations:
            t("Baca dan centang setiap pernyataan.", "Read the declarations and tick each of them.")
        case .test: t("Kebanyakan orang selesai dalam 15 menit.", "Most people need 15 minutes.")
        case .check: t("Baca lagi semua isian, lalu kirim.", "Read all that you filled in again, then send it.")
        }
    }

    static func path(_ step: Journey.Step) -> String {
        switch step {
        case .phone: Paths.phone
        case .identity: Paths.identity
        case .personal: Paths.personal
        case .photos: Paths.photos
        case .declarations: Paths.declarations
        case .test: Paths.test
        case .check: Paths.check
        }
    }

    static func number(_ step: Journey.Step) -> Int {
        (Journey.Step.allCases.firstIndex(of: step) ?? 0) + 1
    }

    /// Above a step's heading: its number in the journey, and the link back.
    static func caption(_ step: Journey.Step, _ t: Words) -> HTML {
        """
        <p class="caption"><a href="\(Paths.application)">\(t("Langkah pendaftaran", "Application steps"))</a> · \
        <span class="together">\(t(
            "Langkah \(number(step)) dari \(Journey.Step.allCases.count)",
            "Step \(number(step)) of \(Journey.Step.allCases.count)"))</span></p>
        """
    }

    /// For the window's title.
    static func title(_ step: Journey.Step, _ t: Words) -> String {
        title(step, of(step, t), t)
    }

    /// - Parameter screen: what a step of several screens asks for on this one.
    static func title(_ step: Journey.Step, _ screen: String, _ t: Words) -> String {
        t(
            "Langkah \(number(step)) dari \(Journey.Step.allCases.count): \(screen)",
            "Step \(number(step)) of \(Journey.Step.allCases.count): \(screen)")
    }
}

extension Journey.Status {
    func label(_ t: Words) -> String {
        switch self {
        case .notStarted: t("Belum diisi", "Not filled in")
        case .checking: t("Sedang diperiksa", "Being checked")
        case .needsFix: t("Perlu diperbaiki", "Needs fixing")
        case .done: t("Selesai", "Done")
        case .blocked: t("Belum bisa dimulai", "Cannot start yet")
        }
    }

    var tag: Tag {
        switch self {
        case .notStarted: .todo
        case .checking: .waiting
        case .needsFix: .wrong
        case .done: .done
        case .blocked: .blocked
        }
    }
}

extension ApplicationRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notYet(let step):
            t(
                "Selesaikan dulu langkah “\(StepTitle.of(step, t))”.",
                "Finish the step “\(StepTitle.of(step, t))” first.")
        case .alreadySubmitted:
            t(
                "Pendaftaran Anda sudah dikirim. Yang bisa diubah hanya langkah yang perlu diperbaiki.",
                "Your application was sent. Only steps that need fixing can be changed.")
        case .noMoreNIKs:
            t(
                "Anda sudah mencoba tiga NIK. Telepon pusat bantuan, atau datang ke dinas terdekat dengan KTP Anda.",
                "You have tried three NIKs. Phone the call centre, or go to your local office with your card.")
        case .noMoreCorrections:
            t(
                "Nama sudah sering diperbaiki. Telepon pusat bantuan, atau datang ke dinas terdekat dengan KTP.",
                "The name was corrected many times. Phone the call centre, or go to your local office with your card.")
        case .underReview:
            t(
                "Data ini sedang diperiksa, jadi belum bisa diubah. Hasilnya tampil di halaman akun Anda.",
                "This is being checked, so it cannot be changed yet. The result shows on your account page.")
        case .testOver:
            t(
                "Waktu tes sudah habis. Jawaban yang sempat Anda berikan sudah tersimpan dan dihitung.",
                "The test's time is up. The answers you gave are saved and count.")
        case .noOtherSitting:
            t(
                "Tes sudah dikerjakan, dan belum bisa diulang. Hasilnya ada di langkah tes.",
                "The test was taken, and cannot be taken again yet. The result is at the test's step.")
        case .unknownQuestion:
            t("Pilih salah satu jawaban di halaman itu.", "Choose one of the answers on that page.")
        case .testNotReady:
            t(
                "Tes belum siap. Coba lagi nanti. Data Anda tetap tersimpan.",
                "The test is not ready yet. Try again later. What you entered stays saved.")
        }
    }
    func way(_ t: Words) -> (label: String, path: String)? {
        switch self {
        case .notYet(let step): (t("Ke langkah itu", "To that step"), StepTitle.path(step))
        case .alreadySubmitted: (t("Lihat langkah pendaftaran", "See the steps"), Paths.application)
        case .noMoreNIKs, .noMoreCorrections: (t("Pusat bantuan", "Help centre"), Paths.help)
        case .noOtherSitting: (t("Lihat hasil tes", "See the result"), Paths.testResult)
        case .underReview, .testOver, .unknownQuestion, .testNotReady: nil
        }
    }

    var leavesForm: Bool {
        switch self {
        case .notYet, .alreadySubmitted: false
        case .noMoreNIKs, .noMoreCorrections, .underReview, .testOver, .noOtherSitting, .unknownQuestion,
            .testNotReady:
            true
        }
    }
}
