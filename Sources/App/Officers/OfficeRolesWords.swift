import Programme

extension OfficeRolesRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .none: t("Pilih paling sedikit satu peran.", "Choose at least one role.")
        case .unknown(let role):
            t(
                "Peran “\(role.rawValue)” tidak ada di berkas peran. Pilih peran lain.",
                "The role file has no role “\(role.rawValue)”. Choose another.")
        case .alone(let role):
            t(
                "\(t(role.title)) tidak boleh merangkap peran lain. Pilih peran itu saja, atau lepaskan.",
                "\(t(role.title)) is held alone. Choose only that role, or leave it out.")
        case .apart(let one, let other):
            t(
                "\(t(one.title)) dan \(t(other.title)) tidak boleh dipegang satu orang. Lepaskan salah satunya.",
                "One person may not hold \(t(one.title)) and \(t(other.title)). Leave one of them out.")
        }
    }
}
