/// A company or group that owns a part of a partner.
///
/// Auditors of 2020 found platforms that sold the courses of institutions of the same owner. Such a sale is blocked.
package struct PartnerOwner: Sendable, Equatable {
    /// From this share on an owner has a say in the partner, in hundredths of a percent: twenty percent, as accounting
    /// standards presume a significant influence.
    package static let leastShare = 2_000
    package static let shares: ClosedRange<Int> = 1...10_000
    package static let longestName = 120

    package let key: String
    package let name: String
    /// In hundredths of a percent; nil where it is not known, which counts as the whole.
    package let shareBasisPoints: Int?
    /// Where the office knows it from, such as a deed or a register's extract.
    package let source: String

    package init(key: String, name: String, shareBasisPoints: Int?, source: String) {
        self.key = key
        self.name = name
        self.shareBasisPoints = shareBasisPoints
        self.source = source
    }

    /// Parses what an officer typed.
    package init(name: String, shareBasisPoints: Int?, source: String) throws(PartnerRecordRefusal) {
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let key = Self.key(of: name)
        guard !key.isEmpty, name.count <= Self.longestName else { throw .owner }
        guard shareBasisPoints.map(Self.shares.contains) ?? true else { throw .share }
        let source = source.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard source.count >= 3, source.count <= 200 else { throw .ownerSource }
        self.init(key: key, name: name, shareBasisPoints: shareBasisPoints, source: source)
    }

    /// The partner itself as an owner of other partners.
    package static func key(of partner: ID<Partner>) -> String { "partner:\(partner)" }

    /// One spelling of a company's name: without legal forms, punctuation, spaces and case.
    package static func key(of name: String) -> String {
        let forms: Set<Substring> = ["pt", "tbk", "cv", "persero", "grup", "group", "the", "perusahaan", "yayasan"]
        let short = [("p.t.", "pt "), ("c.v.", "cv "), ("tbk.", "tbk ")]
        let spelled = short.reduce(name.lowercased()) { $0.replacing($1.0, with: $1.1) }
        let plain = spelled.map { $0.isLetter || $0.isNumber ? $0 : " " }
        let words = String(plain).split(separator: " ")
        let kept = words.filter { !forms.contains($0) }
        return (kept.isEmpty ? words : kept).joined()
    }

    /// Whether the share is large enough to bind two partners together.
    package var counts: Bool { (shareBasisPoints ?? Self.shares.upperBound) >= Self.leastShare }
}
