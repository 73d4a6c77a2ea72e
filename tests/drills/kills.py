#!/usr/bin/env python3
"""REL-1: kills.py PROGRAM [KILLS] [postgres://…]. The product, with a provider that outlives it, is killed at random moments
while donors give as fast as they are answered, and started again on the same data. Every pledge that was acknowledged is
there, every one that was paid is shown as paid, nobody was charged twice, every invariant holds, and each start is ready
within two seconds. With the address of a PostgreSQL server, on a database made there for this."""
import random, sys, threading, time
from _drill import *

program, kills, server = sys.argv[1], argument(2, 25), argument(3, None, str)
DONORS, READY_WITHIN = 8, 2.0
random.seed(1)


class Load:
    """Donors at work, and what they were told."""

    def __init__(self, place):
        self.place, self.enough = place, threading.Event()
        self.acknowledged, self.paid, self.refused = [], [], []
        self.donors = [threading.Thread(target=self.give, daemon=True, args=(it,)) for it in range(DONORS)]
        for it in self.donors:
            it.start()

    def give(self, number):
        while not self.enough.is_set():
            try:
                self.give_once(self.place.donor(), KEEP_IT_ALL[number % len(KEEP_IT_ALL)])
            except OSError:
                time.sleep(0.05)
            except AssertionError as error:
                self.refused.append(error.args)

    def give_once(self, visitor, slug):
        form = fill_in(visitor, slug)
        while True:
            try:
                answer = visitor.ask(f"/c/{slug}/pledges", form)
                break
            except OSError:
                # A donor who hears nothing presses the button again.
                time.sleep(0.03)
        if answer.status != 303:
            self.refused.append((answer.status, answer.text[:1000]))
            return
        pledge = form["pledge"]
        self.acknowledged.append(pledge)
        page = visitor.ask(f"/p/{pledge}/pay").location
        if "/checkout/" in page and pay(visitor, page):
            self.paid.append(pledge)

    def stop(self):
        self.enough.set()
        for it in self.donors:
            it.join(60)


def drill(place):
    starts, begun = [place.start()], time.monotonic()
    load = Load(place)
    for _ in range(kills):
        time.sleep(random.uniform(0.05, 1.5))
        place.kill()
        starts.append(place.start())
    time.sleep(1)
    load.stop()
    took = time.monotonic() - begun
    print(f"{kills} kills in {took:.0f} s; {len(load.acknowledged)} pledges acknowledged ({len(load.acknowledged) / took:.0f} a second, starts counted), "
          f"{len(load.paid)} paid; {len(load.refused)} forms refused")
    print(f"ready after {max(starts):.2f} s at most, {sorted(starts)[len(starts) // 2]:.2f} s in the middle (at most {READY_WITHIN} s)")
    assert not load.refused, load.refused[:3]
    assert len(load.acknowledged) > kills, "the load was no load"
    each(load.acknowledged, lambda it: stands(place.visitor(), it))
    begun, late = time.monotonic(), load.paid
    while late := [it for it, how in zip(late, each(late, lambda it: stands(place.visitor(), it))) if how in UNDER_WAY]:
        assert time.monotonic() - begun < 180, f"paid and not known to be: {late}"
        time.sleep(0.5)
    print(f"the last payment was known {time.monotonic() - begun:.1f} s after the last kill")
    until("what was said is heard", place.is_quiet, 60)
    charges = place.charges()
    wrong = [it for it in load.acknowledged if len(charges[id_of(it)]) != (it in load.paid)]
    assert not wrong, {it: charges[id_of(it)] for it in wrong}
    place.kill()
    print(f"{place.check()} rules hold")
    assert max(starts) <= READY_WITHIN, "a start took too long"


with database_on(server) as database, Served(program, database=database) as place:
    drill(place)
print("ok")
