// Pages of a headless Chromium that note whatever goes wrong in them.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';

export const problems = [];
export const counts = {pages: 0, axe: 0, violations: 0, requests: 0};

/** Something that must be so. */
export function must(holds, what) {
  if (!holds && !problems.includes(what)) {
    problems.push(what);
    console.log('  WRONG: ' + what);
  }
}

export class Browser {
  static async open(chromium, tools) {
    const require = createRequire(resolve(tools) + '/');
    const made = new Browser();
    made.axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
    made.tools = tools;
    made.browser = await require('playwright-core').chromium.launch({executablePath: chromium, chromiumSandbox: process.getuid?.() !== 0,
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']});
    return made;
  }

  /** A page of its own session. Errors in its console and requests to elsewhere are problems, but for errors that match `page.expected`. */
  async page(address, {width = 1280, theme = 'light', motion = 'no-preference', token} = {}) {
    const context = await this.browser.newContext({viewport: {width, height: 900}, colorScheme: theme, reducedMotion: motion, hasTouch: width < 600});
    const page = await context.newPage();
    counts.pages++;
    page.on('console', line => must(line.type() !== 'error' && line.type() !== 'warning' || page.expected?.test(line.text()), `the console says: ${line.text()}`));
    page.on('pageerror', error => must(false, `an error in the page: ${error.message}`));
    page.on('request', request => {
      counts.requests++;
      must(request.url().startsWith(new URL(address).origin + '/'), `a request to elsewhere: ${request.url()}`);
      must(!request.url().includes('tt_'), `a token in an address: ${request.url()}`);
    });
    if (token) {
      await page.addInitScript(value => sessionStorage.setItem('token', value), token);
    }
    await page.addInitScript(() => {
      window.jumps = [];
      new PerformanceObserver(list => list.getEntries().forEach(entry => jumps.push(...entry.sources.map(source => source.node?.textContent.trim().slice(0, 80) ?? 'something'))))
        .observe({type: 'layout-shift', buffered: true});
    });
    await page.goto(address);
    await page.locator('#connection.live').waitFor();
    await page.locator('#rules:not(:empty)').waitFor();
    if (token) {
      await page.locator('#mine').waitFor();
    }
    return page;
  }

  /** What has moved on a page since it was asked last, without anybody having touched it. */
  async still(page, when) {
    const jumps = await page.evaluate(() => jumps.splice(0));
    must(jumps.length === 0, `${when}, things moved: ${[...new Set(jumps)].slice(0, 5).join(' | ')}`);
    return jumps.length;
  }

  /** The accessibility check, everything unfolded, and whether the page is wider than its window. Leaves a screenshot. */
  async inspect(page, name) {
    await page.evaluate(() => document.querySelectorAll('details').forEach(one => one.open = true));
    await page.screenshot({path: `${this.tools}/${name.replaceAll(' ', '-')}.png`, fullPage: true});
    if (!await page.evaluate(() => 'axe' in window)) {
      await page.evaluate(this.axe);
    }
    const {violations, passes} = await page.evaluate(() => axe.run());
    must(passes.length > 20, `${name}: axe-core tried only ${passes.length} rules`);
    counts.axe++;
    counts.violations += violations.length;
    for (const one of violations) {
      must(false, `${name}: axe-core: ${one.id}: ${one.help}: ${one.nodes.map(node => node.html.slice(0, 150)).slice(0, 3).join(' | ')}`);
    }
    const {width} = page.viewportSize();
    for (const one of width < 600 ? [width, 320] : [width]) { // 320: a desktop's page at a zoom of 400 %
      await page.setViewportSize({width: one, height: 900});
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      must(wider <= 0, `${name}: the page is ${wider} pixels wider than its window of ${one}`);
    }
  }

  async close() {
    await this.browser.close();
  }
}
