import Programme

extension MyEntryPage {
    /// What becomes of a participant of a wave that ended without a draw.
    var abandonedStory: HTML {
        let section = AbandonmentSection(t: t, board: known.board, ending: known.abandonment).html
        guard let next, next.isJoinable(at: now) else { return "\(section)\(rejoin)" }
        let text = t(
            "\(next.name(t)) sedang dibuka, dan Anda kami ikutkan selama masih memenuhi syarat.",
            "\(next.name(t)) is open, and you are taken into it as long as you qualify.")
        let link = Part.button(t("Lihat keikutsertaan saya", "See my entry"), to: Paths.myEntry(next.address))
        return "\(section)<p>\(text)</p><p>\(link)</p>"
    }
}
