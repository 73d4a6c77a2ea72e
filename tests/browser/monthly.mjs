// A guest gives every month, finds where that is stopped, and stops it: on a desktop with scripts, and on a phone
// without. A month passes by the demo's clock in between. axe finds nothing.
//   node monthly.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, demo, itsPast, launch, pictures, sleep, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
const campaign = "water-for-the-kalo-terraces";

async function month(url) {
  // The clock of a demo goes a day at a time.
  for (let day = 0; day < 32; day += 1) {
    const answer = await fetch(`${url}/sandbox/clock`, { method: "POST", headers: { "content-type": "application/json" }, body: '{"advance":"PT24H"}' });
    assert.ok(answer.ok, `the clock answered ${answer.status}`);
  }
}

async function monthly(browser, url, name, options) {
  const page = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  // axe is a script itself.
  const look = (where) => (options.javaScriptEnabled === false ? undefined : axe(page, where));
  const picture = (what) => page.screenshot({ path: join(pictures, `monthly-${name}-${what}.png`), fullPage: true });
  const address = `monthly-${name}@example.test`;

  await page.goto(`${url}/c/${campaign}/give`);
  await page.locator("input[name=freq][value=monthly]").check({ force: true });
  await page.locator("input[name=other]").fill("25");
  await page.locator("input[name=name]").fill("Monthly Guest");
  await page.locator("input[name=email]").fill(address);
  if (options.javaScriptEnabled !== false) {
    assert.equal(await page.locator("[data-amount-label]").textContent(), "Give $25 every month");
    assert.ok(await page.locator("[data-stale]").isVisible(), "the total says that it is out of date");
  }
  await look("give, monthly");
  await picture("1-form");
  // A form that comes back within three seconds was not filled in by a person.
  await sleep(3_200);
  const give = () => page.locator("button.btn-cta[type=submit]").click();
  await give();
  await until("it asks for a consent", async () => (await page.title()).startsWith("Error: "));
  assert.match(await page.locator("#problems").innerText(), /Tick the box/);
  // Without scripts the page that was refused leads on to an address of its own.
  if (options.javaScriptEnabled === false) await page.waitForURL(/\/give\?pledge=/);
  await look("give, without consent");
  await picture("2-refused");
  await page.locator("input[name=again]").check();
  await give();
  await page.waitForURL(/\/checkout\//);
  if (options.javaScriptEnabled === false) {
    // Back from the payment page leads to the form as it was sent, though it was refused before.
    await page.goBack();
    await page.waitForURL(/\/give\?pledge=/);
    assert.equal(await page.locator("input[name=name]").inputValue(), "Monthly Guest", "what was entered is there again");
    assert.ok(await page.locator("input[name=again]").isChecked(), "and what was agreed to");
    await give();
    await page.waitForURL(/\/checkout\//);
  }
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel(/Expiry/).fill("12 / 34");
  await page.getByLabel(/CVC/).fill("123");
  await page.getByLabel("Name on card").fill("Monthly Guest");
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(/\/p\//);
  const pledge = new URL(page.url()).pathname;
  await until("it is paid", async () => { await page.goto(url + pledge); return (await page.locator("h1").textContent()).includes("is paid"); });
  await look("the first gift");

  const mail = await until("the mail about it is there", async () => {
    await page.goto(`${url}/dev/mail`);
    const row = page.locator("tr", { hasText: address }).locator("a", { hasText: "You give $25.00 every month" });
    return (await row.count()) > 0 && row.first().getAttribute("href");
  });
  await page.goto(new URL(mail, url).href);
  const plan = (await page.content()).match(/\/plans\/[0-9a-f-]{36}~[\w-]+/)[0];
  await page.goto(url + plan);
  assert.match(await page.locator("main .notice").first().innerText(), /The next gift of \$25\.00 is charged on/);
  await look("a plan");
  await picture("3-plan");
  await page.locator("input[name=amount]").fill("-1");
  await page.locator("form[action$='/amount'] button").click();
  await until("a wrong sum is refused", async () => (await page.title()).startsWith("Error: "));
  await look("a plan, refused");

  await month(url);
  await until("the next gift is paid", async () => { await page.goto(url + plan); return (await page.locator("main li", { hasText: "Paid" }).count()) === 2; }, 120_000);
  await picture("4-second");
  // Two clicks: the link in the mail, and this one.
  await page.getByRole("button", { name: /^Stop giving/ }).click();
  await until("it is stopped", async () => /You have stopped it/.test(await page.locator("main .notice").first().innerText()));
  await look("a plan that has ended");
  await picture("5-stopped");
  await until("a mail says so", async () => { await page.goto(`${url}/dev/mail`); return (await page.locator("tr", { hasText: address }).filter({ hasText: "have ended" }).count()) > 0; });
}

const browser = await launch();
const place = await demo(program);
await itsPast(place);
await monthly(browser, place.url, "desktop", { viewport: { width: 1280, height: 900 } });
await monthly(browser, place.url, "phone", { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
await place.stop();
await browser.close();
console.log("monthly gifts: ok");
