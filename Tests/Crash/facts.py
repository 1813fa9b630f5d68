"""The checks after the last kill, against the database, the simulated bank and the records of the simulated people."""

import re
import time
from collections import Counter

from load import rail_books
from visitor import Visitor

# A lost worker's lease lasts a minute, and messages to one person are sent one after the other.
SETTLE_SECONDS = 180
# The most jobs a worker runs when it is killed (`JobRunner.concurrency`).
IN_HAND = 16
LOOKED_UP = 40


def settle(ground):
    """Waits until no job is due, no message is queued and no code waits for its gateway. Recurring jobs fall due all the
    time, so one such moment is enough."""
    deadline = time.monotonic() + SETTLE_SECONDS
    due = "SELECT COUNT(*) FROM job WHERE state = 'running' OR (state = 'available' AND run_at <= {now})"
    queued = "SELECT COUNT(*) FROM delivery WHERE state = 'queued'"
    unsent = "SELECT COUNT(*) FROM one_time_code WHERE words IS NOT NULL"
    while ground.one(due.format(now=int(time.time() * 1_000) - 2_000)) or ground.one(queued) or ground.one(unsent):
        assert time.monotonic() < deadline, f"jobs never run: {unfinished(ground)}"
        ground.box.read()
        time.sleep(0.2)


def unfinished(ground):
    """The unfinished jobs, the queued messages with the state of their jobs, and the codes that wait for a gateway."""
    jobs = ground.rows(
        "SELECT name, state, attempt, run_at, owner, last_error FROM job WHERE state IN ('running', 'available')")[:20]
    letters = ground.rows(
        "SELECT delivery.id, delivery.channel, delivery.attempts, delivery.queued_at, message.kind, job.id, job.state, "
        "job.attempt, job.run_at, job.finished_at, job.owner, job.last_error "
        "FROM delivery JOIN message ON message.id = delivery.message_id "
        "LEFT JOIN job ON job.name = 'inbox.send' AND job.payload LIKE '%' || delivery.id || '%' "
        "WHERE delivery.state = 'queued' ORDER BY delivery.id")[:20]
    codes = ground.rows(
        "SELECT id, purpose, state, attempts, issued_at FROM one_time_code WHERE words IS NOT NULL ORDER BY id")[:20]
    return f"{jobs}, messages: {letters}, codes: {codes}, killed from {ground.begun}"


def check(ground, load, kills, chance):
    """Runs all checks; returns a summary."""
    for address in chance.sample(load.accounts, min(LOOKED_UP, len(load.accounts))):
        assert Visitor(ground.base).sign_in(address), f"{address} was acknowledged, and has no account"
    settle(ground)
    accounts(ground, load)
    entries(ground, load)
    purchases(ground, load)
    payments = payouts(ground, load)
    sent, doubled = messages(ground, kills)
    dead = ground.rows("SELECT name, last_error FROM job WHERE state = 'dead'")
    assert not dead, f"jobs died: {dead}"
    return (
        f"{len(load.accounts)} accounts, {len(load.paid)} purchases ({len(load.voided)} voided), "
        f"{len(load.requested)} incentives requested, {payments} paid, all acknowledged effects there once; "
        f"{sent} messages, {doubled} of them twice (killed between the gateway's answer and our commit)")


def accounts(ground, load):
    there = ground.one("SELECT COUNT(*) FROM account")
    acts = ground.one("SELECT COUNT(*) FROM audit_event WHERE action = 'account.opened'")
    subjects = ground.one("SELECT COUNT(DISTINCT subject) FROM audit_event WHERE action = 'account.opened'")
    assert there == acts == subjects, f"{there} accounts, {subjects} opened by {acts} acts"
    assert there >= len(load.accounts), f"{there} accounts, {len(load.accounts)} acknowledged"


def entries(ground, load):
    """The last acknowledged state of each participant holds, and the wave's counters agree with its entries."""
    state = Counter(dict((state, int(number)) for state, number in ground.rows(
        "SELECT entry.state, COUNT(*) FROM entry JOIN wave ON wave.id = entry.wave_id "
        "WHERE wave.number = 3 GROUP BY entry.state")))
    counted = ground.one(
        "SELECT SUM(wave_gate.joined) FROM wave_gate JOIN wave ON wave.id = wave_gate.wave_id WHERE wave.number = 3")
    told = Counter(load.joined.values())
    assert state["joined"] == counted, f"{state} entries, and the wave's counters say {counted}"
    assert told[True] <= state["joined"] <= told[True] + told[None], f"{state}, acknowledged {told}"


