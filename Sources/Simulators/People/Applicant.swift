import Foundation

/// An applicant, from the first page to "ready to join a wave".
package struct Applicant: Sendable {
    package struct Life: Sendable {
        package let name: String
        package let email: String
        package let phone: String
        package let nik: String
        package let familyCard: String
        /// Day, month, year.
        package let born: (String, String, String)
        package let province: String
        package let regency: String
        package let occupation: String

        package init(
            name: String, email: String, phone: String, nik: String, familyCard: String,
            born: (String, String, String), province: String, regency: String, occupation: String
        ) {
            self.name = name
            self.email = email
            self.phone = phone
            self.nik = nik
            self.familyCard = familyCard
            self.born = born
            self.province = province
            self.regency = regency
            self.occupation = occupation
        }

        /// The same person in one of the regions `homes`: moved there unless they live in one. The NIK is not changed
        /// by that.
        package func living(in homes: [String]?) -> Life {
            guard let home = homes?.first, homes?.contains(regency) == false else { return self }
            return Life(
                name: name, email: email, phone: phone, nik: nik, familyCard: familyCard, born: born,
                province: String(home.prefix(2)), regency: home, occupation: occupation)
        }
    }

    package let life: Life
    package let browser: Browser
    let messages: ReceivedMessages
    /// Decides what is answered in the test; 0 for the same answer to each question.
    let variety: Int

    package init(life: Life, browser: Browser, messages: ReceivedMessages, variety: Int = 0) {
        self.life = life
        self.browser = browser
        self.messages = messages
        self.variety = variety
    }

    /// By e-mail and a six-digit code.
    package func signUp() async throws {
        let known = try await messages.known()
        try await browser.post("/daftar", [("kontak", life.email), ("cara", "kode")])
        let code = try await messages.code(to: life.email, after: known)
        try await browser.post("/daftar/kode", [("kode", code)])
    }

    /// Every step of the form, the test, and the final "send".
    package func apply() async throws {
        try await fillIn()
        try await complete()
    }

    /// The number, the identity card and who one is.
    func fillIn() async throws {
        try await provePhone()
        try await browser.post(
            "/pendaftaran/ktp",
            [
                ("nik", life.nik), ("kk", life.familyCard), ("lahir-day", life.born.0), ("lahir-month", life.born.1),
                ("lahir-year", life.born.2),
            ])
        try await browser.post(
            "/pendaftaran/data-diri",
            [
                ("nama", life.name), ("alamat", "Jalan Melati 5"), ("provinsi", life.province),
                ("kabupaten", life.regency), ("kecamatan", "Melati"), ("kelurahan", "Melati Baru"), ("sama", "ya"),
                ("wni", "ya"), ("pendidikan", "senior-secondary"), ("sekolah", "tidak"),
                ("pekerjaan", life.occupation), ("bentuk-kerja", "informal"), ("dampak", "lost-income"),
                ("pelatihan", "Menjahit"),
            ])
    }

    private func complete() async throws {
        for (kind, file) in [("ktp", "ktp"), ("swafoto", "selfie")] {
            let page = "/pendaftaran/foto/\(kind)"
            try await browser.upload(page, field: kind, file: try Self.photo(file), on: "\(page)/ganti")
        }
        let declarations = try await browser.get("/pendaftaran/pernyataan")
        let boxes = declarations.html.matches(of: /type="checkbox" id="([^"]*)"/).map { (String($0.1), "ya") }
        try await browser.post("/pendaftaran/pernyataan", boxes)
        try await takeTest()
        try await browser.post("/pendaftaran/periksa", [])
    }

    private func provePhone() async throws {
        let known = try await messages.known()
        try await browser.post("/pendaftaran/hp", [("hp", life.phone)])
        let code = try await messages.code(to: String(life.phone.dropFirst()), after: known)
        try await browser.post("/pendaftaran/hp/kode", [("kode", code)])
    }

    private func takeTest() async throws {
        try await browser.post("/pendaftaran/tes", [])
        for number in 1...50 {
            let answer = variety == 0 ? 1 : (number * 7 + variety * (1 + number % 3)) % 4
            let page = try await browser.post("/pendaftaran/tes/\(number)", [("jawaban", "\(answer)")])
            if !page.html.contains("name=\"jawaban\"") { break }
        }
        try await browser.post("/pendaftaran/tes/selesai", [])
    }

    private static func photo(_ name: String) throws -> Data {
        guard let url = Bundle.module.url(forResource: name, withExtension: "jpg", subdirectory: "Photos") else {
            throw PeopleFault.notSeen("\(name).jpg")
        }
        return try Data(contentsOf: url)
    }
}
