import HTTPTypes
import Programme

extension CourseState {
    /// - Parameter sale: whether it can be bought; it matters once the curators have accepted the course.
    func label(_ t: Words, sale: CourseSale) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu kurasi", "Waits for curation"), .waiting)
        case .approved: sale.label(t)
        case .refused: (t("Ditolak kurator", "Refused by curators"), .wrong)
        case .withdrawn: (t("Ditarik", "Withdrawn"), .blocked)
        }
    }
}

extension CourseSale {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .onSale: (t("Dijual", "On sale"), .done)
        case .noPrice: (t("Belum ada harga", "No price yet"), .blocked)
        case .stopped(let stop): (stop.notSold(t), .wrong)
        case .sameOwner: (t("Tidak dijual: satu pemilik", "Not on sale: one owner"), .wrong)
        }
    }
}

extension CourseVersion.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .proposed: (t("Menunggu kurasi", "Waits for curation"), .waiting)
        case .approved: (t("Diterima", "Accepted"), .done)
        case .refused: (t("Ditolak", "Refused"), .wrong)
        case .replaced: (t("Diganti", "Replaced"), .todo)
        }
    }
}

extension CurationCheck {
    func sentence(_ t: Words) -> String {
        switch self {
        case .competence:
            t("Tertulis apa yang dapat dikerjakan peserta setelah lulus", "It says what participants can do afterwards")
        case .duration: t("Lamanya cukup dan masuk akal", "Its length is sufficient and reasonable")
        case .assessment: t("Penilaiannya mengukur keahlian itu", "Its assessment measures that skill")
        case .price:
            t("Harganya wajar dibanding pelatihan sejenis", "Its price is fair compared with similar courses")
        case .trainer: t("Pengajarnya jelas dan cakap", "Its trainer is named and competent")
        case .completion: t("Aturan lulusnya jelas", "Its completion rule is clear")
        case .choice:
            t(
                "Peserta, alat, tempat, dan sertifikat cocok dengan isinya; tatap muka menyebut tempatnya",
                "Participants, tools, place and certificate fit its content; a class in a room says where")
        }
    }
}

extension CourseColumn {
    func label(_ t: Words) -> String { t(rawValue, english) }
}

extension CourseRowFault {
    /// The field, what is wrong and how to fix it.
    func sentence(_ t: Words) -> String {
        guard let column else { return what.sentence(t) }
        return "\(column.label(t)): \(what.sentence(t))"
    }
}

extension CourseRowFault.What {
    func sentence(_ t: Words) -> String {
        switch self {
        case .openQuote(let lines):
            t(
                "Tanda kutipnya terbuka. Tutup dalam \(lines) baris.",
                "A quotation mark is open. Close it within \(lines) lines.")
        case .empty: t("Kosong. Isi kolom ini.", "It is empty. Fill it in.")
        case .tooLong(let most):
            t("Terlalu panjang. Paling banyak \(most) huruf.", "Too long. \(most) letters at most.")
        case .code:
            t("Pakai huruf, angka, titik, dan tanda hubung saja.", "Use letters, digits, dots and hyphens only.")
        case .mode: t("Tulis mandiri, webinar, atau tatap muka.", "Write self-paced, webinar or offline.")
        case .hours:
            t(
                "Tulis jumlah jam, \(CourseRow.hours.lowerBound) sampai \(CourseRow.hours.upperBound).",
                "Write the hours, \(CourseRow.hours.lowerBound) to \(CourseRow.hours.upperBound).")
        case .price: t("Tulis rupiah bulat, misalnya 575000.", "Write whole rupiah, such as 575000.")
        case .url: t("Tulis alamat lengkap dengan https://.", "Write the whole address with https://.")
        case .date: t("Tulis tanggal seperti 2020-05-01 08:00.", "Write the date as 2020-05-01 08:00.")
        case .endsBeforeStart: t("Selesai harus setelah mulai.", "The end must follow the start.")
        case .quota: t("Tulis jumlah tempat, 1 atau lebih.", "Write the number of places, 1 or more.")
        case .contradicts(let row):
            t("Berbeda dari baris \(row). Samakan keduanya.", "It differs from row \(row). Make both the same.")
        default: compared(t)
        }
    }

    private func compared(_ t: Words) -> String {
        switch self {
        case .unknownInstitution:
            t(
                "Tidak ada lembaga dengan kode ini. Undang dahulu di halaman Mitra.",
                "No institution has this code. Invite it on the page Partners first.")
        case .unknownPlatform:
            t(
                "Tidak ada platform dengan kode ini. Undang dahulu di halaman Mitra.",
                "No platform has this code. Invite it on the page Partners first.")
        case .partnerEnded: t("Kerja sama mitra ini sudah berakhir.", "This partnership has ended.")
        case .otherInstitution:
            t("Kode ini milik pelatihan lembaga lain. Pakai kode lain.", "Another institution's course has this code.")
        case .otherCourse:
            t("Kode jadwal ini milik pelatihan lain. Pakai kode lain.", "Another course's schedule has this code.")
        case .sameOwner(let owner):
            t(
                "Platform dan lembaga sama-sama milik \(owner). Penjualannya tidak boleh.",
                "Platform and institution both belong to \(owner). The sale is not allowed.")
        case .foreignPage(let site):
            t("Alamatnya harus di situs platform, \(site).", "The page must be on the platform's site, \(site).")
        case .placesTaken(let taken):
            t(
                "Sudah terjual \(taken). Kuota tidak boleh kurang dari itu.",
                "\(taken) are sold. There cannot be fewer places.")
        case .datesSold:
            t("Jadwal ini sudah ada pembelinya. Buat kode jadwal baru.", "It has buyers. Make a new schedule code.")
        case .refusedBefore:
            t("Isi ini sudah ditolak kurator. Perbaiki dahulu.", "Curators refused this content. Improve it first.")
        case .otherPartner:
            t("Baris ini milik mitra lain. Hapus dari berkas Anda.", "Another partner's row. Remove it from your file.")
        case .institutionOnly:
            t(
                "Hanya lembaga yang mengubah isi dan jadwal. Samakan dengan isi yang tercatat.",
                "Only the institution changes contents and schedules. Write them as recorded.")
        default: t("Periksa lagi kolom ini.", "Check this field again.")
        }
    }
}

