// What Tasklist says, in the language of whoever works there: in Persian where it is said, in English by english.js.
import {chosen} from '/assets/desktongue.js';
import {lookedUpIn, spokenHere} from '/assets/lookedup.js';
import {ENGLISH} from './english.js';

export {spokenHere};

const {inEnglish, tr} = lookedUpIn(ENGLISH);
export {tr};

const PERSIAN = /[\u0600-\u06ff]/;
const READ_OUT = ['aria-label', 'title', 'placeholder'];

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
