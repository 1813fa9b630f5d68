import Programme

extension Dependencies {
    /// When photos sent then are late: the office looks at them within the working days in which it answers a case about
    /// photos (`service.yaml`). By the programme's clock.
    ///
    /// - Parameter sent: by the real clock.
    func photosDue(sent: Instant) -> Instant {
        workingDays.deadline(
            from: clock.timeline.programme(sent), days: service.promise(for: .photos).days, in: edition.waves.zone)
    }
}
