import Programme

extension Paths {
    static let personProposals = "/kantor/tindakan-orang"
    static let personProposal = Path<ID<PersonProposal>>("/kantor/tindakan-orang/{id}")
    static let personProposalAnswer = Path<ID<PersonProposal>, PersonProposalAnswer>(
        "/kantor/tindakan-orang/{id}/{answer}")
    static let personAct = Path<ID<Account>, PersonActForm>("/kantor/orang/{id}/tindakan/{act}")
}

enum PersonProposalAnswer: String, PathValue {
    case approve = "setujui"
    case refuse = "tolak"
}

/// A form about a person, as the last component of its address.
enum PersonActForm: String, PathValue, CaseIterable {
    case correction = "koreksi"
    case suspension = "tangguhkan"
    case lifting = "pulihkan-akun"
    case revocation = "cabut-kartu"
    case restoration = "kembalikan-kartu"
    case message = "kirim-lagi"

    /// What it proposes; nil for an act of one officer.
    var act: PersonProposal.Act? {
        switch self {
        case .correction: .correction
        case .suspension: .suspension
        case .lifting: .lifting
        case .revocation: .revocation
        case .restoration: .restoration
        case .message: nil
        }
    }
}
