// Accuracy against size, as SVG. The horizontal axis is logarithmic: models differ in size by powers of ten.
import {bytes, element, percent} from './tables.js';

const margin = {top: 14, right: 18, bottom: 40, left: 56};

function svg(name, attributes, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Powers of ten, with 2 and 5 between them when there are few. */
function sizes(low, high) {
  const steps = Math.log10(high / low) > 2.2 ? [1] : [1, 2, 5];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    ticks.push(...steps.map(step => step * 10 ** power).filter(tick => tick >= low && tick <= high));
  }
  return ticks;
}

function accuracies(low, high) {
  const step = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2].find(width => (high - low) / width <= 6) ?? 0.5;
  const ticks = [];
  for (let tick = Math.ceil(low / step - 1e-9); tick * step <= high + 1e-9; tick++) {
    ticks.push(tick * step);
  }
  return ticks;
}

/** A name beside its point, where none of the names before it is; a crowded one goes without, its tooltip and the table have it. */
function label(picture, name, x, y, width, taken) {
  const text = name.length > 16 ? name.slice(0, 15) + '…' : name;
  const size = text.length * 7;
  for (const [dx, dy] of [[8, 16], [-8 - size, -8]]) {
    const box = {left: x + dx, right: x + dx + size, top: y + dy - 11, bottom: y + dy + 3};
    const free = taken.every(other => box.right < other.left || box.left > other.right || box.bottom < other.top || box.top > other.bottom);
    if (free && box.left > margin.left && box.right < width && box.top > 0) {
      taken.push(box);
      picture.append(svg('text', {class: 'name', x: dx > 0 ? box.left : box.right, y: y + dy, 'text-anchor': dx > 0 ? 'start' : 'end'}, text));
      return;
    }
  }
}

/** Draws into a figure, as wide as it is. */
export function draw(figure, board) {
  const rows = board.entries;
  if (rows.length === 0) {
    figure.replaceChildren(element('figcaption', {}, 'Nothing to show yet.'));
    return;
  }
  const width = Math.max(figure.clientWidth, 280);
  const height = Math.min(360, Math.max(240, width * 0.55));
  const low = Math.min(...rows.map(row => row.bytes)) / 1.5;
  const high = Math.max(...rows.map(row => row.bytes)) * 1.5;
  const accuracy = rows.map(row => row.accuracy);
  const pad = Math.max(0.005, (Math.max(...accuracy) - Math.min(...accuracy)) * 0.12);
  const bottom = Math.max(0, Math.min(...accuracy) - pad);
  const top = Math.min(1, Math.max(...accuracy) + pad);
  const x = size => margin.left + Math.log(size / low) / Math.log(high / low) * (width - margin.left - margin.right);
  const y = value => height - margin.bottom - (value - bottom) / (top - bottom) * (height - margin.top - margin.bottom);

  const best = new Set(board.pareto);
  const leaders = board.pareto.map(index => rows[index]);
  const last = leaders[leaders.length - 1];
  const picture = svg('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
    'aria-label': `Accuracy against size of ${rows.length} models. The front goes from ${bytes(leaders[0].bytes)} with ${percent(leaders[0].accuracy)} to ${bytes(last.bytes)} with ${percent(last.accuracy)}.`});
  for (const tick of accuracies(bottom, top)) {
    picture.append(svg('line', {class: 'grid', x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick)}),
      svg('text', {x: margin.left - 6, y: y(tick) + 4, 'text-anchor': 'end'}, percent(Math.round(tick * 1e5) / 1e5)));
  }
  for (const tick of sizes(low, high)) {
    picture.append(svg('line', {class: 'grid', x1: x(tick), x2: x(tick), y1: margin.top, y2: height - margin.bottom}),
      svg('text', {x: x(tick), y: height - margin.bottom + 16, 'text-anchor': 'middle'}, tick >= 1e6 ? `${tick / 1e6} MB` : tick >= 1e3 ? `${tick / 1e3} kB` : `${tick} B`));
  }
  picture.append(svg('text', {x: (margin.left + width - margin.right) / 2, y: height - 6, 'text-anchor': 'middle'}, 'size on disk'));

  // A step: between two models of the front nothing is known to be better than the smaller one.
  let path = `M${x(leaders[0].bytes)},${y(leaders[0].accuracy)}`;
  for (const row of leaders.slice(1)) {
    path += `H${x(row.bytes)}V${y(row.accuracy)}`;
  }
  picture.append(svg('path', {class: 'front', d: path + `H${width - margin.right}`}));
  const taken = [];
  rows.forEach((row, index) => {
    const point = svg('circle', {class: best.has(index) ? 'point best' : 'point', cx: x(row.bytes), cy: y(row.accuracy), r: 5},
      svg('title', {}, `${row.learner}: ${percent(row.accuracy)}, ${bytes(row.bytes)}`));
    picture.append(point);
    if (best.has(index)) {
      label(picture, row.learner, x(row.bytes), y(row.accuracy), width, taken);
    }
  });
  figure.replaceChildren(picture);
}
