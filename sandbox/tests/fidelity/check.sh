#!/bin/sh
# Checks what the sandbox answers against the types of Stripe's npm package.
# Needs node and npm; the work is done in target/fidelity. Safe to run twice.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
work="${CARGO_TARGET_DIR:-$root/target}/fidelity"

cd "$root"
# A run of all tests has recorded them already; recording them alone may build the provider's crates anew.
if [ -z "${FIDELITY_RECORDED:-}" ]; then
  echo "fidelity: recording the sandbox's answers"
  cargo test -q -p sandbox --test all -- --exact fidelity::typescript::the_answers_are_written_down_for_the_types_of_the_npm_package
fi

cd "$work"
cp "$here/package.json" "$here/package-lock.json" "$here/tsconfig.json" .
echo "fidelity: installing stripe and typescript"
npm ci --silent --no-audit --no-fund
echo "fidelity: checking $(grep -c '^export const' answers.ts) answers"
./node_modules/.bin/tsc --project tsconfig.json
echo "fidelity: every answer has Stripe's types"
