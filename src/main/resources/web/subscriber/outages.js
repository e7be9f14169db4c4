// Unplanned outages that are open now, coarsely: nobody's place shows.
import {code, element, facts, free, notice, part} from './dom.js';
import {sentences} from './forms.js';
import {moment} from './moments.js';
import './morewords.js';
import {call} from './server.js';
import {digits} from './spans.js';
import {hasWord, word} from './words.js';

/** More than these nobody reads on a telephone; a storm has thousands. */
const MOST = 60;

export class OpenOutages {
  constructor(section) {
    this.choice = part('district', section);
    this.list = part('list', section);
    this.answer = null;
    this.choice.addEventListener('change', () => this.show());
    part('renew', section).addEventListener('click', () => this.open());
  }

  async open() {
    if (!this.answer) this.list.replaceChildren(notice('note', word('page.busy')));
    try {
      this.answer = await call('/api/v1/outages');
      this.show();
    } catch (problem) {
      this.answer = null;
      this.list.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  close() {}

  speak() {
    if (this.answer) this.show();
  }

  show() {
    const all = this.answer.outages;
    const districts = [...new Set(all.map((outage) => outage.district))].sort((a, b) => a - b);
    const chosen = districts.includes(Number(this.choice.value)) ? this.choice.value : '';
    this.choice.replaceChildren(
      element('option', {value: ''}, word('outages.all', {count: digits(all.length)})),
      ...districts.map((district) => {
        const count = all.filter((outage) => outage.district === district).length;
        return element('option', {value: district}, word('outages.of', {district: digits(district), count: digits(count)}));
      }),
    );
    this.choice.value = chosen;
    const wanted = chosen ? all.filter((outage) => outage.district === Number(chosen)) : all;
    const rest = wanted.length - MOST;
    this.list.replaceChildren(
      wanted.length ? element('ul', {class: 'cards'}, ...wanted.slice(0, MOST).map(card)) : notice('good', word('outages.none')),
      rest > 0 ? element('p', {}, word('outages.more', {count: digits(rest)})) : '',
      element('p', {class: 'quiet'}, word('outages.as-of', {when: moment(this.answer.generatedAt)})),
    );
  }
}

function card(outage) {
  const state = `outage-state.${outage.state}`;
  return element(
    'li',
    {},
    element('h2', {}, word('outages.in', {district: digits(outage.district)})),
    hasWord(state) ? element('p', {}, word(state)) : null,
    facts([
      [word('fact.feeder'), outage.area ? free(outage.area) : null],
      [word('fact.estimate'), outage.estimatedRestorationAt ? moment(outage.estimatedRestorationAt) : null],
      [word('fact.detected'), moment(outage.detectedAt)],
      [word('fact.service-points'), outage.servicePointsAffected > 1 ? digits(outage.servicePointsAffected) : null],
      [word('fact.requests'), outage.requests ? digits(outage.requests) : null],
      [word('fact.outage-number'), code(digits(outage.number))],
    ]),
  );
}
