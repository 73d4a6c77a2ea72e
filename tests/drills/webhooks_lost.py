#!/usr/bin/env python3
"""REL-3: webhooks_lost.py PROGRAM [GIFTS] [SEED]. Gifts, one in ten with a card that is refused, while webhooks come six times,
shuffled, late, wrongly signed, before the answer to the call that caused them, or one in a hundred not at all; while all are
lost; and while all come a day late. What webhooks do not tell is found within ten minutes of the clock, whether a gift was paid
at once or some time later. When the last webhook has come each page says what the provider's books say, the totals agree, and
every invariant holds."""
import collections, random, sys, time
from _drill import *

program, many, seed = sys.argv[1], argument(2, 150), argument(3, 3)
FOUND_WITHIN = 10
dice = random.Random(seed)
DISORDER = [{"fault": {"duplicate": 5}}, {"fault": "shuffle"}, {"probability": 0.01, "fault": "drop"},
            {"probability": 0.2, "fault": {"delay_seconds": 20}}, {"probability": 0.02, "fault": "wrong_signature"},
            {"probability": 0.02, "fault": "stale_timestamp"}]
# The provider opens the page and tells of it, and the answer to the call never comes.
EARLY = [{"path": "/v1/checkout/sessions", "method": "POST", "probability": 0.1, "fault": {"drop_answer_after": 300}}]


class Gift:
    def __init__(self, place, number):
        self.visitor, self.slug = place.donor(), KEEP_IT_ALL[number % len(KEEP_IT_ALL)]
        self.good = dice.random() >= 0.1
        self.id = begin_gift(self.visitor, self.slug)
        self.page = checkout(self.visitor, self.id)

    def pay(self):
        assert pay(self.visitor, self.page, GOOD if self.good else DECLINED) == self.good

    def is_known(self):
        return not self.good or stands(self.visitor, self.id) == "Paid"


def unknown(gifts):
    return [it for it, known in zip(gifts, each(gifts, lambda it: it.is_known())) if not known]


def came(place):
    return {name.split('"')[1]: int(value) for name, value in place.metrics().items() if name.startswith("tributary_webhooks_total")}


def all_came(place):
    """Waits until no webhook comes any more."""
    before = None
    while before != (before := came(place)):
        time.sleep(2)
    return before


def found(place, what, gifts):
    """Lets minutes pass until each gift that was paid is shown so."""
    begun, late = len(gifts), gifts
    for minutes in range(FOUND_WITHIN + 1):
        for _ in range(8):
            if not (late := unknown(late)):
                print(f"{what}: all of {begun} known after {minutes} minutes of the clock (at most {FOUND_WITHIN})")
                return
            time.sleep(0.25)
        place.advance("PT1M")
    raise SystemExit(f"{what}: not known after {minutes} minutes: {[it.id for it in late]}")


def drill(place):
    place.faults(EARLY, DISORDER, seed)
    gifts = each(range(many // 2), lambda it: Gift(place, it))
    each(gifts, Gift.pay)
    print(f"webhooks of {len(gifts)} gifts: {all_came(place)}; {len(unknown(gifts))} gifts not known without a look")
    found(place, "six times, shuffled, late, one in a hundred lost", gifts)
    place.faults(webhooks=[{"fault": "drop"}])
    at_once, later = (each(range(many // 8), lambda it: Gift(place, it)) for _ in range(2))
    each(at_once, Gift.pay)
    found(place, "all lost, paid at once", at_once)
    # Past the looks that are soon: what is left is the list of events, every ten minutes.
    for span in ("PT40S", "PT2M", "PT1M"):
        place.advance(span)
        time.sleep(2)
    each(later, Gift.pay)
    found(place, "all lost, paid after minutes", later)
    place.faults(webhooks=[{"fault": {"delay_seconds": 86400}}])
    a_day = each(range(many - len(gifts + at_once + later)), lambda it: Gift(place, it))
    each(a_day, Gift.pay)
    found(place, "a day late", a_day)
    gifts += at_once + later + a_day
    before = came(place)
    for _ in range(25):
        place.advance("PT1H")
        time.sleep(0.5)
    late = sum(all_came(place).values()) - sum(before.values())
    assert late > 0, "no webhook came late"
    until("what was said is heard", place.is_quiet)
    print(f"after the day {late} late webhooks had come; {compare(place, gifts)}")


def compare(place, gifts):
    charges, held, ends = place.charges(), collections.Counter(), collections.Counter()
    for it in gifts:
        how = stands(it.visitor, it.id)
        ends[how] += 1
        assert (len(charges[id_of(it.id)]), how) == ((1, "Paid") if it.good else (0, "Not completed")), (it.id, how, charges[id_of(it.id)])
        held[it.slug] += sum(pay["amount"] for pay in charges[id_of(it.id)])
    raised = {slug: place.raised(slug) for slug in KEEP_IT_ALL}
    assert raised == {slug: held[slug] for slug in KEEP_IT_ALL}, (raised, held)
    return dict(ends)


with Place(program) as place:
    place.start()
    place.laid_out()
    drill(place)
    place.nobody_charged_twice()
    place.stop()
    print(f"{place.check()} rules hold")
    print("ok")
