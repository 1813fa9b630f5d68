import HTTPTypes
import Programme

extension RegistrationRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notYet(let opens):
            t(
                "Pendaftaran dibuka \(t.moment(opens)). Silakan kembali setelah itu.",
                "Registration opens \(t.moment(opens)). Please come back then.")
        case .over(let end):
            t(
                "Pendaftaran sudah berakhir \(t.shortLastMoment(before: end)). Akun yang sudah ada tetap dapat dipakai.",
                "Registration ended \(t.shortLastMoment(before: end)). Accounts made before can still be used.")
        }
    }

    var status: HTTPResponse.Status { .forbidden }
}
