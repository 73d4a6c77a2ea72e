// The keys alone, for whichever journey is made with them (WCAG 2.1.1, 2.4.3, 2.4.11).
import assert from "node:assert/strict";
import { until } from "./lib.mjs";

// More stops than any page has.
const FURTHEST = 200;

export const has = (page, what) => page.locator(`${what}:focus`).count();

// What has the focus begins above the dock, where there is one.
async function seen(page, name) {
  const [focused, dock] = [page.locator(":focus"), page.locator(".dock")];
  if (await focused.count() !== 1 || await dock.count() !== 1 || !await dock.isVisible()) return;
  if (await page.locator(".dock :focus").count() === 1) return;
  const [it, below] = [await focused.boundingBox(), await dock.boundingBox()];
  if (it && below) assert.ok(it.y < below.y, `${name}: the dock hides ${await focused.innerText().catch(() => "a field")}`);
}

// Goes on with the tab key until `what` has the focus.
export async function tabTo(page, what, name) {
  for (let stops = 0; stops < FURTHEST; stops += 1) {
    if (await has(page, what)) return;
    await page.keyboard.press("Tab");
    await seen(page, name);
  }
  assert.fail(`${name}: the tab key does not lead to ${what}`);
}

// Writes `text` into the field `what`, in the place of whatever stands there.
export async function write(page, what, text, name) {
  await tabTo(page, what, name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(text);
}

// Goes to the link or button `what`, presses it, and waits until `there` is so: the next page may have one that is called
// the same.
export async function follow(page, what, there, name) {
  await tabTo(page, what, name);
  await Promise.all([there(), page.keyboard.press("Enter")]);
}

// What is wrong with a form has the focus, and leads to its field `id`.
export async function corrects(page, id, name) {
  await until(`${name}: what is wrong is said in the title`, async () => (await page.title()).startsWith("Error: "));
  await until(`${name}: what is wrong has the focus`, () => has(page, "#problems"), 10_000);
  await tabTo(page, `#problems a[href='#${id}']`, name);
  await page.keyboard.press("Enter");
  await until(`${name}: what is wrong leads to its field`, () => has(page, `#${id}`), 10_000);
}
