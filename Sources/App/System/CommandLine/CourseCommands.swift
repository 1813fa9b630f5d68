import Foundation
import Logging
import Programme
import Storage

/// `prakerja course …`: imports a file of courses, by the same functions the office uses.
package enum CourseCommands {
    /// Returns the report. Where nothing is imported because of faults, the report is thrown.
    package static func bringIn(
        _ file: String, takingGood: Bool, _ options: ServeOptions, logger: Logger
    ) async throws -> [String] {
        let bytes = try GivenFile.bytes(file)
        return try await Installation.with(options, logger: logger) { dependencies in
            let plan: CoursePlan
            do {
                plan = try await ImportCourses(dependencies: dependencies).run(bytes, takingGood: takingGood, by: nil)
            } catch let refusal as CourseFileRefusal {
                throw CommandRefused("“\(file)”: \(refusal.sentence(.english))")
            }
            let faults = plan.faults.map { "row \($0.line): \($0.fault.sentence(.english))" }
            guard plan.isTaken(takingGood: takingGood) else {
                let end =
                    plan.rightRows == 0
                    ? "nothing was imported: every row is wrong, fix them first"
                    : "nothing was imported: fix these rows, or import the right ones with --take-good"
                throw CommandRefused((faults + [end]).joined(separator: "\n"))
            }
            return faults + report(plan)
        }
    }

    /// The first line of a file: its headings.
    package static var headings: String { CourseColumn.allCases.map(\.english).joined(separator: ",") }

    private static func report(_ plan: CoursePlan) -> [String] {
        let changes = plan.changes.map { "\($0.course)\t\($0.sentence(.english))" }
        guard !changes.isEmpty else { return ["\(plan.rows) rows, nothing changed"] }
        return changes + [
            "\(plan.rows) rows, \(plan.badRows) wrong, \(changes.count) changes",
            "new courses and contents are sold after two curators accepted them at \(Paths.officeCourses)",
        ]
    }
}
