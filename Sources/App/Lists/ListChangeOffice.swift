import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage

/// The lines a list changes and the people it touches, page by page. Every person shown is recorded as read.
struct ListChangeOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.listChange.pattern, use: lines)
        routes.post(Paths.listChange.pattern, use: moreLines)
        routes.get(Paths.listTouched.pattern, use: people)
        return routes
    }

    @Sendable private func lines(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        return context.page(try await page(after: Data(), context))
    }

    /// Answers the POST on the same page: nothing but the reading is written, so reloading is harmless.
    @Sendable private func moreLines(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        let form = try await context.form(request)
        guard let after = Data(hex: form[ListLinesPage.afterField]) else { throw HTTPError(.notFound) }
        return context.page(try await page(after: after, context))
    }

    private func page(after: Data, _ context: OfficerContext) async throws -> ListLinesPage {
        guard let change = context.parameters.get("change").flatMap(ListDifference.Change.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        return try await dependencies.database.transaction { [dependencies] tx in
            let (list, stored) = try difference(context, tx)
            let length = ListLinesPage.length
            // One more than shown, to know whether there are more.
            let found = try tx.listDifferences.lines(change, of: stored, after: after, limit: length + 1)
            let shown = Array(found.prefix(length))
            let accounts = try tx.listDifferences.accounts(behind: shown)
            try context.records(.list, of: Array(accounts.values), because: .work("list:\(list.id)"), in: tx)
            let lines = try shown.map { lookup in
                let nik = try accounts[lookup].flatMap { try tx.identity.claim(of: $0) }?.openNIK(dependencies.vault)
                return ListLinesPage.Line(lookup: lookup, person: accounts[lookup], nik: nik?.masked)
            }
            return ListLinesPage(
                t: context.t, list: list, stored: stored, change: change, lines: lines, hasMore: found.count > length,
                mayReadPeople: context.officer.may(.readPeople), csrf: context.newForm.csrf)
        }
    }

    @Sendable private func people(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.readLists)
        guard let standing = context.parameters.get("standing").flatMap(ListTouch.Standing.init(rawValue:)),
            let consequence = context.parameters.get("consequence").flatMap(ListTouch.Consequence.init(rawValue:))
        else { throw HTTPError(.notFound) }
        let group = ListTouch(standing: standing, consequence: consequence)
        let after = ID<Account>(request.query("sesudah"))
        let page = try await dependencies.database.transaction { tx in
            let (list, stored) = try difference(context, tx)
            let length = ListLinesPage.length
            let found = try tx.listDifferences.people(in: group, of: stored.id, after: after, limit: length + 1)
            let shown = Array(found.prefix(length))
            try context.records(.list, of: shown, because: .work("list:\(list.id)"), in: tx)
            return ListTouchedPage(
                t: context.t, list: list, stored: stored, group: group,
                people: try tx.people.lines(shown, vault: dependencies.shownVault).map {
                    (id: $0.id, name: $0.name, place: $0.place ?? "–")
                },
                total: try tx.listDifferences.groups(of: stored.id)[group] ?? 0, hasMore: found.count > length,
                mayReadPeople: context.officer.may(.readPeople))
        }
        return context.page(page)
    }

    private func difference(
        _ context: OfficerContext, _ tx: Transaction
    ) throws -> (ListImport, StoredDifference) {
        guard let id = context.parameters.get("id").flatMap({ ID<ListImport>($0) }),
            let number = context.parameters.get("difference").flatMap({ ID<StoredDifference>($0) }),
            let list = try tx.lists.find(id)?.value, let stored = try tx.listDifferences.find(number),
            stored.list == id, stored.isCounted
        else { throw HTTPError(.notFound) }
        return (list, stored)
    }
}
