#!/usr/bin/env python3
"""REL-10: slow clients. slow.py PROGRAM [CONNECTIONS]"""
import pathlib, selectors, socket, subprocess, sys, tempfile, threading, time, urllib.request

program, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300
# One address may have a hundred connections; each of these comes from an address of its own.
PER_ADDRESS = 50


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


KINDS = {
    "headers": (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X-a: b\r\n", 6.5),
    "body": (b"POST /login HTTP/1.1\r\nHost: a\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9000\r\n\r\n", b"x", 9.0),
    "silence": (b"", b"", 6.5),
}


def attack(port, closed):
    chosen, sel = [], selectors.DefaultSelector()
    for number in range(many):
        kind = list(KINDS)[number % len(KINDS)]
        s = socket.socket()
        s.bind((f"127.0.0.{2 + number // PER_ADDRESS}", 0))
        s.connect(("127.0.0.1", port))
        s.sendall(KINDS[kind][0])
        s.setblocking(False)
        chosen.append((s, kind, time.monotonic()))
        sel.register(s, selectors.EVENT_READ, len(chosen) - 1)
    open_, drip = set(range(len(chosen))), time.monotonic()
    end = time.monotonic() + 40
    while open_ and time.monotonic() < end:
        for key, _ in sel.select(0.2):
            s, kind, begun = chosen[key.data]
            try:
                gone = s.recv(65536) == b""
            except OSError:
                gone = True
            if gone:
                closed.append((kind, time.monotonic() - begun))
                sel.unregister(s)
                s.close()
                open_.discard(key.data)
        if time.monotonic() - drip > 0.5:
            drip = time.monotonic()
            for index in open_:
                s, kind, _ = chosen[index]
                try:
                    s.send(KINDS[kind][1])
                except OSError:
                    pass
    closed.extend((chosen[index][1], float("inf")) for index in open_)


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
        url, closed = f"http://127.0.0.1:{port}/healthz", []
        before = p99(honest(url, 100))
        attacker = threading.Thread(target=attack, args=(port, closed))
        attacker.start()
        during = p99(honest(url, 200))
        attacker.join()
    finally:
        child.kill()
        child.wait()
print(f"honest p99: {before * 1000:.1f} ms before, {during * 1000:.1f} ms during")
fine = during <= max(2 * before, 0.25)
for kind, (_, _, limit) in KINDS.items():
    times = [it for what, it in closed if what == kind]
    print(f"{kind}: {len(times)} closed, the last after {max(times):.1f} s (at most {limit} s)")
    fine = fine and max(times) <= limit
print("ok" if fine else "FAIL")
sys.exit(0 if fine else 1)
