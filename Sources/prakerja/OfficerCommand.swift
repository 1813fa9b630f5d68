import App
import ArgumentParser
import Foundation
import Programme

struct OfficerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "officer",
        abstract: "Gives people of the office their way in.",
        subcommands: [Add.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Adds an officer and prints the authenticator's secret, once.",
            discussion: """
                The password is read from standard input, so that it stands in no history: at least 12 characters.
                Roles: verifier, operations, approver, auditor.

                Example:
                  prakerja officer add "Ratna Dewi" ratna@kantor.example --role operations
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "The name as it stands under a decree.") var name: String
        @Argument(help: "What the officer signs in with: an e-mail address of the office.") var signIn: String
        @Option(help: "verifier, operations, approver or auditor.") var role: Role

        func run() async throws {
            if isatty(STDIN_FILENO) == 1 { print("Password: ", terminator: "") }
            guard let password = readLine() else { throw ValidationError("no password was given") }
            let key = try await OfficerDesk.add(
                name: name, signIn: signIn, role: role, password: password, place.options, logger: .quiet)
            print(
                """
                \(key.signIn) can sign in at /kantor/masuk.
                Authenticator secret (shown only now): \(key.secret)
                \(key.address)
                """)
        }
    }
}

extension Role: ExpressibleByArgument {}
