import Programme
import Storage

/// What the audit log is searched by. A condition that is nil holds for all.
struct AuditSearch: Sendable, Equatable {
    var officer: ID<Officer>?
    /// Any of these acts, such as `photo.accepted`.
    var acts: [String]?
    /// Any of these subjects, such as `wave:1`.
    var subjects: [String]?
    /// The first moment; by the real clock, by which ids are made.
    var from: Instant?
    /// The first moment that is not searched any more.
    var end: Instant?
}
