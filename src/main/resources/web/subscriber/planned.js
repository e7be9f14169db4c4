// «Is it planned, and until when?», for the coming week (A3.3): by a bill id, or by the words of a street or quarter. Words can name
// several places; all are shown, and a person chooses. The address of a place can be sent on; a bill id stands in none.
import {announce, element, facts, free, notice, part} from './dom.js';
import {Form} from './forms.js';
import {interval, moment, now} from './moments.js';
import './morewords.js';
import {calendarOf} from './plancalendar.js';
import {PlanDay, usually} from './planday.js';
import {Refused, call} from './server.js';
import {fromNow} from './spans.js';
import {word} from './words.js';

export class Planned {
  /** @param {(billId: string) => void} report opens the report of this place */
  constructor(section, report) {
    this.found = part('found', section);
    this.report = report;
    this.answer = null;
    this.form = new Form(part('planned-form', section), () => this.find());
    this.day = new PlanDay(section);
  }

  /** @param {string} [place] that the address names @param {...string} day of the address, and its district */
  open(place, ...day) {
    if (day.length) this.day.open(...day);
    if (!place || place === this.place) return;
    this.form.form.elements.billId.value = '';
    this.form.form.elements.place.value = place;
    this.form.submit();
  }

  close() {}

  speak() {
    this.form.clearAll();
    this.found.replaceChildren();
    if (this.answer) this.show();
    this.day.speak();
  }

  async find() {
    const billId = this.form.value('billId');
    const place = billId ? '' : this.form.value('place');
    this.answer = null;
    this.found.replaceChildren();
    this.billId = billId;
    this.place = place;
    if (!billId && !place) {
      this.form.refuse([{field: 'billId', code: 'required'}]);
      return;
    }
    history.replaceState(null, '', place ? `#planned/${encodeURIComponent(place)}` : '#planned');
    const asked = place ? `place=${encodeURIComponent(place)}` : `billId=${encodeURIComponent(billId)}`;
    try {
      this.answer = await call(`/api/v1/planned-outages?${asked}`);
    } catch (problem) {
      // A place that the network data lacks can be reported all the same.
      if (problem instanceof Refused && problem.status === 404) this.found.replaceChildren(this.reportButton());
      throw problem;
    }
    this.show();
    announce(this.said());
  }

  show() {
    const {knowledge, asOf, coveredUntil, usuallyBy, plannedOutages, namedInWords, places = [], placeIds = []} = this.answer;
    this.found.replaceChildren(
      notice(knowledge === 'NOT_PLANNED' ? 'good' : knowledge === 'PLANNED' ? 'note' : 'warning', element('p', {}, this.said()), usually(usuallyBy)),
      places.length > 1 ? element('ul', {class: 'choices'}, ...places.map(choice)) : '',
      element('ul', {class: 'cards'}, ...plannedOutages.map(card)),
      knowledge === 'UNKNOWN' ? element('ul', {class: 'cards'}, ...namedInWords.map(perhaps)) : '',
      knowledge === 'PLANNED' && coveredUntil ? element('p', {class: 'quiet'}, word('planned.covered', {until: moment(coveredUntil)})) : '',
      asOf ? element('p', {class: 'quiet'}, word('planned.as-of', {when: moment(asOf)})) : '',
      this.billId || placeIds.length === 1 ? calendarOf(this.billId ? {billId: this.billId} : {placeIds}) : '',
      this.reportButton(),
    );
  }

  /** What is known, and where it is not, why; and up to when nothing is planned. */
  said() {
    const {knowledge, reason, coveredUntil, places} = this.answer;
    if (places && places.length > 1) return word('planned.several');
    if (knowledge !== 'UNKNOWN') return word(`planned.${knowledge}`);
    if (reason === 'NOT_PUBLISHED_YET' && coveredUntil) return word('planned.NOT_PUBLISHED_YET', {until: moment(coveredUntil)});
    if (reason === 'NAMED_IN_WORDS') return word('planned.NAMED_IN_WORDS');
    if (reason === 'PLACE_NOT_IN_NETWORK' && places) return word(places.length ? 'planned.place.not-known' : 'planned.no-place');
    return word('planned.UNKNOWN');
  }

  reportButton() {
    const button = element('button', {type: 'button', class: 'primary'}, word('planned.report'));
    button.addEventListener('click', () => this.report(this.billId));
    return button;
  }
}

function card(plan) {
  const underWay = Date.parse(plan.startsAt) <= now() && now() < Date.parse(plan.endsAt);
  return element(
    'li',
    {class: underWay ? 'now' : null},
    underWay ? element('span', {class: 'badge'}, word('planned.now')) : null,
    element('p', {}, element('strong', {}, interval(plan.startsAt, plan.endsAt)), plan.probable ? ` (${word('planned.probable')})` : ''),
    facts([
      [word('fact.place'), plan.place ? free(plan.place) : null],
      [word('fact.planned-end'), underWay ? fromNow(plan.endsAt) : null],
      [word('fact.reason'), plan.reason ? free(plan.reason) : null],
      [word('fact.area'), plan.area && plan.area !== plan.place ? free(plan.area) : null],
    ]),
    plan.changedAt ? element('p', {class: 'quiet'}, word('planned.changed', {when: moment(plan.changedAt)})) : '',
  );
}

/** One of several places that have the words. */
function choice(place) {
  return element('li', {}, element('a', {href: `#planned/${encodeURIComponent(place)}`}, free(place)));
}

/** What only words name: whoever lives there knows whether it is their place. */
function perhaps(plan) {
  return element(
    'li',
    {},
    element('p', {}, element('strong', {}, plan.endsAt ? interval(plan.startsAt, plan.endsAt) : moment(plan.startsAt))),
    facts([[word('fact.area'), free(plan.area || plan.reason)]]),
  );
}
