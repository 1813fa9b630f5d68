import Configuration
import Foundation

/// Settings from a demo's simulators, then the command line, then the environment, then the file `.env`. An empty value counts as not set, so
/// that a line copied from `.env.example` without a value has no effect.
struct SettingsReader: Sendable {
    private let reader: ConfigReader
    /// Problems of the file `.env`, one sentence each.
    let problems: [String]
    /// Environment variables that look like mistyped settings, one sentence each.
    let suspicions: [String]

    init(
        simulators: [String: String] = [:], commandLine: [Setting: String] = [:], environment: [String: String],
        file: EnvironmentFile
    ) {
        func provider(_ values: [String: String]) -> EnvironmentVariablesProvider {
            EnvironmentVariablesProvider(
                environmentVariables: values.filter { !$0.value.isEmpty },
                secretsSpecifier: .dynamic { name, _ in Setting(rawValue: name)?.isSecret ?? true })
        }
        let given = Dictionary(uniqueKeysWithValues: commandLine.map { ($0.key.rawValue, $0.value) })
        reader = ConfigReader(
            providers: [provider(simulators), provider(given), provider(environment), provider(file.values)])
        problems = file.problems
        suspicions = environment.keys.filter(Setting.isSuspicious).sorted().map { name in
            let meant = Setting.nearest(to: name).map { "; did you mean \($0.rawValue)?" } ?? ""
            return "the environment has \(name), which is no setting\(meant)"
        }
    }

    /// Nil when the setting is absent or empty.
    subscript(_ setting: Setting) -> String? {
        let value = reader.string(
            forKey: ConfigKey(setting.rawValue.lowercased().split(separator: "_").map(String.init)),
            isSecret: setting.isSecret)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }
}
