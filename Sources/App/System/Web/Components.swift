import Programme

/// The components pages are built from. Their style is in `Resources/Public/app.css`.
enum Part {
    static func button(_ label: String, to path: String, secondary: Bool = false) -> HTML {
        """
        <a class="button\(secondary ? " secondary" : "")" href="\(path)">\(label)</a>
        """
    }

    /// - Parameter kind: `""` for the one primary act of a page, `secondary`, or `danger`.
    static func submit(_ label: String, name: String? = nil, value: String? = nil, kind: String = "") -> HTML {
        """
        <button class="button \(kind)" type="submit"\(attribute: "name", name)\(attribute: "value", value)>\(label)</button>
        """
    }

    /// A form with a token, a button and optional hidden fields, for a single act.
    static func act(_ label: String, to path: String, csrf: String, kind: String = "", fields: HTML = .empty) -> HTML {
        """
        <form method="post" action="\(path)" class="act">\(Field.token(csrf))\(fields)\(submit(label, kind: kind))</form>
        """
    }

    /// A number in groups, as of a case: no line break divides it.
    static func number(_ number: some CustomStringConvertible) -> HTML {
        "<span class=\"together\">\(number.description)</span>"
    }

    /// A person's whole number, as the search takes it: an officer copies it from here. Elsewhere `Words.short` shows its
    /// last digits.
    static func wholeNumber(_ id: ID<Account>) -> HTML {
        "<code class=\"together\">\(id.description)</code>"
    }

    /// Labels and values, with a link to change a value where there is one.
    static func summary(_ rows: [SummaryRow]) -> HTML {
        "<dl class=\"summary\">\(each: rows, summaryRow)</dl>"
    }

    /// Short labels and values beside each other, in a narrow box.
    static func facts(_ rows: [(label: String, value: HTML)]) -> HTML {
        func row(_ fact: (label: String, value: HTML)) -> HTML { "<dt>\(fact.label)</dt><dd>\(fact.value)</dd>" }
        return "<dl class=\"facts\">\(each: rows, row)</dl>"
    }

    /// Rows that become labelled cards on a phone. A column of figures is set flush right, so that its digits stand
    /// below each other.
    static func table(caption: String, _ columns: [String], _ rows: [[HTML]], empty: String) -> HTML {
        guard !rows.isEmpty else { return "<p class=\"empty\">\(empty)</p>" }
        let figures = columns.indices.map { place in
            Figure.fill(rows.compactMap { $0.indices.contains(place) ? $0[place] : nil })
        }
        func kind(_ place: Int) -> String? { figures[place] ? "figure" : nil }
        func cell(_ cell: (offset: Int, element: (String, HTML))) -> HTML {
            let (label, value) = cell.element
            return "<td\(attribute: "class", kind(cell.offset)) data-label=\"\(label)\">\(value)</td>"
        }
        func row(_ cells: [HTML]) -> HTML { "<tr>\(each: zip(columns, cells).enumerated(), cell)</tr>" }
        func heading(_ column: (offset: Int, element: String)) -> HTML {
            "<th scope=\"col\"\(attribute: "class", kind(column.offset))>\(column.element)</th>"
        }
        return """
            <table><caption>\(caption)</caption>
            <thead><tr>\(each: columns.enumerated(), heading)</tr></thead>
            <tbody>\(each: rows, row)</tbody></table>
            """
    }

    static func details(_ question: String, _ answer: HTML) -> HTML {
        "<details><summary>\(question)</summary><div>\(answer)</div></details>"
    }

    static func tag(_ label: String, _ kind: Tag) -> HTML {
        "<span class=\"tag \(kind.rawValue)\">\(label)</span>"
    }

    /// The steps of an application, one status each.
    static func taskList(_ tasks: [TaskRow]) -> HTML {
        "<ol class=\"tasks\">\(each: tasks, taskRow)</ol>"
    }

    /// The same, each step with its number.
    static func numberedTasks(_ tasks: [TaskRow]) -> HTML {
        "<ol class=\"tasks numbered\">\(each: tasks, taskRow)</ol>"
    }

