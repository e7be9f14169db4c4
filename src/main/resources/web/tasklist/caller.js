// While somebody is on the telephone: what is known about the place and the number, to be read out before anything is sent. What is
// told of the place is what the subscribers' page says, in the same words.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {bare} from '/assets/moments.js';
import {digits as persian} from '/assets/spans.js';
import {askAfter, linesOf} from '/assets/known.js';
import {call} from '/assets/session.js';
import {tr} from './either.js';
import {named} from './inquiry.js';
import {isMobile} from './numbers.js';

/** So long nothing more has been typed; milliseconds. */
const PAUSE = 350;
const SHOWN = 5;

/** One of the numbers by which a caller is looked up. */
class Question {
  /**
   * @param {string} name of the field, and of the number in the contract
   * @param {(typed: string, before: string) => number|null} after milliseconds of what is typed after which it is asked about; null
   *     for what is not whole yet; 0 for what can only be whole
   * @param {() => void} changed
   */
  constructor(name, fields, after, changed) {
    this.name = name;
    this.fields = fields;
    this.field = fields.all.find((field) => field.dataset.field === name);
    this.control = fields.control(this.field);
    this.after = after;
    this.changed = changed;
    this.forget('');
    this.control.addEventListener('input', () => this.follow());
    this.control.addEventListener('change', () => this.leave());
  }

  forget(typed) {
    clearTimeout(this.timer);
    this.typed = typed;
    this.asked = false;
    this.whole = false;
    this.found = null;
    this.fault = null;
    this.unanswered = null;
  }

  /** What was typed before this was there may be half of it. */
  begin() {
    this.forget(bare(this.control.value));
    const after = this.after(this.typed, this.typed);
    if (after !== null) this.timer = setTimeout(() => this.ask(), after);
  }

  follow() {
    const before = this.typed;
    const typed = bare(this.control.value);
    if (typed === before) return;
    const after = this.after(typed, before);
    this.forget(typed);
    if (after !== null) this.timer = setTimeout(() => this.ask(), after);
    this.whole = after === 0;
    this.changed();
  }

  /** Whoever goes on to the next field is told what is wrong in this one, by whoever would refuse it later. */
  leave() {
    this.whole = true;
    if (this.asked) this.tellFault();
    else if (this.typed) this.ask();
  }

  async ask() {
    const {typed} = this;
    clearTimeout(this.timer);
    this.asked = true;
    let found = null;
    let fault = null;
    let unanswered = null;
    try {
      found = await call('/api/v1/operations/look-up', {[this.name]: typed});
    } catch (refused) {
      fault = refused.errors.find((error) => error.field === this.name);
      unanswered = fault ? null : refused.message;
    }
    if (typed !== this.typed) return;
    Object.assign(this, {found, fault, unanswered});
    this.tellFault();
    this.changed();
  }

  /** Half a number has a fault as a rule, and whoever types slowly is not told of it. */
  tellFault() {
    if (this.fault && this.whole) this.fields.refuse(this.field, this.fault.code);
  }
}

export class Caller {
  /** @param {(request: object) => void} open shows a request that was found */
  constructor(form, fields, open) {
    this.open = open;
    this.place = form.querySelector('[data-part=caller]');
    this.control = (name) => fields.control(fields.all.find((field) => field.dataset.field === name));
    this.filled = new Set();
    const changed = () => this.show();
    this.billId = new Question('billId', fields, askAfter, changed);
    this.mobile = new Question('mobile', fields, (typed) => (isMobile(typed) ? PAUSE : null), changed);
    for (const name of ['address', 'district']) {
      this.control(name).addEventListener('input', (event) => {
        if (event.isTrusted) this.filled.delete(name);
      });
    }
    this.billId.begin();
    this.mobile.begin();
  }

  show() {
    const ofMobile = this.mobile.found;
    if (ofMobile && ofMobile.place && !this.billId.typed) this.put('billId', ofMobile.place.billId);
    const {place} = this.billId.found || {};
    if (place) {
      // What is known need not be asked; what somebody has typed is left.
      this.put('address', place.address ? persian(place.address) : '');
      this.put('district', place.district ? String(place.district) : '');
    }
    this.place.replaceChildren(...this.words(place));
  }

  /** The next caller is somebody else. */
  forget() {
    this.filled.clear();
    this.billId.forget('');
    this.mobile.forget('');
    this.show();
  }

  put(name, value) {
    const control = this.control(name);
    if (control.value && !this.filled.has(name)) return;
    control.value = value;
    if (value) this.filled.add(name);
    control.dispatchEvent(new Event('input', {bubbles: true}));
  }

  words(place) {
    const own = (this.mobile.found || {}).requests || [];
    const codes = own.map((request) => request.trackingCode);
    const others = ((this.billId.found || {}).requests || []).filter((request) => !codes.includes(request.trackingCode));
    const elsewhere = Math.max(...[this.billId, this.mobile].map(({found}) => (found ? found.elsewhere : 0)));
    return [
      ...[this.billId, this.mobile].filter(({unanswered}) => unanswered).map(({unanswered}) => strip('warning', unanswered)),
      place && !place.known ? strip('note', tr`این شناسهٔ قبض در داده‌های شبکه نیست؛ نشانی و مدیریت را از تماس‌گیرنده بپرسید.`) : null,
      ...(place && place.status ? told(place.status) : []),
      ...this.prior(tr`درخواست‌های قبلی این شماره`, own),
      ...this.prior(tr`درخواست‌های قبلی این محل`, others),
      elsewhere ? element('p', {class: 'hint'}, tr`${persian(elsewhere)} درخواست دیگر مربوط به مدیریت‌های دیگر است.`) : null,
    ].filter(Boolean);
  }

  prior(title, requests) {
    if (!requests.length) return [];
    return [element('h4', {}, title), element('ul', {class: 'prior'}, ...requests.slice(0, SHOWN).map((request) => this.link(request)))];
  }

  link(request) {
    const link = element('button', {type: 'button', class: 'link'}, ...named(request));
    link.addEventListener('click', () => this.open(request));
    return element('li', {}, link);
  }
}

/** What everybody is told of a place, and which outage that is. */
function told(status) {
  const {plan, outage} = status;
  return [
    element(
      'div',
      {class: plan.knowledge === 'PLANNED' || outage ? 'strip warning' : 'strip note'},
      element('p', {}, tr`به تماس‌گیرنده بگویید:`),
      ...linesOf(status),
      outage ? element('p', {class: 'hint'}, tr`خاموشی `, code(persian(outage.number)), tr`، ${persian(outage.requests)} درخواست`) : null,
    ),
  ];
}
