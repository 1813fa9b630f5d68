import Programme
import Storage

extension PersonWorkSource {
    static let disqualification = PersonWorkSource(
        kind: "disqualification", workers: [.runWaves, .signDecrees]
    ) { tx, id in
        let open: [Disqualification.State] = [.proposed, .told, .reserved]
        guard let found = try tx.disqualifications.find(ID(id)), open.contains(found.value.state) else { return [] }
        return [found.person]
    }
}
