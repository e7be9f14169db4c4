// The columns of Tasklist's list: element, requests, minutes left, hazard.
import {code, element} from './dom.js';
import {now, persian, span} from './moments.js';
import {call} from './server.js';
import {ELEMENT, HAZARD} from './words.js';

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
    HAZARD[task.hazard] ? element('strong', {class: 'hazard'}, `⚠ ${HAZARD[task.hazard]}`) : null,
    element('span', {class: 'place'}, ...(task.element ? [`${ELEMENT[task.element.kind]} `, code(task.element.kind === 'SERVICE_POINT' ? persian(task.element.code) : task.element.code)] : ['نشانی'])),
    element('span', {}, `${persian(task.requests)} درخواست`),
    element('span', {class: left < 0 ? 'late' : null}, left < 0 ? `${span(left)} دیرشده` : `${span(left)} مانده`),
    element('span', {class: 'number'}, 'خاموشی ', code(persian(task.outage))),
  );
}
