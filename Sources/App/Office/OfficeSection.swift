import Programme

/// A section of the office, shown in the side navigation to officers who may open it.
struct OfficeSection: Sendable {
    let name: Bilingual
    let purpose: Bilingual
    let path: String
    /// Any one of these permissions opens it, as its route requires; nil for every officer.
    let readers: Set<Permission>?
    var group = OfficeGroup.work
    var icon = OfficeIcon.list
    /// Further addresses whose pages belong to the section.
    var also: [String] = []

    /// In the order of the navigation within each group; each slice declares its own.
    static let all: [OfficeSection] = [
        .desk, .people, .personActs, .cases, .photos, .disputes, .counter, .contacts, .waves, .lists, .partners,
        .courses,
        .budget, .payouts,
        .reports,
        .exports, .heldMatters, .audit, .access, .counterRecords,
        .photoAgreement, .officers,
        .jobs, .ownAccount,
    ]

    static let desk = OfficeSection(
        name: Bilingual(id: "Meja kerja", en: "Desk"),
        purpose: Bilingual(id: "Pekerjaan yang menunggu Anda.", en: "The work that waits for you."),
        path: Paths.office, readers: nil, group: .work, icon: .home)

    static let audit = OfficeSection(
        name: Bilingual(id: "Riwayat tindakan", en: "Acts so far"),
        purpose: Bilingual(id: "Siapa melakukan apa, dan kapan.", en: "Who did what, and when."),
        path: Paths.officeAudit, readers: [.readAudit], group: .oversight, icon: .clock)

    static let officers = OfficeSection(
        name: Bilingual(id: "Petugas", en: "Officers"),
        purpose: Bilingual(
            id: "Siapa memegang peran apa; undang, ubah, dan tangguhkan.",
            en: "Who holds which role; invite, change and suspend."),
        path: Paths.officers, readers: OfficersOffice.readers, group: .oversight, icon: .key,
        also: [Paths.officerInvitation, Paths.officerRequests])

    static let ownAccount = OfficeSection(
        name: Bilingual(id: "Akun saya", en: "My account"),
        purpose: Bilingual(id: "Peran dan kode pemulihan Anda.", en: "Your roles and recovery codes."),
        path: Paths.ownAccount, readers: nil, group: .foot, icon: .lock)

    static let jobs = OfficeSection(
        name: Bilingual(id: "Mesin", en: "Machinery"),
        purpose: Bilingual(
            id: "Pekerjaan di belakang layar yang berhenti dan perlu dijalankan lagi.",
            en: "Work behind the scenes that stopped and needs running again."),
        path: Paths.officeJobs, readers: [.mendJobs], group: .oversight, icon: .gear)

    /// Whether the page at this address belongs to the section.
    func holds(_ address: String) -> Bool {
        guard path != Paths.office else { return address == path }
        return ([path] + also).contains { address == $0 || address.hasPrefix("\($0)/") }
    }

    /// The sections that this officer may open.
    static func open(to officer: Officer) -> [OfficeSection] {
        all.filter { section in section.readers.map(officer.mayAny) ?? true }
    }
}

/// The groups of the side navigation, in its order.
enum OfficeGroup: Sendable, CaseIterable {
    case work
    case programme
    case money
    case oversight
    /// Not among the groups: beside the officer's name.
    case foot

    var title: Bilingual {
        switch self {
        case .work: Bilingual(id: "Kerja", en: "Work")
        case .programme: Bilingual(id: "Program", en: "Programme")
        case .money: Bilingual(id: "Uang", en: "Money")
        case .oversight: Bilingual(id: "Pengawasan", en: "Oversight")
        case .foot: Bilingual(id: "Anda", en: "You")
        }
    }
}
