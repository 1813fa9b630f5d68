/// The icons of pages for people: 24 by 24, in lines. Decoration, always beside a word.
enum Icon: Sendable, CaseIterable {
    case account, bank, book, card, check, clock, cross, id, lock, mail, menu, money, phone, place, shield, star

    var html: HTML {
        "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\">\(lines)</svg>"
    }

    private var lines: HTML {
        switch self {
        case .account: "<circle cx=\"12\" cy=\"8\" r=\"4\"/><path d=\"M4 21c0-5 4-7 8-7s8 2 8 7\"/>"
        case .bank: "<path d=\"m3 9 9-5 9 5zM5 9v9m5-9v9m4-9v9m5-9v9M3 20h18\"/>"
        case .book: "<path d=\"M12 6C9 4 6 4 3 5v14c3-1 6-1 9 1 3-2 6-2 9-1V5c-3-1-6-1-9 1zm0 0v14\"/>"
        case .card: "<path d=\"M3 5h18v14H3zM3 10h18M7 15h4\"/>"
        case .check: "<path d=\"m4 13 5 5L20 6\"/>"
        case .clock: "<circle cx=\"12\" cy=\"12\" r=\"9\"/><path d=\"M12 7v5l3 3\"/>"
        case .cross: "<path d=\"M6 6l12 12M18 6 6 18\"/>"
        case .id: "<path d=\"M3 5h18v14H3zM13 10h5m-5 4h5\"/><circle cx=\"8\" cy=\"11\" r=\"2\"/>"
        case .lock: "<path d=\"M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3\"/>"
        case .mail: "<path d=\"M3 5h18v14H3zm0 1 9 7 9-7\"/>"
        case .menu: "<path d=\"M4 6h16M4 12h16M4 18h16\"/>"
        case .money: "<path d=\"M3 6h18v12H3zM7 12h0m10 0h0\"/><circle cx=\"12\" cy=\"12\" r=\"3\"/>"
        case .phone: "<path d=\"M7 2h10v20H7zm4 17h2\"/>"
        case .place: "<path d=\"M12 21c5-5 7-8 7-11a7 7 0 0 0-14 0c0 3 2 6 7 11z\"/><circle cx=\"12\" cy=\"10\" r=\"2\"/>"
        case .shield: "<path d=\"m12 3 8 3c0 7-2 12-8 15-6-3-8-8-8-15zm-4 9 3 3 5-6\"/>"
        case .star: "<path d=\"m12 3 3 6 6 1-4 5 1 6-6-3-6 3 1-6-4-5 6-1z\"/>"
        }
    }
}
