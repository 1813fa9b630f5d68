/// The icons of pages for people: 24 by 24, in lines. Decoration, always beside a word.
enum Icon: Sendable {
    case account, bank, book, calendar, camera, card, check, lock, mail, menu, money, picture, speech, star, steps

    var html: HTML {
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">\(lines)</svg>"
    }

    private var lines: HTML {
        switch self {
        case .account: "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 21c0-5 4-7 8-7s8 2 8 7\"/>"
        case .bank: "<path d=\"m3 9 9-5 9 5zM5 9v9m5-9v9m4-9v9m5-9v9M3 20h18\"/>"
        case .book: "<path d=\"M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14\"/>"
        case .calendar: "<path d=\"M4 5h16v15H4zM4 10h16M8 3v4m8-4v4\"/>"
        case .camera: "<path d=\"M3 8h4l2-3h6l2 3h4v11H3z\"/><circle cx=\"12\" cy=\"13\" r=\"3.5\"/>"
        case .card: "<path d=\"M3 5h18v14H3zM3 10h18M7 15h4\"/>"
        case .check: "<path d=\"m4 13 5 5L20 6\"/>"
        case .lock: "<path d=\"M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3\"/>"
        case .mail: "<path d=\"M3 5h18v14H3zm0 1 9 7 9-7\"/>"
        case .menu: "<path d=\"M4 6h16M4 12h16M4 18h16\"/>"
        case .money: "<path d=\"M3 6h18v12H3zM7 12h0m10 0h0\"/><circle cx=\"12\" cy=\"12\" r=\"3\"/>"
        case .picture: "<path d=\"M3 5h18v14H3zm0 11 5-5 5 5 3-3 5 4M16 9h0\"/>"
        case .speech: "<path d=\"M4 5h16v11h-9l-4 4v-4H4z\"/>"
        case .star: "<path d=\"m12 3 3 6 6 1-4 5 1 6-6-3-6 3 1-6-4-5 6-1z\"/>"
        case .steps: "<path d=\"M9 6h11M9 12h11M9 18h11M4 6h0m0 6h0m0 6h0\"/>"
        }
    }
}
