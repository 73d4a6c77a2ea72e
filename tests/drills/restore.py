#!/usr/bin/env python3
"""REL-14: restore.py PROGRAM. The demo with its own provider, which forgets nothing. A gift is begun; an encrypted copy
is made while the program runs; the gift is paid; the program is killed and the older copy put back. Then every invariant,
the audit log, a sign-in; the payment that the copy does not know is found at the provider, nobody is charged twice, and one
more gift goes through."""
import http.cookiejar, json, os, pathlib, re, shutil, signal, socket, subprocess, sys, tempfile, time
import urllib.error, urllib.parse, urllib.request

program = str(pathlib.Path(sys.argv[1]).resolve())
here = pathlib.Path(tempfile.mkdtemp())
with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
site, data = f"http://localhost:{port}", here / "demo"
env = dict(os.environ, TRIBUTARY_LOG="info", TRIBUTARY_MODE="demo", TRIBUTARY_PUBLIC_URL=site,
           TRIBUTARY_DATABASE_URL=f"sqlite://{data}/tributary.db", TRIBUTARY_STRIPE_SECRET_KEY="sk_test_sandbox",
           TRIBUTARY_STRIPE_WEBHOOK_SECRET="whsec_sandbox", TRIBUTARY_SMTP_URL="smtp://127.0.0.1:9",
           TRIBUTARY_SECRET="the demo signs its forms with this, and nothing else")


class Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Visitor:
    def __init__(self):
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()), Still)

    def ask(self, path, form=None):
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(urllib.parse.urljoin(site, path), body, {"Sec-Fetch-Site": "same-origin"})
        try:
            answer = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers.get("location", ""), answer.read().decode("utf-8", "replace")


def field(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def begin_gift(visitor, slug):
    page = visitor.ask(f"/c/{slug}/give")[2]
    form = {name: field(page, name) for name in ("_token", "pledge", "_shown")}
    form |= {"amount": "other", "other": "1000", "tip": "0", "name": "Drill", "email": "drill@example.test"}
    status, pay, text = visitor.ask(f"/c/{slug}/pledges", form)
    assert status == 303, (status, text[:2000])
    for _ in range(20):
        checkout = visitor.ask(pay)[1]
        if checkout:
            return pay.removesuffix("/pay"), checkout
    raise SystemExit("the payment page never opened")


def pay(visitor, checkout):
    card = {"email": "drill@example.test", "number": "4242424242424242", "expiry": "12 / 34", "cvc": "123", "name": "Drill"}
    status, back, text = visitor.ask(checkout, card)
    assert status in (302, 303), (status, text[:2000])


def until(what, look, seconds=60):
    for _ in range(seconds * 4):
        if look():
            return
        time.sleep(0.25)
    raise SystemExit(f"never: {what}")


def settled(visitor, page):
    status, _, text = visitor.ask(page)
    return status == 200 and 'http-equiv="refresh"' not in text and f'href="{page}/pay"' not in text


def alive():
    try:
        return Visitor().ask("/readyz")[0] == 200
    except OSError:
        return False


log = here / "log"


def start():
    child = subprocess.Popen([program, "demo", "--port", str(port), "--data", str(data)], env=dict(os.environ, TRIBUTARY_LOG="info"),
                             stdout=subprocess.DEVNULL, stderr=open(log, "ab"))
    until("ready", alive, 120)
    return child


def run(*words):
    done = subprocess.run([program, *words], env=env, capture_output=True, text=True)
    assert done.returncode == 0, (words, done.stdout[-3000:], done.stderr[-3000:])
    return done.stdout


serve = start()
try:
    until("the demo's past", lambda: "the demo's past stays" in (said := log.read_text(errors="replace")) or "the demo has a past" in said, 300)
    home = Visitor().ask("/discover")[2] + Visitor().ask("/")[2]
    slugs = list(dict.fromkeys(re.findall(r'href="/c/([a-z0-9-]+)"', home)))
    slug = next(it for it in slugs if "charged once, today" in Visitor().ask(f"/c/{it}/give")[2])
    donor = Visitor()
    page, checkout = begin_gift(donor, slug)
    (here / "key").write_text(os.urandom(32).hex() + "\n")
    begun = time.time()
    run("backup", "--to", str(here / "copy"), "--key-file", str(here / "key"))
    print(f"copy: {(here / 'copy').stat().st_size} bytes, {time.time() - begun:.1f} s")
    pay(donor, checkout)
    until("the gift counts", lambda: settled(donor, page))
    serve.kill()
    serve.wait()
    begun = time.time()
    run("restore", "--from", str(here / "copy"), "--key-file", str(here / "key"), "--replace")
    run("check", "--data", str(data))
    run("audit", "verify", "--data", str(data))
    serve = start()
    print(f"back after {time.time() - begun:.1f} s")
    assert not settled(donor, page), "the copy knows a payment that came after it"
    clock = urllib.request.Request(f"{site}/sandbox/clock", json.dumps({"advance": "PT20M"}).encode(), {"content-type": "application/json"})
    urllib.request.urlopen(clock, timeout=20).read()
    until("the payment made meanwhile is found", lambda: settled(donor, page), 120)
    print("the payment that the copy does not know was found at the provider")
    staff = Visitor()
    form = {"_token": field(staff.ask("/login")[2], "_token"), "email": "finance@demo.test", "password": "marigold-delta-finance", "next": "/backoffice"}
    assert staff.ask("/login", form)[0] == 303 and staff.ask("/backoffice")[0] == 200
    other = Visitor()
    page, checkout = begin_gift(other, slug)
    pay(other, checkout)
    until("one more gift counts", lambda: settled(other, page))
    books = json.loads(urllib.request.urlopen(f"{site}/sandbox/ledger", timeout=20).read())
    assert not books.get("charged_twice"), books["charged_twice"]
    serve.send_signal(signal.SIGTERM)
    serve.wait(60)
    run("check", "--data", str(data))
    print("ok")
finally:
    serve.kill()
    shutil.rmtree(here, ignore_errors=True)
