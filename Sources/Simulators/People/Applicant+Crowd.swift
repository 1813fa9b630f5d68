import Programme

/// The people of the demo's crowd: invented, and the same at each start. None has a first name of the story's people,
/// so that a search for those finds them alone.
extension Applicant.Life {
    /// How far a person of the crowd comes by themselves.
    package enum Fate: Sendable, Equatable {
        /// Makes an account and leaves.
        case signsUp
        /// Fills in who they are, and leaves before the photos.
        case fillsIn
        /// Sends the whole application.
        case applies
    }

    package static func fate(ofCrowd number: Int) -> Fate {
        switch number % 20 {
        case 0: .signsUp
        case 1: .fillsIn
        default: .applies
        }
    }

    /// The domain of the crowd's addresses, and how its numbers begin: the demo's mailbox leaves their messages out.
    package static let crowdDomain = "@warga.example"
    package static let crowdNumbers = "081270"

    /// The numbers end in 1: the text gateway and the payment rail treat some other endings as faulty.
    ///
    /// - Parameter number: from 0; each has a NIK, an address and a number of its own.
    package static func crowd(_ number: Int) -> Applicant.Life {
        let isWoman = number % 2 == 0
        let first = (isWoman ? women : men)[number / 2 % women.count]
        let name = "\(first) \(families[(number / 7 + number) % families.count])"
        let province = provinces[number * 5 % provinces.count]
        let regencies = Province(code: province).map(Regions.of) ?? []
        let regency = regencies.isEmpty ? "31.71" : regencies[number / 3 % regencies.count].code
        // One in forty is still under age.
        let year = number % 40 == 7 ? 2003 : 1968 + number * 7 % 33
        let (day, month) = (1 + number * 3 % 28, 1 + number * 7 % 12)
        let place = regency.filter { $0 != "." }
        let born = digits(isWoman ? day + 40 : day, 2) + digits(month, 2) + digits(year % 100, 2)
        return Applicant.Life(
            name: name, email: "warga\(digits(number, 4))\(crowdDomain)", phone: crowdNumbers + digits(number, 5) + "1",
            nik: "\(place)01\(born)\(serial(number))", familyCard: "\(place)01010115\(digits(1_000 + number, 4))",
            born: ("\(day)", "\(month)", "\(year)"), province: province, regency: regency,
            occupation: occupations[number % occupations.count])
    }

    /// The registry has another name for serial 0002 and does not know 0003.
    private static func serial(_ number: Int) -> String {
        switch number % 25 {
        case 12: "0002"
        case 18: "0003"
        default: digits(1_000 + number, 4)
        }
    }

    private static func digits(_ number: Int, _ length: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, length - text.count)) + text
    }

    private static let women = [
        "Ayu", "Wulan", "Ratih", "Lina", "Nurul", "Yanti", "Mega", "Indah", "Tuti", "Rosa", "Meilani", "Kartini",
        "Salma", "Yohana", "Ni Luh", "Endang", "Fatimah", "Grace", "Hesti", "Intan",
    ]
    private static let men = [
        "Joko", "Rizal", "Made", "Yosef", "Eko", "Fajar", "Ahmad", "Ucok", "Slamet", "Ridwan", "Petrus", "Ilham",
        "Wahyu", "Tono", "Asep", "Bayu", "Daud", "Hasan", "Ketut", "Gilang",
    ]
    private static let families = [
        "Hidayat", "Siregar", "Lestari", "Manurung", "Kurniawan", "Tanjung", "Wibowo", "Nasution", "Pattiasina",
        "Mahendra", "Suryani", "Ginting", "Rumbiak", "Saputri", "Anwar", "Halim", "Sitompul", "Purnama", "Djafar",
        "Lumbantobing", "Maharani", "Setiawan", "Tuasikal",
    ]
    /// Those with more people stand more often.
    private static let provinces = [
        "32", "35", "33", "31", "36", "12", "32", "35", "33", "73", "16", "18", "32", "35", "51", "14", "61", "64",
        "53", "82", "91", "81", "71", "13", "34", "52", "62", "11",
    ]
    private static let occupations = ["job-seeker", "laid-off", "worker", "self-employed", "job-seeker", "worker"]
}
