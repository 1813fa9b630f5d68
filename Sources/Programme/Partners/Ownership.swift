/// Who owns whom: the recorded shares, and what follows from them through companies in between.
///
/// A company is one node, whether it is recorded as a partner or typed as an owner's name. The share of an owner in a
/// partner is the sum over all paths, and along a path shares are multiplied.
package struct Ownership: Sendable {
    /// Companies on one path at most; a circle of owners ends here too.
    private static let longestPath = 8
    /// The whole of a company, in millionths of a hundredth of a percent.
    private static let whole: Int64 = 10_000_000_000
    private static let leastShare = Int64(PartnerOwner.leastShare) * (whole / 10_000)

    private let names: [String: String]
    /// The partners that each company has a say in, itself included.
    private let reached: [String: Set<ID<Partner>>]

    package init(
        partners: [(id: ID<Partner>, name: String)], shares: [(partner: ID<Partner>, owner: PartnerOwner)]
    ) {
        var (nodes, names): ([ID<Partner>: String], [String: String]) = ([:], [:])
        for partner in partners {
            let key = PartnerOwner.key(of: partner.name)
            let node = key.isEmpty ? PartnerOwner.key(of: partner.id) : key
            nodes[partner.id] = node
            names[node] = partner.name
        }
        let recorded = Dictionary(
            partners.map { (PartnerOwner.key(of: $0.id), $0.id) }, uniquingKeysWith: { first, _ in first })
        var owners: [String: [(node: String, basisPoints: Int)]] = [:]
        for (partner, owner) in shares {
            let typed = PartnerOwner.key(of: owner.name)
            let node = recorded[owner.key].flatMap { nodes[$0] } ?? (typed.isEmpty ? owner.key : typed)
            guard let owned = nodes[partner], owned != node else { continue }
            names[node] = names[node] ?? owner.name
            owners[owned, default: []].append((node, owner.shareBasisPoints ?? PartnerOwner.shares.upperBound))
        }
        var reached: [String: Set<ID<Partner>>] = [:]
        for (partner, node) in nodes {
            for (owner, share) in Self.shares(in: node, owners) where share >= Self.leastShare {
                reached[owner, default: []].insert(partner)
            }
        }
        self.names = names
        self.reached = reached
    }

    /// The share of every company in this one, its own included.
    private static func shares(
        in company: String, _ owners: [String: [(node: String, basisPoints: Int)]]
    ) -> [String: Int64] {
        var (total, edge) = ([company: whole], [company: whole])
        for _ in 0..<longestPath where !edge.isEmpty {
            var next: [String: Int64] = [:]
            for (owned, share) in edge {
                for owner in owners[owned] ?? [] {
                    let part = share * Int64(owner.basisPoints) / 10_000
                    next[owner.node] = min(whole, (next[owner.node] ?? 0) + part)
                }
            }
            for (owner, share) in next { total[owner] = min(whole, (total[owner] ?? 0) + share) }
            edge = next
        }
        return total
    }

    /// The owner that both have in common with a share that counts: another company, or one of the two. Nil where they
    /// have none.
    package func sharedOwner(of one: ID<Partner>, and other: ID<Partner>) -> String? {
        related(to: one)[other]
    }

    /// The partners that belong together with this one, and the owner they have in common.
    package func related(to partner: ID<Partner>) -> [ID<Partner>: String] {
        var found: [ID<Partner>: String] = [:]
        for (node, partners) in reached where partners.contains(partner) {
            let name = names[node] ?? node
            for other in partners where other != partner { found[other] = min(found[other] ?? name, name) }
        }
        return found
    }

    /// Every partner that belongs together with others, and those.
    package var groups: [ID<Partner>: Set<ID<Partner>>] {
        var found: [ID<Partner>: Set<ID<Partner>>] = [:]
        for partners in reached.values where partners.count > 1 {
            for partner in partners { found[partner, default: []].formUnion(partners.subtracting([partner])) }
        }
        return found
    }

    /// Whether the owner is the partner itself, under another spelling.
    package static func isItself(_ owner: PartnerOwner, _ name: String) -> Bool {
        PartnerOwner.key(of: owner.name) == PartnerOwner.key(of: name)
    }
}
