import Programme

/// A way of teaching that the edition does not allow on a day, as classes in a room during the pandemic: its courses
/// are not in the catalogue, and the page of one says why it cannot be bought.
struct DeliveryPause: Sendable {
    let mode: DeliveryMode
    /// The day on which the edition allows it again; nil where it names none.
    let from: CivilDate?

    /// Nil where the edition allows it on that day.
    init?(_ mode: DeliveryMode, under edition: Edition, on day: CivilDate) {
        guard !edition.training.allows(mode, on: day) else { return nil }
        (self.mode, from) = (mode, edition.training.allows(mode, after: day))
    }

    func sentence(_ t: Words) -> String {
        let way = EditionWords(t: t).mode(mode)
        guard let from else {
            return t("Pelatihan \(way) sedang tidak dijual.", "Trainings \(way) are not sold at present.")
        }
        return t(
            "Pelatihan \(way) dijual lagi mulai \(t.date(from)).",
            "Trainings \(way) are sold again from \(t.date(from)).")
    }
}
