// Elements, and numbers as words. Text goes in as text, never as markup: names are chosen by learners.

/** An element with attributes, and children that are elements or text. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter(child => child !== undefined && child !== null));
  return made;
}

/** Sets text only where it differs: what is spoken is spoken once, and what is selected stays selected. */
export function say(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export const none = '–';
const missing = value => value === null || value === undefined;

/** 0.8123 as "81.23 %": with so many digits, or with those that the server gave. */
export function percent(value, digits) {
  return missing(value) ? none : (value * 100).toLocaleString('en', {minimumFractionDigits: digits ?? 1, maximumFractionDigits: digits ?? 3}) + ' %';
}

export function bytes(value) {
  return missing(value) ? none : value >= 1e6 ? (value / 1e6).toFixed(2) + ' MB' : value >= 1e3 ? (value / 1e3).toFixed(1) + ' kB' : value + ' B';
}

/** A small network takes microseconds. */
export function decimals(milliseconds) {
  return milliseconds.toFixed(milliseconds < 10 ? 3 : 2);
}

export function millis(value) {
  return missing(value) ? none : decimals(value) + ' ms';
}

export function bits(value) {
  return missing(value) ? none : value.toLocaleString('en', {minimumFractionDigits: 2, maximumFractionDigits: 4});
}

export function points(value) {
  return missing(value) ? none : value.toLocaleString('en', {minimumFractionDigits: 1, maximumFractionDigits: 1});
}

export function when(time) {
  return new Date(time).toLocaleString(undefined, {dateStyle: 'short', timeStyle: 'short'});
}

/** A round size, as at an axis. */
export function size(value) {
  return value >= 1e6 ? `${value / 1e6} MB` : value >= 1e3 ? `${value / 1e3} kB` : `${value} B`;
}

/** What a category compares: where it stands in an entry, how it is written, and how at an axis. */
export const figures = {
  accuracy: {field: 'accuracy', write: percent, axis: step => percent(step)},
  fastest: {field: 'p95', write: millis, axis: step => `${step} ms`},
  smallest: {field: 'bytes', write: bytes, axis: size},
  efficiency: {field: 'efficiency', write: points, axis: step => step.toLocaleString('en')},
};

export const titles = {mnist: 'MNIST digits', cifar10: 'CIFAR-10 photographs', tinygpt: 'TinyGPT text'};
export const states = {queued: 'waiting', evaluating: 'being evaluated', scored: 'scored', rejected: 'rejected', failed: 'failed'};
export const ends = ['scored', 'rejected', 'failed'];
