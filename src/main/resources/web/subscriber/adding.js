// What a subscriber adds to a request while it waits: that there is danger by now (A3.4), a remark, or that the power is back. The forms
// are built here and do not stand in index.html, so that nobody waits for them over a slow line who only asks what is known of a place.
import {element, part} from './dom.js';
import './pagewords.js';
import {EMERGENCY_NUMBER, hazardAdvice} from './report.js';
import {word} from './words.js';

/** Text that is put into the other language with the rest of the page. */
function said(tag, key, attributes = {}) {
  return element(tag, {...attributes, 'data-text': key}, word(key));
}

/** The field of the form that stands in the page, with its words, for another action. */
function lastDigits(section, name) {
  const field = part('withdrawal-form', section).querySelector('[data-field=mobileLast4]').cloneNode(true);
  for (const each of field.querySelectorAll('[id], [for]')) {
    for (const tie of ['id', 'for', 'aria-describedby']) {
      if (each.hasAttribute(tie)) each.setAttribute(tie, each.getAttribute(tie).replaceAll('withdrawal-', `${name}-`));
    }
  }
  return field;
}

/** @param {string} name of the action, as its words call it @param {string} before the form of the next one @returns {HTMLFormElement} folded */
function action(section, name, before, ...fields) {
  const form = element(
    'form',
    {'data-part': `${name}-form`, method: 'post', action: '/'},
    ...fields,
    lastDigits(section, name),
    element('div', {'data-part': 'said', 'aria-live': 'polite'}),
    said('button', `${name}.send`, {type: 'submit', class: 'primary'}),
  );
  part(before, section)
    .closest('details')
    .before(element('details', {class: 'card', hidden: true}, said('summary', `${name}.title`), said('p', `${name}.intro`), form));
  return form;
}

/** Whom to call stands there as soon as a danger is chosen: nobody waits for an answer of ours. */
export function dangerForm(section) {
  const advice = element('div', {role: 'alert'});
  const form = action(
    section,
    'danger',
    'still-out-form',
    element(
      'fieldset',
      {class: 'field', 'data-field': 'hazard', 'data-needed': '', 'aria-describedby': 'danger-hazard-error'},
      said('legend', 'danger.what', {'data-label': ''}),
      element(
        'div',
        {class: 'tiles'},
        ...Object.keys(EMERGENCY_NUMBER).map((hazard) =>
          element('label', {class: 'tile danger'}, element('input', {type: 'radio', name: 'hazard', value: hazard}), ' ', said('span', `hazard.${hazard}`)),
        ),
      ),
      element('p', {class: 'error', id: 'danger-hazard-error'}),
      advice,
    ),
  );
  form.addEventListener('change', (event) => {
    if (event.target.name === 'hazard') advice.replaceChildren(...hazardAdvice(event.target.value));
  });
  form.addEventListener('reset', () => advice.replaceChildren());
  return form;
}

export function remarkForm(section) {
  return action(
    section,
    'remark',
    'feedback-form',
    element(
      'div',
      {class: 'field', 'data-field': 'text', 'data-needed': ''},
      said('label', 'remark.text', {for: 'remark-text', 'data-label': ''}),
      element('textarea', {id: 'remark-text', name: 'text', rows: 3, maxlength: 500, 'aria-required': 'true', 'aria-describedby': 'remark-text-error'}),
      element('p', {class: 'error', id: 'remark-text-error'}),
    ),
  );
}

/** The same deed as a withdrawal, by the name under which somebody looks for it whose power has come back. */
export function backForm(section) {
  return action(section, 'back', 'remark-form');
}
