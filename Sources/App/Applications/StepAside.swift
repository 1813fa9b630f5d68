/// Beside a step's form on a wide screen, and below it on a phone: where the answers stand on the card, and why they are
/// asked.
struct StepAside: Sendable {
    let title: String
    /// What is asked, and the sentence to it.
    let points: [(asked: String, why: String)]

    var html: HTML {
        func point(_ point: (asked: String, why: String)) -> HTML {
            "<dt>\(point.asked)</dt><dd>\(point.why)</dd>"
        }
        return "<aside class=\"why\"><h2>\(title)</h2><dl>\(each: points, point)</dl></aside>"
    }

    static func identity(_ t: Words) -> StepAside {
        StepAside(
            title: t("Di mana angkanya, dan untuk apa", "Where the digits are, and what for"),
            points: [
                (
                    "NIK",
                    t(
                        "Di baris teratas KTP. Satu NIK hanya untuk satu pendaftaran.",
                        "In the top line of your card. One NIK is good for one application.")
                ),
                (
                    t("Tanggal lahir", "Date of birth"),
                    t(
                        "Di baris Tempat/Tgl Lahir. Dari sini umur Anda dihitung.",
                        "In the line Tempat/Tgl Lahir. Your age is counted from it.")
                ),
                (
                    t("Nomor Kartu Keluarga", "Family card number"),
                    t(
                        "Di atas Kartu Keluarga, bukan di KTP. Aturan dapat membatasi penerima dalam satu keluarga.",
                        "At the top of the family card, not on the identity card. Rules may limit recipients of one family."
                    )
                ),
                (
                    t("Siapa yang melihat", "Who sees it"),
                    t(
                        "Petugas hanya dengan alasan. Anda dapat membaca siapa yang membukanya.",
                        "Officers who state a reason. You can read who opened it.")
                ),
            ])
    }
}
