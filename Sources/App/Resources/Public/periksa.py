"""Checks the file of a draw without any code of the programme. Written from docs/draw.md and docs/annex.md alone.

    python3 periksa.py undian-1.prakerja edisi-kanonik.txt [lampiran.txt [KEY-OF-THE-SITE [perubahan-1.txt]]]

The second file is the edition's canonical text; "" stands for what there is not. Ends with 0 when the draw is right, 1
when it is wrong, and 2 when something was not checked: the public randomness without `drand_verify` (pip install
drand-verify), or the site's key where none is given. What is taken on trust all the same stands in docs/draw.md."""
import base64, collections, datetime, functools, hashlib, json, re, sys

# One draw has one file, so each line has one form: N is a number, T an instant, H a hash, O one or none, R a round,
# W a word, L a text; a line after * stands any number of times, one after ? at most once.
PARTS = dict(N="(?:0|[1-9][0-9]{0,8}|10{9})", H="[0-9a-f]{64}", O="(?:[0-9a-f]{64}|none)", W="[!-~]+", L=".+",
             R="(?:[1-9][0-9]{0,11}|none)", T=r"[0-9]{4}(-[0-9]{2}){2}T(?!24)[0-9]{2}(:[0-9]{2}){2}\.[0-9]{3}Z")
STATEMENT = "prakerja-draw-4|edition W H|annex O|wave N|attempt [1-9][0-9]*|places N|committed T|closed T|sealed T|" \
    "order O|joined N|withdrawn N|*removed W N|entries N|*answers W N|?answered T T|*people N N|*count N N|" \
    "*list W H N|root H|*commitment W O|*secret W O|round R|?chain 2"
be = lambda number, size: number.to_bytes(size, "big")
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()
instant = lambda text: datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
minutes = lambda count: datetime.timedelta(minutes=count)
read = lambda path: open(path, encoding="utf-8", newline="").read()
ordered = lambda values: (given := list(values)) == sorted(set(given))
sys.excepthook = lambda _, error, place: print("✕ a file is not as it is written:", repr(error), file=sys.stderr)

def require(condition, why):
    condition or sys.exit("✕ " + why)

def written(text, form):
    """Whether the lines of a text have the form."""
    form = "".join(f"(?:{line.lstrip('*?')}\n){line[:line[0] in '*?']}" for line in form.split("|"))
    return re.fullmatch(re.sub(r"\b[A-Z]\b", lambda part: PARTS[part[0]], form), text)

def opened(note):
    """The text of a signed note, and the lines below it."""
    text, gap, below = note.partition("\n\n")
    require(note.endswith("\n"), "the last line of a signed text has no end")
    return (text + "\n", below[:-1].split("\n")) if gap else (text, [])
# Ed25519, RFC 8032: points of the curve as x and y
P, L, stamps = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493, []  # the times of signatures
D = -121665 * pow(121666, -1, P) % P
def add(p, q):
    (a, b), (c, d), product = p, q, D * p[0] * q[0] * p[1] * q[1] % P
    return (a * d + c * b) * pow(1 + product, -1, P) % P, (b * d + a * c) * pow(1 - product, -1, P) % P
