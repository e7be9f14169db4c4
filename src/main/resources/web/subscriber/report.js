// Steps 1 and 2 of the agreement: an outage is reported, and a tracking code comes back (A3.1, A3.2).
import {element, notice, part} from './dom.js';
import {Form} from './forms.js';
import {known} from './known.js';
import {keep, submissionKey, submissionSettled} from './kept.js';
import {bare, now} from './moments.js';
import './pagewords.js';
import {Refused, Unreachable, call} from './server.js';
import {Waiting} from './waiting.js';
import {Whereabouts} from './whereabouts.js';
import {spoken, word} from './words.js';

const MINUTE = 60_000;
export const EMERGENCY_NUMBER = {WIRE_DOWN: '121', FIRE_OR_SMOKE: '125', SPARKING: '121', ELECTRIC_SHOCK: '115'};

export class Report {
  /** @param {(status: object, own: {last4: string, hazard: string}) => void} registered shows the request that came of it */
  constructor(section, registered) {
    this.registered = registered;
    this.form = new Form(part('report-form', section), () => this.send());
    this.advice = part('hazard-advice', section);
    this.whereabouts = new Whereabouts(this.form.form);
    this.waiting = new Waiting(this.form.form, (report) => this.register(report.text, report.key), (status, own) => this.taken(status, own));
    this.form.form.addEventListener('change', () => this.follow());
    // A browser that restores what was typed after a reload says so to nobody.
    addEventListener('pageshow', () => this.follow());
    this.follow();
  }

  /** @param {string} [billId] that is known already from another part of the page */
  open(billId) {
    if (!billId) return;
    const form = this.form.form;
    form.elements.place.value = 'bill';
    form.elements.billId.value = billId;
    this.follow();
  }

  close() {}

  speak() {
    this.form.clearAll();
    this.waiting.show();
    this.whereabouts.speak();
    this.shownHazard = null;
    known.show();
    this.follow();
  }

  /** Shows what belongs to the choices that were made. */
  follow() {
    const byBill = this.form.form.elements.place.value === 'bill';
    part('by-bill', this.form.form).hidden = !byBill;
    part('by-address', this.form.form).hidden = byBill;
    known.follow();
    const hazard = this.form.value('hazard');
    if (hazard === this.shownHazard) return;
    this.shownHazard = hazard;
    this.advice.replaceChildren(...hazardAdvice(hazard));
  }

  async send() {
    const body = this.body();
    const text = JSON.stringify(body);
    const own = {last4: bare(body.mobile).slice(-4), hazard: body.hazard};
    let status;
    try {
      status = await this.register(text);
    } catch (problem) {
      if (problem instanceof Unreachable || problem.passes) {
        this.waiting.keep(text, own, problem);
        return;
      }
      throw problem;
    }
    submissionSettled();
    this.taken(status, own);
  }

  /** At once, or when the line was back. */
  taken(status, own) {
    keep(status.trackingCode);
    this.form.form.reset();
    this.follow();
    this.registered(status, own);
  }

  /** @param {string} [key] of a report that has waited: another window may have sent it meanwhile */
  async register(text, key = submissionKey()) {
    try {
      return await this.post(text, key);
    } catch (problem) {
      const otherReport = problem instanceof Refused && problem.type.endsWith('/idempotency-key-reused');
      if (!otherReport) throw problem;
      // The earlier submission had arrived after all, and this one says something else.
      submissionSettled();
      return this.post(text, submissionKey());
    }
  }

  post(text, key) {
    return call('/api/v1/requests', {method: 'POST', body: text, headers: {'Idempotency-Key': key}});
  }

  /** What was entered, as the contract has it; what was left empty is left out. */
  body() {
    const value = (name) => this.form.value(name);
    const byBill = this.form.form.elements.place.value === 'bill';
    const body = {mobile: value('mobile'), hazard: value('hazard'), neighboursOut: value('neighboursOut')};
    if (byBill) body.billId = value('billId');
    else {
      body.address = value('address');
      if (value('district')) body.district = Number(value('district'));
      Object.assign(body, this.whereabouts.body);
    }
    if (value('lifeSupport')) body.lifeSupport = true;
    const minutesAgo = value('outSince');
    if (minutesAgo) body.outSince = new Date(now() - Number(minutesAgo) * MINUTE).toISOString();
    if (value('description')) body.description = value('description');
    body.subscriberType = value('subscriberType');
    body.language = spoken();
    return body;
  }
}

/** What to do and whom to call at once. @returns {Node[]} none where there is no danger */
export function hazardAdvice(hazard) {
  const number = EMERGENCY_NUMBER[hazard];
  if (!number) return [];
  return [
    notice(
      'danger',
      element('p', {}, element('strong', {}, word(`hazard.${hazard}`), ': '), word(`advice.${hazard}`)),
      element('a', {class: 'button', href: `tel:${number}`}, word(`call.${number}`)),
    ),
  ];
}
