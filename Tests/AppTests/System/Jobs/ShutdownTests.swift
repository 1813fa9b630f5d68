import Logging
import Programme
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Graceful shutdown of a job worker")
struct ShutdownTests {
    @Test("a running job finishes, and no new job is started", arguments: Engine.tested)
    func ends(engine: Engine) async throws {
        try await World.with(engine) { world in
            let inHand = try await world.stopping(gracePeriod: .seconds(30)) { begun in
                // Enqueued after the shutdown began, it waits for the next worker.
                try await world.takeIn(Patient(milliseconds: 1))
                #expect(begun == 1)
            }
            #expect(inHand == ["done", "available"])
        }
    }

    @Test(
        "a job that outlasts the grace period is cancelled and made available to the next worker",
        arguments: Engine.tested)
    func cutOff(engine: Engine) async throws {
        try await World.with(engine) { world in
            let long = Patient(milliseconds: 600_000)
            let inHand = try await world.stopping(gracePeriod: .milliseconds(50), job: long) { _ in }
            #expect(inHand == ["available"])
        }
    }
}

private struct Patient: Job {
    static let name = "test.patient"

    let milliseconds: Int

    func run(on dependencies: Dependencies) async throws -> JobResult {
        try await Task.sleep(for: .milliseconds(milliseconds))
        return .done
    }
}

extension World {
    fileprivate func takeIn(_ job: Patient) async throws {
        try await dependencies.database.transaction { [dependencies] tx in try tx.jobs.enqueue(job, on: dependencies) }
    }

    /// Starts a job, shuts its worker down while the job runs, and returns the jobs' states after the worker has ended.
    fileprivate func stopping(
        gracePeriod: Duration, job: Patient = Patient(milliseconds: 1_500), meanwhile: (Int) async throws -> Void
    ) async throws -> [String] {
        let worker = JobRunner(dependencies: dependencies, jobs: allJobs + [Patient.self], gracePeriod: gracePeriod)
        let group = ServiceGroup(services: [worker], logger: Logger(label: "test"))
        let running = Task { try await group.run() }
        try await takeIn(job)
        while try await states() != ["running"] { try await Task.sleep(for: .milliseconds(5)) }
        await group.triggerGracefulShutdown()
        // The shutdown signal arrives concurrently, and a poll of the table may be under way.
        while dependencies.jobSignal.urgent.isOpen { try await Task.sleep(for: .milliseconds(5)) }
        try await Task.sleep(for: .milliseconds(200))
        try await meanwhile(states().count)
        try await running.value
        return try await states()
    }

    private func states() async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.rows("SELECT state FROM job WHERE name = 'test.patient' ORDER BY id").map { try $0["state"] }
        }
    }
}
