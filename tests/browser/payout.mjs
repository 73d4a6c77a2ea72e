// One campaign from its first pledge to its payout, by a creator, four donors and staff, at 1280 px: it reaches its goal,
// one card fails and is put right from the mail, one bank takes a payment back and gives it up, one donor is refunded, and
// two people pay the creator. Time passes by the demo's clock. Nobody uses anything but pages; axe finds nothing.
//   node payout.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, demo, launch, pictures, sleep, until } from "./lib.mjs";
import { anyone, begin, mail, press, says, someone, words } from "./people.mjs";

const [program] = process.argv.slice(2);
const [title, slug] = ["A roof for the boathouse", "a-roof-for-the-boathouse"];

let looked = 0;
async function look(page, what) {
  await axe(page, what);
  await page.screenshot({ path: join(pictures, `payout-${String(++looked).padStart(2, "0")}-${what}.png`), fullPage: true });
}

// The clock of a demo goes a day at a time.
async function pass(url, days) {
  for (let it = 0; it < days; it += 1) {
    const answer = await fetch(`${url}/sandbox/clock`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"advance":"PT24H"}' });
    assert.ok(answer.ok, `the clock answered ${answer.status}`);
  }
}

// What it is about, as its creator writes it. Donors are charged at the end.
const campaign = {
  title,
  promise: "Dry boats, and a place to mend them.",
  story: "The old roof leaks. Four of us will lay a new one.",
  model: "all_or_nothing",
  goal: "100",
  days: 9,
  buys: "Shingles",
  thirty: "A square metre of roof",
  risks: "Rain.",
};

