// What a subscriber adds to a request while it waits: that there is danger by now (A3.4). Its form is built here and does not stand in
// index.html, so that nobody waits for it over a slow line who is only asking what is known of their place.
import {element, part} from './dom.js';
import './pagewords.js';
import {hazardAdvice} from './report.js';
import {word} from './words.js';

const DANGERS = ['WIRE_DOWN', 'FIRE_OR_SMOKE', 'SPARKING', 'ELECTRIC_SHOCK'];

/** Text that is put into the other language with the rest of the page. */
function said(tag, key, attributes = {}) {
  return element(tag, {...attributes, 'data-text': key}, word(key));
}

/** @param {string} name of the action, as the service and its words call it @returns {HTMLFormElement} folded, as the first of them or before another one */
function action(section, name, before, ...fields) {
  const last4 = `${name}-last4`;
  const form = element(
    'form',
    {'data-part': `${name}-form`, method: 'post', action: '/'},
    ...fields,
    element(
      'div',
      {class: 'field', 'data-field': 'mobileLast4', 'data-needed': ''},
      said('label', 'follow.last4', {for: last4, 'data-label': ''}),
      said('p', 'follow.last4.hint', {class: 'hint', id: `${last4}-hint`}),
      element('input', {
        id: last4,
        name: 'mobileLast4',
        class: 'short',
        type: 'text',
        inputmode: 'numeric',
        dir: 'ltr',
        maxlength: 16,
        autocomplete: 'off',
        'aria-required': 'true',
        'aria-describedby': `${last4}-hint ${last4}-error`,
      }),
      element('p', {class: 'error', id: `${last4}-error`}),
    ),
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
        ...DANGERS.map((hazard) =>
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
