// The columns of Tasklist's list: hazard, priority, place in words, minutes left, requests, element.
import {code, element} from '/assets/dom.js';
import {now} from '/assets/moments.js';
import {span} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {ELEMENT, HAZARD, PRIORITY} from '/assets/vocabulary.js';

/**
 * @param {string[]} ids of tasks
 * @returns {Promise<Map<string, Element>>} a card for each that is an outage's
 * @throws {Refused}
 */
export async function cards(ids) {
  const query = ids.map((id) => `id=${encodeURIComponent(id)}`).join('&');
  const {tasks} = await call(`/api/v1/operations/tasks?${query}`);
  return new Map(tasks.map((task) => [task.id, card(task)]));
}

function card(task) {
  const left = Date.parse(task.due) - now();
  return element(
    'div',
    {class: 'roshan-card', dir: 'rtl', lang: 'fa'},
    element(
      'div',
      {},
      HAZARD[task.hazard] ? element('strong', {class: 'hazard'}, `⚠ ${HAZARD[task.hazard]}`) : null,
      task.priority === 'NORMAL' ? null : element('strong', {class: `priority-${task.priority.toLowerCase()}`}, PRIORITY[task.priority]),
    ),
    element('div', {class: 'place', dir: 'auto'}, placeOf(task)),
    element(
      'div',
      {},
      element('span', {class: left < 0 ? 'left late' : 'left'}, left < 0 ? `${span(left)} دیرشده` : `${span(left)} مانده`),
      element('span', {}, `${persian(task.requests)} درخواست`),
      element('span', {}, ...elementOf(task)),
      element('span', {class: 'number'}, code(persian(task.outage))),
    ),
  );
}

/** In words, if anybody has said any. */
function placeOf({where, element: at}) {
  if (where.words.length) return persian(where.words.join('، '));
  return at ? ELEMENT[at.kind] : 'نشانی ثبت نشده است';
}

function elementOf({element: at}) {
  if (!at) return ['فقط نشانی'];
  return [`${ELEMENT[at.kind]} `, code(at.kind === 'SERVICE_POINT' ? persian(at.code) : at.code)];
}
