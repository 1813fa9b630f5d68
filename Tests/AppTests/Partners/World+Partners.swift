import Foundation
import Programme
import Storage
import Testing

@testable import App

/// An officer of a test, signed in.
typealias DeskOfficer = (id: ID<Officer>, browser: Visitor)

/// A partner that was invited through the office, with the key that it fetched by its link.
struct InvitedPartner: Sendable {
    let id: ID<Partner>
    let partner: Partner
    let key: String

    var page: String { Paths.officePartner(id) }
}

extension World {
    static let reason = "Lolos penilaian tim mitra dengan surat B-17"

    /// Invites a partner through the office's form, and fetches its key as the partner does.
    func invite(
        _ kind: PartnerRecord.Kind, _ name: String, code: String, by officer: DeskOfficer,
        fields: [(String, String)] = []
    ) async throws -> InvitedPartner {
        let answer = try await officer.browser.post(
            Paths.newPartner, Self.invitation(kind, name, code: code) + fields)
        let page = try #require(answer.location, "\(answer.text)")
        let id = try #require(ID<Partner>(String(page.split(separator: "/").last ?? "")))
        let key = try await fetchKey(Self.contact(code))
        let partner = try await dependencies.database.read { try $0.partners.find(id) }
        return InvitedPartner(id: id, partner: try #require(partner), key: key)
    }

    /// The address that the invitation of a client code names.
    static func contact(_ code: String) -> String { "integrasi@\(code.lowercased().filter(\.isLetter)).example" }

    /// Opens the latest link that was mailed to the partner, presses its button and reads the key.
    func fetchKey(_ contact: String) async throws -> String {
        let link = try await link(to: contact)
        return try Self.key(in: try await visitor().post(link, [], seeing: link))
    }

    static func key(in answer: Answer) throws -> String {
        let key = try #require(answer.body.firstMatch(of: /sign_key<\/dt><dd><code>([^<]+)</), "\(answer.text)")
        return String(key.1)
    }

    static func invitation(_ kind: PartnerRecord.Kind, _ name: String, code: String) -> [(String, String)] {
        [
            ("jenis", kind.rawValue), ("nama", name), ("situs", "https://\(code).example"), ("kode", code),
            ("kontak", contact(code)),
            ("nomor", "PKS-\(code)"), ("mulai-day", "1"), ("mulai-month", "4"), ("mulai-year", "2020"),
            ("akhir-day", "31"), ("akhir-month", "12"), ("akhir-year", "2020"),
            ("biaya", kind == .platform ? "10" : "0"),
            ("alamat", kind == .institution ? "https://\(code).example/kembali" : ""),
            ("halaman", ""), ("alasan", reason),
        ]
    }

    /// The newest proposal about the partner.
    func proposal(about partner: ID<Partner>) async throws -> ID<PartnerProposal> {
        let found = try await dependencies.database.read { try $0.partners.proposals(of: partner, limit: 1) }
        return try #require(found.first).id
    }

    @discardableResult
    func decide(
        _ answer: ProposalAnswer, on partner: ID<Partner>, by officer: DeskOfficer, because reason: String = reason
    ) async throws -> Answer {
        let proposal = try await proposal(about: partner)
        return try await officer.browser.post(
            Paths.partnerProposalAnswer(proposal, answer), [(ReasonField.name, reason)],
            seeing: Paths.partnerProposal(proposal))
    }

    /// Posts one of the forms of a partner's page.
    @discardableResult
    func act(
        _ act: PartnerAct, on partner: ID<Partner>, by officer: DeskOfficer, _ fields: [(String, String)] = [],
        because reason: String = reason
    ) async throws -> Answer {
        try await officer.browser.post(
            Paths.officePartnerAct(partner, act), fields + [(PartnerForm.reasonField(act), reason)],
            seeing: Paths.officePartner(partner))
    }

    func state(of partner: ID<Partner>) async throws -> PartnerRecord.State? {
        try await dependencies.database.read { try $0.partners.record(partner)?.state }
    }

    // MARK: - Courses

    static let columns = CourseColumn.allCases.map(\.rawValue).joined(separator: ",")

    /// One row of a file of courses.
    static func row(
        _ code: String, institution: String, platform: String, price: Int = 600_000, title: String = "Dasar Barista",
        schedule: String? = nil
    ) -> String {
        [
            code, institution, title, "Menyeduh kopi dan melayani tamu", "Kuliner", "mandiri", "12",
            "Menyajikan sepuluh minuman", "Praktik dan tes", "Rudi Hartono", "Nilai 70 atau lebih", platform,
            "\(price)",
            "https://\(platform).example/\(code)", schedule ?? "\(code)-1", "2020-04-01", "2020-06-30", "50",
        ].joined(separator: ",")
    }

    /// Uploads a file of courses; returns the path of its preview.
    func upload(_ rows: [String], by officer: DeskOfficer) async throws -> String? {
        let text = ([Self.columns] + rows).joined(separator: "\n") + "\n"
        return try await officer.browser.upload(
            Paths.uploadCourses, files: [("berkas", "pelatihan.csv", Data(text.utf8))], seeing: Paths.officeCourses
        ).location
    }

    @discardableResult
    func bringIn(_ rows: [String], by officer: DeskOfficer) async throws -> Answer {
        let preview = try #require(try await upload(rows, by: officer))
        return try await officer.browser.post(preview, [])
    }

    func course(_ code: String) async throws -> Course {
        try #require(try await dependencies.database.read { try $0.courses.find(code: code) })
    }

    /// A curator's verdict through the course's page.
    @discardableResult
    func judge(
        _ code: String, by officer: DeskOfficer, accepting: Bool = true, without missing: Set<CurationCheck> = [],
        because reason: String = "Dibandingkan dengan tiga pelatihan sejenis"
    ) async throws -> Answer {
        let id = try await course(code).id
        let versions = try await dependencies.database.read { try $0.courses.versions(of: id) }
        let version = try #require(versions.first { $0.state == .proposed } ?? versions.first)
        let checks = CurationCheck.allCases.filter { !missing.contains($0) }
        let fields =
            [("versi", version.id.description), ("putusan", accepting ? "terima" : "tolak")]
            + checks.map { (OfficeCoursePage.field(of: $0), "ya") }
            + [(OfficeCoursePage.reasonField(.judge), reason)]
        return try await officer.browser.post(
            Paths.officeCourseAct(id, .judge), fields, seeing: Paths.officeCourse(id))
    }
}
