// While somebody is on the telephone: what is known about the place and the number, to be read out before anything is sent.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {bare} from '/assets/moments.js';
import {brief, fromNow} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {REQUEST_STATE} from '/assets/vocabulary.js';

const BILL_ID = /^[0-9]{6,13}$/;
const ELECTRICITY = '2';
const MOBILE = /^(?:\+98|0098|98|0)?9[0-9]{9}$/;

/** As in BillId.java. Half a bill id has a wrong check digit as a rule: whoever types slowly is not answered too early. */
function isBillId(digits) {
  if (!BILL_ID.test(digits) || digits.at(-2) !== ELECTRICITY) return false;
  const sum = [...digits.slice(0, -1)].reverse().reduce((all, digit, i) => all + Number(digit) * (2 + (i % 6)), 0);
  const remainder = sum % 11;
  return Number(digits.at(-1)) === (remainder < 2 ? 0 : 11 - remainder);
}

export class Caller {
  constructor(form, fields) {
    this.place = form.querySelector('[data-part=caller]');
    this.field = (name) => fields.all.find((field) => field.dataset.field === name);
    this.control = (name) => fields.control(this.field(name));
    this.asked = '';
    this.filled = new Set();
    let later;
    for (const name of ['billId', 'mobile']) {
      this.control(name).addEventListener('input', () => {
        clearTimeout(later);
        later = setTimeout(() => this.ask(), 350);
      });
    }
    for (const name of ['address', 'district']) {
      this.control(name).addEventListener('input', (event) => {
        if (event.isTrusted) this.filled.delete(name);
      });
    }
  }

  typed(name) {
    return bare(this.control(name).value);
  }

  async ask() {
    const billId = this.typed('billId');
    const mobile = this.typed('mobile');
    const query = isBillId(billId) ? {billId} : MOBILE.test(mobile) ? {mobile} : null;
    const asked = JSON.stringify(query);
    if (asked === this.asked) return;
    this.asked = asked;
    if (!query) {
      this.place.replaceChildren();
      return;
    }
    try {
      const found = await call('/api/v1/operations/look-up', query);
      if (asked !== this.asked) return;
      this.fill(found.place, Boolean(query.billId));
      this.place.replaceChildren(...this.words(found, query));
    } catch (refused) {
      if (asked !== this.asked) return;
      // A bill id whose check digit is wrong is told at its own field when it is sent; here it is not complete yet.
      this.place.replaceChildren(...(refused.status === 400 ? [] : [strip('warning', refused.message)]));
    }
  }

  /** What is known need not be asked; what somebody has typed is left. */
  fill(place, byBillId) {
    if (!place) return;
    if (!byBillId && !this.control('billId').value) this.put('billId', place.billId);
    this.put('address', place.address ? persian(place.address) : '');
    this.put('district', place.district ? String(place.district) : '');
  }

  put(name, value) {
    const control = this.control(name);
    if (control.value && !this.filled.has(name)) return;
    control.value = value;
    if (value) this.filled.add(name);
    control.dispatchEvent(new Event('input', {bubbles: true}));
  }

  words({place, requests, elsewhere}, query) {
    const said = [];
    if (place && !place.known) {
      said.push(strip('note', 'این شناسهٔ قبض در داده‌های شبکه نیست؛ نشانی و مدیریت را از تماس‌گیرنده بپرسید.'));
    }
    if (place && place.plannedOutage) {
      const {startsAt, endsAt, reason} = place.plannedOutage;
      said.push(
        strip(
          'warning',
          element('strong', {}, `خاموشی این محل با برنامه است: تا ${brief(endsAt)}`),
          ` (از ${brief(startsAt)}${reason ? `، ${reason}` : ''}). به تماس‌گیرنده بگویید.`,
        ),
      );
    }
    if (place && place.outage) {
      const {number, area, requests: reports, detectedAt, estimatedRestorationAt} = place.outage;
      said.push(
        strip(
          'warning',
          element('strong', {}, 'برای این محل خاموشی ثبت شده است: '),
          code(persian(number)),
          area ? ['، محدودهٔ ', code(area)] : null,
          `، تاکنون ${persian(reports || 0)} گزارش، نخستین آن ${fromNow(Date.parse(detectedAt))}. `,
          estimatedRestorationAt
            ? `به تماس‌گیرنده بگویید: زمان برآوردی وصل ${brief(estimatedRestorationAt)} است.`
            : 'به تماس‌گیرنده بگویید: همکاران از این خاموشی باخبرند و آن را بررسی می‌کنند.',
        ),
      );
    }
    if (place && place.known && !place.plannedOutage && !place.outage) {
      said.push(strip('note', place.plannedOutageCheck === 'NOT_PLANNED' ? 'برای این محل نه خاموشی با برنامه ثبت شده و نه خاموشی دیگری گزارش شده است.' : 'برای این محل خاموشی دیگری گزارش نشده است؛ معلوم نیست خاموشی با برنامه‌ای هست یا نه.'));
    }
    if (requests.length) {
      said.push(
        element('h4', {}, query.billId ? 'درخواست‌های قبلی این محل' : 'درخواست‌های قبلی این شماره'),
        element(
          'ul',
          {class: 'prior'},
          ...requests.slice(0, 5).map((r) => element('li', {}, code(persian(grouped(r.trackingCode))), ` — ${brief(r.submittedAt)}، ${REQUEST_STATE[r.state]}`)),
        ),
      );
    }
    if (elsewhere) said.push(element('p', {class: 'hint'}, `${persian(elsewhere)} درخواست دیگر مربوط به مدیریت‌های دیگر است.`));
    return said;
  }
}
