import App
import ArgumentParser
import Logging
import Programme

struct PartnerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "partner",
        abstract: "Invites partners, rotates their keys, stops and resumes their sales.",
        discussion: """
            A partner is named by its client code. Kinds: \(PartnerRecord.Kind.allCases.map(\.rawValue).joined(separator: ", ")).
            An act is recorded as the operator's, from the command line, and counts as no officer's: what needs two
            people waits for a programme manager in the office.

            Examples:
              prakerja partner invite platform "Pijarmahir" --website https://pijarmahir.example --client-code pijarmahir \\
                --contact integrasi@pijarmahir.example --agreement PKS-12/2020 --from 2020-04-01 --to 2020-12-31 \\
                --fee 10 --why "Lolos penilaian tim mitra"
              prakerja partner rotate-key pijarmahir --why "Kunci lama terkirim lewat surel"
              prakerja partner show
            """,
        subcommands: [Invite.self, RotateKey.self, Suspend.self, Resume.self, Show.self])

    struct Invite: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Records a partner and sends it the link to its first key.",
            discussion: """
                The link goes to the address of --contact and shows the key once; no command and no page of the office
                shows it. The partner may try its key at once and sells nothing until a programme manager agrees in the
                office.

                Example:
                  prakerja partner invite institution "Bengkel Cakap" --website https://bengkel.example \\
                    --client-code bengkel-cakap --contact integrasi@bengkel.example \\
                    --redirect https://bengkel.example/kembali \\
                    --agreement PKS-13/2020 --from 2020-04-01 --to 2020-12-31 --why "Lolos penilaian tim mitra"
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var reason: ReasonOptions
        @Argument(help: "Its kind.") var kind: PartnerRecord.Kind
        @Argument(help: "Its official name.") var name: String
        @Option(help: "Its web site.") var website: String
        @Option(help: "Its name for itself in every request; platforms and institutions only.") var clientCode: String?
        @Option(help: "The e-mail address agreed for keys; platforms and institutions only.") var contact: String?
        @Option(help: "Where an institution's participants return to; may be given several times.")
        var redirect: [String] = []
        @Option(help: "The institution's page where redeem codes are entered.") var site: String?
        @Option(help: "The agreement's number.") var agreement: String?
        @Option(help: "The agreement's first day.") var from: CivilDate?
        @Option(help: "The agreement's last day.") var to: CivilDate?
        @Option(help: "A platform's fee in percent, such as 10 or 12.5.") var fee: String = "0"

        func run() async throws {
            var invitation = PartnerCommands.Invitation(kind: kind, name: name, website: website)
            invitation.clientCode = clientCode
            invitation.redirects = redirect
            invitation.site = site
            invitation.contact = contact
            if let agreement, let from, let to {
                invitation.agreement = .init(number: agreement, from: from, to: to, fee: fee)
            }
            let lines = try await PartnerCommands.invite(
                invitation, because: reason.why, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct RotateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a new key and sends the partner the link to it.",
            discussion: """
                The link goes to the agreed address and shows the key once. Two keys are valid at once for the days of
                --overlap; 0 ends the present one now. A key that the partner did not fetch is replaced.

                Example:
                  prakerja partner rotate-key pijarmahir --overlap 0 --why "Kunci bocor di situs umum"
                """)

        @OptionGroup var place: PlaceOptions
        @OptionGroup var reason: ReasonOptions
        @Argument(help: "The partner's client code.") var clientCode: String
        @Option(help: "For how many days the present key is still accepted, 0 to 30.") var overlap: Int = 7

        func run() async throws {
            let lines = try await PartnerCommands.rotateKey(
                clientCode, overlapDays: overlap, because: reason.why, place.options,
                logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct Suspend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stops a partner's new sales at once; paid purchases go on.",
            discussion: "Example:\n  prakerja partner suspend pijarmahir --why \"Harga di situs berbeda dari katalog\"")

        @OptionGroup var place: PlaceOptions
        @OptionGroup var reason: ReasonOptions
        @Argument(help: "The partner's client code.") var clientCode: String

        func run() async throws {
            let lines = try await PartnerCommands.suspend(
                clientCode, because: reason.why, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Proposes that a suspended partner sells again; a programme manager decides.",
            discussion: "Example:\n  prakerja partner resume pijarmahir --why \"Harga sudah disamakan dengan katalog\"")

        @OptionGroup var place: PlaceOptions
        @OptionGroup var reason: ReasonOptions
        @Argument(help: "The partner's client code.") var clientCode: String

        func run() async throws {
            let lines = try await PartnerCommands.resume(
                clientCode, because: reason.why, place.options, logger: .quiet)
            print(lines.joined(separator: "\n"))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows all partners, or one with the ages of its keys.",
            discussion: "Example:\n  prakerja partner show pijarmahir --data /var/lib/prakerja")

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The partner's client code; all partners without it.") var clientCode: String?

        func run() async throws {
            let lines = try await PartnerCommands.show(clientCode, place.options, logger: .quiet)
            print(lines.isEmpty ? "no partner was invited yet" : lines.joined(separator: "\n"))
        }
    }
}

/// The reason that an act is recorded with.
struct ReasonOptions: ParsableArguments {
    @Option(help: "Why, in a sentence; officers and auditors read it.") var why: String
}

extension PartnerRecord.Kind: ExpressibleByArgument {}
