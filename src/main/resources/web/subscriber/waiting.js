// A report that found no line, or a service that cannot take it now, waits on this device and is sent by itself: when the line is back,
// when the page is opened again, and now and then. It goes with the key that it went with before, so that it is registered once
// however often it is sent, from whichever window. Of what was written long ago it is asked first.
import {announce, element, notice} from './dom.js';
import {sentences} from './forms.js';
import {keepWaiting, submissionKey, submissionSettled, waiting} from './kept.js';
import {moment, now} from './moments.js';
import './pagewords.js';
import {Unreachable} from './server.js';
import {word} from './words.js';

const FIRST_PAUSE = 15_000;
const LONGEST_PAUSE = 5 * 60_000;
/** Whoever wrote it may have power again; and the service knows a key for two days. */
const OLD = 6 * 60 * 60_000;

export class Waiting {
  /**
   * @param {HTMLFormElement} form hidden while a report waits
   * @param {(report: {text: string, key: string}) => Promise<object>} send
   * @param {(status: object, own: {last4: string, hazard: string}) => void} sent hears what came of it
   */
  constructor(form, send, sent) {
    this.form = form;
    this.send = send;
    this.sent = sent;
    this.busy = false;
    this.pause = FIRST_PAUSE;
    this.timer = null;
    this.problem = null;
    this.card = element('div', {'data-part': 'waiting', hidden: true});
    form.before(this.card);
    addEventListener('online', () => this.tryAgain());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.tryAgain();
    });
    // Another window of this page has sent it, or keeps one.
    addEventListener('storage', () => this.show());
    this.show();
    this.tryAgain();
  }

  /** @param {string} text of the report @param {{last4: string, hazard: string}} own @param {Error} problem why it was not taken now */
  keep(text, own, problem) {
    keepWaiting({text, own, key: submissionKey(), at: now()});
    this.problem = problem;
    this.later(problem);
    this.show();
    this.card.querySelector('button').focus();
    announce(word('waiting.kept'));
  }

  /** Long after it was written, or after somebody has said that it still holds. */
  isOld({at, agreedAt}) {
    return now() - (agreedAt || at) > OLD;
  }

  /** Whoever sends it by hand has said that it still holds, also where there is no line yet. */
  agree(report) {
    const agreed = {...report, agreedAt: now()};
    keepWaiting(agreed);
    this.go(agreed);
  }

  later(problem) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tryAgain(), Math.max(this.pause, (problem.retryAfter || 0) * 1000));
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
  }

  /** By itself. What was refused, or is old, waits for a person. */
  tryAgain() {
    const report = waiting();
    if (report && !this.isOld(report) && !this.refused) this.go(report);
  }

  /** The same report will not be taken later either. */
  get refused() {
    return Boolean(this.problem) && !(this.problem instanceof Unreachable) && !this.problem.passes;
  }

  async go(report) {
    if (this.busy) return;
    this.busy = true;
    this.show();
    try {
      const status = await this.send(report);
      this.settled(report);
      this.sent(status, report.own);
    } catch (problem) {
      this.problem = problem;
      if (!this.refused) this.later(problem);
    } finally {
      this.busy = false;
      this.show();
    }
  }

  /** @param {object} report that is sent, or is not to be: another window may keep another one by now */
  settled(report) {
    const kept = waiting();
    if (kept && kept.key !== report.key) return;
    clearTimeout(this.timer);
    this.pause = FIRST_PAUSE;
    this.problem = null;
    keepWaiting(null);
    submissionSettled();
  }

  throwAway(report) {
    if (this.busy) return;
    this.settled(report);
    this.show();
    this.form.querySelector('input').focus();
    announce(word('waiting.thrown-away'));
  }

  show() {
    const report = waiting();
    this.form.hidden = Boolean(report);
    this.card.hidden = !report;
    if (!report) {
      this.card.replaceChildren();
      return;
    }
    const focused = this.card.contains(document.activeElement) && document.activeElement.dataset.does;
    this.card.replaceChildren(
      notice(
        'warning',
        element('p', {}, element('strong', {}, word(this.refused ? 'waiting.refused' : this.isOld(report) ? 'waiting.old' : 'waiting.kept'))),
        element('p', {}, word('waiting.since', {when: moment(new Date(report.at).toISOString())})),
        ...(this.problem && !(this.problem instanceof Unreachable) ? sentences(this.problem) : []),
        ...((this.problem && this.problem.errors) || []).map((error) => element('p', {}, error.message || error.code)),
        element('p', {class: 'quiet'}, word('waiting.personal')),
      ),
      this.button('send', this.busy ? 'report.sending' : 'waiting.send', 'primary', () => this.agree(report)),
      ' ',
      this.button('throw-away', 'waiting.throw-away', 'plain', () => this.throwAway(report)),
    );
    if (focused) this.card.querySelector(`[data-does=${focused}]`).focus();
  }

  button(does, text, look, action) {
    const button = element('button', {type: 'button', class: look, 'data-does': does, 'aria-disabled': String(this.busy)}, word(text));
    button.addEventListener('click', action);
    return button;
  }
}
