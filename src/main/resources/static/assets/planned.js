// «Is it planned, and until when?», for one bill id and the coming week (A3.3).
import {announce, element, facts, free, notice, part} from './dom.js';
import {Form} from './forms.js';
import {fromNow, interval, moment, now} from './moments.js';
import {Refused, call} from './server.js';
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
    this.found.replaceChildren();
    if (this.answer) this.show();
  }

  async find() {
    const billId = this.form.value('billId');
    this.answer = null;
    this.found.replaceChildren();
    this.billId = billId;
    try {
      this.answer = await call(`/api/v1/planned-outages?billId=${encodeURIComponent(billId)}`);
    } catch (problem) {
      // A place that the network data lacks can be reported all the same.
      if (problem instanceof Refused && problem.status === 404) this.found.replaceChildren(this.reportButton());
      throw problem;
    }
    this.show();
    announce(this.said());
  }

  show() {
    const {knowledge, asOf, plannedOutages, namedInWords} = this.answer;
    this.found.replaceChildren(
      notice(knowledge === 'NOT_PLANNED' ? 'good' : knowledge === 'PLANNED' ? 'note' : 'warning', element('p', {}, this.said())),
      element('ul', {class: 'cards'}, ...plannedOutages.map(card)),
      knowledge === 'UNKNOWN' ? element('ul', {class: 'cards'}, ...namedInWords.map(perhaps)) : '',
      asOf ? element('p', {class: 'quiet'}, word('planned.as-of', {when: moment(asOf)})) : '',
      this.reportButton(),
    );
  }

  /** What is known, and where it is not, why; and up to when nothing is planned. */
  said() {
    const {knowledge, reason, coveredUntil} = this.answer;
    if (knowledge !== 'UNKNOWN') return word(`planned.${knowledge}`);
    if (reason === 'NOT_PUBLISHED_YET' && coveredUntil) return word('planned.NOT_PUBLISHED_YET', {until: moment(coveredUntil)});
    return word(reason === 'NAMED_IN_WORDS' ? 'planned.NAMED_IN_WORDS' : 'planned.UNKNOWN');
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
    element('p', {}, element('strong', {}, interval(plan.startsAt, plan.endsAt))),
    facts([
      [word('fact.planned-end'), underWay ? fromNow(plan.endsAt) : null],
      [word('fact.reason'), plan.reason ? free(plan.reason) : null],
      [word('fact.area'), plan.area ? free(plan.area) : null],
    ]),
  );
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
