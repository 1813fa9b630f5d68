/// The office's icons: 24 units square, strokes of 2, always beside a word and hidden from screen readers.
enum OfficeIcon: String, Sendable {
    case home, people, photo, speech, warning, contact, waves, list, shop, scale, coins, difference, clock, chart, gear
    case search, eye, key, document, tick, menu, arrow, lock, card, book, pen, bell, stop, download

    var html: HTML { html(title: nil) }

    /// - Parameter title: the icon's meaning where no word stands beside it.
    func html(title: String?) -> HTML {
        guard let title else {
            return """
                <svg class="icon" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="\(path)"/></svg>
                """
        }
        return """
            <svg class="icon" viewBox="0 0 24 24" width="20" height="20" role="img" aria-label="\(title)">\
            <path d="\(path)"/></svg>
            """
    }

    private var path: String {
        switch self {
        case .home: "M4 11l8-7 8 7v9h-5v-6H9v6H4z"
        case .people:
            "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3 20c0-3.5 2.7-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6"
                + "M18 14.6c1.9.9 3 2.9 3 5.4"
        case .photo: "M4 4h16v16H4zM4 16l5-5 4 4 3-3 4 4M15.5 8.5h.01"
        case .speech: "M4 5h16v11h-9l-4 4v-4H4z"
        case .warning: "M12 4l9 16H3zM12 10v4M12 17h.01"
        case .contact: "M4 6h16v12H4zM4 7l8 6 8-6"
        case .waves: "M3 9c3-3 6-3 9 0s6 3 9 0M3 15c3-3 6-3 9 0s6 3 9 0"
        case .list: "M9 6h11M9 12h11M9 18h11M4 6h.01M4 12h.01M4 18h.01"
        case .shop: "M4 10v10h16V10M3 10l2-6h14l2 6zM9 20v-6h6v6"
        case .scale: "M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z"
        case .coins:
            "M3 7c0-1.7 2.7-3 6-3s6 1.3 6 3-2.7 3-6 3-6-1.3-6-3zM3 7v5c0 1.4 1.8 2.5 4.3 2.9M9 16c0-1.7 2.7-3 6-3"
                + "s6 1.3 6 3-2.7 3-6 3-6-1.3-6-3zM9 16v2c0 1.7 2.7 3 6 3s6-1.3 6-3v-2"
        case .difference: "M5 9h14M5 15h14M16 4L8 20"
        case .clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3 3"
        case .chart: "M4 4v16h16M9 16v-5M13 16V8M17 16v-3"
        case .gear:
            "M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1"
                + "M18.4 5.6l-2.1 2.1M7.7 16.3l-2.1 2.1"
        case .search: "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5"
        case .eye: "M2 12c3-5 6-7 10-7s7 2 10 7c-3 5-6 7-10 7s-7-2-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"
        case .key: "M8 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12l9-9M16 7l3 3"
        case .document: "M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5"
        case .tick: "M4 12l5 5L20 6"
        case .menu: "M4 7h16M4 12h16M4 17h16"
        case .arrow: "M9 5l7 7-7 7"
        case .lock: "M6 11h12v9H6zM8 11V8a4 4 0 0 1 8 0v3"
        case .card: "M3 6h18v12H3zM3 10h18M7 14h4"
        case .book: "M5 4h14v16H5zM9 4v16"
        case .pen: "M4 20l1-5L16 4l4 4L9 19z"
        case .bell: "M6 17V11a6 6 0 0 1 12 0v6l2 1H4zM10 21h4"
        case .stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6"
        case .download: "M12 4v11M7 11l5 5 5-5M4 20h16"
        }
    }
}
