/// A training that an institution gives and platforms sell.
package struct Course: Sendable, Equatable {
    package let id: ID<Course>
    /// The institution's own code, unique in the programme.
    package let code: String
    package let institution: ID<Partner>
    package let title: String
    package let summary: String
    package let category: String
    package let mode: DeliveryMode
    package let hours: Int
    package let state: CourseState

    package init(
        id: ID<Course>, code: String, institution: ID<Partner>, title: String, summary: String, category: String,
        mode: DeliveryMode, hours: Int, state: CourseState = .approved
    ) {
        self.id = id
        self.code = code
        self.institution = institution
        self.title = title
        self.summary = summary
        self.category = category
        self.mode = mode
        self.hours = hours
        self.state = state
    }
}

/// When a course is given and for how many participants.
package struct CourseSchedule: Sendable, Equatable {
    package let id: ID<CourseSchedule>
    package let course: ID<Course>
    package let code: String
    package let starts: Instant
    package let ends: Instant
    package let quota: Int
    package let taken: Int

    package init(
        id: ID<CourseSchedule>, course: ID<Course>, code: String, starts: Instant, ends: Instant, quota: Int, taken: Int
    ) {
        self.id = id
        self.course = course
        self.code = code
        self.starts = starts
        self.ends = ends
        self.quota = quota
        self.taken = taken
    }

    package var placesLeft: Int { max(0, quota - taken) }

    /// A webinar or class can be bought before it starts; a self-paced course until it ends, because nothing is missed.
    package func isOnSale(mode: DeliveryMode, at now: Instant) -> Bool {
        now < (mode == .selfPaced ? ends : starts)
    }

    /// The redeem code of a webinar or class is accepted from an hour before its start until an hour after it; of a
    /// self-paced course until it ends.
    package func isOpenForRedeeming(mode: DeliveryMode, at now: Instant) -> Bool {
        let last = mode == .selfPaced ? ends : min(ends, starts + .hours(1))
        return now >= starts - .hours(1) && now < last
    }

    /// Later attendance and the post-test: until a day after the end, for participants who finish on the last evening.
    package func isOpenForAttendance(at now: Instant) -> Bool {
        now >= starts - .hours(1) && now < ends + .days(1)
    }
}

/// One platform's price for a course.
package struct CourseOffer: Sendable, Equatable {
    package let platform: ID<Partner>
    package let platformName: String
    package let price: Rupiah
    /// The course's page at the platform.
    package let url: String

    package init(platform: ID<Partner>, platformName: String, price: Rupiah, url: String) {
        self.platform = platform
        self.platformName = platformName
        self.price = price
        self.url = url
    }
}
