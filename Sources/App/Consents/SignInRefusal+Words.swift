import HTTPTypes
import Programme

/// For the person whom a partner's site sent to the consent page. Only the partner can repair its request.
extension SignInRefusal: UserFacingRefusal {
    func title(_ t: Words) -> String {
        t("Permintaan situs ini tidak dapat dilanjutkan", "This site's request cannot go on")
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .stopped:
            t(
                "Masuk dengan Prakerja sedang dihentikan untuk situs ini. Data Anda tidak dibagikan.",
                "The sign-in with Prakerja is stopped for this site. None of your data was shared.")
        case .noClient, .unknownClient, .redirectNotRegistered, .failureNotRegistered:
            t(
                "Situs yang mengirim Anda ke sini tidak terdaftar. Data Anda tidak dibagikan. Jangan lanjutkan di situs itu.",
                "The site that sent you here is not registered. None of your data was shared. Do not go on there.")
        case .scope, .state, .challenge, .verifier, .noUser, .unknownCode:
            t(
                "Permintaan situs ini tidak lengkap. Data Anda tidak dibagikan. Kembali ke situs itu dan coba lagi.",
                "The site's request is not complete. None of your data was shared. Go back to the site and try again.")
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        (t("Situs yang terhubung", "Connected sites"), Paths.connectedSites)
    }

    var leavesForm: Bool { false }
}

extension SignInScope {
    /// In plain words, for the person whose data it is.
    func said(_ t: Words) -> String {
        switch self {
        case .name: t("Nama lengkap", "Full name")
        case .email: t("Alamat email", "E-mail address")
        case .card: t("Nomor Kartu Prakerja", "Kartu Prakerja number")
        case .phone: t("Nomor HP", "Mobile number")
        }
    }
}
