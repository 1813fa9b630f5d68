import App
import ArgumentParser
import Logging
import Programme

struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Gives people of the office their way in.",
        subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an officer and prints the link by which they set themselves up.",
            discussion: """
                The officer opens the link, chooses a password and takes the authenticator's secret, so that whoever adds
                them has neither. The link is good for a day, once, in the browser that opens it first. Hand it to the
                officer alone; when it was opened before they came, add them again for a new link and find out by whom.
                Until they have set themselves up, adding them again also puts name and role right.
                Roles: verifier, operations, approver, auditor.

                Example:
                  prakerja officer add "Ratna Dewi" ratna@kantor.example --role operations
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The name as it stands under a decree.") var name: String
        @Argument(help: "What the officer signs in with: an e-mail address of the office.") var signIn: String
        @Option(help: "verifier, operations, approver or auditor.") var role: Role

        func run() async throws {
            let invitation = try await OfficerCommands.add(
                name: name, signIn: signIn, role: role, place.options, logger: .quiet)
            print(
                """
                \(invitation.signIn) sets password and authenticator here, within \(invitation.hours) hours:
                \(invitation.link)
                """)
        }
    }
}

extension Role: ExpressibleByArgument {}
