#!/usr/bin/env python3
"""REL-10: slow clients. slow.py PROGRAM [CONNECTIONS]

Connections whose headers dribble, whose bodies dribble, over HTTP/1.1 and over HTTP/2, that say nothing, and that ask and
never read. Beside them an honest client asks for a page of the product. And one address holds as many connections as it
can get."""
import re, selectors, socket, struct, subprocess, sys, tempfile, threading, time, urllib.request

program, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300
# One address may have a hundred connections; these are spread over as many addresses as it takes.
PER_ADDRESS, MOST_PER_ADDRESS = 50, 100
HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY = 1, 3, 4, 6, 7


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def p99(times):
    return sorted(times)[int(len(times) * 0.99) - 1]


def honest(url, count):
    times = []
    for _ in range(count):
        begun = time.monotonic()
        with urllib.request.urlopen(url, timeout=20) as answer:
            answer.read()
        times.append(time.monotonic() - begun)
        time.sleep(0.02)
    return times


def frame(kind, flags, stream, payload=b""):
    """A frame of HTTP/2 (RFC 9113, section 4.1)."""
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def literal(name, value):
    """A field of HPACK without an index and without Huffman (RFC 7541, section 6.2.2)."""
    return b"\0" + bytes([len(name)]) + name + bytes([len(value)]) + value


def form_over_http2():
    """What begins a connection and one request on it, whose body is to come."""
    fields = [(b":method", b"POST"), (b":scheme", b"http"), (b":path", b"/login"), (b":authority", b"a"), (b"sec-fetch-site", b"same-origin")]
    fields += [(b"content-type", b"application/x-www-form-urlencoded"), (b"content-length", b"9000")]
    begun = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0)
    return begun + frame(HEADERS, 4, 1, b"".join(literal(*it) for it in fields))


def ended(frames):
    """Whether what the server sent over HTTP/2 answers or ends the one request."""
    while len(frames) >= 9:
        length, kind, stream = int.from_bytes(frames[:3], "big"), frames[3], int.from_bytes(frames[5:9], "big")
        if kind in (HEADERS, RST_STREAM) and stream == 1 or kind == GOAWAY:
            return True
        frames = frames[9 + length:]
    return False


def is_closed(s):
    """Whether the connection is over, of which nothing is read: the first byte of TCP_INFO is its state, 1 while it stands."""
    return s.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] != 1


# What each begins with, what it dribbles, and after how many seconds it is over at the latest.
KINDS = {
    "headers": (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X-a: b\r\n", 6.5),
    "body": (b"POST /login HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n", b"x", 9.0),
    "silence": (b"", b"", 6.5),
    "body over HTTP/2": (form_over_http2(), frame(0, 0, 1, b"x"), 9.0),
    # Far more than all the buffers on the way hold, and it is known once the program is there.
    "reading": (b"", b"", 20.0),
}


def ask_for_much(url):
    """What asks again and again for the largest file that the first page names."""
    home = urllib.request.urlopen(url).read().decode()
    style = re.search(r'"(/assets/app\.[^"]+\.css)"', home).group(1)
    return f"GET {style} HTTP/1.1\r\nHost: a\r\n\r\n".encode() * 4_000


class Slow:
    """One of those who are slow."""

    def __init__(self, port, number):
        self.kind, self.heard = list(KINDS)[number % len(KINDS)], b""
        self.first, self.drip, _ = KINDS[self.kind]
        self.socket = socket.socket()
        if self.reads_nothing:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.bind((f"127.0.0.{2 + number // PER_ADDRESS}", 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.begun = time.monotonic()
        self.send(self.first)

    @property
    def reads_nothing(self):
        return self.kind == "reading"

    def send(self, what):
        try:
            self.socket.send(what)
        except OSError:
            pass

    def is_over(self, readable):
        if self.reads_nothing:
            return is_closed(self.socket)
        if not readable:
            return False
        try:
            came = self.socket.recv(65536)
        except OSError:
            return True
        self.heard += came
        return not came or self.kind == "body over HTTP/2" and ended(self.heard)


def attack(port, closed):
    slow, sel = [Slow(port, number) for number in range(many)], selectors.DefaultSelector()
    for it in slow:
        if not it.reads_nothing:
            sel.register(it.socket, selectors.EVENT_READ, it)
    open_, drip, end = set(slow), time.monotonic(), time.monotonic() + 40
    while open_ and time.monotonic() < end:
        readable = {key.data for key, _ in sel.select(0.2)}
        for it in [it for it in open_ if it.is_over(it in readable)]:
            closed.append((it.kind, time.monotonic() - it.begun))
            if not it.reads_nothing:
                sel.unregister(it.socket)
            it.socket.close()
            open_.discard(it)
        if time.monotonic() - drip > 0.5:
            drip = time.monotonic()
            for it in open_:
                it.send(it.drip)
    closed.extend((it.kind, float("inf")) for it in open_)


def kept_of_one_address(port):
    """How many of 150 connections that one address opens at once are not closed at once."""
    held = [socket.create_connection(("127.0.0.1", port), 5, ("127.0.1.1", 0)) for _ in range(150)]
    time.sleep(1)
    kept = sum(not is_closed(it) for it in held)
    for it in held:
        it.close()
    return kept


with tempfile.TemporaryDirectory() as data:
    port = free_port()
    child = subprocess.Popen([program, "demo", "--empty", "--port", str(port), "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        url, closed = f"http://127.0.0.1:{port}/help", []
        KINDS["reading"] = (ask_for_much(f"http://127.0.0.1:{port}/"), *KINDS["reading"][1:])
        kept = kept_of_one_address(port)
        honest(url, 20)
        before = p99(honest(url, 200))
        attacker = threading.Thread(target=attack, args=(port, closed))
        attacker.start()
        during = honest(url, 200)
        while attacker.is_alive():
            during += honest(url, 20)
        during = p99(during)
    finally:
        child.kill()
        child.wait()
print(f"honest p99: {before * 1000:.1f} ms before, {during * 1000:.1f} ms during")
fine = during <= max(2 * before, 0.25)
for kind, (_, _, limit) in KINDS.items():
    times = [it for what, it in closed if what == kind]
    print(f"{kind}: {len(times)} closed, the last after {max(times):.1f} s (at most {limit} s)")
    fine = fine and max(times) <= limit
print(f"of 150 connections from one address {kept} were kept (at most {MOST_PER_ADDRESS})")
fine = fine and 0 < kept <= MOST_PER_ADDRESS
print("ok" if fine else "FAIL")
sys.exit(0 if fine else 1)
