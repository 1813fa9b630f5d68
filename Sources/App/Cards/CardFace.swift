import Programme

/// The card as a picture: its number, masked or open, and the cloth of the wave that chose its holder.
struct CardFace: Sendable {
    let t: Words
    let card: Card
    let name: String
    /// Nil unless the holder has just asked to see it.
    var number: CardNumber?
    /// Of the card's wave; nil in previews.
    let cloth: Cloth?

    var html: HTML {
        """
        <div class="face \(ground)"><div><p class="face-name">\(Mark.html)Kartu Prakerja</p>
        <p class="face-number"><span class="hidden">\(t("Nomor kartu:", "Card number:")) </span>\
        \(number?.grouped ?? CardNumber.masked(lastFour: card.lastFour))</p>
        <p class="face-holder"><strong>\(Part.person(name))</strong><span>\(t("Gelombang", "Wave")) \(card.wave)</span></p></div>\
        \(isUsable ? cloth.map { ClothDrawing(cloth: $0).edge } : nil)</div>
        """
    }

    private var isUsable: Bool { card.status == .active || card.status == .suspended }

    private var ground: String {
        guard isUsable else { return "ended" }
        return cloth.map { "on-\($0.ground)" } ?? "on-laut"
    }
}

/// What was used of a card's training money, what is held for a purchase, and what is left: everywhere in this order.
struct BalanceBar: Sendable {
    let t: Words
    let whole: Rupiah
    let balance: Balance
    /// Whether what was not used went back to the state: the balance no longer tells what was.
    let isOver: Bool

    init(t: Words, card: Card, balance: Balance) {
        (self.t, whole, self.balance) = (t, card.training, balance)
        isOver = card.status != .active && card.status != .suspended && balance.posted == .zero
    }

    var html: HTML { isOver ? over : bar }

    private var over: HTML {
        let back = t(
            "Yang tidak dipakai sudah kembali ke negara.", "What was not used has gone back to the state.")
        return """
            <p><strong class="big">\(Rupiah.zero.description)</strong> \(t("dari", "of")) \(whole.description)</p>
            <p>\(back)</p>
            """
    }

    private var bar: HTML {
        let available = balance.available
        let used = max(0, whole.amount - balance.posted.amount)
        let parts = [("used", used), ("held", balance.held.amount), ("rest", max(0, available.amount))]
        let sum = max(1, parts.reduce(0) { $0 + $1.1 })
        var start: Int64 = 0
        func piece(_ part: (kind: String, amount: Int64)) -> HTML {
            guard part.amount > 0 else { return .empty }
            let (x, width) = (start * 1_000 / sum, part.amount * 1_000 / sum)
            start += part.amount
            return "<path class=\"\(part.kind)\" d=\"M\(x) 0h\(width)v20h-\(width)z\"/>"
        }
        let held: HTML =
            balance.held > .zero
            ? "<li class=\"held\">\(t("Ditahan", "Held")) \(balance.held.description)</li>" : .empty
        return """
            <p><strong class="big">\(available.description)</strong> \
            <span class="together">\(t("dari", "of")) \(whole.description)</span></p>
            <svg class="balance" viewBox="0 0 1000 20" preserveAspectRatio="none" aria-hidden="true">\(each: parts, piece)</svg>
            <ul class="balance-key"><li class="used">\(t("Terpakai", "Used")) \(Rupiah(used).description)</li>\(held)\
            <li class="rest">\(t("Sisa", "Left")) \(available.description)</li></ul>
            """
    }
}
