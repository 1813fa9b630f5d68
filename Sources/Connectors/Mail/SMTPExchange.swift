import CCurl
import Foundation
import Programme

/// A thread's libcurl handle: it keeps the connection from one message to the next.
final class SMTPLink {
    /// Nil when memory is exhausted.
    let handle = curl_easy_init()

    deinit {
        curl_easy_cleanup(handle)
    }
}

/// Sends one message. Blocks the thread it runs on.
struct SMTPExchange: Sendable {
    let access: SMTP.Access
    let sender: String
    let recipient: String
    let message: Data

    /// The outcome: libcurl's code, and the server's last reply (0 without any).
    struct Result {
        let code: CURLcode
        let reply: Int
    }

    func run(on link: SMTPLink) -> Result {
        guard let handle = link.handle else { return Result(code: CURLE_FAILED_INIT, reply: 0) }
        defer { curl_easy_reset(handle) }  // drops the message and keeps the connection
        var recipients: UnsafeMutablePointer<curl_slist>?
        recipients = curl_slist_append(nil, recipient)
        defer { curl_slist_free_all(recipients) }

        guard configure(handle), curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients) == CURLE_OK else {
            return Result(code: CURLE_FAILED_INIT, reply: 0)
        }
        let code = perform(handle)
        var reply = 0
        _ = curl_get_long(handle, CURLINFO_RESPONSE_CODE, &reply)
        return Result(code: code, reply: reply)
    }

    private func configure(_ handle: UnsafeMutableRawPointer) -> Bool {
        let longs: [(CURLoption, Int)] = [
            (CURLOPT_UPLOAD, 1),
            (CURLOPT_NOSIGNAL, 1),
            (CURLOPT_CONNECTTIMEOUT_MS, Int(SMTP.Limits.connect.milliseconds)),
            (CURLOPT_TIMEOUT_MS, Int(access.timeout.milliseconds)),
            (CURLOPT_MAXAGE_CONN, Int(SMTP.Limits.rest.seconds)),
            (CURLOPT_USE_SSL, Int(access.encryption == .required ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue)),
        ]
        var strings: [(CURLoption, String)] = [
            (CURLOPT_URL, access.address),
            (CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            (CURLOPT_NOPROXY, "*"),
            (CURLOPT_MAIL_FROM, sender),
        ]
        if let username = access.username { strings.append((CURLOPT_USERNAME, username)) }
        if let password = access.password { strings.append((CURLOPT_PASSWORD, password)) }
        return longs.allSatisfy { curl_set_long(handle, $0.0, $0.1) == CURLE_OK }
            && strings.allSatisfy { curl_set_string(handle, $0.0, $0.1) == CURLE_OK }
            && curl_set_offset(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(message.count)) == CURLE_OK
    }

    private func perform(_ handle: UnsafeMutableRawPointer) -> CURLcode {
        var source = Source(rest: message)
        return withUnsafeMutablePointer(to: &source) { pointer in
            _ = curl_set_pointer(handle, CURLOPT_READDATA, pointer)
            _ = curl_set_read(handle) { target, size, count, context in
                guard let target, let context else { return 0 }
                return context.assumingMemoryBound(to: Source.self).pointee.fill(target, room: size * count)
            }
            return curl_easy_perform(handle)
        }
    }

    /// The bytes that are still to be sent.
    private struct Source {
        var rest: Data

        mutating func fill(_ target: UnsafeMutablePointer<CChar>, room: Int) -> Int {
            let piece = rest.prefix(room)
            UnsafeMutableRawPointer(target).copyMemory(from: Array(piece), byteCount: piece.count)
            rest = rest.dropFirst(piece.count)
            return piece.count
        }
    }
}

extension SMTPExchange.Result {
    /// Nil when the server accepted the message. Replies of 500 and more are permanent; everything else may succeed
    /// later.
    var fault: MailFault? {
        if code == CURLE_OK { return nil }
        let reason = "\(String(cString: curl_easy_strerror(code))), last reply \(reply)"
        switch (code, reply) {
        case (CURLE_LOGIN_DENIED, _), (_, 530), (_, 534), (_, 535):
            return .retry(after: SMTP.Limits.pauseAfterRefusedPassword, because: reason)
        case (_, 500...):
            return .never(because: reason)
        case (_, 400..<500):
            return .retry(after: SMTP.Limits.pauseWhenToldLater, because: reason)
        default:
            return .retry(after: SMTP.Limits.pause, because: reason)
        }
    }
}
