import Foundation
import Glibc
import NIOCore

/// One request on its own connection.
enum Wire {
    static func get(_ path: String, port: Int, cookie: String?) throws -> (status: Int, head: String, body: Data) {
        try request("GET \(path)", path, port: port, cookie: cookie, form: nil)
    }

    static func post(
        _ path: String, _ form: String, port: Int, cookie: String?
    ) throws -> (status: Int, head: String, body: Data) {
        try request("POST \(path)", path, port: port, cookie: cookie, form: form)
    }

    private static func request(
        _ line: String, _ path: String, port: Int, cookie: String?, form: String?
    ) throws -> (status: Int, head: String, body: Data) {
        guard let socket = FreePort.connect(port) else { throw PagesFault.notServed(path, 0) }
        defer { FreePort.close(socket) }
        let cookies = cookie.map { "Cookie: \($0)\r\n" } ?? ""
        let kind = "Content-Type: application/x-www-form-urlencoded\r\n"
        let length = form.map { "\(kind)Content-Length: \($0.utf8.count)\r\n" } ?? ""
        let lines = "\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(cookies)\(length)Connection: close\r\n\r\n"
        let request = Array((lines + (form ?? "")).utf8)
        guard Glibc.send(socket, request, request.count, 0) == request.count else {
            throw PagesFault.notServed(path, 0)
        }
        var answer = ByteBuffer()
        var piece = [UInt8](repeating: 0, count: 65_536)
        while case let count = recv(socket, &piece, piece.count, 0), count > 0 {
            answer.writeBytes(piece.prefix(count))
        }
        guard let head = answer.take(through: "\r\n\r\n") else { throw PagesFault.notServed(path, 0) }
        return (Int(head.dropFirst(9).prefix(3)) ?? 0, String(head), Data(answer.readableBytesView))
    }
}
