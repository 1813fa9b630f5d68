import Programme
import Storage

extension PersonWorkSource {
    static let disqualification = PersonWorkSource(kind: "disqualification") { tx, id in
        try tx.disqualifications.find(ID(id)).map { [$0.person] } ?? []
    }
}
