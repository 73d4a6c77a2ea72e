#!/usr/bin/env python3
"""REL-9: refunds.py PROGRAM [GIFTS] [KILLS] [AWAY]. A moderator cancels a campaign with many paid gifts, and finance agrees. While
the batch gives them back, one in a hundred calls fails in each of five ways and the program is killed again and again (ten times from
ten thousand gifts on; the plan has 100,000); the provider outlives it. What it answered with an error that it keeps is looked for
during ten minutes, so the demo goes on from there and its clock is moved. The batch's page shows how far it is; at the end what was
refunded is what was charged, nobody was refunded twice, the provider was asked for no more than 25 refunds a second (and, where there
are enough of them to tell, for no less than that by a twentieth), and every invariant holds. AWAY: for so many seconds it takes no
refunds at all first (12)."""
import collections, random, re, sys, time
from _drill import *

program, many = sys.argv[1], argument(2, 150)
kills, away = argument(3, 10 if many >= 10_000 else 5), argument(4, 12)
SLUG, MOST_A_SECOND, CHANCE = "a-library-that-floats", 25, 0.01
# So much slower it may be, over so many seconds at least in which nobody disturbs it.
SLOWER, LONG_ENOUGH = 0.05, 30
# Kills are spread over all of it, and whoever looks at each of them takes longer where there are more.
SPREAD, PATIENCE = max(1, many / 1500), 120 + many / 10
FAULTS = [{"error_before": 500}, {"stored_error_before": 500}, {"error_after": 500}, {"drop_answer_after": 0}, {"rate_limit": 1}]
random.seed(9)


def give(place, number):
    visitor = place.donor()
    pledge = begin_gift(visitor, SLUG, str(10 + number % 90))
    assert pay(visitor, checkout(visitor, pledge))
    return pledge


def cancel(place):
    moderator = place.visitor().sign_in("moderator")
    campaign = next(it for it in re.findall(r'<tr>.*?</tr>', moderator.ask("/backoffice/campaigns").text, re.S) if SLUG in it or "A library that floats" in it)
    path = re.search(r'href="(/backoffice/campaigns/[^"]+)"', campaign).group(1)
    form = {"_token": field(moderator.ask(path).text, "_token"), "step": "cancel", "reason": "The boat was sold to somebody else."}
    answer = moderator.ask(f"{path}/intervention", form)
    assert answer.status == 303, (answer.status, answer.text[:2000])
    finance, room = place.visitor().sign_in("finance"), "/backoffice/cancellations"
    page = finance.ask(room).text
    waits = re.search(r'action="(/backoffice/cancellations/[^"]+)"', page)
    if not waits:  # so little was given that one person decides
        return
    form = {"_token": field(page, "_token"), "hash": field(page, "hash")}
    answer = finance.ask(waits.group(1), form)
    assert (answer.status, answer.location) == (303, room), (answer.status, answer.text[:2000])


class Batch:
    """The batch's page, as finance sees it."""

    def __init__(self, place):
        self.finance, self.seen = place.visitor().sign_in("finance"), []
        self.path = until("the batch is there", self.find, 60)

    def find(self):
        found = re.search(r'href="(/backoffice/batches/[^"]+)"', self.finance.ask("/backoffice/batches").text)
        return found and found.group(1)

    def look(self):
        page = self.finance.ask(self.path)
        assert page.status == 200, (page.status, page.text[:2000])
        self.seen.append(int(re.search(r'<progress[^>]* value="(\d+)"', page.text).group(1)))
        facts = dict(re.findall(r'<dt>([^<]*)</dt><dd class="num">(\d+)</dd>', page.text))
        return {name: int(value) for name, value in facts.items()}, "<dt>Done</dt>" in page.text


