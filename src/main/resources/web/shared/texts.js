// What Tasklist and Cockpit say beside the parts of dom.js.
import {code, element} from './dom.js';

/** A strip that nobody overlooks. @param {'danger'|'warning'|'note'} kind */
export function strip(kind, ...children) {
  return element('p', {class: `strip ${kind}`, role: kind === 'danger' ? 'alert' : null}, ...children);
}

// Groups of digits with hyphens between would change places behind Persian words.
const GROUPED_DIGITS = /([0-9۰-۹]+(?:-[0-9۰-۹]+)+)/;

/** Running text in which codes keep their order. @returns {Array<Node|string>} */
export function running(text) {
  return text.split(GROUPED_DIGITS).map((piece, i) => (i % 2 ? code(piece) : piece));
}
