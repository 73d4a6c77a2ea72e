// Script planted in every field that people write, seen by everybody: it must lie there as text.
//   node injection.mjs <tributary>
// Walks through every page that a guest and each of the demo's people can reach, fills every text field of every form
// with markup that would run if it were taken for markup, sends the form, and then walks through everything again. No page
// tries what its policy forbids: what is planted is no markup, which the policy would stop if it were.
//
// Pages are shown by the browser, several at once. Forms are filled in on the page, and sent beside it with the same
// cookies, so that a page with ten of them is shown once; what answers them is taken apart as the browser would, and
// not shown: whatever they left behind is seen on the second walk.
import assert from "node:assert/strict";
import { demo, launch, sleep, violations } from "./lib.mjs";

const [program] = process.argv.slice(2);
const PLANT = `x"'><img src=x onerror="window.__planted=1"><svg onload="window.__planted=1"><script>window.__planted=1</script>`;
const ROLES = ["guest", "donor", "creator", "moderator", "support", "finance", "admin"];
const PAGES = 45;
const AT_ONCE = 4;
setTimeout(() => { console.error("FAIL it took longer than fifteen minutes"); process.exit(2); }, 900_000).unref();
const { url, stop } = await demo(program);
await sleep(5000);

const browser = await launch();
// A page that belongs to nobody, where answers are taken apart.
const table = await (await browser.newContext()).newPage();

async function signIn(context, role) {
  if (role === "guest") return true;
  const page = await context.newPage();
  await page.goto(`${url}/login`);
  await page.locator("input[name=email]").first().fill(`${role}@demo.test`);
  await page.locator("input[name=password]").first().fill(`marigold-delta-${role}`);
  await page.locator("input[name=password]").first().press("Enter");
  await page.waitForURL((it) => it.pathname !== "/login", { timeout: 15_000 }).catch(() => undefined);
  const there = new URL(page.url()).pathname !== "/login";
  await page.close();
  return there;
}

// `/p/0190…` and `/p/0191…` are one kind of page.
const LANGUAGES = /^\/(ar|hi|es|en-XA)(?=\/|$)/;
const kindOf = (address) => new URL(address, url).pathname.replace(LANGUAGES, "").replace(/^\/dev\/ui\/mails\/[^/]+/, "/dev/ui/mails/{mail}").replace(/[0-9a-f]{8}-[0-9a-f-]{27}(~[0-9a-f]{32})?/g, "{id}").replace(/^\/c\/[^/]+/, "/c/{slug}").replace(/\d+/g, "{n}");
const planted = new Set();
let fields = 0;
const sent = new Set();
const answers = new Map();

// What of a document is planted markup that became markup, and whether what was planted lies in it as text.
const MARKUP = "img[src='x'], svg[onload], [onerror]";
const RUNS = "window.__planted=1";

// Pages that wait for something load themselves anew; then there is nothing to look at for a moment.
async function look(page, where) {
  for (let tries = 0; ; tries += 1) {
    try {
      await page.waitForLoadState("load");
      const [ran, markup, lies] = await page.evaluate(([markup, runs]) => [window.__planted ?? null, document.querySelectorAll(markup).length, document.body.textContent.includes(runs)], [MARKUP, RUNS]);
      assert.equal(ran, null, `script ran on ${where}`);
      assert.equal(markup, 0, `markup came out as markup on ${where}`);
      return lies;
    } catch (error) {
      if (error instanceof assert.AssertionError || tries === 20) throw error;
      await sleep(250);
    }
  }
}

async function takeApart(answer, where) {
  if (!answer.url().startsWith(url) || !/html/.test(answer.headers()["content-type"] ?? "")) return;
  const found = await table.evaluate(([html, markup, runs]) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    return page.querySelectorAll(markup).length + [...page.scripts].filter((it) => it.textContent === runs).length;
  }, [await answer.text(), MARKUP, RUNS]);
  assert.equal(found, 0, `markup came out as markup on ${where}`);
}

// The forms of the page, filled in: where each goes, what it says, and which fields were planted.
function fillIn(page) {
  return page.locator("main form").evaluateAll((forms, plant) => forms.slice(0, 12).map((form) => {
    const names = [];
    for (const field of form.elements) {
      if (!field.name || field.type === "hidden" || field.disabled) continue;
      if (field.tagName === "TEXTAREA" || ["text", "search", "url", "tel"].includes(field.type)) {
        if (/amount|other|percent|cap|days|per_|goal|price|quantity|limit/.test(field.name)) { field.value ||= "1000"; continue; }
        field.value = plant;
        names.push(field.name);
      } else if (field.type === "email") {
        field.value = "planted@example.test";
      } else if (field.type === "radio" && field.value !== "other" && !form.querySelector(`input[name="${field.name}"]:checked`)) {
        field.checked = true;
      }
    }
    // A field may be called like what a form says of itself.
    const says = (what) => form.getAttribute(what) ?? "";
    return {
      action: new URL(says("action"), document.baseURI).href,
      posts: says("method").toLowerCase() === "post",
      inParts: says("enctype") === "multipart/form-data",
      secret: form.querySelector("input[type=password]") !== null,
      answers: [...new FormData(form)].map(([name, value]) => [name, typeof value === "string" ? value : null]),
      names,
    };
  }), PLANT);
}

