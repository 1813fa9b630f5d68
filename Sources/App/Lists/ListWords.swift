import HTTPTypes
import Programme

extension ListImport.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .reading: (t("Sedang dibaca", "Being read"), .waiting)
        case .failed: (t("Berkas ditolak", "File refused"), .wrong)
        case .proposed: (t("Menunggu persetujuan", "Waits for approval"), .waiting)
        case .inForce: (t("Berlaku", "In force"), .done)
        case .refused: (t("Ditolak", "Refused"), .blocked)
        case .replaced: (t("Digantikan", "Replaced"), .blocked)
        case .withdrawn: (t("Dicabut", "Withdrawn"), .blocked)
        }
    }
}

extension ListImport.Counts {
    /// Why a file with people has none who can be invited; empty where some can.
    func reach(_ t: Words) -> HTML {
        guard accepted > 0, contacts == 0 else { return .empty }
        let why = t(
            "Tidak ada HP atau email di kolom yang dikenal, jadi tidak ada yang diundang. Nama kolomnya: hp, email.",
            "No mobile number or e-mail in a known column, so no one is invited. The columns' names: hp, email.")
        return "<small>\(why)</small>"
    }
}

extension Freshness {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .fresh: (t("Masih berlaku", "Up to date"), .done)
        case .stale: (t("Terlalu lama", "Too old"), .wrong)
        case .missing: (t("Belum ada", "Missing"), .wrong)
        }
    }
}

extension ListRowError {
    func sentence(_ t: Words) -> String {
        switch self {
        case .noNIK: t("Tidak ada kolom NIK.", "There is no column with a NIK.")
        case .empty: t("NIK tidak diisi.", "The NIK is missing.")
        case .scientific:
            t("NIK tertulis seperti 3,17E+15.", "The NIK is written like 3.17E+15.")
        case .contact:
            t("Nomor HP atau email tak terbaca.", "The mobile number or address cannot be read.")
        case .notDigits: t("NIK berisi selain angka.", "The NIK holds something other than digits.")
        case .length: t("NIK tidak 16 angka.", "The NIK does not have 16 digits.")
        case .impossible: t("NIK itu tidak mungkin ada.", "No such NIK can exist.")
        case .tooLong:
            t(
                "Barisnya terlalu panjang. Paling banyak \(LineCutter.Line.longest) huruf.",
                "The line is too long. \(LineCutter.Line.longest) letters at most.")
        case .openQuote:
            t(
                "Tanda kutipnya terbuka. Tutup dalam \(DelimitedRows.mostLines) baris.",
                "A quotation mark is open. Close it within \(DelimitedRows.mostLines) lines.")
        case .notText: t("Barisnya bukan teks UTF-8.", "The line is not UTF-8 text.")
        }
    }
}

