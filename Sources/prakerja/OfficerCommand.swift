import App
import ArgumentParser
import Logging

struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Gives the first administrators of the office their way in.",
        subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an officer and prints the link by which they set themselves up.",
            discussion: """
                Adds the first two administrators; they invite every other officer in the office, at /kantor/petugas,
                where each change of an officer needs two of them. When they cannot, --emergency with a reason adds an
                officer of any role; the reason is recorded, and the administrators and auditors see it.

                The officer opens the link, chooses a password and takes the authenticator's secret, so that the person
                who adds them has neither. The link is good for a day, once, in the browser that opens it first. Hand it
                to the officer alone; when it was opened before they came, add them again for a new link and find out by
                whom. Until they have set themselves up, adding them again also puts name and roles right.

                Examples:
                  prakerja officer add "Agus Pranoto" agus@kantor.example --role administrator
                  prakerja officer add "Ratna Dewi" ratna@kantor.example --role wave-manager \\
                    --emergency "Both administrators are in hospital, wave 3 closes today"
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The name as it stands under a decree.") var name: String
        @Argument(help: "What the officer signs in with: an e-mail address of the office.") var signIn: String
        @Option(help: "A role of Editions/office.yaml; repeat it for several.") var role: [String]
        @Option(help: "Why the administrators cannot invite the officer.") var emergency: String?

        func run() async throws {
            let invitation = try await OfficerCommands.add(
                name: name, signIn: signIn, roles: role, emergency: emergency, place.options, logger: .quiet)
            print(
                """
                \(invitation.signIn) sets password and authenticator here, within \(invitation.hours) hours:
                \(invitation.link)
                """)
        }
    }
}
