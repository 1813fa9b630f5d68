/// What a course promises, as curators judge it: one version of the course.
package struct CourseContent: Sendable, Equatable {
    package let title: String
    package let summary: String
    package let category: String
    package let mode: DeliveryMode
    package let hours: Int
    /// What participants can do afterwards.
    package let competence: String
    package let assessment: String
    package let trainer: String
    /// When the course counts as completed.
    package let completion: String
    /// Whom the course is meant for; empty where the institution said nothing.
    package let audience: String
    /// What participants need to take part; empty where the institution said nothing.
    package let tools: String
    /// What the certificate is and what it is good for; empty where the institution said nothing.
    package let certificate: String
    /// Where it is taught: regency or city and province; empty for a course that is taught online.
    package let place: String

    package init(
        title: String, summary: String, category: String, mode: DeliveryMode, hours: Int, competence: String,
        assessment: String, trainer: String, completion: String, audience: String = "", tools: String = "",
        certificate: String = "", place: String = ""
    ) {
        self.title = title
        self.summary = summary
        self.category = category
        self.mode = mode
        self.hours = hours
        self.competence = competence
        self.assessment = assessment
        self.trainer = trainer
        self.completion = completion
        self.audience = audience
        self.tools = tools
        self.certificate = certificate
        self.place = place
    }
}

/// A platform's price in a file or a version.
package struct CoursePrice: Sendable, Equatable {
    /// The platform's client code.
    package let platform: String
    package let price: Rupiah
    package let url: String

    package init(platform: String, price: Rupiah, url: String) {
        self.platform = platform
        self.price = price
        self.url = url
    }
}

/// A schedule in a file.
package struct CourseDates: Sendable, Equatable {
    package let code: String
    package let starts: Instant
    package let ends: Instant
    package let quota: Int

    package init(code: String, starts: Instant, ends: Instant, quota: Int) {
        self.code = code
        self.starts = starts
        self.ends = ends
        self.quota = quota
    }

    /// Whether a schedule has these days and places already.
    package func isSame(as schedule: CourseSchedule) -> Bool {
        starts == schedule.starts && ends == schedule.ends && quota == schedule.quota
    }
}

/// One row of a file of courses: a course, one platform that sells it, one schedule. A course with several platforms or
/// schedules has several rows.
package struct CourseRow: Sendable, Equatable {
    package let code: String
    /// The institution's client code.
    package let institution: String
    package let content: CourseContent
    package let price: CoursePrice
    package let dates: CourseDates

    package init(
        code: String, institution: String, content: CourseContent, price: CoursePrice, dates: CourseDates
    ) {
        self.code = code
        self.institution = institution
        self.content = content
        self.price = price
        self.dates = dates
    }
}
