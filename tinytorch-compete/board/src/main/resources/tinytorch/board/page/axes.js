// What charts have in common: SVG elements, scales from numbers to places, and the numbers at which an axis has a line.

export const margin = {top: 14, right: 18, bottom: 40, left: 60};

export function svg(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Places from `start` to `end` for numbers from `low` to `high`. */
export function linear(low, high, start, end) {
  return value => start + (value - low) / (high - low) * (end - start);
}

export function logarithmic(low, high, start, end) {
  return value => start + Math.log(value / low) / Math.log(high / low) * (end - start);
}

/** Every so many, about six lines at most. */
export function evenSteps(low, high, widths = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]) {
  const width = widths.find(one => (high - low) / one <= 6) ?? 0.5;
  const steps = [];
  for (let step = Math.ceil(low / width - 1e-9); step * width <= high + 1e-9; step++) {
    steps.push(Math.round(step * width * 1e5) / 1e5);
  }
  return steps;
}

/** Powers of ten, with 2 and 5 between them when there are few. */
export function tenfoldSteps(low, high) {
  const between = Math.log10(high / low) > 2.2 ? [1] : [1, 2, 5];
  const steps = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    const unit = Number(`1e${power}`); // 10 ** power is not exact for negative ones
    steps.push(...between.map(factor => Number((factor * unit).toPrecision(3))).filter(step => step >= low && step <= high));
  }
  return steps;
}

const minute = 60_000;
const day = 1440 * minute;
const spans = [1, 5, 15, 60, 180, 360, 720, 1440, 2880, 7200, 14400, 43200, 129600, 525600].map(minutes => minutes * minute);

/** Moments on whole local minutes, hours or days, at most `most` of them, each with how it is written. */
export function timeSteps(low, high, most) {
  const span = spans.find(one => (high - low) / one <= most) ?? spans.at(-1);
  const midnight = new Date(low).setHours(0, 0, 0, 0);
  const steps = [];
  for (let number = 0; number <= (high - midnight) / span + 1; number++) {
    const at = new Date(midnight);
    if (span >= day) {
      at.setDate(at.getDate() + number * span / day); // by the calendar: some days have 23 hours
    } else {
      at.setTime(midnight + number * span);
    }
    if (at >= low && at <= high) {
      steps.push({at: at.getTime(), text: at.toLocaleString(undefined, span >= day ? {day: 'numeric', month: 'short'} : {hour: '2-digit', minute: '2-digit'})});
    }
  }
  return steps;
}

/** A grid of horizontal lines with their numbers at the left. */
export function rows(picture, width, steps, place, write) {
  for (const step of steps) {
    picture.append(svg('line', {class: 'grid', x1: margin.left, x2: width - margin.right, y1: place(step), y2: place(step)}),
      svg('text', {x: margin.left - 6, y: place(step) + 4, 'text-anchor': 'end'}, write(step)));
  }
}

/** A grid of vertical lines with their numbers below, and what the axis is. */
export function columns(picture, width, height, steps, title) {
  const bottom = height - margin.bottom;
  for (const {place, text} of steps) {
    picture.append(svg('line', {class: 'grid', x1: place, x2: place, y1: margin.top, y2: bottom}), svg('text', {x: place, y: bottom + 16, 'text-anchor': 'middle'}, text));
  }
  picture.append(svg('text', {x: (margin.left + width - margin.right) / 2, y: height - 6, 'text-anchor': 'middle'}, title));
}
