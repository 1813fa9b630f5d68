extension MyEntryPage {
    /// Which of the person's waves this is, so that a person who was not selected again and again can say how often.
    var attempts: String {
        attempt < 2
            ? t("Ini gelombang pertama yang Anda ikuti.", "This is the first wave you take part in.")
            : t(
                "Ini gelombang ke-\(attempt) yang Anda ikuti.", "You have taken part in \(attempt) waves with this one."
            )
    }
}
