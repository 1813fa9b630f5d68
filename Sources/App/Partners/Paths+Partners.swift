import Programme

extension Paths {
    /// All partners of the programme, for the public.
    static let publicPartners = "/mitra-kami"
    /// Where a partner fetches its new signing key.
    static let partnerKeyLink = Path<String>("/mitra/kunci/{token}")

    static let officePartners = "/kantor/mitra"
    static let newPartner = "/kantor/mitra-baru"
    static let officePartner = Path<ID<Partner>>("/kantor/mitra/{id}")
    static let officePartnerAct = Path<ID<Partner>, PartnerAct>("/kantor/mitra/{id}/{act}")
    static let partnerProposals = "/kantor/usul-mitra"
    static let partnerProposal = Path<ID<PartnerProposal>>("/kantor/usul-mitra/{id}")
    static let partnerProposalAnswer = Path<ID<PartnerProposal>, ProposalAnswer>("/kantor/usul-mitra/{id}/{answer}")
}

/// An act on a partner's page.
enum PartnerAct: String, PathValue, CaseIterable {
    case activate = "aktifkan"
    case suspend = "hentikan"
    case end = "akhiri"
    case rotateKey = "ganti-kunci"
    case agreement = "perjanjian"
    case addresses = "alamat"
    case contact = "kontak"
    case newLink = "tautan-kunci"
    case owner = "pemilik"
    case release = "lepas"
    case webhook = "webhook"
    case webhookSecret = "rahasia-webhook"
    case newSecretLink = "tautan-rahasia"
    case webhookEnd = "akhiri-webhook"

    /// What it proposes to a second officer; nil for an act of one officer.
    var change: PartnerChange.Act? {
        switch self {
        case .activate: .activate
        case .end: .end
        case .rotateKey: .rotateKey
        case .agreement: .agreement
        case .addresses: .addresses
        case .contact: .contact
        case .release: .release
        case .webhook: .webhook
        case .webhookSecret: .webhookSecret
        case .webhookEnd: .webhookEnd
        case .suspend, .newLink, .newSecretLink, .owner: nil
        }
    }

    /// The authenticator is asked before everything that could open sales, move money or give access.
    var needsProof: Bool { self != .suspend && self != .owner }

    var done: DoneNotice {
        switch self {
        case .suspend: .partnerSuspended
        case .newLink: .keyLinkSent
        case .newSecretLink: .secretLinkSent
        case .owner: .ownerAdded
        case .activate, .end, .rotateKey, .agreement, .addresses, .contact, .release, .webhook, .webhookSecret,
            .webhookEnd:
            .proposed
        }
    }
}

enum ProposalAnswer: String, PathValue {
    case approve = "setujui"
    case refuse = "tolak"
}
