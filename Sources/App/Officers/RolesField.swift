import Programme

/// The choice of roles: a box for each role of the file, with what it is for.
struct RolesField: Sendable {
    static let name = "peran"

    let t: Words
    let form: FormState
    let choices: [RoleDefinition]
    let legend: String
    var hint: String?

    var html: HTML {
        func box(_ role: RoleDefinition) -> HTML {
            Field.checkbox(form, Self.name(of: role.slug), t(role.name), note: t(role.purpose))
        }
        let error: HTML = form.error(Self.name).map { "<p class=\"error\">\($0)</p>" } ?? .empty
        let hintLine: HTML = hint.map { "<p class=\"hint\">\($0)</p>" } ?? .empty
        return """
            <fieldset class="field\(form.error(Self.name) == nil ? "" : " bad")" id="\(Self.name)" tabindex="-1">\
            <legend>\(legend)</legend>\(hintLine)\(error)\(each: choices, box)</fieldset>
            """
    }

    static func name(of role: Role) -> String { "\(name)-\(role.rawValue)" }

    static func read(_ form: Form, of table: OfficeRoles) -> [Role] {
        table.roles.map(\.slug).filter { form.has(name(of: $0)) }
    }

    /// The values with which the boxes of these roles are ticked.
    static func values(_ roles: [Role]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: roles.map { (name(of: $0), "ya") })
    }
}
