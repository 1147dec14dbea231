"use strict";
// The theme: the system's, until the reader chooses; the choice stays: for this tab in sessionStorage, as a busy Chromium now and then loses what a page of the
// file system puts into localStorage; for the next visit in localStorage.
(function () {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => { button.textContent = dark() ? "Light" : "Dark"; button.setAttribute("aria-label", "Change to the " + (dark() ? "light" : "dark") + " theme"); };
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { [sessionStorage, localStorage].forEach((store) => store.setItem("theme", root.dataset.theme)); } catch (e) { /* a browser that stores nothing for files: the choice is for this page */ }
    show();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  show();
  // The list of pages is open where there is room for it.
  if (matchMedia("(max-width: 52rem)").matches) {
    document.querySelector(".pages details").open = false;
  }
})();

// The search: every word must be somewhere. A title counts more than the page it is on, and that more than the text; chapters and tasks come before the API.
(function () {
  const input = document.getElementById("search");
  const list = document.getElementById("results");
  const most = 12;
  let found = [];
  let at = -1;

  const names = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

  function score(entry, words) {
    const title = entry.t.toLowerCase();
    const parts = names(title);
    const where = names(entry.w);
    const api = entry.w === "API";
    let sum = 0;
    for (const word of words) {
      if (title === word && !api) { sum += 60; }
      else if (parts.includes(word)) { sum += 30; }
      else if (where.includes(word) || where.join(".").includes(word)) { sum += 20; }
      else if (parts.some((part) => part.startsWith(word))) { sum += 18; }
      else if (title.includes(word)) { sum += 8; }
      else if (entry.x.toLowerCase().includes(word)) { sum += 2; }
      else { return 0; }
    }
    return (api ? sum / 2 : sum) - title.length / 100;
  }

  function search() {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word);
    found = words.length === 0 ? [] : BOOK.map((entry) => [score(entry, words), entry]).filter((pair) => pair[0] > 0)
      .sort((a, b) => b[0] - a[0]).slice(0, most).map((pair) => pair[1]);
    list.replaceChildren(...found.map((entry, i) => {
      const item = document.createElement("li");
      item.id = "result" + i;
      item.setAttribute("role", "option");
      const where = document.createElement("small");
      where.textContent = entry.w;
      item.append(entry.t, where);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(i); });
      return item;
    }));
    if (words.length > 0 && found.length === 0) {
      const nothing = document.createElement("li");
      nothing.setAttribute("role", "option");
      nothing.setAttribute("aria-disabled", "true");
      nothing.textContent = "Nothing found";
      list.append(nothing);
    }
    choose(found.length > 0 ? 0 : -1);
    open(words.length > 0);
  }

  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
  }

  function choose(index) {
    at = index;
    found.forEach((entry, i) => document.getElementById("result" + i).setAttribute("aria-selected", String(i === at)));
    if (at >= 0) {
      input.setAttribute("aria-activedescendant", "result" + at);
      document.getElementById("result" + at).scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function go(index) {
    open(false);
    location.href = found[index].u;
  }

  input.addEventListener("input", search);
  input.addEventListener("focus", () => open(input.value.trim() !== ""));
  input.addEventListener("blur", () => open(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (found.length > 0) { choose((at + (event.key === "ArrowDown" ? 1 : found.length - 1)) % found.length); }
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      go(at);
    } else if (event.key === "Escape") {
      input.value = "";
      search();
      input.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
})();