times = lambda count, p: add(times(count // 2, add(p, p)) if count > 1 else (0, 1), p if count & 1 else (0, 1))
def point(data):
    y = int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = P - x if x & 1 != data[31] >> 7 else x
    require(y < P and x < P and (x * x - square) % P == 0, "a key or signature is no point of the curve")
    return x, y

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
# The files
annex, site, changes = (sys.argv[3:] + ["", "", ""])[:3]
first, rest = open(sys.argv[1], "rb").read().split(b"\n", 1)
edition, head = read(sys.argv[2]), json.loads(first)
lines = edition.split("\n")
rule = dict(line.split("\t", 1) for line in lines[:-1])
require(not lines.pop() and len(rule) == len(lines) and ordered(map(str.encode, lines)), "the edition is not in order")
encoded = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
require(encoded == first, "the first line is not as it is written")
require(set(head) - {"beacon"} == {"secrets", "seed", "selected", "statement"}, "the first line has other parts")
size = len(rest) - 16 * head["selected"]
require(type(head["selected"]) is int and 0 <= size <= len(rest), "the file is longer or shorter than its parts")
entries, outcome = rest[:size], rest[size:]
text, signatures = opened(head["statement"])
require(written(text, STATEMENT), "the statement is of another version, or its lines are not in order and as written")
said = collections.defaultdict(list)
for line in text.split("\n"):
    said[line.split(" ")[0]].append(line.split(" ")[1:])
one = lambda name: said[name][0][0]
wave, attempt, places, count = (int(one(name)) for name in ("wave", "attempt", "places", "entries"))

# The texts and the signatures
watched, chain, witnesses = "waves.draw.witnesses" in rule, None, ["sistem"]
unchecked = [] if site else ["whether the site's key is its own: give it, from its page /bukti or a printed copy"]
require(said["edition"][0] == [rule["id"], sha(edition.encode()).hex()], "the edition is not the one of the draw")
require(watched == (one("annex") != "none"), "a draw has an annex where its edition has witnesses, and only there")
if watched:
    require(annex, "the draw was made under an annex: give it as the third file")
    note, below = opened(read(annex))
    require(sha(note.encode()).hex() == one("annex"), "the annex is not the one of the draw")
    form = "prakerja-annex-1|site W|issued T" + "|chain L|url L|hash H|scheme W|key [89ab]W|genesis T|period N" \
        * note.count("\nchain ") + "|witness W|key W|id L|en L" * int(rule["waves.draw.witnesses"])
    require(written(note, form), "the annex is not as it is written, or has another number of witnesses")
    lines = [line.split(" ", 1) for line in note[:-1].split("\n")]
    own, issued = lines[1][1], lines[2][1]
    require(site in ("", own) and len(below) == 1 and signed(note, *below, own), "the annex is not signed by this site")
    require(issued <= one("committed"), "the annex was issued after the commitments")
    chains = [dict(lines[i:i + 7]) for i, line in enumerate(lines) if line[0] == "chain"]
    keys = {name: key for (word, name), (_, key) in zip(lines[1:], lines[2:]) if word == "witness"}
    bare = {base64.b64decode(key.split("+", 2)[2])[1:] for key in [own, *keys.values()]}
    require(len(bare) - 1 == len(keys) == int(rule["waves.draw.witnesses"]) and all(times(8, point(key)) != (0, 1)
            for key in bare), "two witnesses have one key or one name, or a key for which every person can sign")
    require(len({chain["key"] for chain in chains}) > len(said["chain"]), "the annex has no second chain")
    site, witnesses, chain = own, list(keys), chains[int(one("chain")) - 1 if said["chain"] else 0]
    signers = [line.split(" ")[1] for line in signatures[1:]]
    require(signers == [name for name in witnesses if name in signers], "the signatures are not one each, in order")
    for line, name in zip(signatures[1:], signers):
        require(signed(text, line, keys[name]), "the signature of " + name + " does not fit the statement")
    require(len(signers) >= max(1, int(rule["waves.draw.cosignatures"])), "too few witnesses signed the statement")
    unchecked += ["whether the first chain was silent until this round: look its rounds up"] * len(said["chain"])
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
    delay, period = int(rule["waves.draw.delayMinutes"]), lambda chain: datetime.timedelta(seconds=int(chain["period"]))
    past = lambda chain, tries: max(closing + tries * minutes(delay) - instant(chain["genesis"]), minutes(0))
    rounds = lambda chain, tries: -(past(chain, tries) // -period(chain))
    due = lambda chain, tries: instant(chain["genesis"]) + rounds(chain, tries) * period(chain)
    at, number = due(chain, attempt), rounds(chain, attempt) + 1
    require(one("round") == str(number) and sealed < at, "the round is not the one that the closing fixes")
    begun = [sealed] + [due(chain, attempt - 1) - minutes(delay) / 2] * (attempt > 1)
    begun += [due(chains[0], 1) + minutes(3 * 24 * 60)] * len(said["chain"])
    first, last = (max(begun) - minutes(5)).timestamp(), at.timestamp()
    require(all(first <= stamp < last for stamp in stamps), "a witness signed before the attempt began, or too late")
    hidden = all(value == "none" for _, value in said["secret"])
    require(hidden or sealed < at - minutes(delay) / 2, "the list was sealed after the time for secrets")
    require(not said["chain"] or at >= begun[-1], "the first chain was not silent")
else:
    require(one("round") == "none" and attempt == 1, "a draw without witnesses has one attempt and no round")

# Lists in force, numbers of people, and the pools that follow from them
named = [(re.sub(r"-\d+$", "", name), digest) for name, digest, _ in said["list"]]
kinds = collections.Counter(kind for kind, _ in named)
numbered = [f"{kind}-{number}" if number > 1 else kind for kind in kinds for number in range(1, kinds[kind] + 1)]
require(sorted(numbered) == sorted(name for name, *_ in said["list"]), "lists of one kind are not numbered from 1")
require(len(set(named)) == len(named), "a list is named twice")
for path in [path[:-9] for path in rule if re.fullmatch(r"eligibility\.lists\[\d+\]\.mandatory", path)]:
    require(rule[path + "mandatory"] != "true" or rule[path + "kind"] in kinds, "a required list was not in force")
require(ordered(reason for reason, _ in said["removed"]), "the reasons of removals are not in order")
left = int(one("joined")) - int(one("withdrawn")) - sum(int(number) for _, number in said["removed"])
require(left == count, "who joined, left and was removed does not add up to the list")
answers = "registry hand disputed differs not-found waiting".split()
require(not said["answers"] or [kind for kind, _ in said["answers"]] == answers
        and sum(int(number) for _, number in said["answers"]) == count, "the registry's answers do not add up")
require(len(said["answered"]) == (said["answers"][:1] not in ([], [["registry", "0"]])) and all(
    instant(first) <= instant(last) <= sealed for first, last in said["answered"]), "the registry's times are wrong")
strata = [rule[path] for path in sorted(path for path in rule if path.startswith("waves.strata["))]
people = {int(province): int(number) for province, number in said["people"]}
require(ordered(int(line[0]) for line in said["people"]) and all(people.values()), "the provinces are not in order")
regions = {int(rule[path][:2]) for path in rule if path.startswith(dates + "regions[")}
require(not regions or set(people) <= regions, "people are of a province that the wave is not for")
require(sum(people.values()) == count * ("province" in strata or bool(regions)), "numbers by province do not add up")
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
before = ["previous_signature"] * (watched and chain["scheme"] == "pedersen-bls-chained")
parts = [*before, "randomness", "round", "signature"] if watched else []
require(list(beacon or {}) == parts and ("beacon" in head) == watched, "the parts of the public randomness are others")
require(all(secret is None or re.fullmatch(PARTS["H"], secret) for secret in secrets) and all(
    re.fullmatch("[0-9a-f]+", beacon[name]) for name in parts if name != "round"), "a number is not as it is written")
require([name for name, _ in said["commitment"]] == witnesses, "the commitments are not those of the witnesses")
require(len(secrets) == len(witnesses), "the secrets are not one of each witness")
for (name, hash), secret in zip(said["commitment"], secrets):
    parts = b"prakerja/draw/commitment/2", be(wave, 4), be(len(name), 1), name.encode(), bytes.fromhex(secret or "")
    require(not secret or sha(*parts).hex() == hash, "the secret of " + name + " is not the one committed to")
if watched:
    shown = [[name, secret or "none"] for name, secret in zip(witnesses, secrets)]
    require(shown == said["secret"], "the secrets are not those of the statement")
    number, signature = beacon["round"], beacon["signature"]
    require(repr(number) == one("round"), "the public randomness is of another round")
    require(sha(bytes.fromhex(signature)).hex() == beacon["randomness"], "the randomness is not the signature's hash")
    try:
        import drand_verify
        verify = getattr(drand_verify, "verify_" + chain["scheme"].replace("-", "_"))
        verify(number, *(beacon[name] for name in before), signature, chain["key"])
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

weights = {int(path[22:]): int(weight) for path, weight in rule.items() if path[:22] == "waves.provinceWeights."}
owed = {province for province in people if province and "province" in strata}
require(all(weights.get(province) for province in owed), "people are of a province without a share of the places")
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
computed = [be(ticket, 8) + be(pool, 4) + be(position, 4) for ticket, (pool, position) in sorted(place.items())]
require(b"".join(computed) == outcome, "the outcome is another")

# What became of the places afterwards
if changes:
    note, below = opened(read(changes))
    steps, listed = note[:-1].split("\n"), sum(int(size) for *_, size in said["list"])
    top = f"prakerja-draw-changes-1|edition {rule['id']}|wave {wave}|root {one('root')}|seed {seed.hex()}"
    require(steps[:5] == top.split("|"), "the changes are of another draw")
    require(not (below and site) or signed(note, "\n".join(below), site), "the changes are not signed by the site")
    unchecked += [] if below and site else ["who wrote the changes: no signature, or the site's key is not known"]
    gap, passed, lost = 0, set(), 0
    for step in steps[5:]:
        require(re.fullmatch("(out|passed|up) [1-9][0-9]*|empty", step), step + " is no step of changes")
        word, ticket = step.split(" ")[0], int((step + " 0").split(" ")[1])
        if word == "out":
            require(not gap and place.get(ticket, (0,))[0], step + ": it has no place, or the one before is still open")
            require(lost < listed, step + ": the lists sealed with the wave name fewer people")
            (gap, _), place[ticket], passed, lost = place[ticket], (0, 0), set(), lost + 1
            households[entry[ticket][3:19]] -= 1
            continue
        free = (t for pool in (gap, 2) for t in ranked(pool) if t not in place and t not in passed and fits(t))
        right, ended = next(free, 0), word == "empty" and len(passed) >= 10
        require(gap and (ticket == right or ended), f"{step}: by rank ticket {right} comes next, or no place is open")
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
print("?" if unchecked else "✓", f"wave {wave}: {head['selected']} selected of {count} for {places} places",
      "(not checked)" if unchecked else "(right)")
sys.exit(2 if unchecked else 0)