def through(place, batch):
    """Looks until what was on its way when it was killed is somebody else's, after half a minute, and what is left waits for ten. How
    the batch stands then, and when few were left."""
    begun, changed, left, few = time.monotonic(), time.monotonic(), many, None
    while left and time.monotonic() - changed < 45:
        counts, done = batch.look()
        before, left = left, counts["Waiting"] + counts["On their way"]
        if left != before:
            changed = time.monotonic()
        if not few and left <= many // 10:
            # From here on it may be what failed that is waited for.
            few = time.time()
        time.sleep(0.25)
    print(f"after {time.monotonic() - begun:.0f} s more {left} are left")
    few = few or time.time()
    place.goes_on_as_demo()
    for _ in range(15):
        counts, done = batch.look()
        if done:
            return counts, few
        place.advance("PT1M")
        time.sleep(1.5)
    raise SystemExit(f"the batch is not through: {counts}")


def keeps_pace(times, start, end):
    """Whether refunds were asked for about as fast as they may be, from `start` to `end`. One in a hundred is never answered."""
    if end - start < LONG_ENOUGH:
        print(f"{end - start:.0f} s without a kill: too short to tell the rate")
        return True
    rate = sum(start <= it < end for it in times) / (end - start) / (1 - CHANCE)
    print(f"{rate:.1f} calls a second during {end - start:.0f} s without a kill ({MOST_A_SECOND}, or less by {SLOWER:.0%} at most)")
    return rate >= MOST_A_SECOND * (1 - SLOWER)


def drill(place):
    place.start()
    gifts = each(range(many), lambda it: give(place, it))
    until("each gift counts", lambda: set(each(gifts, lambda it: stands(place.visitor(), it))) == {"Paid"}, PATIENCE)
    if away:
        place.faults([{"path": "/v1/refunds", "fault": {"error_before": 503}}])
    cancel(place)
    batch, begun = Batch(place), time.monotonic()
    time.sleep(away)
    place.faults([{"probability": CHANCE, "fault": it} for it in FAULTS])
    for _ in range(kills):
        end = time.monotonic() + random.uniform(0.3, 1.6) * SPREAD
        while time.monotonic() < end:
            batch.look()
            time.sleep(0.1)
        place.kill()
        place.start()
    undisturbed = time.time() + 5
    counts, few = through(place, batch)
    times, asked = place.answered("/refunds"), place.asked("/refunds")
    print(f"{many} gifts given back within {time.monotonic() - begun:.0f} s with {kills} kills: {counts}")
    print(f"its page showed {list(dict.fromkeys(batch.seen))} %")
    print(f"{len(times)} answers to calls for a refund, at most {most_a_second(asked)} calls within a second (at most {MOST_A_SECOND})")
    assert counts["Money is back"] == many, counts
    assert batch.seen == sorted(batch.seen) and len(set(batch.seen) - {0, 100}) >= 3, batch.seen
    until("each donor reads so", lambda: set(each(gifts, lambda it: stands(place.visitor(), it))) == {"Refunded"}, PATIENCE)
    books, charges = place.steer("ledger"), place.charges()
    sums = books["sums"]["gbp"]
    assert sums["charged"] == sums["refunded"] > 0, sums
    assert all(len(charges[id_of(it)]) == 1 and charges[id_of(it)][0]["amount"] == charges[id_of(it)][0]["amount_refunded"] for it in gifts)
    refunds = collections.Counter(it["payment_intent"] for it in books["entries"] if it["kind"] == "refund")
    assert set(refunds.values()) == {1} and len(refunds) == many, refunds.most_common(3)
    print(f"charged {sums['charged'] / 100:.2f}, refunded {sums['refunded'] / 100:.2f}, each once")
    assert place.raised(SLUG) == 0
    assert most_a_second(asked) <= MOST_A_SECOND, "faster than the provider allows"
    assert keeps_pace(times, undisturbed, few), "slower than the provider allows"
    until("what was said is heard", place.is_quiet)
    place.kill()
    print(f"{place.check()} rules hold")


with Served(program, log="info,payments=debug") as place:
    drill(place)
    print("ok")