def purchases(ground, load):
    stored = {invoice: (int(number), state) for invoice, number, state in ground.rows(
        "SELECT invoice_code, COUNT(*), MAX(state) FROM purchase WHERE invoice_code IS NOT NULL GROUP BY invoice_code")}
    for invoice in load.paid:
        assert stored.get(invoice, (0, ""))[0] == 1, f"{invoice} was sold, and is stored {stored.get(invoice)} times"
    for invoice in load.voided:
        assert stored[invoice][1] == "voided", f"{invoice} was voided, and is {stored[invoice][1]}"
    owed = ground.rows(
        "SELECT purchase.id, purchase.state, ledger_account.posted FROM purchase "
        "JOIN ledger_account ON ledger_account.code = 'purchase:' || purchase.id || ':escrow' "
        "WHERE purchase.state IN ('voided', 'expired') AND ledger_account.posted <> 0")
    assert not owed, f"money is in escrow of purchases that are over: {owed}"


def payouts(ground, load):
    """The bank has one payment for each instruction; an instruction it never received has a job that will send it."""
    books = rail_books(ground)
    known = {payment["reference"]: payment for payment in books["payments"]}
    rows = ground.rows("SELECT id, state, amount, instalment_id FROM disbursement")
    for reference, times in books["submissions"].items():
        assert times == 1, f"{reference} was submitted to the bank {times} times"
    states = {reference: (state, int(amount)) for reference, state, amount, _ in rows}
    for reference, payment in known.items():
        state, amount = states[reference]
        assert state in ("sent", "paid") and amount == payment["amount"], f"{reference}: {state}, bank {payment}"
    for reference, (state, _) in states.items():
        assert state != "paid" or reference in known, f"{reference} is paid, and unknown to the bank"
    working = {key for (key,) in ground.rows(
        "SELECT unique_key FROM job WHERE name = 'payouts.send' AND state IN ('available', 'running')")}
    for reference, (state, _) in states.items():
        assert state not in ("approved", "sent") or reference in working, f"{reference} is {state} and has no job"
    paid = Counter(instalment for _, state, _, instalment in rows if state == "paid")
    assert not paid or max(paid.values()) == 1, f"paid twice: {paid.most_common(3)}"
    instalments = dict(ground.rows("SELECT id, state FROM instalment"))
    for instalment in load.requested:
        state = instalments[instalment]
        assert state in ("requested", "sent", "paid", "failed"), f"{instalment} was requested and is {state}"
    batches = dict(ground.rows("SELECT id, state FROM payout_batch"))
    for batch in load.approved:
        assert batches[str(batch)] != "drafted", f"batch {batch} was approved and is not"
    return sum(paid.values())


def messages(ground, kills):
    """Each message arrived once; only those a killed worker was sending may have arrived twice."""
    received = Counter()
    for message in ground.box.read():
        found = re.search(r"pesan\.(\d+)(?:\.[0-9a-f]+)?@|/dlr/(\d+)/", message["reference"])
        if found:
            received[found.group(1) or found.group(2)] += 1
    states = dict(ground.rows("SELECT id, state FROM delivery WHERE queued_at >= %d" % ground.begun))
    # A code is its own delivery. One that was used or replaced first, or that failed, need not have arrived.
    states |= dict(ground.rows(
        "SELECT id, CASE WHEN handed_over_at IS NULL THEN 'failed' ELSE 'handed-over' END "
        "FROM one_time_code WHERE issued_at >= %d" % ground.begun))
    missing = [delivery for delivery, state in states.items() if state != "failed" and not received[delivery]]
    assert not missing, f"marked as sent, and not received: {missing}"
    # Older ones were received before the first kill, or were still queued then.
    known = {delivery for (delivery,) in ground.rows("SELECT id FROM delivery UNION ALL SELECT id FROM one_time_code")}
    unknown = [delivery for delivery in received if int(delivery) and delivery not in known]
    assert not unknown, f"received and unknown: {unknown}"
    doubled = [delivery for delivery, times in received.items() if times > 1]
    assert sum(received[delivery] - 1 for delivery in doubled) <= kills * IN_HAND, f"too many arrived twice: {doubled}"
    return len(states), len(doubled)
