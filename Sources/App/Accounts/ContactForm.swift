import Programme

/// Reads the one field of the first page: a contact the edition allows, or the page again with the error.
enum ContactForm {
    enum Reading {
        case contact(Contact)
        case again(StartPage)
    }

    static func read(_ form: Form, paths: CodePaths, rules: AccountRules, t: Words) -> Reading {
        let typed = form["kontak"]
        var page = StartPage(
            t: t, paths: paths, rules: rules, form: form.state, returnPath: form["ke"])
        do {
            let contact = try rules.contact(typed)
            guard case .email(let email) = contact, let meant = email.probablyMeant, form["sudah-benar"] != typed else {
                return .contact(contact)
            }
            page.suggestion = meant
            return .again(page)
        } catch {
            page = StartPage(
                t: t, paths: paths, rules: rules,
                form: form.state.with([FieldError(field: "kontak", message: error.sentence(t))]), returnPath: form["ke"]
            )
            return .again(page)
        }
    }
}
