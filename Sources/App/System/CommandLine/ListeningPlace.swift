import Foundation

/// The address a server is to listen on, checked before anything else starts.
package struct ListeningPlace: Sendable {
    let host: String
    /// 0 for any free port.
    let port: Int

    package init(host: String, port: Int) {
        (self.host, self.port) = (host, port)
    }

    /// Opens and closes a listening socket on the address.
    ///
    /// - Throws: `BootFault.portTaken` or `.cannotListen`.
    package func check() throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_PASSIVE
        var found: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &found) == 0, let place = found?.pointee else {
            throw BootFault.cannotListen(address: "\(host):\(port)", reason: "there is no such address")
        }
        defer { freeaddrinfo(found) }
        let listener = socket(place.ai_family, place.ai_socktype, 0)
        guard listener >= 0 else { throw fault(errno) }
        defer { close(listener) }
        var yes: Int32 = 1
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard bind(listener, place.ai_addr, place.ai_addrlen) == 0, listen(listener, 1) == 0 else {
            throw fault(errno)
        }
    }

    private func fault(_ number: Int32) -> BootFault {
        guard number != EADDRINUSE else { return .portTaken(port) }
        return .cannotListen(address: "\(host):\(port)", reason: String(cString: strerror(number)))
    }
}
