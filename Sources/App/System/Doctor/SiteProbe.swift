import Foundation
import HTTPTypes
import Programme

/// Whether the site answers at its own address, and whether the headers of partners' requests arrive there complete.
struct SiteProbe: Sendable {
    let configuration: Configuration

    func examine() async -> [Diagnosis] {
        let base = configuration.baseURL
        let what = "BASE_URL \(base)"
        // Checks the connection first: a request to a closed port would be retried until its timeout.
        guard let place = ExternalURL(base, schemes: ["http", "https"]),
            await NetworkProbe.connects(place.host, place.port)
        else {
            return [Diagnosis(what, "nobody answers there: is the server started, and does the proxy lead to it?")]
        }
        guard let answer = await NetworkProbe.ask(base + Paths.healthReady) else {
            let isSecure = place.scheme == "https"
            let remedy = isSecure ? ", or its certificate is not one that this machine trusts for that name" : ""
            return [Diagnosis(what, "takes connections and does not answer: see what stands at that address\(remedy)")]
        }
        guard answer.status == 200, answer.body.hasPrefix("ok") else {
            return [
                Diagnosis(what, "answers \(answer.status) and not this program's “ok”: see what stands at that address")
            ]
        }
        let probe = HealthPages.partnerHeaders.map { ($0.rawName, HealthPages.probe) }
        let arrived = Set(
            (await NetworkProbe.ask(base + Paths.healthHeaders, headers: probe)?.body ?? "")
                .split(whereSeparator: \.isWhitespace).map(String.init))
        return [
            Diagnosis(what), Self.partners(arrived),
            Self.visitors(arrived, isBehindProxy: configuration.isSecure), await uploads(),
        ]
    }

    /// - Parameter arrived: the names that `/health/headers` returned.
    static func partners(_ arrived: Set<String>) -> Diagnosis {
        let what = "headers of partners' requests"
        let lost = HealthPages.partnerHeaders.map(\.rawName).filter { !arrived.contains($0) }
        guard !lost.isEmpty else { return Diagnosis(what) }
        let remedy = lost.contains { $0.contains("_") } ? "; in nginx set `underscores_in_headers on`" : ""
        return Diagnosis(
            what, "the proxy drops \(lost.joined(separator: ", ")), so that every partner is refused\(remedy)")
    }

    /// - Parameter isBehindProxy: https:// is spoken by a proxy in front, never by this program.
    static func visitors(_ arrived: Set<String>, isBehindProxy: Bool) -> Diagnosis {
        let what = "addresses of visitors"
        guard isBehindProxy, !arrived.contains(ClientAddress.header.rawName) else { return Diagnosis(what) }
        return Diagnosis(
            what,
            """
            the proxy sends no X-Forwarded-For, or PROXIES does not name its address: every visitor counts as the \
            proxy, and limits of one address are used up by all; in nginx set \
            `proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for`
            """)
    }

    /// A proxy with a limit of its own refuses a large body by its announced length, before the body is sent.
    private func uploads() async -> Diagnosis {
        let what = "size of uploads"
        let address = configuration.baseURL + Paths.healthHeaders
        guard await NetworkProbe.refusesBody(address, bytes: FormLimit.photos) else { return Diagnosis(what) }
        let megabytes = FormLimit.photos >> 20
        return Diagnosis(
            what,
            """
            the proxy refuses bodies of \(megabytes) MiB, so that two photos of a telephone cannot be sent; in nginx \
            set `client_max_body_size \(megabytes + 1)m`
            """)
    }
}
