import Programme
import Storage

extension PersonEventSource {
    /// The audit log of the person and of all that belongs to them.
    static let acts = PersonEventSource { tx, reading, limit in
        let vault = reading.vault
        let entries = try tx.people.entries(of: reading.person).map { "entry:\(JoinReceipt.name(of: $0, vault).hex)" }
        let subjects = try tx.people.subjects(of: reading.person) + entries
        let names = try tx.officers.names()
        let records = try tx.audit.latest(subjects: subjects, limit: limit)
        let words = AuditWords(t: reading.t, names: try SubjectNames(of: records, in: tx), person: reading.person)
        return records.map { record in
            let detail = [words.actor(record, names: names), words.detail(record)].filter { !$0.isEmpty }
            return PersonEvent(
                at: record.programmeAt, title: words.act(record.action), detail: detail.joined(separator: " · "),
                kind: PersonEvent.Kind(act: record.action), isWrong: PersonEvent.isWrong(act: record.action))
        }
    }

    /// Messages to the person, with how far each got.
    static let messages = PersonEventSource { tx, reading, limit in
        let (t, vault) = (reading.t, reading.vault)
        let messages = try tx.inbox.latest(of: reading.person, before: nil, limit: limit, vault: vault)
        let deliveries = try tx.people.deliveries(of: messages.map(\.id))
        return messages.map { message in
            // The last of each channel, which the query puts last: a message sent again went out more than once.
            let ways = (deliveries[message.id] ?? []).reduce(into: [(channel: String, state: String)]()) { ways, way in
                if ways.last?.channel == way.channel { ways.removeLast() }
                ways.append(way)
            }
            let states = ways.map {
                "\($0.channel == "sms" ? "SMS" : t("email", "e-mail")): \(said($0.state, by: $0.channel, t))"
            }
            let read = message.isRead ? t("dibaca", "read") : t("belum dibaca", "not read")
            return PersonEvent(
                at: message.at,
                title: t("Pesan: \(message.content.id.subject)", "Message: \(message.content.en.subject)"),
                detail: (states + [read]).joined(separator: " · "), kind: .message,
                isWrong: !ways.isEmpty && ways.allSatisfy { $0.state == "failed" })
        }
    }

    private static func said(_ state: String, by channel: String, _ t: Words) -> String {
        switch state {
        case "queued": t("menunggu dikirim", "waits to be sent")
        case "handed-over" where channel != "sms": t("dikirim", "sent")
        case "handed-over": t("diserahkan ke operator", "handed to the operator")
        case "delivered": t("sampai", "arrived")
        default: t("gagal", "failed")
        }
    }
}

extension PersonEvent.Kind {
    private static let aboutDecisions: Set = [
        "application", "case", "identity", "dispute", "disqualification", "entry", "photo", "correction", "suspension",
        "lifting",
    ]
    private static let aboutMoney: Set = [
        "card", "cards", "purchase", "payee", "incentive", "incentives", "disbursement", "payout", "revocation",
        "restoration",
    ]

    /// By the first word of an act in the audit log.
    fileprivate init(act: String) {
        let word = String(act.prefix { $0 != "." })
        self = Self.aboutDecisions.contains(word) ? .decision : Self.aboutMoney.contains(word) ? .money : .other
    }

    func name(_ t: Words) -> String {
        switch self {
        case .decision: t("Keputusan", "Decisions")
        case .money: t("Uang", "Money")
        case .message: t("Pesan", "Messages")
        case .other: t("Lainnya", "Other")
        }
    }
}

extension PersonEvent {
    private static let wrong: Set = [
        "photo.rejected", "identity.contested", "entry.removed", "disbursement.failed", "disbursement.missing",
        "card.expired", "purchase.lapsed", "purchase.other-account", "incentive.forfeited", "disqualification.proposed",
        "disqualification.approved", "disqualification.carried-out", "dispute.opened", "suspension.begun",
        "suspension.approved", "revocation.approved", "case.late",
        "contact-case.stopped", "contact-case.denied",
    ]

    fileprivate static func isWrong(act: String) -> Bool { wrong.contains(act) }

    /// Events of one act that follow each other, together.
    static func folded(_ events: [PersonEvent]) -> [[PersonEvent]] {
        events.reduce(into: []) { folded, event in
            if let last = folded.last?.last, last.title == event.title, last.kind == event.kind,
                last.isWrong == event.isWrong
            {
                folded[folded.count - 1].append(event)
            } else {
                folded.append([event])
            }
        }
    }

    /// The newest first, of every source.
    static func all(of reading: PersonReading, limit: Int, in tx: Transaction) throws -> [PersonEvent] {
        let events = try PersonEventSource.all.flatMap { try $0.read(tx, reading, limit) }
        return Array(events.sorted { $0.at > $1.at }.prefix(limit))
    }
}
