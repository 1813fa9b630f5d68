import Programme

extension Paths {
    static let partnerSignIn = "/mitra/masuk"
    static let partnerSetUp = Path<String>("/mitra/siapkan/{token}")
    static let partnerSetUpStart = Path<String>("/mitra/siapkan/{token}/mulai")

    /// Where the partner's own cookie is read, and no other: see `isPartnerDesk`.
    static let partnerDesk = "/mitra/meja"
    static let partnerSignOut = "/mitra/meja/keluar"
    static let deskAccount = "/mitra/meja/akun"
    static let deskPassword = "/mitra/meja/akun/sandi"
    static let deskRecovery = "/mitra/meja/akun/kode-pemulihan"
    static let deskPeople = "/mitra/meja/orang"
    static let deskInvitation = "/mitra/meja/orang-baru"
    static let deskPersonAct = Path<ID<PartnerPerson>, PartnerPersonAct>("/mitra/meja/orang/{id}/{act}")
    static let deskPersonAnswer = Path<ID<PartnerPersonRequest>, ProposalAnswer>("/mitra/meja/usul-orang/{id}/{answer}")
    static let deskKeys = "/mitra/meja/kunci"
    static let deskAddresses = "/mitra/meja/alamat"
    static let deskProposalAnswer = Path<ID<PartnerProposal>, ProposalAnswer>("/mitra/meja/usul/{id}/{answer}")
    static let deskCourses = "/mitra/meja/pelatihan"
    static let deskUpload = "/mitra/meja/impor-pelatihan"
    static let deskFile = Path<ID<PartnerCourseFile>>("/mitra/meja/impor-pelatihan/{id}")
    static let deskCourse = Path<ID<Course>>("/mitra/meja/pelatihan/{id}")
    static let deskWithdrawal = Path<ID<Course>>("/mitra/meja/pelatihan/{id}/tarik")

    static let deskCalls = "/mitra/meja/panggilan"
    static let deskSales = "/mitra/meja/penjualan"
    static let deskHeld = "/mitra/meja/penjualan/diperiksa"
    static let deskWebhook = "/mitra/meja/webhook"
    /// What is proposed about the partner's endpoints: an address, a secret or an end.
    static let deskWebhookAct = Path<PartnerAct>("/mitra/meja/usul-webhook/{act}")
    static let deskWebhookEvent = Path<ID<WebhookEvent>>("/mitra/meja/webhook/{id}")
    static let deskWebhookAgain = Path<ID<WebhookEvent>>("/mitra/meja/webhook/{id}/kirim-lagi")

    /// - Parameter before: the last event of the page before.
    static func deskWebhook(before: ID<WebhookEvent>) -> String { "\(deskWebhook)?sebelum=\(before)" }

    /// Above the pages of partners' people.
    static let officePeopleOfPartners = "/kantor/orang-mitra"
    static let officePartnerPeople = Path<ID<Partner>>("/kantor/orang-mitra/{id}")
    static let officePartnerPersonAct = Path<ID<Partner>, ID<PartnerPerson>, PartnerPersonAct>(
        "/kantor/orang-mitra/{id}/{person}/{act}")
    static let officePersonRequests = "/kantor/usul-orang-mitra"
    static let officePersonRequest = Path<ID<PartnerPersonRequest>>("/kantor/usul-orang-mitra/{id}")
    static let officePersonAnswer = Path<ID<PartnerPersonRequest>, ProposalAnswer>(
        "/kantor/usul-orang-mitra/{id}/{answer}")

    /// Whether requests to this path are of a partner's desk. There the session cookie of people and officers is not
    /// read; everywhere else the partner's is not.
    static func isPartnerDesk(_ path: String) -> Bool { path == partnerDesk || path.hasPrefix("\(partnerDesk)/") }
}

/// An act on a person of a partner.
enum PartnerPersonAct: String, PathValue, CaseIterable {
    case promote = "jadi-admin"
    case demote = "jadi-staf"
    case reset = "atur-ulang"
    case suspend = "hentikan"
    case reinstate = "aktifkan"

    func change(of id: ID<PartnerPerson>) -> PartnerPersonChange {
        switch self {
        case .promote: .role(id, .administrator)
        case .demote: .role(id, .staff)
        case .reset: .reset(id)
        case .suspend: .suspend(id)
        case .reinstate: .reinstate(id)
        }
    }
}
