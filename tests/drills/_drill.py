"""What the drills share: the program with its payment provider, and donors who give through its pages.

One network may give twenty times at once and then every five seconds, and what a client says of where it comes from is
not believed: so each donor connects from an address of its own, of which the loopback has 16 million. Forms that are
answered as fast as a script does are counted and let through in a demo, and in `serve` with TRIBUTARY_MODE=demo."""
import collections, contextlib, datetime, html.parser, http.client, io, itertools, json, os, pathlib, random, re, selectors, shutil, signal, socket, socketserver, subprocess, sys, tempfile
import threading, time, urllib.parse

GOOD, DECLINED, NO_FUNDS = "4242424242424242", "4000000000000002", "4000000000009995"
BANK_ASKS, FAILS_LATER = "4000000000003220", "4000000000000341"
# Campaigns of the demo that charge at once.
KEEP_IT_ALL = ["shade-for-the-upper-kaveri", "ten-wells-before-summer", "a-library-that-floats", "dark-skies-over-alder-creek"]
# What a pledge's page calls a pledge about which something still happens by itself.
UNDER_WAY = {"Opening the payment page", "Waiting for payment", "Card declined", "Refund on its way"}
Answer = collections.namedtuple("Answer", "status location text seconds")
signal.signal(signal.SIGTERM, lambda *_: sys.exit("told to stop"))


def argument(number, default, kind=int):
    return kind(sys.argv[number]) if len(sys.argv) > number else default


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def sql(server, statement):
    subprocess.run(["psql", "-q", "-v", "ON_ERROR_STOP=1", server, "-c", statement], check=True)


