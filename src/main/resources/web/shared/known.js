// What is known of a place before somebody reports from there (A3.3): asked as the bill id is typed, so that nobody fills in a
// form to learn what the company knows already. It never keeps anybody from reporting. On the subscribers' page it is one of
// the first modules that run, behind early.js, and brings the others once it has asked: over a slow line each of them would hold the answer up. That is also
// why the words and the rule, which 121 has from here as well, are not in a module of their own.
import {element, notice, part} from './dom.js';
import {TYPING, takeOver} from './early.js';
import {bare, interval, moment, now} from './moments.js';
import {call} from './server.js';
import {speak, word} from './words.js';

export {TYPING} from './early.js';
/** So long the rest of the page waits for the answer to what was typed before there was a script. */
const FIRST_ANSWER = 6_000;
/** After so long what did not come is asked for again. */
const AGAIN = 3_000;
const DAY = 24 * 60 * 60_000;
const LONGEST = 13;
export const LOOKS_WHOLE = /^[0-9]{6,13}$/;

/**
 * When a bill id is asked about while it is typed: what was pasted, or is as long as one can be, at once.
 *
 * @param {string} typed bare, as it is now
 * @param {string} before
 * @returns {number|null} milliseconds to wait for more; null for what is none yet
 */
export function askAfter(typed, before) {
  if (!LOOKS_WHOLE.test(typed)) return null;
  return typed.length - before.length > 1 || typed.length === LONGEST ? 0 : TYPING;
}

class Known {
  /** @param {HTMLFormElement} form of the report */
  constructor(form) {
    this.form = form;
    this.place = part('known', form);
    this.shown = '';
    this.timer = null;
  }

  /** The bill id that is typed now; empty where the place is not named so. */
  get typed() {
    const {place, billId} = this.form.elements;
    return place.value === 'bill' ? bare(billId.value) : '';
  }

  /** To be told of every change of what is typed. */
  follow() {
    const {typed} = this;
    if (typed === this.shown) return;
    const after = askAfter(typed, this.shown);
    this.shown = typed;
    clearTimeout(this.timer);
    this.answer = null;
    this.show();
    if (after !== null) this.timer = setTimeout(() => this.ask(typed), after);
  }

  /** What was typed before this has come is whole, and may have been asked already. */
  async begin() {
    const early = takeOver();
    const {typed} = this;
    if (!LOOKS_WHOLE.test(typed)) return;
    this.shown = typed;
    await this.ask(typed, early && bare(early.typed) === typed ? early.answer : undefined);
  }

  /** @param {Promise<Response>} [underWay] the answer that is on its way */
  async ask(billId, underWay) {
    let answer;
    try {
      answer = await call('/api/v1/place-status', {method: 'POST', body: JSON.stringify({billId}), underWay});
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
export function said(status) {
  return [notice('note', ...linesOf(status))];
}

/** The same without a frame. */
export function linesOf({plan, outage}) {
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
  return lines;
}

function strong(text) {
  return element('p', {}, element('strong', {}, text));
}

/** All at once, not one after another over a slow line; a test compares them with what page.js needs. */
function bringTheRest() {
  Promise.all([
    import('./deeds.js'),
    import('./kept.js'),
    import('./pagewords.js'),
    import('./forms.js'),
    import('./report.js'),
    import('./result.js'),
    import('./waiting.js'),
    import('./whereabouts.js'),
    import('./adding.js'),
    import('./spans.js'),
    import('./follow.js'),
    import('./tongue.js'),
    import('./page.js'),
  ]).catch(() => setTimeout(bringTheRest, AGAIN)); // the line is gone for a moment
}

/** Of the place that the report of the subscribers' page names; null elsewhere, where words and rule alone are needed. */
export const known = part('report-form') && new Known(part('report-form'));
if (known) {
  speak(new URLSearchParams(location.search).get('lang'));
  known.form.addEventListener('input', () => known.follow());
  Promise.race([known.begin(), new Promise((passed) => setTimeout(passed, FIRST_ANSWER))]).then(bringTheRest);
}
