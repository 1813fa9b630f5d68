import Logging

/// Puts words to what a logger carries when there is something to log, and not whenever something is added: the server
/// adds a name to every request, and logs next to none.
struct LateLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    private var handler: any LogHandler

    init(_ handler: any LogHandler) {
        self.handler = handler
    }

    var logLevel: Logger.Level {
        get { handler.logLevel }
        set { handler.logLevel = newValue }
    }

    var metadataProvider: Logger.MetadataProvider? {
        get { handler.metadataProvider }
        set { handler.metadataProvider = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var event = event
        event.metadata = metadata.merging(event.metadata ?? [:]) { _, said in said }
        handler.log(event: event)
    }
}