extension CourseChange {
    func sentence(_ t: Words) -> String {
        switch what {
        case .new(let title): t("Pelatihan baru: \(title)", "New course: \(title)")
        case .version(let title): t("Isi baru untuk kurator: \(title)", "New content for the curators: \(title)")
        case .offer(let platform, let price, let needs):
            t("Dijual di \(platform) dengan harga \(price)", "Sold at \(platform) for \(price)") + note(needs, t)
        case .price(let platform, let was, let becomes, let needs):
            t("Harga di \(platform): \(was) menjadi \(becomes)", "Price at \(platform): \(was) becomes \(becomes)")
                + note(needs, t)
        case .page(let platform): t("Tautan di \(platform) diganti", "Page at \(platform) changed")
        case .schedule(let code): t("Jadwal baru \(code)", "New schedule \(code)")
        case .scheduleChanged(let code): t("Jadwal \(code) diubah", "Schedule \(code) changed")
        }
    }

    private func note(_ needsCuration: Bool, _ t: Words) -> String {
        needsCuration ? t(", menunggu kurator", ", waits for the curators") : ""
    }
}

extension CourseFileRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .tooLarge: t("Berkas lebih dari 2 MB. Bagi menjadi beberapa.", "The file is over 2 MB. Split it.")
        case .workbook:
            t("Simpan lembar kerja itu sebagai CSV, lalu kirim lagi.", "Save the workbook as CSV, then send it again.")
        case .notTable: t("Berkas ini bukan tabel CSV.", "This file is not a CSV table.")
        case .noHeadings:
            t("Baris judul kolom tidak ditemukan.", "The row of headings was not found.") + " "
                + CourseColumn.allCases.map { $0.label(t) }.joined(separator: ", ")
        case .missing(let columns):
            t("Kolom ini belum ada:", "These columns are missing:") + " "
                + columns.map { $0.label(t) }.joined(separator: ", ")
        case .repeated(let columns):
            t("Kolom ini ada dua kali. Hapus salah satunya:", "These columns stand twice. Delete one of each:") + " "
                + columns.map { $0.label(t) }.joined(separator: ", ")
        case .empty: t("Tidak ada baris di bawah judul kolom.", "There is no row under the headings.")
        case .tooManyRows(let most):
            t("Lebih dari \(most) baris. Bagi berkasnya.", "Over \(most) rows. Split the file.")
        case .notWaiting: t("Berkas ini sudah diimpor.", "This file has already been imported.")
        case .otherUploader:
            t(
                "Petugas lain mengunggah berkas ini. Mintalah ia mengimpornya, atau unggah sendiri.",
                "Another officer uploaded this file. Ask them to import it, or upload it yourself.")
        }
    }

    var status: HTTPResponse.Status {
        self == .notWaiting || self == .otherUploader ? .conflict : .unprocessableContent
    }
}

extension CurationRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .ownImport:
            t(
                "Anda sendiri yang mengimpornya. Dua kurator lain yang menilai.",
                "You imported it yourself. Two other curators judge it.")
        case .sameCurator:
            t(
                "Anda sudah menilai versi ini. Kurator lain yang kedua.",
                "You have judged this version. The second must be another curator.")
        case .checksMissing:
            t(
                "Untuk menerima, semua hal harus dicentang. Bila ada yang kurang, tolak dengan alasan.",
                "To accept, tick every point. If one is missing, refuse with the reason.")
        case .nothingMissing:
            t(
                "Semua hal dicentang. Lepas centang yang kurang, lalu tolak.",
                "Every point is ticked. Untick what is missing, then refuse.")
        case .noPrice:
            t(
                "Belum ada platform yang menawarkan pelatihan ini. Minta petugas mitra mengimpor harganya dahulu.",
                "No platform offers this course at a price yet. Ask a partner officer to import the price first.")
        case .notProposed:
            t("Versi ini sudah diputuskan atau diganti.", "This version has been decided on or replaced.")
        case .notOnSale: t("Pelatihan ini tidak sedang dijual.", "This course is not on sale.")
        case .notWithdrawn: t("Pelatihan ini tidak sedang ditarik.", "This course is not withdrawn.")
        case .fourEyes(let refusal): refusal.sentence(t)
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .ownImport, .sameCurator, .noPrice, .notProposed, .notOnSale, .notWithdrawn: .conflict
        case .checksMissing, .nothingMissing: .unprocessableContent
        case .fourEyes(let refusal): refusal.status
        }
    }
}
