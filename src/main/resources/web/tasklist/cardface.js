// What a card shows of an outage, and the same in one line.
import {code, element} from '/assets/dom.js';
import {now} from '/assets/moments.js';
import {span} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {ELEMENT, HAZARD, PRIORITY} from '/assets/vocabulary.js';
import {spokenHere, tr} from './either.js';

/** @param {object} task as /api/v1/operations/tasks has it */
export function card(task) {
  const left = Date.parse(task.due) - now();
  return element(
    'div',
    {class: 'roshan-card', ...spokenHere},
    element(
      'div',
      {class: 'first'},
      HAZARD[task.hazard] ? element('strong', {class: 'hazard'}, `⚠ ${HAZARD[task.hazard]}`) : null,
      task.priority === 'NORMAL' ? null : element('strong', {class: `priority-${task.priority.toLowerCase()}`}, PRIORITY[task.priority]),
      element('span', {class: left < 0 ? 'left late' : 'left'}, left < 0 ? tr`${span(left)} دیرشده` : tr`${span(left)} مانده`),
    ),
    element('div', {class: 'place', dir: 'auto'}, ...placeOf(task)),
    element('div', {}, element('span', {class: 'many'}, tr`${persian(task.requests)} درخواست`), task.where.words.length ? element('span', {}, ...elementOf(task)) : null, element('span', {class: 'number'}, code(persian(task.outage)))),
  );
}

/** A card in one line: danger, place, and what is left of the time. @returns {Array<Node|string>} */
export function line(task) {
  const left = Date.parse(task.due) - now();
  return [
    HAZARD[task.hazard] ? element('strong', {class: 'hazard'}, `⚠ ${HAZARD[task.hazard]} `) : '',
    ...placeOf(task),
    left < 0 ? tr`، ${span(left)} دیرشده` : tr`، ${span(left)} مانده`,
  ];
}

/** In words, if anybody has said any. */
function placeOf(task) {
  return task.where.words.length ? [persian(task.where.words.join(tr`، `))] : elementOf(task);
}

function elementOf({element: at}) {
  if (!at) return [tr`فقط نشانی`];
  return [`${ELEMENT[at.kind]} `, code(at.kind === 'SERVICE_POINT' ? persian(at.code) : at.code)];
}
