import Programme

/// Inputs with label, hint and error, linked for screen readers. Each shows the submitted value again.
///
/// None has `maxlength`, by which browsers cut a pasted text without a word: the script says how much is too much,
/// and the server refuses what is too long and shows it again.
enum Field {
    static func token(_ csrf: String) -> HTML {
        "<input type=\"hidden\" name=\"_token\" value=\"\(csrf)\">"
    }

    static func hidden(_ name: String, _ value: String) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
    }

    /// - Parameters:
    ///   - type: none that browsers check themselves, `FieldRule.checked`: our own sentences name field and remedy.
    ///   - keyboard: the phone's keyboard: `numeric`, `tel`, `email`, `url`.
    ///   - width: about how many characters the answer has; sets the width of the box.
    static func text(
        _ form: FormState, _ name: String, _ label: String, hint: String? = nil, type: String = "text",
        keyboard: String? = nil, autocomplete: String? = nil, width: Int? = nil, maxLength: Int = 200
    ) -> HTML {
        let size = width.map(String.init)
        return wrap(
            form, name, label, hint: hint,
            """
            <input id="\(name)" name="\(name)" type="\(type)" value="\(type == "password" ? "" : form.values[name] ?? "")" \
            data-most="\(maxLength)"\(attribute: "inputmode", keyboard)\(attribute: "autocomplete", autocomplete)\
            \(attribute: "size", size)\(describedBy(form, name, hint))>
            """)
    }

    /// Below the box stands the limit, which the script turns into a count of what was typed. A box for pasted text,
    /// such as a receipt, has a limit that no typed text reaches: it is not stated.
    ///
    /// - Parameter hasFocus: the page is about this field, so that typing begins in it.
    static func area(
        _ form: FormState, _ t: Words, _ name: String, _ label: String, hint: String? = nil, maxLength: Int,
        hasFocus: Bool = false
    ) -> HTML {
        let most = t.count(maxLength)
        let limit: HTML =
            maxLength > mostTyped
            ? .empty
            : """
            <p class="hint most" id="\(name)-most">\(t("Paling banyak \(most) huruf.", "\(most) characters at most."))</p>
            """
        return wrap(
            form, name, label, hint: hint,
            """
            <textarea id="\(name)" name="\(name)" rows="4" data-most="\(maxLength)"\(flag: "autofocus", hasFocus)\
            \(describedBy(form, name, hint, hasLimit: maxLength <= mostTyped))>\
            \(form.values[name] ?? "")</textarea>\(limit)
            """)
    }

    /// The longest limit of a text that a person types.
    private static let mostTyped = 2_500

    /// Six digits from a message. The phone can fill them in, and the whole message may be pasted.
    static func code(_ form: FormState, _ name: String, _ label: String, hint: String? = nil) -> HTML {
        wrap(
            form, name, label, hint: hint,
            """
            <input class="code" id="\(name)" name="\(name)" type="text" inputmode="numeric" autocomplete="one-time-code" \
            maxlength="\(CodePolicy.longestTyped)" size="8"\(describedBy(form, name, hint))>
            """)
    }

    static func select(
        _ form: FormState, _ name: String, _ label: String, hint: String? = nil,
        options: [(value: String, label: String)], prompt: String
    ) -> HTML {
        let chosen = form.values[name] ?? ""
        func option(_ option: (value: String, label: String)) -> HTML {
            "<option value=\"\(option.value)\"\(flag: "selected", option.value == chosen)>\(option.label)"
        }
        return wrap(
            form, name, label, hint: hint,
            """
            <select id="\(name)" name="\(name)"\(describedBy(form, name, hint))><option value="">\(prompt)\
            \(each: options, option)</select>
            """)
    }

    /// A long list in groups. With scripts, only the group chosen in the field `within` is offered; without them all
    /// groups are listed under their headings.
    static func select(
        _ form: FormState, _ name: String, _ label: String, hint: String?, within: String, groups: [Group],
        prompt: String
    ) -> HTML {
        let chosen = form.values[name] ?? ""
        func option(_ option: (value: String, label: String)) -> HTML {
            // Without the end tag and, around a region's code, without quotes, which HTML makes optional: those of five
            // hundred options would weigh as much as a small page.
            let isPlain = option.value.wholeMatch(of: /[0-9.]+/) != nil
            let value: HTML = isPlain ? "\(option.value)" : "\"\(option.value)\""
            return "<option value=\(value)\(flag: "selected", option.value == chosen)>\(option.label)"
        }
        func group(_ group: Group) -> HTML {
            "<optgroup label=\"\(group.label)\" data-group=\"\(group.value)\">\(each: group.options, option)</optgroup>"
        }
        return wrap(
            form, name, label, hint: hint,
            """
            <select id="\(name)" name="\(name)" data-within="\(within)"\(describedBy(form, name, hint))>\
            <option value="">\(prompt)\(each: groups, group)</select>
            """)
    }

    struct Group: Sendable {
        let value: String
        let label: String
        let options: [(value: String, label: String)]
    }

    /// Choices as full-width rows.
    static func radios(
        _ form: FormState, _ name: String, _ legend: String, hint: String? = nil,
        options: [(value: String, label: String)]
    ) -> HTML {
        let chosen = form.values[name] ?? ""
        func row(_ pair: (Int, (value: String, label: String))) -> HTML {
            let id = pair.0 == 0 ? name : "\(name)-\(pair.0)"
            return """
                <label class="choice" for="\(id)"><input type="radio" id="\(id)" name="\(name)" value="\(pair.1.value)"\
                \(flag: "checked", pair.1.value == chosen)><span>\(pair.1.label)</span></label>
                """
        }
        return group(form, name, legend, hint: hint, "\(each: Array(options.enumerated()), row)")
    }

    /// - Parameter note: more about the choice, in a second line.
    static func checkbox(_ form: FormState, _ name: String, _ label: String, note: String? = nil) -> HTML {
        let more: HTML = note.map { "<small>\($0)</small>" } ?? .empty
        let error: HTML = form.error(name).map { "<p class=\"error\">\($0)</p>" } ?? .empty
        return """
            <div class="field">\(error)<label class="choice" for="\(name)"><input type="checkbox" id="\(name)" name="\(name)" \
            value="ya"\(flag: "checked", form.values[name] != nil)><span>\(label)\(more)</span></label></div>
            """
    }

    static func file(_ form: FormState, _ name: String, _ label: String, hint: String?, accept: String) -> HTML {
        wrap(
            form, name, label, hint: hint,
            """
            <input id="\(name)" name="\(name)" type="file" accept="\(accept)"\(describedBy(form, name, hint))>
            """)
    }

    private static func wrap(
        _ form: FormState, _ name: String, _ label: String, hint: String?, _ input: HTML
    ) -> HTML {
        """
        <div class="field\(form.error(name) == nil ? "" : " bad")"><label for="\(name)">\(label)</label>\
        \(notes(form, name, hint))\(input)</div>
        """
    }

    /// Several inputs that are one field.
    static func group(
        _ form: FormState, _ name: String, _ legend: String, hint: String?, _ inputs: HTML
    ) -> HTML {
        """
        <fieldset class="field\(form.error(name) == nil ? "" : " bad")"\(describedBy(form, name, hint))>\
        <legend>\(legend)</legend>\(notes(form, name, hint))\(inputs)</fieldset>
        """
    }

    private static func notes(_ form: FormState, _ name: String, _ hint: String?) -> HTML {
        let hintLine: HTML = hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" } ?? .empty
        let keptLine: HTML =
            form.isKept(name) && !form.kept.note.isEmpty ? "<p class=\"hint kept\">\(form.kept.note)</p>" : .empty
        let errorLine: HTML = form.error(name).map { "<p class=\"error\" id=\"\(name)-error\">\($0)</p>" } ?? .empty
        return hintLine + keptLine + errorLine
    }

    private static func describedBy(
        _ form: FormState, _ name: String, _ hint: String?, hasLimit: Bool = false
    ) -> HTML {
        var ids: [String] = []
        if hint != nil { ids.append("\(name)-hint") }
        if form.error(name) != nil { ids.append("\(name)-error") }
        if hasLimit { ids.append("\(name)-most") }
        let invalid = form.error(name) == nil ? nil : "true"
        return
            "\(attribute: "aria-describedby", ids.isEmpty ? nil : ids.joined(separator: " "))\(attribute: "aria-invalid", invalid)"
    }
}
