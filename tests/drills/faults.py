#!/usr/bin/env python3
"""REL-2: faults.py PROGRAM [PLEDGES] [SEED]. The provider fails in eleven ways, by a seed, while pledges (the plan has 10,000) are
made and paid with good, refused and asked-for cards; then it works again and hours pass. Every pledge has come to its end, with
exactly one charge or none; both books agree; meanwhile no saga was stuck for more than 15 minutes of the clock, and in the end none
is; every invariant holds. Then nothing it is asked for works: forms are still taken, and a pledge that is older than a minute is
answered within a second, in words; once it works again each of these is paid."""
import collections, random, sys, threading, time
from _drill import *

program, many, seed = sys.argv[1], argument(2, 150), argument(3, 7)
CHANCE = 0.03
# The client waits for ten seconds.
LONGER = 11_000
# So many failures open the breaker, and a call of each pledge may be under way then.
BREAKER_AT = 10
KINDS = [{"error_before": 500}, {"error_before": 503}, {"stored_error_before": 500}, {"error_after": 500}, {"drop_before": 0},
         {"drop_before": LONGER}, {"drop_answer_after": 0}, {"drop_answer_after": LONGER}, {"delay_ms": 2000}, {"rate_limit": 1}, "conflict"]
# The cards that a donor tries, what they tell the bank, and how many of a hundred do so.
DONORS = [(45, [GOOD], "complete"), (15, [DECLINED, GOOD], "complete"), (10, [NO_FUNDS], "complete"), (15, [BANK_ASKS], "complete"),
          (10, [BANK_ASKS], "fail"), (5, [], "complete")]
# No saga may be stuck for longer, in minutes of the clock.
STUCK_FOR = 15
dice = random.Random(seed)


class Watch:
    """How long sagas were stuck without a pause, in minutes of the clock: it goes on by itself, and is moved."""

    def __init__(self, place):
        self.place, self.moved, self.longest, self.since, self.enough = place, 0, 0, None, threading.Event()
        self.begun, self.looking = time.monotonic(), threading.Lock()
        self.thread = threading.Thread(target=self.work, daemon=True)
        self.thread.start()

    def work(self):
        while not self.enough.wait(5):
            self.look()

    def look(self):
        with self.looking:
            try:
                stuck = sum(value for name, value in self.place.metrics().items() if "stuck_sagas" in name)
            except OSError:
                return
            now = self.moved + (time.monotonic() - self.begun) / 60
            self.since = (now if self.since is None else self.since) if stuck else None
            self.longest = max(self.longest, now - self.since if stuck else 0)

    def advance(self, minutes):
        self.place.advance(f"PT{minutes}M")
        self.moved += minutes

    def end(self):
        self.enough.set()
        self.thread.join(60)
        self.look()
        print(f"no saga was stuck for longer than {self.longest:.0f} minutes of the clock (at most {STUCK_FOR})")
        assert self.longest <= STUCK_FOR, "a saga was stuck for too long"


class Pledge:
    def __init__(self, number):
        _, self.cards, self.bank = dice.choices(DONORS, [it[0] for it in DONORS])[0]
        self.slug, self.taken, self.waits = KEEP_IT_ALL[number % len(KEEP_IT_ALL)], False, False

    def make(self, place):
        self.visitor = place.donor()
        self.id = begin_gift(self.visitor, self.slug)

    def pay(self, seconds):
        try:
            page = checkout(self.visitor, self.id, seconds)
        except SystemExit:
            self.waits = True
            return
        self.waits, self.taken = False, any([pay(self.visitor, page, card, self.bank) for card in self.cards])

    def stands(self):
        return stands(self.visitor, self.id)


def struck(place, path=""):
    return sum(path in it["path"] for it in place.logged("the payment provider did not do it"))


