import Logging

/// Formats a logger's metadata only when a line is logged, not whenever metadata is added: the server adds an id to
/// every request, and logs almost none.
struct LazyMetadataLogHandler: LogHandler {
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
