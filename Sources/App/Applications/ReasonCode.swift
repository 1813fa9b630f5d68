import Programme

extension Ineligibility {
    /// What the person reads on the page and says to the call centre: the subject's letters and a number, such as `U-18`
    /// for the youngest age of these rules. `docs/glossary.md` lists them for the call centre; `code` is
    /// the same for machines.
    func spokenCode(under rules: EligibilityRules) -> String {
        switch self {
        case .tooYoung: "U-\(rules.minimumAge)"
        case .tooOld(let age, _): "U-\(rules.maximumAge ?? age)"
        case .notCitizen: "W-1"
        case .inFormalEducation: "S-1"
        case .excludedOccupation: "P-1"
        case .regionNotInPlay: "D-1"
        case .listed(let kind, _, _): "L-\(Self.number(of: kind))"
        case .hadACard: "K-1"
        case .letACardLapse: "K-2"
        case .familyLimit(let limit): "KK-\(limit)"
        case .identityMismatch: "KTP-1"
        case .nikOfAnother: "KTP-2"
        case .testBelow(_, _, let needed, _): "T-\(needed)"
        }
    }

    private static func number(of kind: ListKind) -> Int {
        switch kind {
        case .education: 1
        case .excludedOccupations: 2
        case .aidRecipients: 3
        case .deaths: 4
        case .blacklist: 5
        case .laidOff: 6
        case .furloughed: 7
        case .smallBusiness: 8
        case .migrantWorkers: 9
        }
    }
}
