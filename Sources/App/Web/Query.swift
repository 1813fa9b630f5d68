import Hummingbird

extension Request {
    /// What the address says behind its question mark, by name; empty when it does not say it. There is no other way to
    /// read a query: the framework's own leaves `+` as it stands, which is how browsers write a blank.
    func query(_ name: String) -> String {
        URLEncoded.value(of: name, in: uri.query ?? "")
    }
}
