// What is said beside the button that completes a task: that it was taken, or what to do now. The words outlive the form, which is
// gone when its task is done: they stand beside the next form's button, or where the form was.
import {element} from '/assets/dom.js';
import {spokenHere} from './either.js';

const said = element('div', {class: 'roshan-said', ...spokenHere, role: 'status', 'aria-live': 'polite'});
let last = {};

/**
 * @param {'good'|'wait'|'warning'} kind what to do about a failure is said at once, whatever is being read out
 * @param {...(Node|string)} content
 * @returns {object} by which these words can be taken away
 */
export function say(kind, ...content) {
  said.className = `roshan-said ${kind}`;
  said.setAttribute('aria-live', kind === 'warning' ? 'assertive' : 'polite');
  stand();
  said.replaceChildren(...content.filter(Boolean));
  last = {};
  return last;
}

/** @param {object} [words] these alone, if nothing was said after them */
export function quiet(words) {
  if (words === undefined || words === last) said.replaceChildren();
}

/** Puts the words where the button is now. */
export function stand() {
  const bar = document.querySelector('.task-card [cam-tasklist-form] .form-actions');
  const place = bar && bar.checkVisibility() ? bar : document.querySelector('.task-details > .content');
  if (place && said.parentElement !== place) place.prepend(said);
}

/** A button among the words. */
export function deed(label, does, attributes = {}) {
  const made = element('button', {type: 'button', ...attributes}, label);
  made.addEventListener('click', () => does(made));
  return made;
}
