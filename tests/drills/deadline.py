#!/usr/bin/env python3
"""REL-7: deadline.py PROGRAM [PROMISES]. Two all-or-nothing campaigns of the demo get promises with saved cards, of which some will
be refused later, and the clock passes both deadlines. Of the one that misses its goal nobody is charged and everybody is let go.
Of the other each good card is charged once, at no more than 25 calls a second, though the program is killed in the middle and
started again; refused cards are charged nothing, within a week end their promise, and every invariant holds."""
import collections, sys, time
from _drill import *

program, many = sys.argv[1], argument(2, 100)
MOST_A_SECOND = 25
FAILS, SUCCEEDS, GOAL = "a-roof-for-the-high-hut", "the-looms-of-the-old-mill", 18_000
ONCE_ASKED = "4000002500003155"
# Of twenty promises so many have a card that is refused when it is charged: outright, or because the bank asks each time.
CARDS = [FAILS_LATER, FAILS_LATER, BANK_ASKS, ONCE_ASKED, ONCE_ASKED] + [GOOD] * 15
REFUSED = {FAILS_LATER, BANK_ASKS}


class Promise:
    def __init__(self, place, slug, amount, number):
        self.visitor, self.card = place.donor(), CARDS[number % len(CARDS)]
        self.id = begin_gift(self.visitor, slug, str(amount))
        assert pay(self.visitor, checkout(self.visitor, self.id), self.card)

    def stands(self):
        return stands(self.visitor, self.id)


def ends(promises):
    return collections.Counter(each(promises, Promise.stands))


def until_all(promises, how, seconds=60):
    until(f"all are “{how}”", lambda: set(ends(promises)) == {how}, seconds)


def charged(place, promises):
    charges = place.charges()
    return sum(len(charges[id_of(it.id)]) for it in promises)


def it_fails(place, missed, other):
    for _ in range(7):
        place.advance("PT24H")
        time.sleep(0.5)
    until_all(missed, "Cancelled, never charged")
    assert charged(place, missed) == 0 and set(ends(other)) == {"Card saved, not charged"}
    print(f"the goal was missed: {len(missed)} promises let go, none charged")


def wave(place, promises):
    """Time passes until the first cards are charged, and is left alone then: it is what keeps the charges apart."""
    steps = 0
    while not charged(place, promises):
        place.advance("PT12H")
        for _ in range(16):
            time.sleep(0.25)
            if charged(place, promises):
                break
        assert (steps := steps + 1) < 20, "no card was charged"
    until("a quarter is charged", lambda: charged(place, promises) >= len(promises) // 4, 60, 0.02)
    place.kill()
    done = len(place.answered("/payment_intents"))
    back = place.start()
    print(f"killed when {done} of {len(promises)} charges were asked for, ready again after {back:.2f} s")
    good, refused = ([it for it in promises if (it.card in REFUSED) == which] for which in (False, True))
    begun = time.monotonic()
    until_all(good, "Paid", 120)
    until("every card was tried", lambda: all("could not be charged" in it.visitor.ask(f"/p/{it.id}").text for it in refused), 60)
    times, asked = place.answered("/payment_intents"), place.asked("/payment_intents")
    print(f"{len(good)} charged and {len(refused)} refused within {time.monotonic() - begun:.1f} s of that; {len(times)} calls, "
          f"at most {most_a_second(asked)} calls within a second (at most {MOST_A_SECOND})")
    charges = place.charges()
    wrong = {it.id: charges[id_of(it.id)] for it in promises if len(charges[id_of(it.id)]) != (it in good)}
    assert not wrong, wrong
    assert most_a_second(asked) <= MOST_A_SECOND, sorted(asked)
    return good, refused


def a_week(place, good, refused):
    for _ in range(16):
        place.advance("PT12H")
        time.sleep(1)
    until_all(refused, "Cancelled, never charged")
    until_all(good, "Paid")
    assert charged(place, refused) == 0 and charged(place, good) == len(good)
    until("what was said is heard", place.is_quiet)
    print(f"after a week: {len(good)} paid, {len(refused)} ended without a charge")


with Place(program, log="info,payments=debug") as place:
    place.start()
    place.laid_out()
    missed = each(range(many // 4), lambda it: Promise(place, FAILS, 10, it))
    promises = each(range(many), lambda it: Promise(place, SUCCEEDS, GOAL * 5 // many // 4, it))
    until_all(missed + promises, "Card saved, not charged")
    assert place.raised(SUCCEEDS) >= GOAL * 100, "too little for the goal"
    it_fails(place, missed, promises)
    a_week(place, *wave(place, promises))
    place.nobody_charged_twice()
    place.stop()
    print(f"{place.check()} rules hold")
    print("ok")
