"""Checks the file of a draw without any code of the programme. Written from docs/draw.md and docs/annex.md alone.

    python3 periksa.py undian-1.prakerja edisi-kanonik.txt [lampiran.txt [KEY-OF-THE-SITE [perubahan-1.txt]]]

The second file is the edition's canonical text, beside its YAML file; "" stands for what there is not. Ends with 0 when
the draw is right, with 1 and the reason when it is wrong, and with 2 when it computes and something was not checked:
the public randomness without `drand_verify` (pip install drand-verify), the site's key where none is given, and who won
where the edition has no witnesses. What is taken on trust all the same stands in docs/draw.md.
"""
import base64, collections, datetime, functools, hashlib, json, re, sys

NAMES = "edition annex wave attempt places committed closed sealed order joined withdrawn removed entries answers " \
    "answered people count list root commitment secret round chain".split()
be = lambda number, size: number.to_bytes(size, "big")
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
instant = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
minutes = lambda count: datetime.timedelta(minutes=count)
read = lambda path: open(path, encoding="utf-8", newline="").read()
sys.excepthook = lambda _, error, place: print("✕ a file is not as it is written:", repr(error), file=sys.stderr)

def require(condition, why):
    if not condition:
        sys.exit("✕ " + why)

# Ed25519, RFC 8032: points of the curve as x and y
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P

def add(p, q):
    (a, b), (c, d), product = p, q, D * p[0] * q[0] * p[1] * q[1] % P
    return (a * d + c * b) * pow(1 + product, -1, P) % P, (b * d + a * c) * pow(1 - product, -1, P) % P

