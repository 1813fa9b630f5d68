extension Paths {
    static let demoPerson = "/demo/orang"
    static let demoOfficer = "/demo/petugas"
    static let demoPartnerPerson = "/demo/mitra"
    static let demoClock = "/demo/jam"
    static let demoMailbox = "/demo/pesan"
    static let demoMessages = "/demo/pesan.json"
}
