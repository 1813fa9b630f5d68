"""Checks the file of a draw without any code of the programme. Written from docs/draw.md and docs/annex.md alone.

    python3 periksa.py undian-1.prakerja edisi-kanonik.txt [lampiran.txt [KEY-OF-THE-SITE]]

The second file is the edition's canonical text, which the site publishes beside its YAML file. Ends with 0 when the
draw is right, with 1 and the reason when it is wrong, and with 2 when it computes and something was not checked: the
public randomness where `drand_verify` cannot be imported (pip install drand-verify), the site's key where none is
given, and who won where the edition has no witnesses. What is taken on trust all the same stands in docs/draw.md.
"""
import base64, collections, datetime, hashlib, json, re, sys

be = lambda number, size: number.to_bytes(size, "big")
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
instant = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
minutes = lambda count: datetime.timedelta(minutes=count)


def require(condition, why):
    if not condition:
        sys.exit("✕ " + why)


# Ed25519, RFC 8032
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(count, p):
    sum = (0, 1, 1, 0)
    for bit in bin(count)[2:]:
        sum = add(sum, sum)
        sum = add(sum, p) if bit == "1" else sum
    return sum


def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    require(y < P and (x * x - square) % P == 0, "a key or signature is no point of the curve")
    x = P - x if x & 1 != data[31] >> 7 else x
    return x, y, 1, x * y % P


def signed(text, line, key):
    """Whether `line` is a signature of `key`, which reads name+hash+base64, under the text."""
    name, mark, raw = key.split("+", 2)
    raw = base64.b64decode(raw)
    match = re.fullmatch("— (\\S+) (\\S+)", line)
    if not match or match[1] != name or sha(name.encode(), b"\n", raw)[:4].hex() != mark:
        return False
    bytes, timed = base64.b64decode(match[2]), raw[0] == 4
    if len(bytes) != (76 if timed else 68) or bytes[:4].hex() != mark or base64.b64encode(bytes).decode() != match[2]:
        return False
    if timed:
        stamps.append(int.from_bytes(bytes[4:12], "big"))
        text, bytes = f"cosignature/v1\ntime {stamps[-1]}\n{text}", bytes[:4] + bytes[12:]
    r, s = bytes[4:36], int.from_bytes(bytes[36:], "little")
    h = int.from_bytes(hashlib.sha512(r + raw[1:] + text.encode()).digest(), "little") % L
    left, right = times(s, BASE), add(point(r), times(h, point(raw[1:])))
    return s < L and all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


stamps = []  # of signatures with a time, in seconds since 1970
BASE = point(be(4 * pow(5, -1, P) % P, 32)[::-1])

# The files
bundle, edition = (open(path, "rb").read() for path in sys.argv[1:3])
annex, given = (sys.argv[3:] + ["", ""])[:2]
rule = dict(line.split("\t", 1) for line in edition.decode().split("\n")[:-1])
first, rest = bundle.split(b"\n", 1)
head = json.loads(first)
encoded = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
require(encoded == first, "the first line is not as it is written")
require(0 <= head["selected"] * 16 <= len(rest), "the file is longer or shorter than its parts")
entries, outcome = rest[:len(rest) - head["selected"] * 16], rest[len(rest) - head["selected"] * 16:]
text, _, below = head["statement"].partition("\n\n")
text += "\n"
said = collections.defaultdict(list)
for line in text.split("\n")[:-1]:
    said[line.split(" ")[0]].append(line.split(" ")[1:])
one = lambda name: said[name][0][0]
order = "edition annex wave attempt places committed closed sealed order joined withdrawn removed entries " \
    "answers answered people count list root commitment secret round chain"
names = [line.split(" ")[0] for line in text.split("\n")[:-1]]
require(names[0] == "prakerja-draw-4", "this is a statement of another version: " + names[0])
require(names[1:] == sorted(names[1:], key=order.split().index), "the statement's lines are not in order")
wave, attempt, places, count = (int(one(name)) for name in ("wave", "attempt", "places", "entries"))
lines = below.split("\n")[:-1]

# The texts and the signatures
unchecked, chain, witnesses, site = [], None, ["sistem"], given
require(said["edition"][0] == [rule["id"], sha(edition).hex()], "the edition is not the one of the draw")
if one("annex") != "none":
    require(annex, "the draw was made under an annex: give it as the third file")
    note, _, below = open(annex, encoding="utf-8", newline="").read().partition("\n\n")
    require(sha((note + "\n").encode()).hex() == one("annex"), "the annex is not the one of the draw")
    values = [line.split(" ", 1) for line in note.split("\n")[1:]]
    site = values[0][1]
    require(given in ("", site) and signed(note + "\n", below[:-1], site), "the annex is not signed by this site")
    require(values[1][1] <= one("committed"), "the annex was issued after the commitments")
    chains = [dict(values[i:i + 7]) for i in range(len(values)) if values[i][0] == "chain"]
    chain = chains[int(one("chain")) - 1 if said["chain"] else 0]
    keys = [(values[i][1], values[i + 1][1]) for i in range(len(values)) if values[i][0] == "witness"]
    require(len(keys) == int(rule["waves.draw.witnesses"]), "the annex names another number of witnesses")
    witnesses = [name for name, _ in keys]
    signers = [line.split(" ")[1] for line in lines[1:]]
    require(signers == [name for name in witnesses if name in signers], "the signatures are not one each, in order")
    for line, name in zip(lines[1:], signers):
        require(signed(text, line, dict(keys)[name]), "the signature of " + name + " does not fit the statement")
    require(len(signers) >= int(rule["waves.draw.cosignatures"]), "too few witnesses signed the statement")
    if said["chain"]:
        unchecked.append("whether the first chain was silent for three days: look up its rounds")
