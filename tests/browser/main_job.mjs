// The main job in a real browser, on SQLite and on PostgreSQL, at 1280 and 390 px: a guest gives, the total rises
// without a reload, the mail is there, staff refund it, the total falls, a mail tells of it, the ledger shows both. axe finds nothing.
//   node main_job.mjs <tributary> [<postgres url>]
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, demo, itsPast, launch, pictures, sleep, until } from "./lib.mjs";

const [program, postgres] = process.argv.slice(2);
async function mainJob(browser, url, name, viewport) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (it) => { if (it.type() === "error") complaints.push(it.text()); });
  page.on("pageerror", (it) => complaints.push(String(it)));
  const picture = (what) => page.screenshot({ path: join(pictures, `${name}-${what}.png`), fullPage: true });

  await page.goto(`${url}/`);
  await axe(page, "home");
  await picture("1-home");
  // One that charges at once and keeps what it raises; what comes first on the home page may be of the other kind.
  const campaign = "shade-for-the-upper-kaveri";

  const watcher = await context.newPage();
  await watcher.goto(`${url}/c/${campaign}`);
  await axe(watcher, "campaign");
  await watcher.screenshot({ path: join(pictures, `${name}-2-campaign.png`), fullPage: true });
  const raised = async () => (await watcher.locator("[data-live='raised']").first().textContent()).trim();
  const before = await raised();

  await page.goto(`${url}/c/${campaign}/give`);
  await axe(page, "give");
  const whoGives = async () => {
    await page.locator("input[name=name]").fill("Browser Guest");
    await page.locator("input[name=email]").fill(`guest-${name}@example.test`);
  };
  const give = () => page.locator("button.btn-cta[type=submit]").click();
  await whoGives();
  await page.locator("input[name=other]").fill("0");
  await page.getByText("Another amount").first().click();
  await give();
  await page.waitForFunction(() => document.title.startsWith("Error: "));
  await axe(page, "give, refused");
  await picture("3-give-refused");
  assert.equal(await page.locator("input[name=name]").inputValue(), "Browser Guest", "what was entered is kept");
  // Asked for once more it is there as it was sent, and what was typed since, too.
  await page.reload();
  assert.match(page.url(), /\/give\?pledge=/);
  assert.equal(await page.locator("input[name=name]").inputValue(), "Browser Guest", "what was sent is kept");
  assert.match(await page.title(), /^Error: /);
  await page.locator("input[name=other]").fill("12");
  await sleep(500);
  await page.reload();
  await until("what was typed is there again", async () => (await page.locator("input[name=other]").inputValue()) === "12");
  assert.ok(complaints.splice(0).every((it) => /status of 422/.test(it)), "the browser complains of the answer alone");
  await page.locator("input[name=amount]").first().check({ force: true });
  await give();
  await page.waitForURL(/\/checkout\//);
  // Back from the payment page leads to the form, though it was refused before.
  await page.goBack();
  await page.waitForURL(/\/give\?pledge=/);
  const keptName = () => page.locator("input[name=name]").inputValue();
  await until("what was entered is there again", async () => (await keptName()) === "Browser Guest");
  assert.ok(await page.locator("input[name=amount]").first().isChecked(), "and what was chosen");
  await picture("3-give");
  await give();
  await page.waitForURL(/\/checkout\//);
  await axe(page, "checkout");
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel(/Expiry/).fill("12 / 34");
  await page.getByLabel(/CVC/).fill("123");
  await page.getByLabel("Name on card").fill("Browser Guest");
  await picture("4-checkout");
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(/\/p\//);
  const address = new URL(page.url()).pathname.split("/")[2];
  const pledge = address.split("~")[0];
  await until("the pledge is paid", async () => { await page.goto(`${url}/p/${address}`); return (await page.locator(".tag").first().textContent()).match(/paid|given|received|thank/i); });
  await axe(page, "pledge");
  await picture("5-paid");

  const after = await until("the total rises without a reload", async () => { const now = await raised(); return now !== before && now; });
  await until("the mail arrives", async () => { await page.goto(`${url}/dev/mail`); return (await page.content()).includes(`guest-${name}@example.test`); });
  await picture("6-mail");

  await page.goto(`${url}/login?next=/backoffice/pledges/${pledge}`);
  await axe(page, "login");
  await page.getByLabel("E-mail").fill("finance@demo.test");
  await page.getByLabel("Password").fill("marigold-delta-finance");
  await page.getByRole("button", { name: /sign in|log in/i }).click();
  await page.waitForURL(/backoffice\/pledges/);
  await axe(page, "backoffice pledge");
  await page.locator("input[name=reason]").fill("The guest asked for it");
  await picture("7-refund");
  await page.getByRole("button", { name: "Refund" }).click();
  await until("the refund arrives", async () => { await page.goto(`${url}/backoffice/pledges/${pledge}`); return (await page.content()).match(/refunded/i); });
  await picture("8-refunded");
  await until("the total falls without a reload", async () => (await raised()) === before);
  const mine = (subject) => page.locator("tbody tr", { hasText: `guest-${name}@example.test` }).filter({ hasText: subject });
  await until("the mail that tells of the refund arrives", async () => { await page.goto(`${url}/dev/mail`); return mine("Your money is back").count(); });
  assert.equal(await mine("Your money is back").count(), 1, "it is told once");
  assert.equal(await mine("Your gift to").count(), 1, "the receipt is still there");
  await picture("8-refund-told");
  await mine("Your money is back").getByRole("link").click();
  const mail = await page.locator(".mail-text").textContent();
  assert.match(mail, /Total given back: .*\d/);
  assert.ok(mail.includes(`/p/${address}`), `the mail leads to the pledge: ${mail}`);
  assert.match(mail, /Kaveri/i);
  assert.notEqual(after, before);
  for (const [room, path] of [["9-stuck", "/backoffice"], ["10-check", "/backoffice/check"], ["11-ledger", "/backoffice/ledger"]]) {
    const answer = await page.goto(`${url}${path}`);
    assert.equal(answer.status(), 200, path);
    await axe(page, path);
    await picture(room);
  }
  await page.goto(`${url}/backoffice/ledger`);
  await page.getByRole("link", { name: /upper Kaveri/i }).first().click();
  const ledger = (await page.locator("main").innerText()).toLowerCase();
  const group = (kind) => ledger.indexOf(kind);
  assert.ok(group("refund paid") >= 0 && group("collect") > group("refund paid"), `the ledger shows the refund and, before it, the gift: ${ledger.slice(0, 2000)}`);
  await picture("12-campaign-ledger");
  await page.goto(`${url}/backoffice/check`);
  assert.match(await page.content(), /Everything that must hold does/);
  assert.deepEqual(complaints, [], "the browser's console is quiet");
  await context.close();
}

// Who did not ask for less motion sees pages turn into each other, also on the way to the payment page, and nothing is
// skipped.
async function withMotion(browser, url) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "no-preference" });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (it) => complaints.push(String(it)));
  await page.goto(`${url}/c/shade-for-the-upper-kaveri/give`);
  await page.locator("input[name=name]").fill("Browser Guest");
  await page.locator("input[name=email]").fill("guest-in-motion@example.test");
  await page.locator("input[name=amount]").first().check({ force: true });
  await page.locator("button.btn-cta[type=submit]").click();
  await page.waitForURL(/\/checkout\//);
  await sleep(1_000);
  assert.deepEqual(complaints, [], "nothing is thrown on the way to the payment page");
  await context.close();
}

setTimeout(() => { console.error("FAIL it took longer than eight minutes"); process.exit(2); }, 480_000).unref();

const browser = await launch();
let failed = 0;
try {
  for (const [kind, database] of [["sqlite", undefined], ...(postgres ? [["postgres", postgres]] : [])]) {
    const { url, data, stop } = await demo(program, ...(database ? ["--database", database] : []));
    await itsPast({ url, data });
    try {
      for (const [screen, viewport] of [["desktop", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
        await mainJob(browser, url, `${kind}-${screen}`, viewport);
        console.log(`ok   a guest gives and staff refund it: ${kind}, ${screen}`);
      }
      await withMotion(browser, url);
      console.log(`ok   pages turn into each other up to the payment page: ${kind}`);
    } catch (error) {
      failed += 1;
      console.error(`FAIL ${kind}:`, error);
    } finally {
      await stop();
    }
  }
} finally {
  await browser.close();
}
process.exit(failed === 0 ? 0 : 1);
