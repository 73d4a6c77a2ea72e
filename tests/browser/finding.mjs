// Finding a cause in a real browser: from the home page by a word typed wrongly to a campaign whose total rises
// while the page is open; the same without scripts; axe finds nothing, light and dark, at 390 and 1280 px.
//   node finding.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { axe, itsPast, live, pictures, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
async function give(context, url, slug) {
  const page = await context.newPage();
  await page.goto(`${url}/c/${slug}?ref=finding`);
  await page.locator("#give button[type=submit]").click();
  await page.waitForURL(/\/give/);
  await page.locator("input[name=name]").fill("Finding Guest");
  await page.locator("input[name=email]").fill("finding@example.test");
  await page.locator("button.btn-cta[type=submit]").click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel(/Expiry/).fill("12 / 34");
  await page.getByLabel(/CVC/).fill("123");
  await page.getByLabel("Name on card").fill("Finding Guest");
  await page.getByRole("button", { name: /^Pay / }).click();
  await page.waitForURL(/\/p\//);
  await page.close();
}

async function journey(browser, url, name, options, scripts) {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce", javaScriptEnabled: scripts });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (it) => { if (it.type() === "error") complaints.push(it.text()); });
  page.on("pageerror", (it) => complaints.push(String(it)));
  const look = async (what) => {
    if (scripts) await axe(page, `${name} ${what}`);
    const wide = scripts && await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.ok(!wide, `${name} ${what} is wider than the screen`);
    await page.screenshot({ path: join(pictures, `finding-${name}-${what}.png`), fullPage: true });
  };
  await page.goto(`${url}/`);
  await look("1-home");
  await page.locator("#q").fill("kavery");
  await page.getByRole("button", { name: "Find" }).click();
  await page.waitForURL(/\/search\?q=kavery/);
  assert.match(await page.content(), /Nobody here writes “kavery”/);
  await look("2-search");
  await page.goto(`${url}/search?q=xyzzyqwop`);
  await look("3-nothing");
  await page.goto(`${url}/search?q=kavery`);
  await page.locator("h3 a[href*='/c/shade']").click();
  await page.waitForURL(/\/c\/shade/);
  await look("4-campaign");
  if (scripts) {
    const raised = async () => (await page.locator("[data-live='raised']").first().textContent()).trim();
    const before = await raised();
    await give(context, url, "shade-for-the-upper-kaveri");
    await page.bringToFront();
    await until("the total rises while the page is open", async () => (await raised()) !== before);
    const focused = await page.evaluate(() => { const it = document.querySelector("#share-link"); it.focus(); const box = it.getBoundingClientRect(); const dock = document.querySelector(".dock")?.getBoundingClientRect(); return !dock || dock.height === 0 || box.bottom <= dock.top + 1; });
    assert.ok(focused, "the dock hides what is focused");
  } else {
    await page.locator("#give button[type=submit]").click();
    await page.waitForURL(/\/give\?/);
  }
  assert.deepEqual(complaints, [], "the browser's console is quiet");
  await context.close();
}

await live(program, 10, [], async (browser, { url, data }) => {
  await itsPast({ url, data });
  await until("campaigns can be found", async () => (await (await fetch(`${url}/search?q=kaveri`)).text()).includes("/c/shade-for-the-upper-kaveri"));
  for (const [screen, viewport] of [["desktop", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
    for (const colorScheme of ["light", "dark"]) {
      await journey(browser, url, `${screen}-${colorScheme}`, { viewport, colorScheme }, true);
      console.log(`ok   a cause is found and its total rises: ${screen}, ${colorScheme}`);
    }
    await journey(browser, url, `${screen}-without-scripts`, { viewport }, false);
    console.log(`ok   the same without scripts: ${screen}`);
  }
});
