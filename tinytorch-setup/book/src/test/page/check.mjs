// node check.mjs CHROMIUM TOOLS FOLDER: checks FOLDER/book, leaves screenshots in FOLDER.
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, tools, folder] = process.argv.slice(2);
const require = createRequire(path.resolve(tools, "x.js"));
const playwright = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const book = path.resolve(folder, "book");
const problems = [];
const claim = (holds, what) => { if (!holds) { problems.push(what); } };

// Every link of the book's own pages: the file is there, and what it points at in it. Those of the API documentation are javadoc's.
const ids = new Map();
const text = (file) => readFileSync(path.join(book, file), "utf8");
const targets = (file) => {
  if (!ids.has(file)) { ids.set(file, new Set([...text(file).matchAll(/\sid="([^"]*)"/g)].map((found) => found[1]))); }
  return ids.get(file);
};
const decode = (url) => url.replaceAll("&amp;", "&").replaceAll("&lt;", "<").replaceAll("&gt;", ">");
let links = 0;
for (const page of readdirSync(book).filter((file) => file.endsWith(".html"))) {
  for (const [, name, raw] of text(page).matchAll(/\s(href|src)="([^"]*)"/g)) {
    const url = decode(raw);
    if (/^https?:/.test(url) && name === "href") { continue; }
    const [file, anchor] = url.split("#");
    const target = file === "" ? page : decodeURIComponent(file);
    links++;
    if (!existsSync(path.join(book, target))) { problems.push(`${page}: no file for ${url}`); }
    else if (anchor && target.endsWith(".html") && !targets(target).has(anchor) && !targets(target).has(decodeURIComponent(anchor))) { problems.push(`${page}: nothing at ${url}`); }
  }
}
claim(links > 500, `only ${links} links were found`);

const browser = await playwright.chromium.launch({ executablePath: chromium, args: ["--no-sandbox"] });
let inspected = 0;
for (const scheme of ["light", "dark"]) {
  for (const [width, height] of [[1400, 1000], [390, 844]]) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, offline: true });
    const page = await context.newPage();
    page.on("pageerror", (error) => problems.push(`${scheme} ${width}: ${error.message}`));
    page.on("console", (message) => claim(message.type() !== "error", `${scheme} ${width}: ${message.text()}`));
    page.on("request", (request) => claim(request.url().startsWith("file:"), `asks for ${request.url()}`));
    for (const file of ["index.html", "start.html", "02-tensor.html", "15-kernels.html", "instructors.html"]) {
      const name = `${file} ${scheme} ${width}`;
      await page.goto(pathToFileURL(path.join(book, file)).href);
      claim(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: wider than the window`);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { preload: false, runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"] }));
      found.violations.forEach((violation) => problems.push(`${name}: ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target).join(", ")}`));
      inspected++;
      await page.screenshot({ path: path.join(folder, `${file.replace(".html", "")}-${scheme}-${width}.png`) });
    }

    // By keyboard: search, go to the first hit.
    await page.goto(pathToFileURL(path.join(book, "index.html")).href);
    for (const [typed, wanted] of [["matmul", "#task-tensor-matmul"], ["Tensor.accumulateGrad(", "api/tinytorch/tensor/Tensor.html#accumulateGrad"], ["tensor.broadcast", "02-tensor.html#task-tensor-broadcast"],
      ["positional", "12-embedding.html"]]) {
      await page.keyboard.press("/");
      await page.keyboard.type(typed);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => decodeURIComponent(url.href).includes(wanted), { timeout: 5000 })
        .catch(() => problems.push(`${typed} leads to ${page.url()} and not to ${wanted}`));
      await page.goto(pathToFileURL(path.join(book, "index.html")).href);
    }
    await page.keyboard.press("/");
    await page.keyboard.type("qqqq");
    claim((await page.locator("#results").innerText()).includes("Nothing found"), "what is not there is found");
    await page.keyboard.press("Escape");

    // The theme: changed by the reader, kept on the next page. What one process of a busy Chromium stores, the next may see a moment later: it has five seconds.
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await paper();
    await page.locator("#theme").click();
    const after = await paper();
    claim(before !== after, `${scheme} ${width}: the theme does not change`);
    await page.goto(pathToFileURL(path.join(book, "02-tensor.html")).href);
    for (const until = Date.now() + 5000; await paper() !== after && Date.now() < until;) { await page.reload(); }
    claim(await paper() === after, `${scheme} ${width}: the theme is forgotten on the next page`);
    await context.close();
  }
}
await browser.close();
problems.slice(0, 40).forEach((problem) => console.log(problem));
console.log(`${links} links, ${inspected} inspections by axe-core, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
