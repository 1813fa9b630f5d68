import Foundation
import Logging
import Programme
import Storage

/// `prakerja partner …`: the office's acts on partners, by the same functions. They are an operator's, who proves no
/// officer: what is proposed here only a programme manager decides, and the audit log says that the command line did it.
package enum PartnerCommands {
    /// What the command line knows of a partner to invite.
    package struct Invitation: Sendable {
        package var kind: PartnerRecord.Kind
        package var name: String
        package var website: String
        package var clientCode: String?
        package var redirects: [String] = []
        package var site: String?
        /// The agreed e-mail address that links to keys go to.
        package var contact: String?
        package var agreement: Agreement?

        package init(kind: PartnerRecord.Kind, name: String, website: String) {
            self.kind = kind
            self.name = name
            self.website = website
        }

        package struct Agreement: Sendable {
            let number: String
            let from: CivilDate
            let to: CivilDate
            /// In percent, such as `12.5`.
            let fee: String

            package init(number: String, from: CivilDate, to: CivilDate, fee: String) {
                self.number = number
                self.from = from
                self.to = to
                self.fee = fee
            }
        }
    }

    /// Records a partner, sends the link to its key to the agreed address, and returns what is to be done next.
    package static func invite(
        _ given: Invitation, because reason: String, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        try await acting(reason, options, logger) { dependencies, reason in
            let partner = try read(given, dependencies)
            let actions = PartnerActions(dependencies: dependencies)
            let id = try await actions.invite(partner, because: reason, by: nil)
            var lines = ["partner \(id): \(partner.name), invited"]
            if let code = partner.clientCode, let contact = partner.contact {
                lines += ["client_code \(code)", linkSent(to: contact.address)]
            }
            return lines + ["it sells nothing until a programme manager agrees at \(Paths.officePartner(id))"]
        }
    }

    /// Makes a new key at once and sends its link to the agreed address. The present one is accepted for `overlapDays`
    /// more.
    package static func rotateKey(
        _ code: String, overlapDays: Int, because reason: String, _ options: ServeOptions,
        logger: Logger
    ) async throws -> [String] {
        try await acting(reason, options, logger) { dependencies, reason in
            let partner = try await find(code, dependencies)
            try await PartnerActions(dependencies: dependencies).rotateKey(
                of: partner.id, overlapDays: overlapDays, because: reason, by: nil)
            let end = dependencies.realNow() + .days(overlapDays)
            let record = try await dependencies.database.read { try $0.partners.record(partner.id) }
            return [
                "client_code \(partner.clientCode)", linkSent(to: record?.contact ?? ""),
                "keys that the partner has end \(end) at the latest",
            ]
        }
    }

    private static func linkSent(to address: String) -> String {
        "a link to the key goes to \(address), valid for \(PartnerKeyLink.hours) hours, once; nobody else sees the key"
    }

    package static func suspend(
        _ code: String, because reason: String, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        try await acting(reason, options, logger) { dependencies, reason in
            let partner = try await find(code, dependencies)
            try await PartnerActions(dependencies: dependencies).suspend(partner.id, because: reason, by: nil)
            return ["\(partner.clientCode) sells nothing new; paid purchases go on"]
        }
    }

    /// Proposes that a suspended partner sells again; a programme manager decides.
    package static func resume(
        _ code: String, because reason: String, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        try await acting(reason, options, logger) { dependencies, reason in
            let partner = try await find(code, dependencies)
            try await PartnerProposals(dependencies: dependencies).propose(
                .activate, of: partner.id, because: reason, by: nil)
            return ["proposed: a programme manager decides at \(Paths.officePartner(partner.id))"]
        }
    }

    /// One partner with its keys' ages, or all partners, one line each. Never a key.
    package static func show(_ code: String?, _ options: ServeOptions, logger: Logger) async throws -> [String] {
        try await Installation.with(options, logger: logger) { dependencies in
            guard let code else {
                return try await dependencies.database.read { tx in try tx.partners.records().map(line) }
            }
            let partner = try await find(code, dependencies)
            let now = dependencies.realNow()
            return try await dependencies.database.read { tx in
                let keys = try tx.partners.keys(of: partner.id).map { key in
                    let end = key.endsAt.map { $0 > now ? "ends \($0)" : "ended \($0)" } ?? "present key"
                    let fetched = key.shownAt.map { "fetched \($0)" } ?? "not fetched"
                    return "key\tmade \(key.madeAt)\t\(end)\t\(fetched)"
                }
                let addresses = partner.redirects.map { "address\t\($0)" }
                let record = try tx.partners.record(partner.id)
                let first = record.map { [line($0), "contact\t\($0.contact ?? "none")"] } ?? []
                return first + keys + addresses
            }
        }
    }

    private static func line(_ record: PartnerRecord) -> String {
        let agreement = record.agreements.map(\.to).max().map { "agreement until \($0)" } ?? "no agreement"
        return "\(record.name)\t\(record.kind.rawValue)\t\(record.state.rawValue)\t\(agreement)"
    }

    private static func read(_ given: Invitation, _ dependencies: Dependencies) throws -> NewPartner {
        let loopback = dependencies.configuration.allowsLoopbackAddresses
        let name = given.name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard !name.isEmpty else { throw PartnerRecordRefusal.nameMissing }
        guard PartnerAddress.isPage(given.website, allowsLoopback: loopback) else { throw PartnerRecordRefusal.website }
        var partner = NewPartner(kind: given.kind, name: name, website: given.website)
        guard given.kind.api != nil else { return partner }
        partner.clientCode = try ClientCode.read(given.clientCode ?? "")
        partner.redirects = try PartnerAddress.redirects(
            given.redirects.joined(separator: "\n"), allowsLoopback: loopback)
        partner.site = given.site
        guard let contact = given.contact.flatMap(EmailAddress.init) else { throw PartnerRecordRefusal.contact }
        partner.contact = contact
        guard let agreement = given.agreement else { throw PartnerRecordRefusal.noAgreement }
        let cap = dependencies.edition.training.feeCapBasisPoints
        let fee = given.kind == .platform ? Percent.basisPoints(agreement.fee) : 0
        guard let fee else { throw PartnerRecordRefusal.fee(mostBasisPoints: cap) }
        partner.agreement = try PartnerAgreement(
            number: agreement.number, from: agreement.from, to: agreement.to, feeBasisPoints: fee, cap: cap)
        return partner
    }

    private static func find(_ code: String, _ dependencies: Dependencies) async throws -> Partner {
        let partner = try await dependencies.database.read { try $0.partners.find(clientCode: code) }
        guard let partner else {
            throw CommandRefused("no partner has the client code “\(code)”: prakerja partner show")
        }
        return partner
    }

    private static func acting(
        _ reason: String, _ options: ServeOptions, _ logger: Logger,
        _ act: (Dependencies, OfficeReason) async throws -> [String]
    ) async throws -> [String] {
        try await Installation.with(options, logger: logger) { dependencies in
            do {
                return try await act(dependencies, try OfficeReason(reason))
            } catch let refusal as any UserFacingRefusal {
                throw CommandRefused(refusal.sentence(.english))
            }
        }
    }
}
