/// What a sandbox is told by names of its own, so that it can be started where the programme is, with the same `.env`, and
/// reads nothing that was meant for the programme.
extension Setting {
    /// `SANDBOX_DATA` is to a sandbox what `DATA` is to the programme.
    static let sandboxPrefix = "SANDBOX_"

    /// All others have no meaning for a sandbox: its gateways are its simulators, and its keys stand in its own folder.
    static let ofSandbox: [Setting] = [.host, .port, .baseURL, .data, .databaseURL, .edition, .proxies]

    var nameInSandbox: String { Self.sandboxPrefix + rawValue }

    /// The setting that a sandbox is told by this name; nil for any other name.
    static func ownOfSandbox(_ name: String) -> Setting? {
        ofSandbox.first { $0.nameInSandbox == name }
    }

    /// Why this name may not be set; nil for a name that has nothing to do with a sandbox, and for one that it has.
    static func refusedInSandbox(_ name: String) -> String? {
        guard name.hasPrefix(sandboxPrefix), Setting(rawValue: name) == nil, ownOfSandbox(name) == nil,
            let meant = Setting(rawValue: String(name.dropFirst(sandboxPrefix.count)))
        else { return nil }
        let isGateway = gateways.contains { meant.rawValue.hasPrefix($0) }
        let why =
            isGateway
            ? "a sandbox sends to its own simulators and never to a real system" : "a sandbox has no such setting"
        return "\(name) is set, and \(why): leave it out"
    }

    private static let gateways = ["REGISTRY_", "BEACON_", "SMS_", "MAIL_", "RAIL_"]
}
