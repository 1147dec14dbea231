// The whole page by keyboard alone, and its charts by mouse and finger.
import {must} from './browser.mjs';

/** Goes on with the tab key until the focus is on what the selector means. Every stop on the way must be visible as such. */
async function tabTo(page, selector) {
  for (let stops = 0; stops < 60; stops++) {
    await page.keyboard.press('Tab');
    const {there, seen, what} = await page.evaluate(wanted => {
      const on = document.activeElement;
      const style = getComputedStyle(on);
      return {there: on.matches(wanted), seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, what: on.outerHTML.slice(0, 100)};
    }, selector);
    if (what.startsWith('<body')) {
      continue; // past the last one
    }
    must(seen, `by keyboard: nothing shows that the focus is on ${what}`);
    if (there) {
      return;
    }
  }
  must(false, `by keyboard: ${selector} can't be reached`);
}

const text = (page, selector) => page.locator(selector).innerText();
const focus = page => page.evaluate(() => document.activeElement.id || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent);

/** `token`: of somebody with submissions. */
export async function byKeyboard(page, token) {
  await tabTo(page, '[href$="#cifar10/accuracy"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.title.startsWith('CIFAR-10'));
  must(await focus(page) === 'CIFAR-10 photographs', 'by keyboard: choosing a task loses the focus');
  await tabTo(page, '[href$="/smallest"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#standings caption').textContent.startsWith('Smallest'));
  await tabTo(page, '#all');
  const few = await page.locator('#standings tbody tr').count();
  await page.keyboard.press('Enter');
  must(few < 20 && await page.locator('#standings tbody tr').count() >= 60, 'by keyboard: the whole ranking is not shown');

  for (const chart of ['#tradeoff-chart', '#history-chart']) {
    await tabTo(page, `${chart} [tabindex="0"]`);
    const said = new Set([await text(page, `${chart} .chosen`)]);
    for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowLeft', 'Home']) {
      await page.keyboard.press(key);
      const line = await text(page, `${chart} .chosen`);
      must(line === await focus(page), `by keyboard: ${chart} shows "${line}" and names "${await focus(page)}"`);
      said.add(line);
    }
    must(said.size >= 4, `by keyboard: the arrows reach only ${said.size} points of ${chart}`);
    await page.keyboard.press('Tab');
    must(!await page.evaluate(inside => document.activeElement.closest(inside), chart), `by keyboard: the tab key does not leave ${chart}`);
    await page.keyboard.press('Enter'); // the chart as a table
    must(await page.evaluate(inside => document.querySelector(inside).parentElement.querySelector('details').open, chart), `by keyboard: ${chart} has no table`);
  }

  await tabTo(page, '#token');
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await page.locator('#token-problem', {hasText: 'This is no token'}).waitFor();
  must(await focus(page) === 'token', 'by keyboard: after a refusal the focus is not in the field');
  page.expected = /401/;
  await page.locator('#token').fill('');
  await page.keyboard.type('tt_' + 'x'.repeat(43));
  await page.keyboard.press('Enter');
  await page.locator('#token-problem', {hasText: 'not known here'}).waitFor();
  page.expected = null;
  await page.locator('#token').fill('');
  await page.keyboard.type('  export TINYTORCH_TOKEN=' + token);
  await page.keyboard.press('Enter');
  await page.locator('#mine').waitFor();
  must(await text(page, '#token-problem') === '', 'an old refusal still stands beside a token that was taken');
  must(await page.locator('#submissions tbody tr').count() > 0, 'one\'s own submissions are not shown');
  await page.waitForFunction(() => document.activeElement.id === 'leave');
  must(await page.evaluate(secret => !document.documentElement.outerHTML.includes(secret) && !location.href.includes(secret) && localStorage.length === 0
    && document.querySelector('#token').value === '' && document.cookie === '', token), 'the token is somewhere else than in the tab\'s session storage');
  await page.keyboard.press('Enter');
  must(await page.locator('#enter').isVisible() && await page.evaluate(() => sessionStorage.length === 0), 'signing out leaves the token behind');
  must(await page.locator('.mine, .own').count() === 0, 'signing out leaves something of one\'s own behind');

  await page.evaluate(() => document.activeElement.blur());
  await page.reload();
  await page.locator('#rules:not(:empty)').waitFor();
  await page.keyboard.press('Tab');
  must(await focus(page) === 'To the ranking', 'by keyboard: the first stop is not the link past the choices');
  await page.keyboard.press('Enter');
  must(await focus(page) === 'ranking' && await page.title().then(title => title.startsWith('CIFAR-10')), 'by keyboard: the link past the choices changes the task');
}

/** The charts say what is under a mouse, or near a finger. */
export async function byPointer(page, finger) {
  for (const chart of ['#tradeoff-chart', '#history-chart']) {
    const point = page.locator(`${chart} [role="img"]`).nth(3);
    await point.scrollIntoViewIfNeeded();
    const box = await point.boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await (finger ? page.touchscreen.tap(x + 2, y + 2) : page.mouse.move(x, y));
    const line = await text(page, `${chart} .chosen`);
    must(/^learner \d+.*: /.test(line), `by ${finger ? 'finger' : 'mouse'}: ${chart} says "${line}" of a point`);
  }
}
