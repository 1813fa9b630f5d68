import Programme

extension ContractError {
    /// Texts are Indonesian only, as in the contract: partners show them to participants unchanged.
    static func purchase(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .cardNotActive, .cardLapsed, .buyingOver, .trainingUnfinished, .insufficientBalance: card(refusal)
        case .unknownNumber, .tooManyUnknownNumbers, .otherCardOfUser, .tooManyCodes, .unknownCourse, .unknownSchedule,
            .notOffered, .deliveryModeNotAllowed, .scheduleStarted, .scheduleFull, .priceDiffers, .platformNotSelling,
            .institutionNotSold, .notCurated,
            .sameOwner:
            asking(refusal)
        case .unknownToken, .holdExpired, .alreadyPaid, .invoiceReused, .invoiceAddress, .notPaid, .alreadyVoided,
            .alreadyAttended:
            paying(refusal)
        default: redeeming(refusal)
        }
    }

    private static func card(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .cardLapsed:
            ContractError("ERRPLT40046", "Kartu Prakerja hangus karena tidak dipakai sampai batas waktunya.")
        case .buyingOver(let last): ContractError("ERRPLT40047", "Batas pembelian pelatihan adalah \(last).")
        case .trainingUnfinished:
            ContractError("ERRPLT40048", "Selesaikan pelatihan sebelumnya sebelum membeli pelatihan baru.")
        case .insufficientBalance(let available):
            ContractError("ERRPLT40049", "Saldo pelatihan tidak cukup. Saldo yang dapat dipakai \(available).")
        default: ContractError("ERRPLT40045", "Kartu Prakerja tidak aktif.")
        }
    }

    private static func asking(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .unknownNumber: ContractError("ERRPLT40043", "Nomor Kartu Prakerja tidak ditemukan.")
        case .tooManyUnknownNumbers:
            ContractError("ERRPLT42901", "Terlalu banyak nomor yang tidak ditemukan. Coba lagi nanti.")
        case .otherCardOfUser:
            ContractError("ERRPLT40044", "Akun ini sudah memakai Kartu Prakerja lain. Satu akun untuk satu kartu.")
        case .tooManyCodes:
            ContractError("ERRPLT42906", "Akun ini sudah terlalu sering meminta kode untuk kartu ini. Coba lagi besok.")
        case .unknownSchedule: ContractError("ERRPLT40037", "Jadwal pelatihan tidak ditemukan.")
        case .notOffered: ContractError("ERRPLT40039", "Pelatihan ini tidak dijual di platform Anda.")
        case .deliveryModeNotAllowed: ContractError("ERRPLT40050", "Cara pelatihan ini sedang tidak diperbolehkan.")
        case .scheduleStarted: ContractError("ERRPLT40040", "Jadwal pelatihan sudah dimulai. Pilih jadwal lain.")
        case .scheduleFull: ContractError("ERRPLT40041", "Kuota jadwal pelatihan sudah habis.")
        case .priceDiffers(let price):
            ContractError("ERRPLT40042", "Harga tidak sesuai. Harga pelatihan ini \(price).")
        case .platformNotSelling, .institutionNotSold, .notCurated, .sameOwner: notOnSale(refusal)
        default: ContractError("ERRPLT40038", "Pelatihan tidak ditemukan.")
        }
    }

    private static func notOnSale(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .platformNotSelling:
            ContractError("ERRPLT40061", "Penjualan baru di platform ini sedang dihentikan. Hubungi kantor Prakerja.")
        case .institutionNotSold: ContractError("ERRPLT40062", "Pelatihan dari lembaga ini sedang tidak dijual.")
        case .notCurated: ContractError("ERRPLT40063", "Pelatihan ini belum lolos kurasi, atau sudah ditarik.")
        default:
            ContractError("ERRPLT40064", "Pelatihan ini tidak boleh dijual di sini: pemilik platform dan lembaga sama.")
        }
    }

    private static func paying(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .unknownToken: ContractError("ERRPLT40053", "Token pembayaran tidak dikenal. Minta kode OTP baru.")
        case .holdExpired: ContractError("ERRPLT40054", "Waktu pembayaran habis. Minta kode OTP baru.")
        case .alreadyPaid: ContractError("ERRPLT40055", "Transaksi ini sudah dibayar.")
        case .invoiceReused: ContractError("ERRPLT40056", "Nomor tagihan sudah dipakai transaksi lain.")
        case .invoiceAddress(let hosts):
            ContractError(
                "ERRPLT40065",
                "invoice_url harus alamat https di situs Anda yang terdaftar: \(hosts.joined(separator: ", ")), atau nama di bawahnya."
            )
        case .alreadyVoided: ContractError("ERRPLT40028", "Transaksi sudah dibatalkan sebelumnya.")
        case .alreadyAttended:
            ContractError("ERRVOD40002", "Transaksi tidak dapat dibatalkan karena pelatihan sudah diikuti.")
        default: ContractError("ERRVOD40001", "Kode transaksi tidak ditemukan.")
        }
    }

    private static func redeeming(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .otherInstitution:
            ContractError("ERRTRX40028", "Gagal verifikasi, kode redeem bukan milik lembaga pelatihan.")
        case .codeVoided: ContractError("ERRTRX40022", "Gagal verifikasi, kode sudah dibatalkan")
        case .transactionVoided: ContractError("ERRTRX40101", "Gagal verifikasi, transaksi sudah dibatalkan")
        case .outsideSchedule:
            ContractError(
                "ERRTRX40027",
                "Jadwal pelatihan belum dimulai atau sudah selesai, "
                    + "silahkan cek jadwal pelatihan pada dashboard Prakerja")
        case .alreadyRedeemed: ContractError("ERRTRX40021", "Redeem Code sudah digunakan")
        case .redirectNotRegistered: ContractError("ERRTRX40030", "Alamat redirect_uri belum didaftarkan.")
        case .emailReused: ContractError("ERRTRX40031", "Email sudah dipakai untuk pelatihan ini.")
        case .attendanceMissing(let sequence):
            ContractError("ERRTRX40032", "Kehadiran urutan \(sequence.number) belum terverifikasi.")
        case .impossibleScore: ContractError("ERRTRX40033", "Nilai harus antara 0 dan 100.")
        case .certificateNumber: ContractError("ERRTRX40034", "Nomor sertifikat wajib diisi.")
        case .alreadyCompleted: ContractError("ERRTRX40035", "Pelatihan sudah dinyatakan selesai.")
        default: reporting(refusal)
        }
    }

    private static func reporting(_ refusal: PurchaseRefusal) -> ContractError {
        switch refusal {
        case .otherCourseType: ContractError("ERRTRX40001", "Gagal verifikasi, tipe pelatihan tidak sesuai.")
        case .reportedTooLate:
            ContractError("ERRTRX40036", "Batas waktu pelaporan hasil pelatihan ini sudah lewat.")
        case .nothingSubmitted:
            ContractError("ERRTRX40037", "Tugas ini belum dikirim. Kirim tugas sebelum umpan baliknya.")
        case .tooManySubmissions:
            ContractError("ERRTRX40038", "Tugas ini sudah dikirim \(Coursework.most) kali, batas paling banyak.")
        case .underReview:
            ContractError("ERRTRX40040", "Laporan pelatihan ini sedang diperiksa kantor Prakerja. Tunggu putusannya.")
        case .fileAddress: ContractError("ERRTRX40039", "url_file harus alamat https atau http yang lengkap.")
        default: ContractError("ERRTRX40020", "Transaksi tidak ditemukan")
        }
    }
}