    /// The same; on a phone a short status is beside its row.
    static func briefTasks(_ tasks: [TaskRow]) -> HTML {
        "<ol class=\"tasks brief\">\(each: tasks, taskRow)</ol>"
    }

    /// A person's name, whose direction of writing does not change that of the sentence around it.
    static func person(_ name: String) -> HTML { "<bdi>\(name)</bdi>" }

    /// What happened, newest first.
    static func timeline(_ events: [(when: String, what: HTML)]) -> HTML {
        func row(_ event: (when: String, what: HTML)) -> HTML {
            "<li><span class=\"when\">\(event.when)</span><div>\(event.what)</div></li>"
        }
        return "<ol class=\"timeline\">\(each: events, row)</ol>"
    }

    /// A date that scripts turn into a countdown; without them it stays the date.
    static func countdown(to instant: Instant, now: Instant, label: String) -> HTML {
        """
        <time class="countdown" datetime="\(instant.description)" data-now="\(now.description)">\(label)</time>
        """
    }

    /// A proportion as a bar, always with its number beside it.
    static func bar(_ part: Int64, of whole: Int64, label: String) -> HTML {
        "<div class=\"meter\"><progress value=\"\(part)\" max=\"\(max(whole, 1))\">\(label)</progress><span>\(label)</span></div>"
    }

    private static func summaryRow(_ row: SummaryRow) -> HTML {
        func change(_ link: (label: String, path: String)) -> HTML {
            "<a href=\"\(link.path)\">\(link.label)<span class=\"hidden\"> \(row.label)</span></a>"
        }
        return "<div><dt>\(row.label)</dt><dd>\(row.value)\(row.change.map(change))</dd></div>"
    }

    private static func taskRow(_ task: TaskRow) -> HTML {
        let name: HTML = task.path.map { "<a href=\"\($0)\">\(task.name)</a>" } ?? "<span>\(task.name)</span>"
        let hint: HTML = task.hint.map { "<small>\($0)</small>" } ?? .empty
        let marks: HTML = task.status.isEmpty ? .empty : tag(task.status, task.kind)
        return "<li\(attribute: "class", task.status.isEmpty ? "later" : nil)><div>\(name)\(hint)</div>\(marks)</li>"
    }
}

struct SummaryRow: Sendable {
    let label: String
    let value: HTML
    var change: (label: String, path: String)?
}

/// One row of a task list. `path` is nil while the task cannot be started.
struct TaskRow: Sendable {
    let name: String
    /// Empty where the page says once, for several rows, what they wait for.
    let status: String
    let kind: Tag
    var path: String?
    var hint: String?
}

/// Colour is never the only signal: each kind has a symbol before its label.
enum Tag: String, Sendable {
    case todo, waiting, wrong, done, blocked
}

/// A message at the top of a page.
struct Banner: Sendable {
    enum Kind: String, Sendable { case information, done, attention, wrong }
    let html: HTML

    init(_ kind: Kind, _ text: String, title: String? = nil) {
        self.init(kind, markup: "<p>\(text)</p>", title: title)
    }

    init(_ kind: Kind, markup: HTML, title: String? = nil) {
        let heading: HTML = title.map { "<h2>\($0)</h2>" } ?? .empty
        html =
            "<div class=\"banner \(kind.rawValue)\" role=\"\(kind == .wrong ? "alert" : "status")\">\(heading)\(markup)</div>"
    }
}

/// At the top of the page, one link to each field with an error.
struct ErrorSummary: Sendable {
    let html: HTML

    init(_ errors: [FieldError], t: Words) {
        guard !errors.isEmpty else {
            html = .empty
            return
        }
        func row(_ error: FieldError) -> HTML { "<li><a href=\"#\(error.field)\">\(error.message)</a></li>" }
        html = """
            <div class="banner wrong" role="alert" tabindex="-1" id="salah"><h2>\(t("Ada yang perlu diperbaiki", "Something needs fixing"))</h2>
            <ul>\(each: errors, row)</ul></div>
            """
    }
}

extension HTML.StringInterpolation {
    mutating func appendInterpolation(_ banner: Banner) {
        appendInterpolation(banner.html)
    }
}