// Sends a form as the browser would, which was on the page `from`.
async function send(context, form, from) {
  const headers = { origin: url, referer: from, "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
  if (!form.posts) {
    const asked = new URL(form.action);
    asked.search = new URLSearchParams(form.answers.map(([name, value]) => [name, value ?? ""])).toString();
    return context.request.get(asked.href, { headers, timeout: 20_000 });
  }
  const body = form.inParts ? new FormData() : new URLSearchParams();
  for (const [name, value] of form.answers) body.append(name, value ?? (form.inParts ? new Blob([]) : ""));
  const written = new Response(body);
  const type = form.inParts ? written.headers.get("content-type") : "application/x-www-form-urlencoded";
  return context.request.post(form.action, { headers: { ...headers, "content-type": type }, data: Buffer.from(await written.arrayBuffer()), timeout: 20_000 });
}

async function sendForms(context, page, address, role) {
  const forms = await fillIn(page);
  for (const [index, form] of forms.entries()) {
    const action = kindOf(form.action);
    const name = `${role} ${action}`;
    if (sent.has(name) || /log(in|out)|password|close|sandbox|checkout/.test(action) || form.secret) continue;
    sent.add(name);
    if (form.names.length === 0) continue;
    fields += form.names.length;
    for (const field of form.names) planted.add(`${action} ${field}`);
    let answer = await send(context, form, address);
    if (answer.status() === 403) {
      // What was sent before it made the page another one.
      await page.goto(address);
      const anew = (await fillIn(page))[index];
      if (anew?.action === form.action) answer = await send(context, anew, address);
    }
    answers.set(answer.status(), (answers.get(answer.status()) ?? 0) + 1);
    await takeApart(answer, `the answer to ${name}`);
  }
}

// How many kinds of pages there were, and on how many pages what was planted lay as text.
async function walk(context, role, plant) {
  const kinds = new Map();
  const waiting = ["/", "/me", "/backoffice", "/backoffice/pledges", "/dev/mail"];
  let [busy, lies] = [0, 0];
  const next = () => {
    while (waiting.length && kinds.size < PAGES) {
      const address = waiting.shift();
      const kind = kindOf(address);
      if ((kinds.get(kind) ?? 0) >= (plant ? 1 : 3)) continue;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      return new URL(address, url).href;
    }
    return undefined;
  };
  const visit = async (page, address) => {
    const answer = await page.goto(address).catch(() => undefined);
    if (!answer || !/html/.test(answer.headers()["content-type"] ?? "")) return;
    lies += Number(await look(page, `${address} for ${role}`));
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((it) => it.href));
    waiting.push(...links.filter((it) => it.startsWith(url) && !/logout|\/assets\/|\/sandbox|^[^?]*\.(ics|pdf|csv)/.test(it)).map((it) => it.split("#")[0]));
    if (plant) await sendForms(context, page, address, role);
  };
  const stroll = async () => {
    const page = await context.newPage();
    page.on("dialog", () => assert.fail(`a dialog opened for ${role}`));
    for (;;) {
      const address = next();
      // Whoever is at a page may still find others there.
      if (!address && busy === 0) break;
      if (!address) { await sleep(20); continue; }
      busy += 1;
      await visit(page, address);
      busy -= 1;
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, stroll));
  return [kinds.size, lies];
}

const contexts = [];
for (const role of ROLES) {
  const context = await browser.newContext();
  if (await signIn(context, role)) contexts.push([role, context]);
  else console.log(`     ${role} does not sign in with a password alone and is left out`);
}
for (const [role, context] of contexts) await walk(context, role, true);
await sleep(3000);
let [pages, lying] = [0, 0];
for (const [role, context] of contexts) {
  const [kinds, lies] = await walk(context, role, false);
  [pages, lying] = [pages + kinds, lying + lies];
}
await browser.close();
await stop();
assert.deepEqual([...violations], [], "no page tried what its policy forbids");
assert.ok(fields > 0 && [...planted].some((it) => it.includes("/pledges")), "the form to give was among them");
assert.ok(lying > 0, "nothing of what was planted was kept anywhere, so nothing was tried");
console.log([...planted].sort().map((it) => `     ${it}`).join("\n"));
console.log(`     answers: ${[...answers].sort().map(([status, many]) => `${status} ${many} times`).join(", ")}`);
console.log(`ok   planted in ${fields} fields of ${sent.size} forms; text on each of ${pages} kinds of pages, and on ${lying} pages it was seen`);
process.exit(0);
