import HTTPTypes
import Programme

extension IdentityPhoto.Kind {
    /// The kind's component in paths.
    var slug: String {
        switch self {
        case .card: "ktp"
        case .selfie: "swafoto"
        }
    }

    init?(slug: String) {
        guard let kind = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = kind
    }

    func label(_ t: Words) -> String {
        switch self {
        case .card: t("Foto KTP", "Photo of your card")
        case .selfie: t("Swafoto dengan KTP", "Photo of you with the card")
        }
    }

    func advice(_ t: Words) -> String {
        switch self {
        case .card:
            t(
                "Seluruh KTP asli terlihat, tulisan terbaca, tanpa lampu kilat.",
                "The whole original card, readable, without flash.")
        case .selfie:
            t(
                "Wajah Anda dan KTP di samping dagu, tanpa masker atau kacamata hitam.",
                "Your face, and the card beside your chin; no mask, no sunglasses.")
        }
    }
}

extension IdentityPhoto.Fault {
    /// What the person should do, rather than what they did wrong.
    func sentence(_ t: Words) -> String {
        switch self {
        case .blurred:
            t(
                "Fotonya buram. Tahan HP dengan dua tangan, lalu foto lagi.",
                "It is blurred. Hold the phone with both hands and take it again.")
        case .dark:
            t(
                "Terlalu gelap atau silau. Foto di dekat jendela tanpa lampu kilat.",
                "Too dark or too bright. Take it near a window without flash.")
        case .cropped:
            t(
                "Ada bagian yang terpotong. Pastikan semua sudut terlihat.",
                "A part is cut off. Make sure all corners show.")
        case .copy:
            t("Ini fotokopi atau layar. Foto KTP aslinya.", "This is a copy or a screen. Take the original card.")
        case .otherDocument: t("Ini bukan KTP. Foto KTP Anda.", "This is not an identity card. Take yours.")
        case .faceHidden:
            t(
                "Wajah tertutup. Lepas masker, topi, dan kacamata.",
                "The face is covered. Take off mask, hat and glasses.")
        case .otherPerson:
            t(
                "Wajah berbeda dari foto di KTP. Kirim foto Anda sendiri.",
                "The face differs from the card. Send a photo of yourself.")
        case .dataDiffers:
            t(
                "Tulisan di KTP berbeda dari data yang diisi. Samakan datanya atau kirim KTP yang benar.",
                "The card differs from what was filled in. Correct the data or send the right card.")
        case .other: t("Foto perlu diganti.", "The photo needs replacing.")
        }
    }
}

extension IdentityPhoto.Fault {
    /// A word or two for an officer's button.
    func short(_ t: Words) -> String {
        switch self {
        case .blurred: t("Buram", "Blurred")
        case .dark: t("Gelap, silau", "Dark, glare")
        case .cropped: t("Terpotong", "Cut off")
        case .copy: t("Bukan asli", "A copy")
        case .otherDocument: t("Bukan KTP", "No card")
        case .faceHidden: t("Tertutup", "Covered")
        case .otherPerson: t("Orang lain", "Other person")
        case .dataDiffers: t("Data beda", "Data differ")
        case .other: t("Lainnya", "Other")
        }
    }
}

extension PhotoRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .noFile: t("Pilih foto dulu.", "Choose a photo first.")
        case .notAPhoto:
            t(
                "Berkas ini bukan foto JPEG atau PNG. Ambil foto dengan kamera HP.",
                "This file is no JPEG or PNG photo. Take a photo with your phone's camera.")
        case .otherKind(let kind): kind.sentence(t)
        case .tooManyBytes(let limit):
            t(
                "Foto ini terlalu besar. Paling besar \(limit / 1_000_000) MB.",
                "This photo is too large. The most we take is \(limit / 1_000_000) MB.")
        case .tooManyPixels(let limit):
            t(
                "Ukuran gambar ini terlalu besar. Paling besar \(limit / 1_000_000) megapiksel.",
                "This picture has too many pixels. The most we take is \(limit / 1_000_000) megapixels.")
        case .tooSmall:
            t(
                "Foto ini terlalu kecil untuk dibaca. Ambil foto baru dengan kamera HP.",
                "This photo is too small to read. Take a new one with your phone's camera.")
        case .damaged:
            t(
                "Berkas foto ini rusak atau terpotong saat dikirim. Kirim sekali lagi, atau ambil foto baru.",
                "This photo is damaged or was cut off on its way. Send it once more, or take a new one.")
        }
    }
}

extension PhotoRefusal.OtherKind {
    /// The file's kind, and what to do about it.
    fileprivate func sentence(_ t: Words) -> String {
        switch self {
        case .heic:
            t(
                "Foto ini berformat HEIC (iPhone). Buka Pengaturan, Kamera, Format, pilih Paling Kompatibel, lalu foto lagi.",
                "This is a HEIC photo (iPhone). In Settings, Camera, Formats choose Most Compatible and take it again.")
        case .avif, .webp:
            t(
                "Berkas ini berformat \(name), bukan foto langsung dari kamera. Foto KTP aslinya dengan kamera HP.",
                "This is a \(name) file, not a photo straight from a camera. Take the original card with your phone.")
        case .pdf:
            t(
                "Ini dokumen PDF. Foto KTP aslinya dengan kamera HP.",
                "This is a PDF document. Take a photo of the original card with your phone.")
        case .gif, .tiff:
            t(
                "Berkas ini berformat \(name). Ambil foto baru dengan kamera HP.",
                "This is a \(name) file. Take a new photo with your phone's camera.")
        case .video:
            t("Ini video. Ambil foto, bukan video.", "This is a video. Take a photo instead.")
        }
    }

    private var name: String {
        switch self {
        case .webp: "WebP"
        default: rawValue.uppercased()
        }
    }
}
