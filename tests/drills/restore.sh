#!/bin/sh
# REL-14: restore.sh PROGRAM. An encrypted copy of a running server's database, the server killed, the copy
# restored; then every invariant, the audit log, and a sign-in. The provider is the sandbox in a process of its own.
set -eu
program=$(realpath "${1:?restore.sh PROGRAM}")
here=$(mktemp -d); cd "$here"
free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free); pay=$(free)
export TRIBUTARY_MODE=demo TRIBUTARY_LISTEN=127.0.0.1:$port TRIBUTARY_PUBLIC_URL=http://localhost:$port \
  TRIBUTARY_DATABASE_URL=sqlite://$here/tributary.db TRIBUTARY_STRIPE_API_BASE=http://127.0.0.1:$pay \
  TRIBUTARY_STRIPE_SECRET_KEY=sk_test_sandbox TRIBUTARY_STRIPE_WEBHOOK_SECRET=whsec_sandbox \
  TRIBUTARY_SMTP_URL=smtp://127.0.0.1:9 TRIBUTARY_CHECKOUT_ORIGIN=http://127.0.0.1:$pay TRIBUTARY_LOG=warn \
  TRIBUTARY_SECRET=9f2c1be07a5d4e38b6a1c0d2e4f6a8b0
stop() { kill "$1" 2> /dev/null || true; wait "$1" 2> /dev/null || true; }
trap 'stop "${serve:-}"; stop "${sandbox:-}"; rm -rf "$here"' EXIT
ready() { for _ in $(seq 200); do curl -fsS "$1" > /dev/null 2>&1 && return; sleep 0.1; done; echo "$1 was never ready" >&2; exit 1; }

"$program" sandbox --listen 127.0.0.1:$pay --webhook-url "http://127.0.0.1:$port/webhooks/stripe" --journal "$here/sandbox.journal" > /dev/null & sandbox=$!
"$program" migrate > /dev/null
printf 'a password of the drill' | "$program" admin create --email drill@example.test --name Drill > /dev/null
"$program" serve & serve=$!
ready "http://127.0.0.1:$port/readyz"
openssl rand -hex 32 > key
begun=$(date +%s)
"$program" backup --to copy --key-file key
echo "copy: $(stat -c %s copy) bytes, $(($(date +%s) - begun)) s"
kill -9 "$serve"; wait "$serve" 2> /dev/null || true
begun=$(date +%s)
"$program" restore --from copy --key-file key --replace
"$program" check > checked || { grep FAIL checked; exit 1; }
"$program" audit verify
"$program" serve & serve=$!
ready "http://127.0.0.1:$port/readyz"
echo "back after $(($(date +%s) - begun)) s"
page=$(curl -fsS -c jar "http://localhost:$port/login")
token=$(printf %s "$page" | grep -o 'name="_token" value="[0-9a-f]*"' | head -1 | grep -o '[0-9a-f]\{64\}')
status=$(curl -sS -b jar -c jar -o /dev/null -w '%{http_code}' -H 'Sec-Fetch-Site: same-origin' \
  --data-urlencode "_token=$token" --data-urlencode email=drill@example.test \
  --data-urlencode "password=a password of the drill" --data next=/me "http://localhost:$port/login")
[ "$status" = 303 ] || { echo "sign-in answered $status" >&2; exit 1; }
echo "sign-in: $status"
twice=$(curl -fsS "http://127.0.0.1:$pay/sandbox/ledger" | grep -c '"charged_twice":\[[^]]' || true)
[ "$twice" = 0 ] || { echo "somebody was charged twice" >&2; exit 1; }
echo ok
