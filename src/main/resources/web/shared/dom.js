// Builds what is shown. Whatever comes from the server or from a person becomes text and never markup.

/** @param {string} name under which index.html knows the element */
export function part(name, within = document) {
  return within.querySelector(`[data-part="${name}"]`);
}

/** @param {...(Node|string|null)} children strings become text */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return made;
}

/** Left to right inside Persian text: codes and numbers that are read in groups. */
export function code(text) {
  return element('bdi', {dir: 'ltr', class: 'number'}, text);
}

/** Text in a language that we do not know. */
export function free(text) {
  return element('bdi', {}, text);
}

/** A list of names and what they are; those that are nothing are left out. @param {Array<[string, Node|string|null]>} pairs */
export function facts(pairs) {
  const list = element('dl', {class: 'facts'});
  for (const [name, value] of pairs) {
    if (value === null || value === undefined || value === '') continue;
    list.append(element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  }
  return list;
}

/** @param {'danger'|'warning'|'good'|'note'} kind */
export function notice(kind, ...children) {
  return element('div', {class: `notice ${kind}`}, ...children);
}

/** Says something to whoever cannot see the page change. */
export function announce(text) {
  const place = part('announcer');
  place.textContent = '';
  // A screen reader speaks of changes only, also where the same sentence comes twice.
  setTimeout(() => {
    place.textContent = text;
  }, 50);
}