else:
    require("waves.draw.witnesses" not in rule and len(lines) == 1, "the edition has witnesses, and the draw has none")
    unchecked.append("WHO WON: without witnesses the office could choose every winner while it made the list")
if site:
    require(signed(text, lines[0], site), "the statement is not signed by the site")
if not given:
    unchecked.append("whether the site's key is its own: give it, from its page /bukti or a printed copy")

# Dates and places
known, week = {}, datetime.timedelta(days=7)
for path in [path for path in rule if re.fullmatch(r"waves\.calendar\[\d+\]\.number", path)]:
    dates = path[:-len("number")]
    known[int(rule[path])] = (instant(rule[dates + "closes"]), int(rule.get(dates + "quota", rule["waves.quota"])))
near = max((number for number in known if number <= wave), default=0)
require(0 < near and wave <= int(rule["waves.total"]), "the edition has no such wave")
closing, quota = known[near] if near == wave else (
    known[near][0] + (wave - near) * week, int(rule["waves.quota"]))
require(places == quota, "the edition has another number of places")
committed, closed, sealed = (instant(one(name)) for name in ("committed", "closed", "sealed"))
require(committed < closing <= closed <= sealed, "commitment, closing and sealing are out of order")
if chain:
    delay, genesis, period = (int(rule["waves.draw.delayMinutes"]), instant(chain["genesis"]), int(chain["period"]))
    due = (closing + attempt * minutes(delay) - genesis) // datetime.timedelta(milliseconds=1)
    number = -(-max(due, 0) // (period * 1000)) + 1
    at = genesis + (number - 1) * datetime.timedelta(seconds=period)
    require(one("round") == str(number) and sealed < at, "the round is not the one that the closing fixes")
    between = (sealed - minutes(5)).timestamp(), at.timestamp()
    require(all(between[0] <= stamp < between[1] for stamp in stamps), "a witness signed before the sealing or too late")
    shown = any(value != "none" for _, value in said["secret"])
    require(not shown or sealed < at - minutes(delay) / 2, "the list was sealed after the time for secrets")
    require(not said["chain"] or at >= closing + minutes(delay) + minutes(3 * 24 * 60), "the first chain was not silent")
else:
    require(one("round") == "none" and attempt == 1, "a draw without witnesses has one attempt and no round")

# Numbers of people, and the pools that follow from them
strata = [rule[path] for path in sorted(path for path in rule if path.startswith("waves.strata["))]
left = int(one("joined")) - int(one("withdrawn")) - sum(int(number) for _, number in said["removed"])
require(left == count, "who joined, left and was removed does not add up to the list")
kinds = "registry hand disputed differs not-found waiting".split()
require(not said["answers"] or [kind for kind, _ in said["answers"]] == kinds
        and sum(int(number) for _, number in said["answers"]) == count, "the registry's answers do not add up to the list")
require(all(first <= last <= one("sealed") for first, last in said["answered"]) and len(said["answered"])
        == any(kind == "registry" and number != "0" for kind, number in said["answers"]),
        "the times of the registry's answers are wrong")
people = {int(province): int(number) for province, number in said["people"]}
if "province" in strata:
    require(sum(people.values()) == count, "the numbers by province do not add up to the list")
smallest = int(rule.get("waves.smallestPool", 0))
large = {province: number for province, number in people.items() if province and number >= smallest}
merged = sum(number for province, number in people.items() if province and province not in large)
while 0 < merged < smallest and large:
    merged += large.pop(min(large, key=lambda province: (large[province], province)))

# The list
tickets = range(1, count + 1)
require(len(entries) == 36 * count, "the list has another number of entries than were sealed")
entry = [b""] + [entries[36 * place:36 * place + 36] for place in range(count)]
level = [sha(b"\0", be(ticket, 8), entry[ticket]) for ticket in tickets] or [sha(b"")]
while len(level) > 1:
    level = [sha(b"\1", *level[i:i + 2]) if i + 1 < len(level) else level[i] for i in range(0, len(level), 2)]
require(level[0].hex() == one("root"), "the list is not the sealed one")
require(len({line[20:] for line in entry[1:]}) == count and bytes(16) not in {line[20:] for line in entry[1:]},
        "two entries have one salt, or one has none")
limit = int(rule.get("eligibility.beneficiariesPerFamilyCard", 0))
require(limit or len({line[3:19] for line in entry[1:]}) == count and not any(line[19] for line in entry[1:]),
        "entries share a household, and the edition has no limit per family card")
province = [0] + [int.from_bytes(line[1:3], "big") for line in entry[1:]]
require(all(line[0] < 2 and number < 99 for line, number in zip(entry[1:], province[1:])),
        "an entry is not in the form that is hashed")
pools = collections.Counter(number for number in province[1:] if number) if "province" in strata else {}
priority = [["1", str(sum(line[0] for line in entry[1:]))]] if "priority" in strata else []
require(said["count"] == priority + [[str(number), str(pools[number])] for number in sorted(pools)],
        "the numbers by pool are not the list's")
require(dict(pools) == {**large, **({98: merged} if merged else {})} or "province" not in strata,
        "provinces are not merged by the edition's rule")

# Secrets, public randomness and seed
require([name for name, _ in said["commitment"]] == witnesses and len(head["secrets"]) == len(witnesses),
        "the commitments are not those of the witnesses")
for (name, hash), secret in zip(said["commitment"], head["secrets"]):
    value = secret and sha(b"prakerja/draw/commitment/2", be(wave, 4), be(len(name), 1), name.encode(),
                           bytes.fromhex(secret)).hex()
    require(value in (hash, None), "the secret of " + name + " is not the one committed to")
if chain:
    require([[name, secret or "none"] for name, secret in zip(witnesses, head["secrets"])] == said["secret"],
            "the secrets are not those of the statement")
    beacon = head["beacon"]
    require(str(beacon["round"]) == one("round"), "the public randomness is of another round")
    require(sha(bytes.fromhex(beacon["signature"])).hex() == beacon["randomness"], "the randomness is not the signature's")
    try:
        import drand_verify
        if chain["scheme"] == "pedersen-bls-chained":
            drand_verify.verify_pedersen_bls_chained(
                beacon["round"], beacon["previous_signature"], beacon["signature"], chain["key"])
        else:
            drand_verify.verify_bls_unchained_g1_rfc9380(beacon["round"], beacon["signature"], chain["key"])
    except ImportError:
        unchecked.append("the public randomness: install drand-verify")
    except BaseException as error:
        require(False, "the chain did not sign the public randomness: " + str(error))
else:
    require(head["secrets"][0] and "beacon" not in head, "the system's secret is missing")
parts = head["secrets"] + [head["beacon"]["randomness"] if chain else None]
seed = sha(b"prakerja-draw-4", be(wave, 4), level[0], *(b"\1" + bytes.fromhex(p) if p else b"\0" for p in parts))
require(seed.hex() == head["seed"], "the seed does not follow from root, secrets and public randomness")

# Who is selected
place, households, left = {}, collections.Counter(), places


def pick(pool, free, members):
    global left
    ranked = sorted(members, key=lambda ticket: (sha(seed, be(pool, 4), be(ticket, 8)), ticket)) if free > 0 else []
    for position, ticket in enumerate(ranked, 1):
        home = entry[ticket][3:19]
        if free and (not limit or entry[ticket][19] + households[home] < limit):
            place[ticket] = be(pool, 4) + be(position, 4)
            households[home] += 1
            free, left = free - 1, left - 1


waiting = lambda belongs: [ticket for ticket in tickets if ticket not in place and belongs(ticket)]
weights = {int(path.rsplit(".", 1)[1]): int(rule[path]) for path in rule if path.startswith("waves.provinceWeights.")}
for stratum in strata:
    if stratum == "priority":
        pick(1, left, waiting(lambda ticket: entry[ticket][0] == 1))
    elif stratum == "everyone":
        pick(2, left, waiting(lambda ticket: True))
    else:
        total = sum(weights.values()) or 1
        share = {number: left * weight // total for number, weight in weights.items()}
        largest = sorted(weights, key=lambda number: (-(left * weights[number] % total), number))
        for number in largest[:left - sum(share.values()) if sum(weights.values()) else 0]:
            share[number] += 1
        if 98 in pools:
            share[98] = sum(share.pop(number) for number in list(share) if number not in pools)
        groups = collections.defaultdict(list)
        for ticket in waiting(lambda ticket: True):
            groups[province[ticket]].append(ticket)
        for number in sorted(share):
            pick(number, share[number], groups[number])
require(b"".join(be(ticket, 8) + place[ticket] for ticket in sorted(place)) == outcome, "the outcome is another")
for why in unchecked:
    print("  NOT CHECKED:", why)
print("?" if unchecked else "✓", f"wave {wave}: {len(place)} selected of {count} for {places} places",
      "(not checked)" if unchecked else "(right)")
sys.exit(2 if unchecked else 0)