@contextlib.contextmanager
def database_on(server):
    """The address of a database made on `server` for this, and gone afterwards; none when no server is named."""
    if not server:
        yield None
        return
    name = f"drill_{random.SystemRandom().randrange(10 ** 9)}"
    sql(server, f"CREATE DATABASE {name}")
    try:
        yield f"{server.rpartition('/')[0]}/{name}"
    finally:
        sql(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def until(what, look, seconds=60, every=0.25):
    """The first thing that is true."""
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise SystemExit(f"never: {what}")
        time.sleep(every)
    return found


def p99(times):
    return sorted(times)[max(int(len(times) * 0.99) - 1, 0)]


def most_a_second(times):
    """The most of these moments that lie within one second, wherever it begins."""
    times, first, most = sorted(times), 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def each(things, do, at_once=8):
    """What `do` makes of each thing, several at a time. The first that fails ends it all."""
    queue, made, broken = list(enumerate(things))[::-1], {}, []

    def work():
        while queue and not broken:
            try:
                number, thing = queue.pop()
            except IndexError:
                return
            try:
                made[number] = do(thing)
            except BaseException as error:
                broken.append(error)

    threads = [threading.Thread(target=work, daemon=True) for _ in range(at_once)]
    for it in threads:
        it.start()
    for it in threads:
        it.join()
    if broken:
        raise broken[0]
    return [made[number] for number in sorted(made)]


class Visitor:
    """A browser, as far as forms need one. `address` is where it comes from."""

    def __init__(self, site, address="127.0.0.1"):
        self.site, self.address, self.cookies = site, address, {}

    def ask(self, path, form=None, timeout=30):
        url, begun = self.url(path), time.monotonic()
        headers = self.headers(url, form)
        connection = http.client.HTTPConnection("127.0.0.1", url.port, timeout=timeout, source_address=(self.address, 0))
        try:
            where = url.path + (f"?{url.query}" if url.query else "")
            connection.request("GET" if form is None else "POST", where, None if form is None else urllib.parse.urlencode(form), headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except http.client.HTTPException as error:
            raise OSError(f"{path}: {error!r}") from error
        finally:
            connection.close()
        return self.taken(answer, text, time.monotonic() - begun)

    def url(self, path):
        return urllib.parse.urlsplit(urllib.parse.urljoin(self.site, path))

    def headers(self, url, form):
        headers = {"Host": url.netloc, "Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        return headers if form is None else headers | {"Content-Type": "application/x-www-form-urlencoded"}

    def taken(self, answer, text, seconds):
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, answer.headers.get("location", ""), text, seconds)

    def sign_in(self, who, home="/backoffice"):
        form = {"_token": field(self.ask("/login").text, "_token"), "email": f"{who}@demo.test", "password": f"marigold-delta-{who}", "next": home}
        assert self.ask("/login", form).status == 303 and self.ask(home).status == 200, f"{who} cannot sign in"
        return self


def post_at_once(posts, timeout=60):
    """Posts each `(visitor, path, form)` in the same moment: what they were answered with, in their order, and from when to when
    somebody waited.

    Connections are open and requests written out before, and one thread sends them and reads what comes. A crowd is
    elsewhere; here it takes as little as it can from the processors that it shares with the program."""
    waiting, ready, came = selectors.DefaultSelector(), [], {}
    for visitor, path, form in posts:
        url, body = visitor.url(path), urllib.parse.urlencode(form).encode()
        headers = visitor.headers(url, form) | {"Content-Length": len(body), "Connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        connection = socket.create_connection(("127.0.0.1", url.port), timeout, (visitor.address, 0))
        ready.append((connection, f"POST {url.path} HTTP/1.1\r\n{head}\r\n".encode() + body))
    begun, ended = {}, {}
    for number, (connection, request) in enumerate(ready):
        begun[number] = time.monotonic()
        connection.sendall(request)
        came[number] = bytearray()
        waiting.register(connection, selectors.EVENT_READ, number)
    while waiting.get_map():
        assert time.monotonic() < begun[0] + timeout, f"{len(waiting.get_map())} of {len(posts)} were not answered"
        for key, _ in waiting.select(1):
            if part := key.fileobj.recv(1 << 16):
                came[key.data] += part
                continue
            ended[key.data] = time.monotonic()
            waiting.unregister(key.fileobj)
            key.fileobj.close()
    answers = [visitor.taken(*read_answer(came[number]), ended[number] - begun[number]) for number, (visitor, _, _) in enumerate(posts)]
    return answers, (begun[0], max(ended.values()))


def read_answer(came):
    """An answer and its text, from the bytes that came until the connection was closed."""
    class Came:
        def makefile(self, *_):
            return io.BytesIO(came)
    answer = http.client.HTTPResponse(Came())
    answer.begin()
    return answer, answer.read().decode("utf-8", "replace")


NUMBERS = itertools.count(1)


def donor(site):
    """A visitor from an address that nobody else has."""
    number = next(NUMBERS)
    return Visitor(site, f"127.{1 + number // 62500}.{number // 250 % 250}.{1 + number % 250}")


def field(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


class Filled(html.parser.HTMLParser):
    """What stands in the fields of a page, as its forms would send it."""

    def __init__(self, page):
        super().__init__()
        self.fields, self.area = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        it = dict(attributes)
        if tag == "textarea":
            self.area = it["name"]
            self.fields[self.area] = ""
        elif tag == "input" and "name" in it and (it.get("type") not in ("radio", "checkbox") or "checked" in it):
            self.fields[it["name"]] = it.get("value", "")

    def handle_data(self, text):
        if self.area:
            self.fields[self.area] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.area = None


def fill_in(visitor, slug, amount="1000", **more):
    page = visitor.ask(f"/c/{slug}/give")
    assert page.status == 200, (page.status, page.text[:2000])
    form = {name: field(page.text, name) for name in ("_token", "pledge", "_shown")}
    return form | {"amount": "other", "other": amount, "tip": "0", "name": "Drill", "email": "drill@example.test"} | more


def begin_gift(visitor, slug, amount="1000", **more):
    """A pledge, acknowledged: as the address of its page has it, which is its id and a key."""
    form = fill_in(visitor, slug, amount, **more)
    answer = visitor.ask(f"/c/{slug}/pledges", form)
    assert answer.status == 303, (answer.status, answer.text[:2000])
    return form["pledge"]


def id_of(pledge):
    """What everybody but its donor calls a pledge."""
    return pledge.split("~")[0]


def checkout(visitor, pledge, seconds=60):
    """The provider's page for a pledge, once there is one."""
    def look():
        answer = visitor.ask(f"/p/{pledge}/pay")
        assert answer.status in (200, 303), (answer.status, answer.text[:2000])
        if answer.location.endswith(f"/p/{pledge}"):
            raise SystemExit(f"{pledge} cannot be paid any more")
        return "/checkout/" in answer.location and answer.location
    return until(f"a page to pay {pledge} on", look, seconds)


def pay(visitor, page, card=GOOD, bank="complete"):
    """Fills in the card on the provider's page, and answers the bank when it asks. Whether it was taken."""
    form = {"email": "drill@example.test", "number": card, "expiry": "12 / 34", "cvc": "123", "name": "Drill"}
    answer = visitor.ask(page, form)
    if "/3ds/" in answer.location:
        answer = visitor.ask(answer.location, {"outcome": bank})
    assert answer.status in (303, 422), (answer.status, answer.text[:2000])
    return answer.status == 303 and "/checkout/" not in answer.location


def stands(visitor, pledge):
    """What its page calls a pledge."""
    answer = visitor.ask(f"/p/{pledge}")
    assert answer.status == 200, (pledge, answer.status, answer.text[:2000])
    return re.search(r'class="tag">([^<]*)<', answer.text).group(1)


class Place:
    """The demo and a folder for it. Its provider keeps a journal and lives and dies with it; faults are forgotten then.
    `past`: with the gifts of a month, which take a while; otherwise only with its campaigns."""

    def __init__(self, program, past=False, database=None, log="info"):
        self.program, self.here = str(pathlib.Path(program).resolve()), pathlib.Path(tempfile.mkdtemp())
        self.data, self.log, self.port, self.child = self.here / "demo", self.here / "log", free_port(), None
        self.site = self.provider = f"http://localhost:{self.port}"
        self.environment = dict(os.environ, TRIBUTARY_LOG=log)
        self.database, self.words = database, ["demo", "--port", str(self.port), "--data", str(self.data)]
        self.words += ["--database", database] if database else []
        self.data.mkdir()
        if not past:
            # A demo that has a clock was there before, and makes no past.
            (self.data / "clock").write_text("0")

    def __enter__(self):
        try:
            self.prepare()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, kind, error, _):
        if error and self.log.exists():
            lines = self.log.read_text(errors="replace").splitlines()
            print("\n".join(["the end of the log:"] + [it[:400] for it in lines if "WARN" in it or "ERROR" in it][-15:]), file=sys.stderr)
        self.close()

    def prepare(self):
        pass

    def close(self):
        self.kill()
        shutil.rmtree(self.here, ignore_errors=True)

    def launch(self, *words):
        return subprocess.Popen([self.program, *words], env=self.environment, cwd=self.here, stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=open(self.log, "ab"))

    def configure(self, **more):
        """What the demo knows by itself, for the commands that read a configuration."""
        self.environment |= {
            "TRIBUTARY_MODE": "demo", "TRIBUTARY_PUBLIC_URL": self.site,
            "TRIBUTARY_DATABASE_URL": self.database or f"sqlite://{self.data}/tributary.db",
            "TRIBUTARY_STRIPE_SECRET_KEY": "sk_test_sandbox", "TRIBUTARY_STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
            "TRIBUTARY_SMTP_URL": "smtp://127.0.0.1:9",
            "TRIBUTARY_SECRET": "the demo signs its forms with this, and nothing else"} | more

    def start(self):
        """Starts it; after how many seconds it was ready."""
        begun, self.child = time.monotonic(), self.launch(*self.words)
        until("ready", self.is_ready, 120, 0.01)
        return time.monotonic() - begun

    def is_ready(self):
        if self.child.poll() is not None:
            raise SystemExit(f"the program ended with {self.child.returncode}")
        try:
            return self.visitor().ask("/readyz").status == 200
        except OSError:
            return False

    def kill(self):
        if self.child:
            self.child.kill()
            self.child.wait()

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        self.child.wait(60)

    def laid_out(self):
        """Waits until everything that the demo shows is there."""
        until("the demo is laid out", (self.data / "past-made").exists, 300)
        until("what was said is heard", self.is_quiet, 120)
        return self

    def visitor(self):
        return Visitor(self.site)

    def donor(self):
        return donor(self.site)

    def run(self, *words):
        done = subprocess.run([self.program, *words], env=self.environment, cwd=self.here, capture_output=True, text=True)
        assert done.returncode == 0, (words, done.stdout[-3000:], done.stderr[-3000:])
        return done.stdout

    def check(self):
        """Every invariant holds and was compared."""
        words = ["--data", str(self.data)] if self.words[0] == "demo" else []
        rules = json.loads(self.run("check", "--json", *words))["checks"]
        assert rules and all(it["result"] == "holds" for it in rules), [it for it in rules if it["result"] != "holds"]
        return len(rules)

    def metrics(self):
        lines = self.visitor().ask("/metrics").text.splitlines()
        return {name: float(value) for name, _, value in (it.rpartition(" ") for it in lines if not it.startswith("#")) if name}

    def is_quiet(self):
        """Every module heard all that the others said."""
        lags = [value for name, value in self.metrics().items() if name.startswith("tributary_lag{")]
        return lags and not any(lags)

    def steer(self, path, body=None):
        """The controls of the provider: `clock`, `faults`, `ledger`."""
        url = urllib.parse.urlsplit(self.provider)
        connection = http.client.HTTPConnection("127.0.0.1", url.port, timeout=60)
        connection.request("GET" if body is None else "POST", f"/sandbox/{path}", body and json.dumps(body), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        assert answer.status == 200, (path, answer.status, text)
        return json.loads(text)

    def logged(self, message):
        """What the program logged with this message, in its log of lines of JSON."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        found = (json.loads(it) for it in lines if message in it and it.startswith("{") and it.endswith("}"))
        return [it for it in found if it["message"] == message]

    def answered(self, path):
        """When the provider answered calls that ask for something at `path`, by the log of whoever asked (payments=debug)."""
        return self.calls("the payment provider answered", path)

    def asked(self, path):
        """When calls left that ask for something at `path`, whatever became of them."""
        return self.calls("the payment provider is asked", path)

    def calls(self, what, path):
        calls = [it for it in self.logged(what) if it["method"] == "POST" and it["path"] == path]
        assert calls, f"no call to {path} was logged"
        return [datetime.datetime.fromisoformat(it["timestamp"]).timestamp() for it in calls]

    def advance(self, span):
        self.steer("clock", {"advance": span})

    def faults(self, requests=(), webhooks=(), seed=1):
        self.steer("faults", {"seed": seed, "requests": list(requests), "webhooks": list(webhooks)})

    def charges(self):
        """The provider's own books: the payments of each pledge."""
        them = collections.defaultdict(list)
        for it in self.steer("ledger")["payments"]:
            them[it["metadata"].get("pledge_id")].append(it)
        return them

    def nobody_charged_twice(self):
        twice = [pledge for pledge, them in self.charges().items() if sum(it["amount"] > it["amount_refunded"] for it in them) > 1]
        assert not twice, f"charged twice: {twice}"

    def raised(self, slug):
        """What the campaign's page counts, in minor units."""
        return json.loads(self.visitor().ask(f"/c/{slug}/total.json").text)["raised"]["minor"]


class Served(Place):
    """The product itself, with a provider in a process of its own that outlives it, and somebody who takes its mail. Its
    campaigns and people are the demo's, which ran here before."""

    sandbox = mail = None

    def prepare(self):
        self.mail = socketserver.ThreadingTCPServer(("127.0.0.1", 0), TakesMail)
        self.mail.daemon_threads = True
        threading.Thread(target=self.mail.serve_forever, daemon=True).start()
        self.start()
        self.laid_out().stop()
        port, self.as_demo = free_port(), self.words
        self.provider, self.words = f"http://localhost:{port}", ["serve"]
        self.configure(TRIBUTARY_LISTEN=f"127.0.0.1:{self.port}", TRIBUTARY_STRIPE_API_BASE=self.provider, TRIBUTARY_CHECKOUT_ORIGIN=self.provider,
                       TRIBUTARY_SMTP_URL=f"smtp://127.0.0.1:{self.mail.server_address[1]}")
        self.sandbox = self.launch("sandbox", "--listen", f"127.0.0.1:{port}", "--public-url", self.provider,
                                   "--webhook-url", f"{self.site}/webhooks/stripe", "--journal", str(self.data / "sandbox.journal"))

    def goes_on_as_demo(self):
        """The demo takes over database and journal: its clock can be moved."""
        self.stop()
        self.end_sandbox()
        self.provider, self.words = self.site, self.as_demo
        self.start()

    def end_sandbox(self):
        if self.sandbox:
            self.sandbox.kill()
            self.sandbox.wait()

    def close(self):
        self.end_sandbox()
        if self.mail:
            self.mail.shutdown()
        super().close()


class TakesMail(socketserver.StreamRequestHandler):
    def handle(self):
        try:
            self.talk()
        except OSError:
            pass  # whoever sent it was killed

    def talk(self):
        self.wfile.write(b"220 drill\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            self.wfile.write({b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}.get(word, b"250 fine\r\n"))
            if word == b"QUIT":
                return
            if word == b"DATA":
                for text in self.rfile:
                    if text == b".\r\n":
                        break
                self.wfile.write(b"250 taken\r\n")
