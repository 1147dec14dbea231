// The points of a chart, for everybody: under a mouse or finger, by keyboard as one stop of the tab key with arrows inside, and by ear.
import {element, say} from './words.js';

const reach = 30; // pixels from a point at which a finger still means it
const moves = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

/**
 * Puts a picture into a figure. Its points, {key, node, x, y, text}, are in the order in which the arrows go through them; the line below the picture
 * says what the chosen one is. A picture that takes the place of another keeps the choice and the keyboard's place.
 */
export function present(figure, picture, points) {
  const plot = figure.querySelector('.plot');
  const line = figure.querySelector('.chosen');
  const focused = plot.contains(document.activeElement);
  line.dataset.hint ??= line.textContent;
  for (const {node, text} of points) {
    node.setAttribute('role', 'img');
    node.setAttribute('aria-label', text);
    node.setAttribute('tabindex', '-1');
  }
  figure.classList.remove('nothing');
  plot.replaceChildren(picture);
  let chosen = points.find(point => point.key === figure.dataset.chosen);
  function choose(point, focus) {
    points.forEach(one => one.node.setAttribute('tabindex', one === (point ?? points[0]) ? '0' : '-1'));
    chosen?.node.classList.remove('on');
    chosen = point;
    chosen?.node.classList.add('on');
    figure.dataset.chosen = point?.key ?? '';
    say(line, point?.text ?? line.dataset.hint);
    if (focus) {
      point.node.focus();
    }
  }

  choose(chosen ?? (focused ? points[0] : undefined), focused);
  picture.addEventListener('focusin', event => choose(points.find(point => point.node === event.target)));
  picture.addEventListener('keydown', event => {
    const at = points.indexOf(chosen);
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? points.length - 1 : event.key in moves ? at + moves[event.key] : -1;
    if (event.key in moves || event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      choose(points[Math.max(0, Math.min(to, points.length - 1))], true);
    }
  });
  const near = event => {
    const box = picture.getBoundingClientRect();
    const away = point => Math.hypot(point.x - event.clientX + box.left, point.y - event.clientY + box.top);
    const nearest = points.reduce((best, point) => best && away(best) <= away(point) ? best : point, null);
    if (nearest && away(nearest) < reach && nearest !== chosen) {
      choose(nearest);
    }
  };
  picture.addEventListener('pointermove', near);
  picture.addEventListener('pointerdown', near);
}

/** A chart without points: a word in its place, and no table. */
export function nothing(figure, text) {
  figure.dataset.chosen = '';
  figure.classList.add('nothing');
  figure.querySelector('.plot').replaceChildren(element('p', {}, text));
}
