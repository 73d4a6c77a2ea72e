#!/usr/bin/env python3
"""REL-1, scenario L3: stopped.py PROGRAM [STOPS] [postgres://…]. The product is halted (SIGSTOP) at random moments, in the middle of
calls to a slow provider, for longer than it may keep its work (half a minute), and then goes on. With the address of a PostgreSQL
server two programs share a database made there, one of which is halted at a time, and the other takes over: what was promised
before has its page to pay on while its first owner still stands. Without one a single program on SQLite is halted and finds out by
itself. Every pledge that was acknowledged is there, every one that was paid is shown as paid, nobody was charged twice, and every
invariant holds."""
import os, random, signal, sys, threading, time
from _drill import *

program, stops, server = sys.argv[1], argument(2, 3), argument(3, None, str)
# A lease is 30 s, and so long keeps PostgreSQL the locks of whoever is idle in a transaction.
LEASE, LONGER = 30, 36
# By then what the one that was halted had is done by the other.
TAKEN_OVER = 60
DONORS, PAUSE = 4, 0.2
# So that a program is mostly in the middle of a call when it is halted.
SLOW = [{"path": "/v1/checkout/sessions", "probability": 0.5, "fault": {"delay_ms": 900}}]
random.seed(3)


class Programs(Served):
    """One program, or two on one database."""

    second = second_site = None

    def start_second(self):
        port, environment = free_port(), self.environment
        self.second_site, self.environment = f"http://localhost:{port}", environment | {"TRIBUTARY_LISTEN": f"127.0.0.1:{port}"}
        try:
            self.second = self.launch(*self.words)
        finally:
            self.environment = environment
        until("the second is ready", lambda: self.answers(self.second_site), 60, 0.05)

    def answers(self, site):
        assert self.second.poll() is None, f"the second program ended with {self.second.returncode}"
        try:
            return Visitor(site).ask("/readyz", timeout=5).status == 200
        except OSError:
            return False

    def running(self):
        """The programs and where they answer."""
        them = [(self.child, self.site)]
        return them + [(self.second, self.second_site)] if self.second else them

    def close(self):
        if self.second:
            self.second.kill()
            self.second.wait()
        super().close()


class Load:
    """Donors who turn to a program that runs, and what they were told."""

    def __init__(self, place):
        self.place, self.enough, self.sites = place, threading.Event(), [site for _, site in place.running()]
        self.acknowledged, self.paid, self.refused, self.busy = [], [], [], 0
        self.donors = [threading.Thread(target=self.give, daemon=True, args=(it,)) for it in range(DONORS)]
        for it in self.donors:
            it.start()

    def site(self):
        return random.choice(self.sites)

    def give(self, number):
        while not self.enough.is_set():
            try:
                self.give_once(donor(self.site()), KEEP_IT_ALL[number % len(KEEP_IT_ALL)])
            except OSError:
                pass
            except AssertionError as error:
                # A database whose locks somebody halted holds may be busy; anything else is wrong.
                if isinstance(error.args[0], tuple) and error.args[0][0] >= 500:
                    self.busy += 1
                else:
                    self.refused.append(error.args)
            time.sleep(PAUSE)

    def ask(self, visitor, path, form=None):
        """Asks until it is answered: a donor who hears nothing, or that it is busy, presses the button again, wherever that leads."""
        while not self.enough.is_set():
            visitor.site = self.site()
            try:
                answer = visitor.ask(path, form, timeout=10)
                if answer.status < 500:
                    return answer
                self.busy += 1
            except OSError:
                pass
            time.sleep(PAUSE)
        return None

    def give_once(self, visitor, slug):
        form = fill_in(visitor, slug)
        answer = self.ask(visitor, f"/c/{slug}/pledges", form)
        if not answer:
            return
        if answer.status != 303:
            self.refused.append((answer.status, answer.text[:1000]))
            return
        pledge = form["pledge"]
        self.acknowledged.append(pledge)
        for _ in range(10):
            answer = self.ask(visitor, f"/p/{pledge}/pay")
            if answer and "/checkout/" in answer.location:
                if pay(visitor, answer.location):
                    self.paid.append(pledge)
                return
            time.sleep(PAUSE)

    def stop(self):
        self.enough.set()
        for it in self.donors:
            it.join(60)


def at(site, pledge):
    return stands(Visitor(site), pledge)


def halt(place, load):
    """Halts one of them for longer than its lease. How long it took until all that was promised before had its page."""
    them = place.running()
    halted = random.randrange(len(them))
    process, others = them[halted][0], [site for number, (_, site) in enumerate(them) if number != halted]
    if others:
        load.sites = others
    process.send_signal(signal.SIGSTOP)
    begun, before, took = time.monotonic(), list(load.acknowledged), None
    try:
        while others and time.monotonic() - begun < TAKEN_OVER:
            if not [it for it in before[-40:] if at(others[0], it) == "Opening the payment page"]:
                took = time.monotonic() - begun
                break
            time.sleep(0.5)
        time.sleep(max(LONGER - (time.monotonic() - begun), 0))
    finally:
        process.send_signal(signal.SIGCONT)
        load.sites = [site for _, site in them]
    assert not others or took is not None, f"nobody took over within {TAKEN_OVER} s"
    return took


def known(place, load):
    """Each program says of each pledge what donors were told."""
    for _, site in place.running():
        each(load.acknowledged, lambda it: at(site, it))
    begun, late = time.monotonic(), load.paid
    while late := [it for it, how in zip(late, each(late, lambda it: at(place.site, it))) if how in UNDER_WAY]:
        assert time.monotonic() - begun < 300, f"paid and not known to be: {late}"
        time.sleep(1)
    print(f"the last payment was known {time.monotonic() - begun:.1f} s after the last donor left")


def drill(place):
    place.start()
    if server:
        place.start_second()
    place.faults(SLOW)
    load, begun, took = Load(place), time.monotonic(), []
    for _ in range(stops):
        time.sleep(random.uniform(2, 5))
        took.append(halt(place, load))
    time.sleep(5)
    load.stop()
    place.faults()
    print(f"{stops} stops of at least {LONGER} s (a lease is {LEASE} s) in {time.monotonic() - begun:.0f} s; {len(load.acknowledged)} pledges acknowledged, "
          f"{len(load.paid)} paid, {load.busy} answers that it is busy, {len(load.refused)} forms refused")
    if server:
        print(f"what was promised before had its page {', '.join(f'{it:.1f} s' for it in took)} after each stop (at most {TAKEN_OVER} s)")
    assert not load.refused, load.refused[:3]
    assert len(load.paid) > stops, "the load was no load"
    known(place, load)
    until("what was said is heard", place.is_quiet, 120)
    charges = place.charges()
    # Whoever was answered when everybody was told to stop may have paid without hearing so.
    wrong = [it for it in load.acknowledged if len(charges[id_of(it)]) > 1 or (it in load.paid and not charges[id_of(it)])]
    assert not wrong, {it: charges[id_of(it)] for it in wrong}
    for process, _ in place.running():
        process.kill()
        process.wait()
    print(f"{place.check()} rules hold")


with database_on(server) as database, Programs(program, database=database) as place:
    drill(place)
print("ok")
