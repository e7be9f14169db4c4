// What is known of a place before somebody reports from there (A3.3): asked as the bill id is typed, so that nobody fills in a
// form to learn what the company knows already. It never keeps anybody from reporting.
import {element, notice, part} from './dom.js';
import {bare} from './forms.js';
import {interval, moment, now} from './moments.js';
import {call} from './server.js';
import {word} from './words.js';

/** Whoever is still typing is not answered yet: half a number may be another's. */
const TYPING = 700;
const DAY = 24 * 60 * 60_000;

export class Known {
  /**
   * @param {HTMLElement} section with the place where it is shown
   * @param {() => string} billId that is typed there now; empty where the place is not named so
   */
  constructor(section, billId) {
    this.place = part('known', section);
    this.billId = billId;
    this.shown = '';
    this.timer = null;
  }

  /** To be told of every change of what is typed. */
  follow() {
    const typed = bare(this.billId());
    if (typed === this.shown) return;
    this.shown = typed;
    clearTimeout(this.timer);
    this.answer = null;
    this.show();
    if (/^[0-9]{6,13}$/.test(typed)) this.timer = setTimeout(() => this.ask(typed), TYPING);
  }

  async ask(billId) {
    let answer;
    try {
      answer = await call('/api/v1/place-status', {method: 'POST', body: JSON.stringify({billId})});
    } catch (problem) {
      // Nothing is known then, and the report tells what is wrong with the bill id.
      return;
    }
    if (billId !== this.shown) return;
    this.answer = answer;
    this.show();
  }

  show() {
    this.place.replaceChildren(...(this.answer ? said(this.answer) : []));
  }
}

/** @param {object} status of the place, as the contract has it @returns {Node[]} */
export function said({plan, outage}) {
  const lines = [];
  if (plan.knowledge === 'PLANNED') {
    lines.push(strong(word(plan.probable ? 'known.probably-until' : 'known.planned-until', {until: moment(plan.until)})));
    lines.push(element('p', {}, word('known.planned-after')));
  }
  if (outage) {
    lines.push(strong(word('known.outage', {since: moment(outage.startedAt)})));
    const estimate = outage.estimatedRestorationAt;
    lines.push(element('p', {}, estimate ? word('known.estimate', {when: moment(estimate)}) : word('known.no-estimate')));
    lines.push(element('p', {}, word('known.report-as-well')));
  }
  if (!lines.length) lines.push(element('p', {}, word(plan.knowledge === 'NOT_PLANNED' ? 'known.nothing' : 'known.not-known')));
  const ahead = plan.next.find((window) => Date.parse(window.startsAt) > now() && Date.parse(window.startsAt) < now() + 2 * DAY);
  if (ahead && plan.knowledge !== 'PLANNED') {
    lines.push(
      element('p', {}, word(ahead.probable ? 'known.next-probable' : 'known.next', {when: interval(ahead.startsAt, ahead.endsAt)})),
    );
  }
  return [notice('note', ...lines)];
}

function strong(text) {
  return element('p', {}, element('strong', {}, text));
}
