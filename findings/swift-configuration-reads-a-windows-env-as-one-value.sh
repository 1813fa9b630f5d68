#!/usr/bin/env bash
# swift-configuration 1.4.0, EnvironmentVariablesProvider(environmentFilePath:), on a .env file as docker compose, systemd
# (EnvironmentFile=) and the dotenv libraries of other languages read it.
#
# Expected: one setting a line, whatever ends the line; quotation marks around a value are not part of it; `export NAME=`
# is NAME; a line that cannot be read is an error, or at least said.
# Seen:
#   * with Windows line ends (CR LF) the first value swallows the rest of the file: Swift takes CR LF for one character,
#     which is not the LF the provider splits at. The later settings do not exist, and nothing says so;
#   * "three" and 'four' keep their quotation marks, `7 # seven` its note;
#   * `export EXPORTED=2` and `COLON: 6` are skipped without a word.
# Output:
#   unix:    PLAIN=[1] QUOTED=["three"] SINGLE=['four'] NOTE=[7 # seven] EXPORTED=nil COLON=nil LAST=[9]
#   windows: PLAIN=[1\r\nQUOTED="three"\r\n…] QUOTED=nil … LAST=nil
# Exit 0 while that is so. Needs Swift 6.2 or newer.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT; cd "$D"
mkdir -p Sources/look
cat > Package.swift <<'P'
// swift-tools-version:6.1
import PackageDescription
let package = Package(
    name: "look", platforms: [.macOS(.v15)],
    dependencies: [.package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0")],
    targets: [
        .executableTarget(name: "look", dependencies: [.product(name: "Configuration", package: "swift-configuration")])
    ])
P
cat > Sources/look/main.swift <<'S'
import Configuration
import SystemPackage

let file = FilePath(CommandLine.arguments[1])
let reader = ConfigReader(provider: try await EnvironmentVariablesProvider(environmentFilePath: file, allowMissing: false))
let seen = CommandLine.arguments.dropFirst(2).map { name in
    "\(name)=" + (reader.string(forKey: ConfigKey(name.lowercased())).map { "[\($0.debugDescription.dropFirst().dropLast())]" } ?? "nil")
}
print(seen.joined(separator: " "))
S
swift build 2>&1 | tail -1
printf '%s\n' PLAIN=1 'QUOTED="three"' "SINGLE='four'" 'NOTE=7 # seven' 'export EXPORTED=2' 'COLON: 6' LAST=9 > unix.env
sed 's/$/\r/' unix.env > windows.env
names="PLAIN QUOTED SINGLE NOTE EXPORTED COLON LAST"
unix=$(.build/debug/look unix.env $names); windows=$(.build/debug/look windows.env $names)
echo "unix:    $unix"; echo "windows: $windows"
unix=${unix//\\/}
[ "$unix" = "PLAIN=[1] QUOTED=[\"three\"] SINGLE=['four'] NOTE=[7 # seven] EXPORTED=nil COLON=nil LAST=[9]" ]
case $windows in 'PLAIN=[1\r\nQUOTED='*'] QUOTED=nil SINGLE=nil NOTE=nil EXPORTED=nil COLON=nil LAST=nil') ;; *) exit 1 ;; esac
echo "as described"
