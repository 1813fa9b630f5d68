import Programme
import Storage

extension PersonWorkSource {
    static let serviceCase = PersonWorkSource(kind: "case") { tx, id in
        try tx.cases.find(ID(id))?.person.map { [$0] } ?? []
    }
}