async function pay(page, number) {
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel(/Expiry/).fill("12 / 34");
  await page.getByLabel(/CVC/).fill("123");
  await page.getByLabel("Name on card").fill("Browser Guest");
  await page.locator("form [type=submit], form button:not([type])").first().click();
  await page.waitForURL(/\/p\//);
}

// A guest promises euros with a card that is charged later, and has a page of it.
async function promise(browser, url, name, euros, number) {
  const page = await anyone(browser);
  await page.goto(`${url}/c/${slug}/give`);
  await page.getByText("Another amount").first().click();
  await page.fill("input[name=other]", euros);
  await page.fill("input[name=name]", name);
  await page.fill("input[name=email]", `${name.toLowerCase()}@example.test`);
  // A form that comes back within three seconds was not filled in by a person.
  await sleep(3_200);
  await page.locator("button.btn-cta[type=submit]").click();
  await pay(page, number);
  const path = new URL(page.url()).pathname;
  await says(page, url + path, /Your card is saved and nothing was charged/);
  return { page, name, path: url + path, id: path.split("/")[2].split("~")[0] };
}

// The end comes: what was promised is charged, but for one card, whose donor pays from the mail.
async function charged(url, { anna, boris, clara, david }) {
  await pass(url, 10);
  for (const it of [anna, david]) await says(it.page, it.path, /is paid/);
  await look(anna.page, "charged");
  await says(clara.page, clara.path, /Your bank asked for this payment back/);
  await look(clara.page, "disputed");
  await says(boris.page, boris.path, /Your card could not be charged/);
  await look(boris.page, "refused");
  const told = await mail(boris.page, url, "boris@example.test", "Your card could not be charged");
  await boris.page.goto(told.match(/https?:\/\/\S+\/p\/[0-9a-f~-]+/)[0]);
  await press(boris.page, "Pay €30.00 now");
  await pay(boris.page, "4242 4242 4242 4242");
  assert.match(await says(boris.page, boris.path, /€30.00 is paid/), /could not be charged/, "what happened before is still told");
  await look(boris.page, "put-right");
}

// Finance answers the bank and gives one gift back.
async function disputedAndRefunded(finance, url, { clara, david }) {
  await finance.goto(`${url}/backoffice`);
  await finance.getByRole("link", { name: "Disputes to answer", exact: true }).click();
  await look(finance, "disputes");
  const known = await finance.locator("textarea").inputValue();
  assert.match(known, /€40.00 was charged/, "what is known is written down already");
  await finance.locator("textarea").fill(`${known}\nwinning_evidence`);
  await press(finance, "Send the evidence");
  await says(finance, `${url}/backoffice/disputes`, /The bank weighs the evidence/);
  await finance.goto(`${url}/backoffice/pledges/${clara.id}`);
  assert.equal(await finance.getByRole("button", { name: "Refund" }).count(), 0, "what a bank has is not refunded");
  await finance.goto(`${url}/backoffice/pledges/${david.id}`);
  await press(finance, "Refund");
  await until("it asks why", async () => (await finance.title()).startsWith("Error: "));
  await look(finance, "refund-without-a-reason");
  await finance.fill("input[name=reason]", "He gave twice");
  await press(finance, "Refund");
  await says(finance, `${url}/backoffice/pledges/${david.id}`, /Refunded/);
  await look(finance, "refunded");
  await says(david.page, david.path, /€20.00/);
  await mail(david.page, url, "david@example.test", "Your money is back");
  assert.match(await says(finance, `${url}/backoffice/refunds`, /Every refund is done/), /Nothing waits/);
  await look(finance, "refunds");
}

// Two people pay the creator, who sees it arrive.
async function paidOut(finance, second, creator, url, desk) {
  await says(creator, `${desk}/money`, /Money can leave from/);
  await look(creator, "money-held");
  await says(finance, `${url}/backoffice/payouts`, /No campaign ended long enough ago/);
  await pass(url, 14);
  await says(finance, `${url}/backoffice/disputes`, /Won: the money is here again/);
  await says(finance, `${url}/backoffice/payouts`, /Can be paid/);
  await look(finance, "payouts");
  await press(finance, "Propose a payout");
  await says(finance, `${url}/backoffice/payouts`, /Waits for a second person/);
  assert.equal(await finance.getByRole("button", { name: /^Agree to pay out/ }).count(), 0, "whoever proposed it does not agree to it");
  await second.goto(`${url}/backoffice/payouts`);
  const decision = "form[action$='/decision']";
  const form = {
    _token: await finance.locator(`${decision} input[name=_token]`).first().inputValue(),
    hash: await second.locator(`${decision} input[name=hash]`).first().inputValue(),
  };
  const action = await finance.locator(decision).first().getAttribute("action");
  const alone = await finance.request.post(`${url}${action}`, { form, headers: { origin: url }, maxRedirects: 0 });
  assert.equal(alone.status(), 400, "nor by sending what the other was shown");
  await press(second, "Agree to pay out €316.35");
  await second.waitForURL(/\/me\/confirm/);
  assert.match(await words(second), /Ends in \d{4}/, "it says to which bank account");
  await look(second, "signing");
  await second.fill("[name=password]", "marigold-delta-finance2");
  await press(second, "Go on");
  await second.getByRole("button", { name: "Send it now" }).click();
  await says(second, `${url}/backoffice/payouts`, /On its way to the (bank|creator)/);
  await mail(creator, url, "creator@demo.test", "is on its way to you");
  await pass(url, 4);
  await says(second, `${url}/backoffice/payouts`, /Arrived/);
  await look(second, "arrived");
  assert.match(await says(creator, `${desk}/money`, /€316.35 · Arrived/), /Paid out to the creator\s+€316.35/);
  await look(creator, "money-arrived");
  await mail(creator, url, "creator@demo.test", "has arrived");
}

// Everybody reads where the money went, and staff that the books say the same.
async function read(finance, guest, url) {
  const said = await says(guest, `${url}/c/${slug}/money`, /Paid out to the creator\s+€316.35/);
  assert.match(said, /Came in\s+€390.00[\s\S]*Went back to donors\s+€20.00/);
  await look(guest, "public-money");
  await finance.goto(`${url}/backoffice/ledger`);
  await look(finance, "ledger");
  await finance.getByRole("link", { name: title }).click();
  assert.match(await words(finance), /The books balance/);
  await look(finance, "campaign-ledger");
  for (const [path, what] of [["/reconciliation", /Nothing is unexplained/], ["/check", /Everything that must hold does/], ["", /Nothing is stuck/]]) {
    await says(finance, `${url}/backoffice${path}`, what);
    await look(finance, path.slice(1) || "stuck");
  }
}

setTimeout(() => { console.error("FAIL it took longer than eight minutes"); process.exit(2); }, 480_000).unref();

const browser = await launch();
const { url, stop } = await demo(program, "--empty");
const creator = await someone(browser, url, "creator");
const desk = await begin(url, creator, await someone(browser, url, "moderator"), campaign);
const donors = {
  anna: await promise(browser, url, "Anna", "300", "4242 4242 4242 4242"),
  boris: await promise(browser, url, "Boris", "30", "4000 0000 0000 0341"),
  clara: await promise(browser, url, "Clara", "40", "4000 0000 0000 0259"),
  david: await promise(browser, url, "David", "20", "4242 4242 4242 4242"),
};
await look(donors.anna.page, "promised");
await says(creator, desk, /€390/);
await look(creator, "desk");
await charged(url, donors);
const finance = await someone(browser, url, "finance");
await disputedAndRefunded(finance, url, donors);
// Whoever moves money has just signed in.
await paidOut(await someone(browser, url, "finance"), await someone(browser, url, "finance2"), creator, url, desk);
await read(finance, await anyone(browser), url);
await browser.close();
await stop();
console.log(`from the first pledge to the payout: ok; ${looked} pages looked at`);
process.exit(0);
