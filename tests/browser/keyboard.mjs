// Giving with the keys alone, with scripts and without, at 1280 and 390 px: past the menu to the page, to an amount and
// to another one, to the form, where what is wrong takes the focus and leads to its field, and on to the provider and
// back. Nothing that has the focus is hidden by what sticks to the window (WCAG 2.1.1, 2.4.3, 2.4.11; UX-20).
//   node keyboard.mjs <tributary>
import { join } from "node:path";
import assert from "node:assert/strict";
import { has, tabTo } from "./keys.mjs";
import { itsPast, live, pictures, sleep, until } from "./lib.mjs";

const [program] = process.argv.slice(2);
const campaign = "shade-for-the-upper-kaveri";

async function give(browser, url, name, options) {
  const page = await (await browser.newContext({ reducedMotion: "reduce", ...options })).newPage();
  const { keyboard } = page;
  const picture = (what) => page.screenshot({ path: join(pictures, `keyboard-${name}-${what}.png`) });

  await page.goto(`${url}/c/${campaign}`);
  await keyboard.press("Tab");
  assert.ok(await has(page, ".skip"), `${name}: the first stop leads past the menu`);
  await picture("1-skip");
  await keyboard.press("Enter");
  await tabTo(page, "#give input[name=amount]", name);
  const chosen = () => page.locator("#give input[name=amount]:checked").getAttribute("value");
  const before = await chosen();
  await keyboard.press("ArrowDown");
  assert.notEqual(await chosen(), before, `${name}: arrows choose another amount`);
  await picture("2-amount");
  await tabTo(page, "#give button[type=submit]", name);
  await keyboard.press("Enter");
  await page.waitForURL(/\/give\?/);

  await tabTo(page, "button.btn-cta[type=submit]", name);
  await keyboard.press("Enter");
  await until("what is wrong is said in the title", async () => (await page.title()).startsWith("Error: "));
  // Without scripts the page that was refused leads on to an address of its own.
  if (options.javaScriptEnabled === false) await page.waitForURL(/\/give\?pledge=/);
  await until(`${name}: what is wrong has the focus`, () => has(page, "#problems"), 10_000);
  await picture("3-refused");
  await tabTo(page, "#problems a[href='#name']", name);
  await keyboard.press("Enter");
  await until(`${name}: what is wrong leads to its field`, () => has(page, "#name"), 10_000);
  await keyboard.type("Keyboard Guest");
  await tabTo(page, "#email", name);
  await keyboard.type(`keyboard-${name}@example.test`);
  // A form that comes back within three seconds was not filled in by a person.
  await sleep(3_200);
  await tabTo(page, "button.btn-cta[type=submit]", name);
  await keyboard.press("Enter");
  await page.waitForURL(/\/checkout\//);

  for (const [field, typed] of [["number", "4242 4242 4242 4242"], ["expiry", "12 / 34"], ["cvc", "123"], ["name", "Keyboard Guest"]]) {
    await tabTo(page, `#card input[name=${field}]`, name);
    await keyboard.type(typed);
  }
  await tabTo(page, "#card button.pay", name);
  await keyboard.press("Enter");
  await page.waitForURL(/\/p\//);
  await picture("4-given");
  await page.context().close();
}

await live(program, 8, [], async (browser, { url, data }) => {
  await itsPast({ url, data });
  for (const [screen, viewport] of [["desktop", { width: 1280, height: 900 }], ["phone", { width: 390, height: 844 }]]) {
    for (const javaScriptEnabled of [true, false]) {
      const scripts = javaScriptEnabled ? "with scripts" : "without scripts";
      await give(browser, url, `${screen}-${javaScriptEnabled ? "scripts" : "plain"}`, { viewport, javaScriptEnabled });
      console.log(`ok   a guest gives with the keys alone: ${screen}, ${scripts}`);
    }
  }
});