extension ListRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .sourceMissing:
            t(
                "Tulis instansi pemilik daftar, paling panjang 200 huruf.",
                "Write the office that keeps the list, in at most 200 letters.")
        case .fromTheFuture(let date):
            t(
                "Daftar per \(t.date(date)) belum mungkin ada. Perbaiki tanggalnya.",
                "A list as of \(t.date(date)) cannot exist yet. Correct the date.")
        case .expiresBeforeItBegins:
            t("Tanggal kedaluwarsa harus sesudah tanggal daftar.", "A list expires after the date of its data.")
        case .unknownKind: t("Pilih jenis daftar.", "Choose the kind of list.")
        case .emptyFile:
            t(
                "Tidak ada satu pun NIK yang terbaca. Periksa berkasnya: satu orang per baris, NIK di kolom pertama. "
                    + "Daftar yang tidak berlaku lagi dicabut di halamannya, bukan diganti berkas kosong.",
                "Not one NIK could be read. Check the file: one person a line, the NIK in the first column. A list that "
                    + "is over is withdrawn on its page, not replaced by an empty file.")
        case .workbook:
            t(
                "Ini buku kerja Excel, bukan CSV. Buka di Excel, pilih Simpan Sebagai, lalu CSV UTF-8.",
                "This is an Excel workbook, not a CSV. Open it in Excel and save it as CSV UTF-8.")
        case .notTable:
            t(
                "Berkas ini bukan tabel. Minta daftarnya sebagai CSV.",
                "This file is not a table. Ask for the list as a CSV.")
        case .noNIKColumn:
            t(
                "Tidak ada kolom NIK. Beri judul NIK pada kolomnya, lalu simpan lagi.",
                "There is no column with a NIK. Head that column NIK and save the file again.")
        case .ambiguousColumns:
            t(
                "Ada dua kolom berisi 16 angka. Beri judul di baris pertama: NIK dan NO KK.",
                "Two columns hold 16 digits. Write headings in the first line: NIK and NO KK.")
        case .scientificNumbers(let count):
            t(
                "\(t.count(count)) NIK tertulis seperti 3,17E+15, sehingga angkanya hilang. Ambil dari berkas asal: "
                    + "jadikan kolom NIK teks, lalu simpan lagi.",
                "\(t.count(count)) NIKs are written like 3.17E+15, so their digits are lost. Go back to the original file: "
                    + "make the NIK column text, then save it again.")
        case .lastDigitLost(let count, let total):
            t(
                "\(t.count(count)) dari \(t.count(total)) NIK berakhiran 0: angka terakhirnya dihapus oleh Excel. Ambil dari "
                    + "berkas asal: jadikan kolom NIK teks, lalu simpan lagi.",
                "\(t.count(count)) of \(t.count(total)) NIKs end in 0: Excel removed their last digit. Go back to the original "
                    + "file: make the NIK column text, then save it again.")
        case .interrupted:
            t(
                "Pembacaan berkas terputus. Masukkan berkas yang sama sekali lagi.",
                "Reading the file was interrupted. Bring the same file in once more.")
        case .linesChanged:
            t(
                "Baris daftar ini diubah di luar aplikasi. Masukkan berkas yang sama sekali lagi, dan beri tahu auditor.",
                "Lines of this list were changed by other means. Bring the same file in once more, and notify the auditor."
            )
        case .notInEdition(let kind):
            t(
                "Edisi yang berlaku tidak memakai \(EditionWords(t: t).namedList(kind)).",
                "The edition in force does not use \(EditionWords(t: t).namedList(kind)).")
        case .stale(let kind, let freshness, let days):
            stale(EditionWords(t: t).namedList(kind).raisingFirst, freshness, days, t)
        default: actSentence(t)
        }
    }

    /// Refusals of acts on a list that was read.
    private func actSentence(_ t: Words) -> String {
        switch self {
        case .notProposed: t("Daftar ini tidak sedang menunggu.", "This list is not waiting for a decision.")
        case .notInForce: t("Daftar ini tidak sedang berlaku.", "This list is not in force.")
        case .nobodyToInvite:
            t("Orang dari daftar ini tidak diundang.", "Nobody on a list of this kind is invited.")
        case .notCompared:
            t(
                "Perubahannya masih dihitung. Muat ulang halaman ini sebentar lagi, lalu putuskan.",
                "What it changes is still being counted. Reload this page in a moment, then decide.")
        case .lossNotConfirmed(let lost, let before):
            t(
                "\(t.count(lost)) dari \(t.count(before)) baris hilang. Ketik jumlah baris yang hilang untuk menyetujui.",
                "\(t.count(lost)) of \(t.count(before)) lines are lost. Type how many are lost to approve it.")
        case .withdrawalWaits:
            t(
                "Pencabutannya sudah diusulkan. Petugas kedua memutuskannya.",
                "Its withdrawal is proposed already. A second officer decides on it.")
        case .notOnList:
            t(
                "NIK itu tidak ada pada versi yang berlaku. Periksa angkanya.",
                "The version in force does not have that NIK. Check the digits.")
        case .notRunning: t("Undangan ini tidak sedang dikirim.", "These invitations are not being sent.")
        case .notPaused: t("Undangan ini tidak sedang dijeda.", "These invitations are not paused.")
        case .proofMissing:
            t(
                "Tulis nama dan nomor dokumennya, 8 sampai 300 huruf.",
                "Name the document and its number, in 8 to 300 letters.")
        case .otherCase: t("Keluhan itu bukan dari orang ini.", "That case is not this person's.")
        case .ownLine:
            t(
                "NIK Anda ada di daftar ini, jadi keputusannya menyangkut Anda. Petugas lain yang melakukannya.",
                "Your NIK is on this list, so the decision concerns yourself. Another officer does it.")
        case .anotherImports:
            t("Daftar ini dimasukkan petugas lain.", "Another officer brings this list in.")
        case .fourEyes(let refusal): refusal.sentence(t)
        default: code
        }
    }

    private func stale(_ name: String, _ freshness: Freshness, _ days: Int, _ t: Words) -> String {
        guard let asOf = freshness.asOf else {
            return t(
                "\(name) wajib ada dan belum dimasukkan. Gelombang belum bisa disegel.",
                "\(name) is mandatory and missing. No wave can be sealed before it is there.")
        }
        return t(
            "\(name) per \(t.date(asOf)) sudah terlalu lama: paling lama \(days) hari. Masukkan yang baru dahulu.",
            "\(name) as of \(t.date(asOf)) is too old: \(days) days at most. Import a newer one first.")
    }

    var status: HTTPResponse.Status {
        switch self {
        case .fourEyes(let refusal): refusal.status
        case .ownLine, .anotherImports: .forbidden
        case .notProposed, .notInForce, .notCompared, .withdrawalWaits, .notRunning, .notPaused, .stale,
            .linesChanged:
            .conflict
        default: .unprocessableContent
        }
    }
}
