// Builds what is shown. Whatever a subscriber has written becomes text and never markup.

/** @param {...(Node|string|null)} children strings become text */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== '') made.append(child);
  }
  return made;
}

/** A strip that nobody overlooks. @param {'danger'|'warning'|'note'} kind */
export function strip(kind, ...children) {
  return element('p', {class: `strip ${kind}`, role: kind === 'danger' ? 'alert' : null}, ...children);
}

/** Left to right inside Persian text: numbers, codes, telephone numbers. */
export function code(text) {
  return element('bdi', {dir: 'ltr', class: 'code'}, text);
}

// Groups of digits with hyphens between would change places behind Persian words.
const GROUPED_DIGITS = /([0-9۰-۹]+(?:-[0-9۰-۹]+)+)/;

/** Running text in which codes keep their order. @returns {Array<Node|string>} */
export function running(text) {
  return text.split(GROUPED_DIGITS).map((piece, i) => (i % 2 ? code(piece) : piece));
}

/** A list of names and what they are; those that are nothing are left out. @param {Array<[string, Node|string|null]>} facts */
export function facts(pairs) {
  const list = element('dl', {class: 'facts'});
  for (const [name, value] of pairs) {
    if (value === null || value === undefined || value === '') continue;
    list.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  }
  return list;
}
