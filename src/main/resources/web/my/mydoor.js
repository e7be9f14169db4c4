// The door of «My reports»: a mobile number, and the code that is sent to it. Pasting, Persian digits and what a telephone fills in
// by itself all do (WCAG 2.2, 3.3.8).
import {announce, element, notice, part} from './dom.js';
import {Form, sentences} from './forms.js';
import {bare, now} from './moments.js';
import './mywords.js';
import {Refused, call} from './server.js';
import {digits} from './spans.js';
import {spoken, word} from './words.js';

const SECOND = 1000;

export class Door {
  /** @param {(session: {mobile: string, expiresAt: string}) => void} entered */
  constructor(entered) {
    this.place = part('door');
    this.entered = entered;
    this.mobile = '';
    this.sent = false;
    this.nextAt = 0;
    this.listening = null;
    this.ask = new Form(part('mobile-form'), () => this.send(this.ask.value('mobile')));
    this.bring = new Form(part('code-form'), () => this.enter());
    this.again = part('again');
    this.again.addEventListener('click', () => this.sendAgain());
    part('other-number').addEventListener('click', () => this.start(true));
    setInterval(() => this.count(), SECOND);
  }

  /** @param {boolean} [focus] where a person has asked for it */
  start(focus) {
    this.stopListening();
    this.mobile = '';
    part('sent').textContent = '';
    this.bring.form.reset();
    this.bring.clearAll();
    this.bring.form.hidden = true;
    this.ask.form.hidden = false;
    if (focus) this.ask.form.elements.mobile.focus();
  }

  speak() {
    this.ask.clearAll();
    this.bring.clearAll();
    if (this.mobile) this.say();
    this.count();
  }

  /** @returns {Promise<boolean>} false where none was sent, since one or many were sent of late: who has a code may bring it all the same */
  async send(mobile) {
    let refusal = null;
    try {
      const {retryAfterSeconds} = await call('/api/v1/my/codes', {
        method: 'POST',
        session: true,
        body: JSON.stringify({mobile, language: spoken()}),
      });
      this.nextAt = now() + retryAfterSeconds * SECOND;
    } catch (problem) {
      if (!(problem instanceof Refused) || problem.status !== 429) throw problem;
      refusal = problem;
      this.nextAt = now() + problem.retryAfter * SECOND;
    }
    this.mobile = mobile;
    this.sent = !refusal;
    this.ask.form.hidden = true;
    this.bring.form.hidden = false;
    this.bring.form.elements.code.value = '';
    this.bring.clearAll();
    this.say();
    if (refusal) this.bring.say(notice('warning', ...sentences(refusal), element('p', {}, word('my.have-code'))));
    this.count();
    this.bring.form.elements.code.focus();
    this.listen();
    return this.sent;
  }

  say() {
    part('sent').textContent = this.sent ? word('my.sent', {mobile: digits(bare(this.mobile))}) : '';
  }

  async sendAgain() {
    if (now() < this.nextAt || this.bring.busy) return;
    this.bring.works(true);
    try {
      if (await this.send(this.mobile)) announce(word('my.sent', {mobile: digits(bare(this.mobile))}));
    } catch (problem) {
      this.bring.show(problem);
    } finally {
      this.bring.works(false);
      this.count();
    }
  }

  /** Until another code may be asked for. */
  count() {
    const left = Math.ceil((this.nextAt - now()) / SECOND);
    const shown = left > 0 && left <= 60 ? word('my.again-in', {seconds: digits(left)}) : word('my.again');
    if (this.again.textContent !== shown) this.again.textContent = shown;
    this.again.setAttribute('aria-disabled', String(left > 0));
  }

  async enter() {
    const code = bare(this.bring.value('code'));
    let session;
    try {
      session = await call('/api/v1/my/session', {method: 'POST', session: true, body: JSON.stringify({mobile: this.mobile, code})});
    } catch (problem) {
      this.bring.form.elements.code.select();
      throw problem;
    }
    this.start();
    // Telephones are lent: the number stands nowhere any more, not even where it was typed.
    this.ask.form.reset();
    this.entered(session);
  }

  /** Some browsers read the message themselves, if its last line names this site, and only if its reader lets them. */
  async listen() {
    this.stopListening();
    if (!('OTPCredential' in window)) return;
    const listening = new AbortController();
    this.listening = listening;
    try {
      const read = await navigator.credentials.get({otp: {transport: ['sms']}, signal: listening.signal});
      if (!read || listening.signal.aborted) return;
      this.bring.form.elements.code.value = read.code;
      this.bring.submit();
    } catch (notRead) {
      // It is typed then.
    }
  }

  stopListening() {
    if (this.listening) this.listening.abort();
    this.listening = null;
  }
}
