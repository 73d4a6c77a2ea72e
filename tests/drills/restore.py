#!/usr/bin/env python3
"""REL-14: restore.py PROGRAM [postgres://…]. The demo with its own provider, which forgets nothing. A gift is begun; an
encrypted copy is made while the program runs; the gift is paid; the program is killed and the older copy put back, with the
keys of persons of a newer one, as whoever was forgotten between them would want it. Then every invariant, the audit log, a
sign-in; the payment that the copy does not know is found at the provider, nobody is charged twice, and one more gift goes
through. With the address of a PostgreSQL server, on a database made there for this, which is lost with the program: the copy
is put into an empty one, by bin/backup-postgres and bin/restore-postgres."""
import os, re, sys, time
from _drill import *

program, server = sys.argv[1], argument(2, None, str)


def settled(visitor, pledge):
    return stands(visitor, pledge) not in UNDER_WAY


def script(place, name, *words):
    """A script of bin/, as whoever runs the place would call it."""
    path, environment = pathlib.Path(__file__).resolve().parents[2] / "bin" / name, place.environment | {"TRIBUTARY": place.program}
    done = subprocess.run([path, *map(str, words)], env=environment, cwd=place.here, capture_output=True, text=True)
    assert done.returncode == 0, (name, done.stdout[-3000:], done.stderr[-3000:])


def make_copy(place, copy, key):
    if place.database:
        return script(place, "backup-postgres", copy, key)
    place.run("backup", "--to", str(copy), "--key-file", str(key))


def put_back(place, copy, keys, key):
    if place.database:
        name = place.database.rpartition("/")[2]
        sql(server, f"DROP DATABASE {name} WITH (FORCE)")
        sql(server, f"CREATE DATABASE {name}")
        return script(place, "restore-postgres", copy, key, keys)
    place.run("restore", "--from", str(copy), "--keys-from", str(keys), "--key-file", str(key), "--replace")


def drill(place):
    place.configure()
    copy, later, key = place.here / "copy", place.here / "later", place.here / "key"
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
    make_copy(place, copy, key)
    keys = copy.with_name("copy.keys")
    print(f"copy: {copy.stat().st_size} bytes, keys: {keys.stat().st_size} bytes, {time.time() - begun:.1f} s")
    assert pay(donor, page)
    until("the gift counts", lambda: settled(donor, pledge))
    make_copy(place, later, key)
    place.kill()
    begun = time.time()
    put_back(place, copy, later.with_name("later.keys"), key)
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


with database_on(server) as database, Place(program, past=True, database=database) as place:
    drill(place)
print("ok")
