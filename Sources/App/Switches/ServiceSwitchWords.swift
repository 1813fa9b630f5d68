import HTTPTypes
import Programme

/// What people and officers read while a switch is closed.
struct ServiceSwitchWords: Sendable {
    let t: Words

    func title(_ service: ServiceSwitch) -> String {
        switch service {
        case .signUp: t("Pembuatan akun ditutup sementara", "Making accounts is closed for now")
        case .join: t("Gabung gelombang ditutup sementara", "Joining a wave is closed for now")
        case .buy: t("Pembelian pelatihan ditutup sementara", "Buying training is closed for now")
        }
    }

    /// What still works.
    func remedy(_ service: ServiceSwitch) -> String {
        switch service {
        case .signUp:
            t(
                "Yang sudah punya akun tetap dapat masuk. Coba lagi nanti.",
                "People who have an account can still sign in. Please try again later.")
        case .join:
            t(
                "Yang sudah bergabung tetap terdaftar. Coba lagi nanti.",
                "People who have joined stay in. Please try again later.")
        case .buy:
            t(
                "Saldo kartu Anda tidak berkurang. Coba lagi nanti.",
                "Your card's balance stays as it is. Please try again later.")
        }
    }

    /// Shown on every page, so that visitors know before they try.
    func banner(_ closed: ClosedService) -> HTML {
        let words: HTML = "<strong>\(title(closed.service)).</strong> \(t(closed.why)) \(remedy(closed.service))"
        return "\(Banner(.attention, markup: "<p>\(words)</p>"))"
    }
}

extension ServiceClosedRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .closed(let closed):
            let words = ServiceSwitchWords(t: t)
            return "\(words.title(closed.service)). \(t(closed.why)) \(words.remedy(closed.service))"
        }
    }

    var status: HTTPResponse.Status { .serviceUnavailable }
}

extension ContractError {
    /// Partners show the sentence to the participant unchanged.
    static func serviceClosed(_ refusal: ServiceClosedRefusal) -> ContractError {
        ContractError("ERRPLT40070", refusal.sentence(.indonesian))
    }
}