def under_faults(place, watch):
    place.faults([{"probability": CHANCE, "fault": it} for it in KINDS], seed=seed)
    pledges, begun = [Pledge(it) for it in range(many)], time.monotonic()

    def give(pledge):
        pledge.make(place)
        pledge.pay(15)
    each(pledges, give)
    late = [it for it in pledges if it.waits]
    print(f"{many} pledges in {time.monotonic() - begun:.0f} s with {CHANCE:.0%} of each of {len(KINDS)} faults: {struck(place)} calls answered with an error, "
          f"{sum(it.taken for it in pledges)} payments taken, {len(late)} pages not open after 15 s")
    place.faults()
    for minutes in (1, 2, 4, 5):
        watch.advance(minutes)
        time.sleep(1)
        watch.look()
    each(late, lambda it: it.pay(10))
    for steps in range(48):
        if not (open_ := [it for it in pledges if it.stands() in UNDER_WAY]):
            break
        watch.advance(15)
        time.sleep(0.5)
        watch.look()
    assert not open_, [(it.id, it.stands()) for it in open_]
    print(f"all came to their end within {steps * 15 + 12} minutes of the clock; of the late pages {sum(it.waits for it in late)} never opened")
    come_to(place, pledges)


def come_to(place, pledges):
    """The page of each says what the provider's books say."""
    charges, ends, held = place.charges(), collections.Counter(), collections.Counter()
    for it in pledges:
        payments, how = charges[id_of(it.id)], it.stands()
        ends[how] += 1
        assert len(payments) <= 1, ("charged more than once", it.id, payments)
        kept = sum(pay["amount"] - pay["amount_refunded"] for pay in payments)
        assert (kept > 0) == (how == "Paid"), (it.id, how, payments)
        assert it.taken == bool(payments), (it.id, how, payments)
        held[it.slug] += kept
    until("what was said is heard", place.is_quiet)
    raised = {slug: place.raised(slug) for slug in KEEP_IT_ALL}
    assert raised == {slug: held[slug] for slug in KEEP_IT_ALL}, (raised, held)
    stuck = {name: value for name, value in place.metrics().items() if ("stuck_sagas" in name or "stale_sagas" in name) and value}
    assert not stuck, stuck
    print(f"they ended as {dict(ends)}")


def without_provider(place):
    opens = "/checkout/sessions"
    # So that no call of before is counted: the breaker looks at half a minute.
    place.advance("PT1M")
    time.sleep(1)
    before = struck(place, opens)
    place.faults([{"fault": {"error_before": 500}}])
    pledges, forms, waits, pages = [Pledge(it) for it in range(12)], [], [], []
    for it in pledges:
        begun = time.monotonic()
        it.make(place)
        forms.append(time.monotonic() - begun)
    waits = each(pledges, lambda it: it.visitor.ask(f"/p/{it.id}/pay").seconds, len(pledges))
    tried = struck(place, opens) - before
    place.advance("PT61S")
    for it in pledges:
        for path in (f"/p/{it.id}/pay", f"/p/{it.id}"):
            answer = it.visitor.ask(path)
            pages.append(answer.seconds)
            assert answer.status == 200 and "does not answer" in answer.text and "is kept until" in answer.text, (path, answer.text)
    opened = [name for name, value in place.metrics().items() if name.startswith("tributary_breaker_open") and value]
    print(f"nothing works: forms taken within {max(forms):.2f} s, pages answered within {max(waits):.2f} s at once and {max(pages):.3f} s after "
          f"a minute (at most 1 s); {tried} calls to open {len(pledges)} pages until then, open breakers: {opened}")
    assert opened and 0 < tried <= BREAKER_AT + len(pledges), "the breaker opened late"
    assert max(pages) <= 1, "whoever looks waits for the provider"
    place.faults()
    place.advance("PT1M")
    for it in pledges:
        it.cards, it.bank = [GOOD], "complete"
        it.pay(60)
        assert it.taken, it.id
    until("each of them counts", lambda: all(it.stands() == "Paid" for it in pledges), 60)
    assert all(len(them) == 1 for them in map(place.charges().get, [id_of(it.id) for it in pledges]))
    print("it works again: each of these was paid")


with Place(program) as place:
    place.start()
    place.laid_out()
    watch = Watch(place)
    under_faults(place, watch)
    watch.end()
    without_provider(place)
    place.nobody_charged_twice()
    place.stop()
    print(f"{place.check()} rules hold")
    print("ok")
