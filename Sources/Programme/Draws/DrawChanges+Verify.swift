import Foundation

extension DrawChanges {
    /// The changes of a published file, and whether the site's signature under them was verified.
    ///
    /// A file of an earlier version has no signature. Without a key of the site a signature cannot be verified.
    package static func read(_ file: String, site: NoteVerifier?) throws(DrawFault) -> (changes: Self, isSigned: Bool) {
        guard file.contains("\n\n") else { return (try DrawChanges(text: file), false) }
        let lines = SignedNote.signatures(of: file)
        guard let text = try? SignedNote.text(of: file), lines.count == 1, file == "\(text)\n\(lines[0])\n",
            SignedNote.isSignature(lines[0])
        else { throw .changesSite("below the text stands something else than one signature") }
        let changes = try DrawChanges(text: text)
        guard let site else { return (changes, false) }
        do {
            _ = try SignedNote.open(file, with: site)
        } catch ProofFault.wrongSignature {
            throw .changesSite("the changes were changed after the site signed them")
        } catch {
            throw .changesSite("it is not one of \(site)")
        }
        return (changes, true)
    }

    /// What verified changes are worth.
    package struct Report: Sendable, Equatable {
        package fileprivate(set) var out = 0
        package fileprivate(set) var up = 0
        package fileprivate(set) var passed = 0
        package fileprivate(set) var empty = 0
        /// Those of the empty places for which `mostPassed` tickets were passed over.
        package fileprivate(set) var givenUp = 0
        /// Places for which more tickets were passed over than `mostPassed`: by the ticket that lost it, with how many.
        package fileprivate(set) var longPasses: [LongPass] = []
        /// The most tickets passed over for one place.
        package fileprivate(set) var mostPassed = 0

        package struct LongPass: Sendable, Equatable {
            package let out: Int
            package let passed: Int
        }
    }

    /// How many tickets are passed over for one place; then it stays empty. Why a ticket was passed over cannot be
    /// computed, so with more of them the office could choose the ticket that moves up. An earlier version passed over
    /// more.
    package static let mostPassed = 10

    /// Checks that these are changes of this draw, that only people on a sealed list can have lost a place, and that the
    /// next rank moved up each time. The bundle must have been verified before.
    @discardableResult
    package func verify(_ bundle: DrawBundle, edition rules: Edition) throws(DrawFault) -> Report {
        guard let text = try? SignedNote.text(of: bundle.head.statement) else { throw .malformed("statement") }
        let statement = try DrawStatement(text: text)
        guard edition == statement.edition else { throw .edition(is: edition, expected: statement.edition) }
        guard edition == statement.edition, wave == statement.wave, root == statement.root,
            seed.hex == bundle.head.seed
        else { throw .otherDraw }
        let sizes = statement.lists.compactMap(\.size)
        // An earlier version does not say how many people a list names.
        let listed = sizes.count == statement.lists.count ? sizes.reduce(0, +) : nil
        var standing = Succession(
            draw: Draw(edition: rules, places: statement.places), list: bundle.list, seed: seed)
        var (report, pass) = (Report(), Pass())
        for (place, step) in steps.enumerated() {
            if case .out = step {
                guard !statement.lists.isEmpty else {
                    throw .change(place + 1, "\(step.line): a place is lost by a sealed list only, and none was sealed")
                }
                if let listed, report.out >= listed {
                    throw .change(place + 1, "\(step.line): the sealed lists name \(listed) people together")
                }
            }
            do throws(StepError) {
                try standing.apply(step)
            } catch {
                throw .change(place + 1, "\(step.line): \(error)")
            }
            pass.count(step, in: &report)
        }
        guard standing.isComplete else { throw .change(steps.count, "nothing says who has the place that was left") }
        return report
    }

    /// Counts the steps, and those for the place that is open.
    private struct Pass {
        private var (out, passed) = (0, 0)

        mutating func count(_ step: Step, in report: inout Report) {
            switch step {
            case .out(let ticket):
                report.out += 1
                (out, passed) = (ticket, 0)
            case .passed:
                report.passed += 1
                passed += 1
                report.mostPassed = max(report.mostPassed, passed)
            case .up:
                report.up += 1
                close(&report)
            case .empty:
                report.empty += 1
                if passed >= DrawChanges.mostPassed { report.givenUp += 1 }
                close(&report)
            }
        }

        private func close(_ report: inout Report) {
            if passed > DrawChanges.mostPassed { report.longPasses.append(.init(out: out, passed: passed)) }
        }
    }
}

extension DrawChanges.Report {
    /// The report as `draw verify` prints it.
    ///
    /// - Parameter isSigned: whether the site's signature was verified.
    package func lines(isSigned: Bool) -> [String] {
        let unchecked = unchecked(isSigned: isSigned)
        let figures = "\(grouped(out)) lost a place, \(grouped(up)) next by rank moved up"
        let verdict =
            unchecked.isEmpty
            ? "✓ the changes afterwards are right: \(figures)"
            : "? the changes afterwards are not checked, though they compute: \(figures)"
        let none = empty - givenUp
        let left = none == 0 ? [] : ["  \(grouped(none)) places were left empty: no entry came next"]
        let most = DrawChanges.mostPassed
        let ended =
            givenUp == 0 ? [] : ["  \(grouped(givenUp)) places were left empty after \(most) were passed over for each"]
        return [verdict] + unchecked.map { "  NOT CHECKED: \($0)" } + left + ended + ["on trust:"]
            + trusted.map { "  – \($0)" }
    }

    /// What the office could have chosen without a trace in the file. Not empty: the changes are not checked.
    package func unchecked(isSigned: Bool) -> [String] {
        var found: [String] = []
        if !isSigned {
            found.append("who wrote the changes: the site's signature is missing, or its key is not known; give --key")
        }
        return found
            + longPasses.map { pass in
                "who got the place of ticket \(pass.out): \(grouped(pass.passed)) were passed over for it, and with so "
                    + "many the office can choose the next"
            }
    }

    private var trusted: [String] {
        var found = ["that those \(grouped(out)) were on a list sealed with the wave: only the office can see it"]
        if passed > 0 {
            found.append(
                "that \(grouped(passed)) were rightly passed over, at most \(grouped(mostPassed)) for one place: this can "
                    + "NOT be computed")
        }
        return found
    }
}
