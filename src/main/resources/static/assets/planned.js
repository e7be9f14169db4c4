// «Is it planned, and until when?», for one bill id and the coming week (A3.3).
import {announce, element, facts, free, notice, part} from './dom.js';
import {Form} from './forms.js';
import {fromNow, moment, now} from './moments.js';
import {call} from './server.js';
import {word} from './words.js';

export class Planned {
  /** @param {(billId: string) => void} report opens the report of this place */
  constructor(section, report) {
    this.found = part('found', section);
    this.report = report;
    this.answer = null;
    this.form = new Form(part('planned-form', section), () => this.find());
  }

  open() {}

  close() {}

  speak() {
    this.form.clearAll();
    if (this.answer) this.show();
  }

  async find() {
    const billId = this.form.value('billId');
    this.answer = null;
    this.found.replaceChildren();
    this.answer = await call(`/api/v1/planned-outages?billId=${encodeURIComponent(billId)}`);
    this.billId = billId;
    this.show();
    announce(word(`planned.${this.answer.knowledge}`));
  }

  show() {
    const {knowledge, asOf, plannedOutages} = this.answer;
    const report = element('button', {type: 'button', class: 'primary'}, word('planned.report'));
    report.addEventListener('click', () => this.report(this.billId));
    this.found.replaceChildren(
      notice(knowledge === 'NOT_PLANNED' ? 'good' : knowledge === 'PLANNED' ? 'note' : 'warning', element('p', {}, word(`planned.${knowledge}`))),
      element('ul', {class: 'cards'}, ...plannedOutages.map(card)),
      asOf ? element('p', {class: 'quiet'}, word('planned.as-of', {when: moment(asOf)})) : '',
      report,
    );
  }
}

function card(plan) {
  const underWay = Date.parse(plan.startsAt) <= now() && now() < Date.parse(plan.endsAt);
  return element(
    'li',
    {class: underWay ? 'now' : null},
    underWay ? element('span', {class: 'badge'}, word('planned.now')) : null,
    element('p', {}, element('strong', {}, word('sentence.planned', {from: moment(plan.startsAt), to: moment(plan.endsAt)}))),
    facts([
      [word('fact.planned-end'), underWay ? fromNow(plan.endsAt) : null],
      [word('fact.reason'), plan.reason ? free(plan.reason) : null],
      [word('fact.area'), plan.area ? free(plan.area) : null],
    ]),
  );
}
