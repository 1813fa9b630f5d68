import Programme

extension Paths {
    static func inbox(before message: ID<Message>) -> String { "\(inbox)?sebelum=\(message)" }
    static func message(_ id: ID<Message>) -> String { "\(inbox)/\(id)" }
}
