#!/usr/bin/env python3
"""REL-14: restore.py PROGRAM. The demo with its own provider, which forgets nothing. A gift is begun; an encrypted copy
is made while the program runs; the gift is paid; the program is killed and the older copy put back. Then every invariant,
the audit log, a sign-in; the payment that the copy does not know is found at the provider, nobody is charged twice, and one
more gift goes through."""
import os, re, sys, time
from _drill import *


def settled(visitor, pledge):
    return stands(visitor, pledge) not in UNDER_WAY


with Place(sys.argv[1], past=True) as place:
    place.configure()
    copy, key = place.here / "copy", place.here / "key"
    place.start()
    until("the demo's past", lambda: "the demo's past stays" in (said := place.log.read_text(errors="replace")) or "the demo has a past" in said, 300)
    home = place.visitor().ask("/").text
    slugs = dict.fromkeys(re.findall(r'href="/c/([a-z0-9-]+)"', home))
    slug = next(it for it in slugs if "charged once, today" in place.visitor().ask(f"/c/{it}/give").text)
    donor = place.visitor()
    pledge = begin_gift(donor, slug)
    page = checkout(donor, pledge)
    key.write_text(os.urandom(32).hex() + "\n")
    begun = time.time()
    place.run("backup", "--to", str(copy), "--key-file", str(key))
    print(f"copy: {copy.stat().st_size} bytes, {time.time() - begun:.1f} s")
    assert pay(donor, page)
    until("the gift counts", lambda: settled(donor, pledge))
    place.kill()
    begun = time.time()
    place.run("restore", "--from", str(copy), "--key-file", str(key), "--replace")
    place.run("check", "--data", str(place.data))
    place.run("audit", "verify", "--data", str(place.data))
    place.start()
    print(f"back after {time.time() - begun:.1f} s")
    assert not settled(donor, pledge), "the copy knows a payment that came after it"
    place.advance("PT20M")
    until("the payment made meanwhile is found", lambda: settled(donor, pledge), 120)
    print("the payment that the copy does not know was found at the provider")
    place.visitor().sign_in("finance")
    other = place.visitor()
    pledge = begin_gift(other, slug)
    assert pay(other, checkout(other, pledge))
    until("one more gift counts", lambda: settled(other, pledge))
    place.nobody_charged_twice()
    place.stop()
    place.run("check", "--data", str(place.data))
    print("ok")
