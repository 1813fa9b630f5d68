/// Why a purchase, a redeem code or a completion is refused.
package enum PurchaseRefusal: Refusal {
    case cardNotActive(Card.Status)
    case cardLapsed(since: Instant)
    case buyingOver(last: CivilDate)
    case trainingUnfinished
    case insufficientBalance(available: Rupiah)

    case unknownNumber
    case tooManyUnknownNumbers
    case otherCardOfUser
    /// An account that has bought nothing with this card yet has requested too many codes.
    case tooManyCodes
    case unknownCourse
    case unknownSchedule
    case notOffered
    case deliveryModeNotAllowed
    case scheduleStarted
    case scheduleFull
    case priceDiffers(Rupiah)
    /// The platform is not active, or outside its agreement.
    case platformNotSelling
    case institutionNotSold
    /// Curators have not accepted the course, or it was withdrawn.
    case notCurated
    /// Platform and institution belong together.
    case sameOwner

    case unknownToken
    case holdExpired
    case alreadyPaid
    case invoiceReused
    /// The invoice's address is not `https` on one of the platform's registered sites, whose hosts these are.
    case invoiceAddress(hosts: [String])
    case notPaid
    case alreadyVoided
    case alreadyAttended

    case unknownRedeemCode
    case otherInstitution
    case codeVoided
    case transactionVoided
    case outsideSchedule
    case alreadyRedeemed
    case redirectNotRegistered
    case emailReused
    case attendanceMissing(AttendanceSequence)
    case impossibleScore
    case certificateNumber
    case alreadyCompleted
    /// An earlier report of its completion waits for two officers.
    case underReview
    /// The time to report results of the schedule is over.
    case reportedTooLate
    /// The course has no such meeting.
    case otherCourseType
    /// Feedback on a task of which no work was submitted.
    case nothingSubmitted
    case tooManySubmissions
    /// The address of a file is no address of the web.
    case fileAddress

    package var code: String {
        switch self {
        case .cardNotActive: "purchases.card-not-active"
        case .cardLapsed: "purchases.card-lapsed"
        case .buyingOver: "purchases.buying-over"
        case .trainingUnfinished: "purchases.training-unfinished"
        case .insufficientBalance: "purchases.insufficient-balance"
        case .unknownNumber: "purchases.unknown-number"
        case .tooManyUnknownNumbers: "purchases.too-many-unknown-numbers"
        case .otherCardOfUser: "purchases.other-card-of-user"
        case .tooManyCodes: "purchases.too-many-codes"
        case .unknownCourse: "purchases.unknown-course"
        case .unknownSchedule: "purchases.unknown-schedule"
        case .notOffered: "purchases.not-offered"
        case .deliveryModeNotAllowed: "purchases.delivery-mode"
        case .scheduleStarted: "purchases.schedule-started"
        case .scheduleFull: "purchases.schedule-full"
        case .priceDiffers: "purchases.price-differs"
        case .platformNotSelling: "purchases.platform-not-selling"
        case .institutionNotSold: "purchases.institution-not-sold"
        case .notCurated: "purchases.not-curated"
        case .sameOwner: "purchases.same-owner"
        case .unknownToken: "purchases.unknown-token"
        case .holdExpired: "purchases.hold-expired"
        case .alreadyPaid: "purchases.already-paid"
        case .invoiceReused: "purchases.invoice-reused"
        case .invoiceAddress: "purchases.invoice-address"
        case .notPaid: "purchases.not-paid"
        case .alreadyVoided: "purchases.already-voided"
        case .alreadyAttended: "purchases.already-attended"
        case .unknownRedeemCode: "purchases.unknown-redeem-code"
        case .otherInstitution: "purchases.other-institution"
        case .codeVoided: "purchases.code-voided"
        case .transactionVoided: "purchases.transaction-voided"
        case .outsideSchedule: "purchases.outside-schedule"
        case .alreadyRedeemed: "purchases.already-redeemed"
        case .redirectNotRegistered: "purchases.redirect-not-registered"
        case .emailReused: "purchases.email-reused"
        case .attendanceMissing: "purchases.attendance-missing"
        case .impossibleScore: "purchases.impossible-score"
        case .certificateNumber: "purchases.certificate-number"
        case .alreadyCompleted: "purchases.already-completed"
        case .underReview: "purchases.under-review"
        case .reportedTooLate: "purchases.reported-too-late"
        case .otherCourseType: "purchases.other-course-type"
        case .nothingSubmitted: "purchases.nothing-submitted"
        case .tooManySubmissions: "purchases.too-many-submissions"
        case .fileAddress: "purchases.file-address"
        }
    }
}