def times(count, p):
    rest = times(count // 2, add(p, p)) if count > 1 else (0, 1)
    return add(rest, p) if count & 1 else rest

def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    require(y < P and (x * x - square) % P == 0, "a key or signature is no point of the curve")
    return P - x if x & 1 != data[31] >> 7 else x, y

def signed(text, line, key):
    """Whether `line` is a signature of `key`, which reads name+hash+base64, under the text."""
    name, mark, raw = key.split("+", 2)
    raw, data = base64.b64decode(raw), base64.b64decode(line.split(" ")[-1])
    timed = raw[0] == 4
    if line != f"— {name} {base64.b64encode(data).decode()}" or len(data) != (76 if timed else 68) \
            or not mark == sha(name.encode(), b"\n", raw)[:4].hex() == data[:4].hex():
        return False
    if timed:
        stamps.append(int.from_bytes(data[4:12], "big"))
        text, data = f"cosignature/v1\ntime {stamps[-1]}\n{text}", data[:4] + data[12:]
    s, base = int.from_bytes(data[36:], "little"), point(be(4 * pow(5, -1, P) % P, 32)[::-1])
    h = int.from_bytes(hashlib.sha512(data[4:36] + raw[1:] + text.encode()).digest(), "little") % L
    return s < L and times(s, base) == add(point(data[4:36]), times(h, point(raw[1:])))

stamps = []  # of signatures with a time, in seconds since 1970

# The files
annex, site, changes = (sys.argv[3:] + ["", "", ""])[:3]
first, rest = open(sys.argv[1], "rb").read().split(b"\n", 1)
edition, head = read(sys.argv[2]), json.loads(first)
rule = dict(line.split("\t", 1) for line in edition.split("\n")[:-1])
encoded = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
require(encoded == first, "the first line is not as it is written")
require(0 <= head["selected"] * 16 <= len(rest), "the file is longer or shorter than its parts")
entries, outcome = rest[:len(rest) - head["selected"] * 16], rest[len(rest) - head["selected"] * 16:]
text, _, below = head["statement"].partition("\n\n")
lines, text, signatures = [line.split(" ") for line in text.split("\n")], text + "\n", below.split("\n")[:-1]
said = collections.defaultdict(list)
for name, *values in lines:
    said[name].append(values)
one = lambda name: said[name][0][0]
require(lines[0] == ["prakerja-draw-4"], "this is a statement of another version")
require(lines[1:] == sorted(lines[1:], key=lambda line: NAMES.index(line[0])), "the statement's lines are not in order")
wave, attempt, places, count = (int(one(name)) for name in ("wave", "attempt", "places", "entries"))

# The texts and the signatures
watched, chain, witnesses, unchecked = "waves.draw.witnesses" in rule, None, ["sistem"], []
if not site:
    unchecked.append("whether the site's key is its own: give it, from its page /bukti or a printed copy")
require(said["edition"][0] == [rule["id"], sha(edition.encode()).hex()], "the edition is not the one of the draw")
require(watched == (one("annex") != "none"), "a draw has an annex where its edition has witnesses, and only there")
if watched:
    require(annex, "the draw was made under an annex: give it as the third file")
    note, _, below = read(annex).partition("\n\n")
    require(sha((note + "\n").encode()).hex() == one("annex"), "the annex is not the one of the draw")
    lines = [line.split(" ", 1) for line in note.split("\n")]
    own, issued = lines[1][1], lines[2][1]
    require(site in ("", own) and signed(note + "\n", below[:-1], own), "the annex is not signed by this site")
    require(issued <= one("committed"), "the annex was issued after the commitments")
    chains = [dict(lines[i:i + 7]) for i, line in enumerate(lines) if line[0] == "chain"]
    keys = {name: key for (word, name), (_, key) in zip(lines[1:], lines[2:]) if word == "witness"}
    require(len(keys) == int(rule["waves.draw.witnesses"]), "the annex names another number of witnesses")
    site, witnesses, chain = own, list(keys), chains[int(one("chain")) - 1 if said["chain"] else 0]
    signers = [line.split(" ")[1] for line in signatures[1:]]
    require(signers == [name for name in witnesses if name in signers], "the signatures are not one each, in order")
    for line, name in zip(signatures[1:], signers):
        require(signed(text, line, keys[name]), "the signature of " + name + " does not fit the statement")
    require(len(signers) >= int(rule["waves.draw.cosignatures"]), "too few witnesses signed the statement")
    if said["chain"]:
        unchecked.append("whether the first chain was silent for three days: look up its rounds")
else:
    require(len(signatures) == 1, "the edition has no witnesses, and others than the site signed")
    unchecked.append("WHO WON: without witnesses the office could choose every winner while it made the list")
require(not site or signed(text, signatures[0], site), "the statement is not signed by the site")

# Dates and places
known = {int(rule[path]): path[:-6] for path in rule if re.fullmatch(r"waves\.calendar\[\d+\]\.number", path)}
near = max((number for number in known if number <= wave), default=0)
require(0 < near and wave <= int(rule["waves.total"]), "the edition has no such wave")
closing = instant(rule[known[near] + "closes"]) + datetime.timedelta(weeks=wave - near)
dates = known[near] if near == wave else "no calendar"
require(places == int(rule.get(dates + "quota", rule["waves.quota"])), "the edition has another number of places")
committed, closed, sealed = (instant(one(name)) for name in ("committed", "closed", "sealed"))
require(committed < closing <= closed <= sealed, "commitment, closing and sealing are out of order")
if watched:
    delay, genesis, period = (int(rule["waves.draw.delayMinutes"]), instant(chain["genesis"]), int(chain["period"]))
    due = max(closing + attempt * minutes(delay) - genesis, minutes(0)) // datetime.timedelta(milliseconds=1)
    number = -(-due // (period * 1000)) + 1
    at = genesis + datetime.timedelta(seconds=(number - 1) * period)
    require(one("round") == str(number) and sealed < at, "the round is not the one that the closing fixes")
    between = (sealed - minutes(5)).timestamp(), at.timestamp()
    require(all(between[0] <= stamp < between[1] for stamp in stamps), "a witness signed before the sealing or too late")
    shown = any(value != "none" for _, value in said["secret"])
    require(not shown or sealed < at - minutes(delay) / 2, "the list was sealed after the time for secrets")
    require(not said["chain"] or at >= closing + minutes(delay + 3 * 24 * 60), "the first chain was not silent")
else:
    require(one("round") == "none" and attempt == 1, "a draw without witnesses has one attempt and no round")

# Lists in force, numbers of people, and the pools that follow from them
kinds = collections.Counter(re.sub(r"-\d+$", "", name) for name, *_ in said["list"])
numbered = [f"{kind}-{number}" if number > 1 else kind for kind in kinds for number in range(1, kinds[kind] + 1)]
require(sorted(numbered) == sorted(name for name, *_ in said["list"]), "lists of one kind are not numbered from 1")
require(len({(re.sub(r"-\d+$", "", name), digest) for name, digest, _ in said["list"]}) == len(numbered),
        "a list is named twice")
for path in [path[:-9] for path in rule if re.fullmatch(r"eligibility\.lists\[\d+\]\.mandatory", path)]:
    require(rule[path + "mandatory"] != "true" or rule[path + "kind"] in kinds, "a required list was not in force")
left = int(one("joined")) - int(one("withdrawn")) - sum(int(number) for _, number in said["removed"])
require(left == count, "who joined, left and was removed does not add up to the list")
answers = "registry hand disputed differs not-found waiting".split()
require(not said["answers"] or [kind for kind, _ in said["answers"]] == answers
        and sum(int(number) for _, number in said["answers"]) == count, "the registry's answers do not add up to the list")
require(all(first <= last <= one("sealed") for first, last in said["answered"]) and len(said["answered"])
        == any(kind == "registry" and number != "0" for kind, number in said["answers"]),
        "the times of the registry's answers are wrong")
strata = [rule[path] for path in sorted(path for path in rule if path.startswith("waves.strata["))]
people = {int(province): int(number) for province, number in said["people"]}
regions = {int(rule[path][:2]) for path in rule if path.startswith(dates + "regions[")}
require(not regions or set(people) <= regions, "people are of a province that the wave is not for")
total = count if "province" in strata or regions else 0
require(sum(people.values()) == total, "the numbers by province do not add up to the list")
smallest = int(rule.get("waves.smallestPool", 0))
large = {province: number for province, number in people.items() if province and number >= smallest}
merged = sum(number for province, number in people.items() if province and province not in large)
while 0 < merged < smallest and large:
    merged += large.pop(min(large, key=lambda province: (large[province], province)))

# The list
require(len(entries) == 36 * count, "the list has another number of entries than were sealed")
entry = [b""] + [entries[36 * place:36 * place + 36] for place in range(count)]
level = [sha(b"\0", be(ticket, 8), line) for ticket, line in enumerate(entry) if ticket] or [sha(b"")]
while len(level) > 1:
    level = [sha(b"\1", *level[i:i + 2]) if i + 1 < len(level) else level[i] for i in range(0, len(level), 2)]
require(level[0].hex() == one("root"), "the list is not the sealed one")
salts, homes = {line[20:] for line in entry[1:]}, {line[3:19] for line in entry[1:]}
require(len(salts) == count and bytes(16) not in salts, "two entries have one salt, or one has none")
limit = int(rule.get("eligibility.beneficiariesPerFamilyCard", 0))
alone = len(homes) == count and not any(line[19] for line in entry[1:])
require(limit or alone, "entries share a household, and the edition has no limit per family card")
members = collections.defaultdict(list)
for ticket, line in enumerate(entry[1:], 1):
    province = int.from_bytes(line[1:3], "big")
    require(line[0] < 2 and province < 99, "an entry is not in the form that is hashed")
    for pool in [1] * line[0] + [2] + [province] * (province > 2):
        members[pool].append(ticket)
pools = {pool: len(members[pool]) for pool in sorted(members) if pool > 2 and "province" in strata}
counts = {**({1: len(members[1])} if "priority" in strata else {}), **pools}
require(said["count"] == [[str(pool), str(counts[pool])] for pool in counts], "the numbers by pool are not the list's")
expected = {**large, **({98: merged} if merged else {})} if "province" in strata else {}
require(pools == expected, "provinces are not merged by the edition's rule")

# Secrets, public randomness and seed
secrets, beacon = head["secrets"], head.get("beacon")
for digits in [*secrets, *(beacon or {}).values()]:
    # bytes.fromhex would also take capitals and spaces: one draw would have several files.
    require(not isinstance(digits, str) or re.fullmatch("[0-9a-f]*", digits), "a number is not as it is written")
require([name for name, _ in said["commitment"]] == witnesses, "the commitments are not those of the witnesses")
require(len(secrets) == len(witnesses), "the secrets are not one of each witness")
for (name, hash), secret in zip(said["commitment"], secrets):
    parts = b"prakerja/draw/commitment/2", be(wave, 4), be(len(name), 1), name.encode(), bytes.fromhex(secret or "")
    require(not secret or sha(*parts).hex() == hash, "the secret of " + name + " is not the one committed to")
require(bool(beacon) == watched, "public randomness is there where the edition uses it, and only there")
if watched:
    shown = [[name, secret or "none"] for name, secret in zip(witnesses, secrets)]
    require(shown == said["secret"], "the secrets are not those of the statement")
    number, signature = beacon["round"], beacon["signature"]
    require(str(number) == one("round"), "the public randomness is of another round")
    require(sha(bytes.fromhex(signature)).hex() == beacon["randomness"], "the randomness is not the signature's hash")
    try:
        import drand_verify
        before = [beacon["previous_signature"]] if chain["scheme"] == "pedersen-bls-chained" else []
        verify = getattr(drand_verify, "verify_" + chain["scheme"].replace("-", "_"))
        verify(number, *before, signature, chain["key"])
    except ImportError:
        unchecked.append("the public randomness: install drand-verify")
    except BaseException as error:
        require(False, f"the chain did not sign the public randomness: {error}")
else:
    require(secrets[0], "the system's secret is missing")
parts = [bytes.fromhex(part) if part else None for part in secrets + [beacon and beacon["randomness"]]]
seed = sha(b"prakerja-draw-4", be(wave, 4), level[0], *(b"\1" + part if part else b"\0" for part in parts))
require(seed.hex() == head["seed"], "the seed does not follow from root, secrets and public randomness")

# Who is selected
place, households = {}, collections.Counter()
ranked = functools.cache(lambda pool: sorted(members[pool], key=lambda t: (sha(seed, be(pool, 4), be(t, 8)), t)))
fits = lambda ticket: not limit or entry[ticket][19] + households[entry[ticket][3:19]] < limit

def give(ticket, pool, position=0):
    place[ticket] = (pool, position)
    households[entry[ticket][3:19]] += 1

def pick(pool, free):
    for position, ticket in enumerate([t for t in ranked(pool) if t not in place] if free > 0 else [], 1):
        if free > 0 and fits(ticket):
            give(ticket, pool, position)
            free -= 1

weighed = [path for path in rule if path.startswith("waves.provinceWeights.") and rule[path] != "0"]
weights = {int(path[-2:]): int(rule[path]) for path in weighed}
owed = {province for province in people if province and "province" in strata}
require(owed <= set(weights), "people are of a province without a share of the places")
for stratum in strata:
    free, total = places - len(place), sum(weights.values()) or 1
    if stratum != "province":
        pick({"priority": 1, "everyone": 2}[stratum], free)
        continue
    share = {number: free * weight // total for number, weight in weights.items()}
    largest = sorted(weights, key=lambda number: (-(free * weights[number] % total), number))
    for number in largest[:free - sum(share.values())]:
        share[number] += 1
    if 98 in pools:
        share[98] = sum(share.pop(number) for number in list(share) if number not in pools)
    for number in sorted(share):
        pick(number, share[number])
selected = len(place)
computed = [be(ticket, 8) + be(pool, 4) + be(position, 4) for ticket, (pool, position) in sorted(place.items())]
require(b"".join(computed) == outcome, "the outcome is another")

# What became of the places afterwards
if changes:
    note, _, below = read(changes)[:-1].partition("\n\n")
    steps, listed = note.split("\n"), sum(int(size) for *_, size in said["list"])
    top = f"prakerja-draw-changes-1|edition {rule['id']}|wave {wave}|root {one('root')}|seed {seed.hex()}"
    require(steps[:5] == top.split("|"), "the changes are of another draw")
    if below and site:
        require(signed(note + "\n", below, site), "the changes are not signed by the site")
    else:
        unchecked.append("who wrote the changes: they have no signature, or the site's key is not known")
    gap, passed, lost = 0, set(), 0
    for step in steps[5:]:
        require(re.fullmatch("(out|passed|up) [1-9][0-9]*|empty", step), step + " is no step of changes")
        word, ticket = (step + " 0").split(" ")[:2]
        ticket = int(ticket)
        if word == "out":
            require(not gap and place.get(ticket, (0,))[0], step + ": it has no place, or the one before is still open")
            require(lost < listed, step + ": the lists sealed with the wave name fewer people")
            (gap, _), place[ticket], passed, lost = place[ticket], (0, 0), set(), lost + 1
            households[entry[ticket][3:19]] -= 1
            continue
        free = (t for pool in (gap, 2) for t in ranked(pool) if t not in place and t not in passed and fits(t))
        right = next(free, 0)
        require(gap and (ticket == right or word == "empty" and len(passed) >= 10),
                f"{step}: by its rank ticket {right} comes next, or no place is open")
        if word == "passed":
            passed.add(ticket)
        elif word == "up":
            give(ticket, gap)
        if len(passed) == 11 and word == "passed":
            unchecked.append(f"who got a place after {step}: more than ten were passed over for it")
        gap = gap if word == "passed" else 0
    require(not gap, "a place was left, and nothing says who has it")
for why in unchecked:
    print("  NOT CHECKED:", why)
print("?" if unchecked else "✓", f"wave {wave}: {selected} selected of {count} for {places} places",
      "(not checked)" if unchecked else "(right)")
sys.exit(2 if unchecked else 0)
