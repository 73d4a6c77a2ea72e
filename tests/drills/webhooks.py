#!/usr/bin/env python3
"""REL-11: malformed webhooks. webhooks.py PROGRAM [BODIES]

Every other one is signed as the provider signs, or nothing behind the signature would be reached by any of them."""
import hashlib, hmac, http.client, os, random, socket, subprocess, sys, tempfile, time, urllib.request

program, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000
random.seed(11)
# What the demo's provider signs with.
SECRET = b"whsec_sandbox"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def memory(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def body(number):
    kinds = [
        lambda: os.urandom(random.randrange(2048)),
        lambda: b'{"id":"evt_1","object":"event","type":"' + os.urandom(20) + b'\xff"}',
        lambda: b"[" * 20_000 + b"]" * 20_000,
        lambda: b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        lambda: b'{"id":"evt_\x00","type":"charge.succeeded"}',
        lambda: b"x" * 300_000,
        lambda: b"",
        lambda: b'{"id":"evt_1","type":"charge.succeeded","amount":1e999}',
        lambda: b'{"id":{"a":1},"type":["charge.succeeded"],"livemode":false}',
        lambda: b'{"id":"evt_1","type":"charge.succeeded","livemode":true}',
        lambda: b'"evt_1"',
        lambda: b'{"id":"evt_1","type":"charge.succeeded","livemode":"false"',
    ]
    return kinds[number % len(kinds)]()


def signature(number, body):
    now = int(time.time())
    wrong = ["", "t=1,v1=00", f"t={now},v1=" + "0" * 64, "v1=", f"t={now}", "t=x,v1=y", "," * 4000]
    if number // 12 % 2:
        return wrong[number % len(wrong)]
    return f"t={now},v1=" + hmac.new(SECRET, b"%d." % now + body, hashlib.sha256).hexdigest()


with tempfile.TemporaryDirectory() as data, open(f"{data}/log", "w+b") as log:
    port = free_port()
    # To a file: a pipe that nobody reads is full after some hundred refusals, and the program waits for it.
    child = subprocess.Popen([program, "demo", "--empty", "--port", str(port), "--data", data], stdout=subprocess.DEVNULL, stderr=log)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2)
                break
            except OSError:
                time.sleep(0.1)
        answers, believed, grown, connection = {}, 0, 0, None
        for number in range(many):
            if number == many // 10:
                grown = memory(child.pid)
            connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            sent = body(number)
            try:
                connection.request("POST", "/webhooks/stripe", sent, {"Stripe-Signature": signature(number, sent)})
                answer = connection.getresponse()
                believed += b"is signed" in answer.read()
                status = answer.status
                if answer.getheader("connection") == "close":
                    connection = None
            except (OSError, http.client.HTTPException):
                # What is too large is answered before all of it was sent.
                status, connection = "closed", None
            answers[status] = answers.get(status, 0) + 1
        # A gigabyte that is only announced.
        with socket.create_connection(("127.0.0.1", port)) as s:
            s.sendall(b"POST /webhooks/stripe HTTP/1.1\r\nHost: a\r\nContent-Length: 1073741824\r\n\r\n" + b"x" * 500_000)
            s.settimeout(20)
            first = s.recv(100).split(b"\r\n")[0].decode()
        grown = memory(child.pid) - grown
        alive = urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200
    finally:
        child.kill()
        child.wait()
        log.seek(0)
        panics = log.read().count(b"panicked")
print(f"{many} bodies: {answers}, {believed} of them signed and read; a gigabyte: {first}; memory {grown:+d} KiB; panics {panics}; alive {alive}")
fine = believed > many // 4 and alive and panics == 0 and grown < 32 * 1024 and " 4" in first
fine = fine and all(it == "closed" or 400 <= it < 500 for it in answers) and answers.get("closed", 0) <= many // 8 + 1
print("ok" if fine else "FAIL")
sys.exit(0 if fine else 1)
