import Foundation
import Yams

extension OfficeRoles {
    /// Parses the role file. Throws `EditionFault` with the findings when the text is not a valid one.
    package init(yaml: String) throws {
        let review = OfficeRolesReview(yaml: yaml)
        guard let file = review.file, let digest = review.text?.digest,
            !review.findings.contains(where: { $0.severity == .error })
        else { throw EditionFault(findings: review.findings) }
        self.init(
            roles: file.roles, apart: file.apart, alone: file.alone, counter: file.counter ?? .usual, yaml: yaml,
            digest: digest)
    }
}

/// All findings on a text that should be a role file.
package struct OfficeRolesReview: Sendable {
    struct File: Codable {
        let roles: [RoleDefinition]
        let apart: [[Role]]
        let alone: [Role]
        let counter: CounterLimits?
    }

    /// Nil where it cannot be parsed.
    let file: File?
    let text: EditionText?
    package let findings: [Finding]

    package init(yaml: String) {
        let text: EditionText
        do {
            text = try EditionText(yaml: yaml)
        } catch {
            (file, self.text) = (nil, nil)
            findings = [.error("file", "is not YAML: \(YAMLProblem(error))")]
            return
        }
        self.text = text
        let recorder = KeyRecorder()
        do {
            let info = KeyRecorder.place.map { [$0: recorder as Any] } ?? [:]
            let file = try YAMLDecoder().decode(RecordedValue<File>.self, from: yaml, userInfo: info).value
            let slips = text.unknownKeys(readKeys: recorder.readKeys)
            self.file = slips.isEmpty ? file : nil
            findings = slips + Self.check(file)
        } catch {
            file = nil
            findings = text.unknownKeys(readKeys: recorder.readKeys) + [text.finding(of: error)]
        }
    }

    private static func check(_ file: File) -> [Finding] {
        let slugs = file.roles.map(\.slug)
        var findings: [Finding] = []
        for (index, slug) in slugs.enumerated() where slugs[..<index].contains(slug) {
            findings.append(.error("roles[\(slug.rawValue)]", "is there twice"))
        }
        for slug in slugs where slug.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) == nil {
            findings.append(.error("roles[\(slug.rawValue)]", "a slug is small letters and hyphens"))
        }
        for (index, pair) in file.apart.enumerated() where pair.count != 2 || Set(pair).count != 2 {
            findings.append(.error("apart[\(index)]", "names two different roles"))
        }
        for role in file.apart.joined() + file.alone where !slugs.contains(role) {
            findings.append(.error("apart", "“\(role.rawValue)” is no role of this file"))
        }
        if let counter = file.counter {
            if !CounterLimits.cases.contains(counter.casesPerDay) {
                findings.append(.error("counter.casesPerDay", "is from 1 to \(CounterLimits.cases.upperBound)"))
            }
            if !CounterLimits.household.contains(counter.peoplePerHousehold) {
                let most = CounterLimits.household.upperBound
                findings.append(.error("counter.peoplePerHousehold", "is from 1 to \(most)"))
            }
        }
        for needed in [Permission.manageOfficers, .confirmOfficers]
        where !file.roles.contains(where: { $0.permissions.contains(needed) }) {
            findings.append(.error("roles", "no role has \(needed.rawValue): no officer could ever be added"))
        }
        for role in file.roles where role.permissions.contains(.draftPayouts) {
            guard role.permissions.contains(.approvePayouts) else { continue }
            findings.append(.error("roles[\(role.slug.rawValue)]", "drafts payouts and approves them"))
        }
        return findings
    }

    /// `error: apart[0]: names two different roles (line 85)`, as `prakerja programme check` prints it.
    package var lines: [String] {
        findings.map { finding in
            let line = text?.line(of: finding.place).map { " (line \($0))" } ?? ""
            return "\(finding)\(line)"
        }
    }

    /// The keys that a role file's types read, by the shape of their place: the JSON Schema must have the same ones.
    package static func keys(yaml: String) throws -> [String: Set<String>] {
        let recorder = KeyRecorder()
        let info = KeyRecorder.place.map { [$0: recorder as Any] } ?? [:]
        _ = try YAMLDecoder().decode(RecordedValue<File>.self, from: yaml, userInfo: info)
        return recorder.readKeys
    }

    /// Whether a text is meant as a role file and not as an edition.
    package static func isMeant(_ yaml: String) -> Bool { yaml.contains(/(?m)^apart:/) }
}
