import Programme
import Storage

extension PersonWorkSource {
    /// A file with rows of many people: it concerns each person whose row was taken out, as recorded at the download.
    static let export = PersonWorkSource(
        kind: "export", workers: [.exportData],
        concerns: { tx, id, person in try tx.access.concerned(person, item: "export:\(id)") })
}
