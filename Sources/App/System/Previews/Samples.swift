import Foundation
import Programme

/// Sample values shared by several messages.
extension Instalment {
    static let sample = Instalment(
        id: ID(1), card: ID(1), person: ID(1), kind: .incentive, number: 1, amount: Rupiah(600_000),
        dueOn: CivilDate(daysSinceEpoch: 18_402), state: .planned, changedOn: CivilDate(daysSinceEpoch: 18_402))
}

extension PayeeCodeMessage {
    static let sample = PayeeCodeMessage(
        digits: "274910", account: "LinkAja 0812-••••-7890", minutes: 10, site: "https://www.prakerja.go.id")
}

extension Officer {
    /// An officer on a page's sample, who may do everything: the preview shows every act.
    static func sample(_ id: Int64, _ name: String, _ role: Role) -> Officer {
        let definition = RoleDefinition(
            slug: role, name: Bilingual(id: role.rawValue, en: role.rawValue), purpose: Bilingual(id: "", en: ""),
            permissions: Permission.allCases, region: nil)
        let table = OfficeRoles(roles: [definition], apart: [], alone: [], yaml: "", digest: Data())
        return Officer(id: ID(id), name: name, roles: [role], of: table)
    }
}
