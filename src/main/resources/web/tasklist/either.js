// What Tasklist says, in the language of whoever works there. It is written in Persian where it is said, english.js has the English of it,
// and EnglishTest holds that nothing is without.
import {chosen} from '/assets/desktongue.js';
import {ENGLISH} from './english.js';

/** What the browser and a screen reader are told of a text of ours. */
export const spokenHere = chosen({dir: 'rtl', lang: 'fa'}, {dir: 'ltr', lang: 'en'});

const PERSIAN = /[\u0600-\u06ff]/;
const READ_OUT = ['aria-label', 'title', 'placeholder'];

/** Names and numbers that people typed are in no list, and stay as they are. */
function inEnglish(text, first) {
  const bare = text.trim();
  const exact = text in ENGLISH;
  const found = exact ? ENGLISH[text] : ENGLISH[bare.replace(/\s+/g, ' ')];
  if (found === undefined) return text;
  const [one, many = one] = found.split('|');
  const english = String(first) === '1' ? one : many;
  return exact ? english : text.replace(bare, () => english);
}

/** Of a text with values in it: tr`${number} درخواست`. */
export function tr(parts, ...values) {
  const persian = parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
  return chosen(persian, inEnglish(persian, values[0])).replace(/\{(\d+)\}/g, (place, i) => String(values[i]));
}

/** Of a form as it lies in bpmn/forms, before anything is put into it. @param {Element} form */
export function translate(form) {
  if (chosen(true, false)) return;
  for (const [name, value] of Object.entries(spokenHere)) form.setAttribute(name, value);
  const texts = document.createTreeWalker(form, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (PERSIAN.test(text.data)) text.data = inEnglish(text.data);
  }
  for (const name of READ_OUT) {
    form.querySelectorAll(`[${name}]`).forEach((part) => part.setAttribute(name, inEnglish(part.getAttribute(name))));
  }
}
