import Hummingbird

extension Request {
    /// The value of a query parameter; empty when it is absent. The only way to read a query: the framework's own
    /// accessor leaves `+` as it is, which is how browsers encode a space.
    func query(_ name: String) -> String {
        URLEncoded.value(of: name, in: uri.query ?? "")
    }
}
