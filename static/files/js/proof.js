// Finds the number that a form asks for when many machines are about: the SHA-256 of "stamp:number" begins with so
// many zero bits. Without this script the form is taken after half a minute instead.
const K = [];
const H = [];
for (let n = 2; K.length < 64; n++) {
  let prime = true;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
  if (!prime) continue;
  const fraction = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;
  if (H.length < 8) H.push(fraction(n ** (1 / 2)));
  K.push(fraction(n ** (1 / 3)));
}
const w = new Int32Array(64);
const turn = (x, n) => (x >>> n) | (x << (32 - n));

function block(state, bytes, from) {
  for (let i = 0; i < 16; i++) {
    const at = from + i * 4;
    w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15], b = w[i - 2];
    w[i] = (w[i - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[i - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  const add = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = (state[i] + add[i]) | 0;
}

/** The first 32 bits of the SHA-256 of ASCII `text`. */
export function first32(text) {
  const length = text.length;
  const bytes = new Uint8Array(((length + 8) >> 6) * 64 + 64);
  for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
  bytes[length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, length * 8);
  const state = H.slice();
  for (let from = 0; from < bytes.length; from += 64) block(state, bytes, from);
  return state[0] >>> 0;
}

/** The first number that fits, found in slices so that the page stays alive. */
export async function find(stamp, bits) {
  for (let n = 0; ; n++) {
    if (Math.clz32(first32(`${stamp}:${n}`)) >= bits) return String(n);
    if (n % 4000 === 3999) await new Promise((go) => setTimeout(go));
  }
}

for (const place of globalThis.document?.querySelectorAll("[data-work]") ?? []) {
  const form = place.closest("form");
  const status = place.querySelector("[role=status]");
  let pressed;
  let done = false;
  form.addEventListener("submit", (event) => {
    if (done) return;
    event.preventDefault();
    pressed = event.submitter ?? undefined;
    status.textContent = place.dataset.working;
  });
  find(form.elements._shown.value, Number(place.dataset.work)).then((proof) => {
    form.elements._proof.value = proof;
    done = true;
    status.textContent = place.dataset.done;
    if (pressed) form.requestSubmit(pressed);
  });
}
