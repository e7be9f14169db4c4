// One alarm of notice.js in a line: what it is, where, of which outage or request, and for how long nobody has been there for it.
import {code, element} from '/assets/dom.js';
import {now} from '/assets/moments.js';
import {digits, grouped} from '/assets/spans.js';
import {tr} from './either.js';
import {say} from './noticewords.js';

export const number = (n) => (document.documentElement.lang === 'en' ? String(n) : digits(String(n)));

/** @returns {Node[]} what has happened, where, and since when */
export function sentence(alarm) {
  return [
    element('strong', {}, alarm.kind === 'EMERGENCY' ? `⚠ ${say('priority.EMERGENCY')}` : say(alarm.kind)),
    alarm.hazard === 'NONE' ? '' : `: ${say(`hazard.${alarm.hazard}`)}`,
    ' · ',
    ...whereIs(alarm),
    ` · ${say('district', {n: number(alarm.district)})} · `,
    ...(alarm.task ? ofOutage(alarm) : ofPlan(alarm)),
  ];
}

function ofOutage(alarm) {
  return [
    ...around('outage', code(number(alarm.outage))),
    ` · ${say(`since.${alarm.kind}`, {span: span(now() - Date.parse(alarm.since))})}`,
  ];
}

function ofPlan(alarm) {
  return [
    element('strong', {}, say('danger-in-plan')),
    ' · ',
    ...around('request', code(number(grouped(alarm.trackingCode)))),
    alarm.reports > 1 ? ` · ${say('reports', {n: number(alarm.reports)})}` : '',
    ` · ${say('since.DANGER', {span: span(now() - Date.parse(alarm.since))})}`,
  ];
}

/** What is not only text stands within the words. */
function around(key, node) {
  const [before, after] = say(key, {n: '\n'}).split('\n');
  return [before, node, after];
}

function whereIs({where, element: at}) {
  if (where.length) return [element('bdi', {}, number(where.join(tr`، `)))];
  // A bill id, or an address alone: neither is told here.
  if (!at) return [say('one-place')];
  return [`${say(`element.${at.kind}`)} `, code(at.kind === 'SERVICE_POINT' ? number(at.code) : at.code)];
}

function span(millis) {
  const minutes = Math.max(1, Math.round(millis / 60_000));
  if (minutes < 120) return say('span.minutes', {n: number(minutes)});
  return minutes < 2880 ? say('span.hours', {n: number(Math.round(minutes / 60))}) : say('span.days', {n: number(Math.round(minutes / 1440))});
}
