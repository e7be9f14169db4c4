// The agreement as published: the electronic service desk shows the service in all details (A4.3, A6.1).
import {element, facts, free, notice, part} from './dom.js';
import {sentences} from './forms.js';
import './morewords.js';
import {call} from './server.js';
import {date, digits, duration} from './spans.js';
import {hasWord, spoken, word} from './words.js';

export class Agreement {
  constructor(section) {
    this.text = part('text', section);
    this.company = part('company');
    this.published = null;
    this.isOpen = false;
  }

  async open() {
    this.isOpen = true;
    if (!this.published) this.text.replaceChildren(notice('note', word('page.busy')));
    await this.read();
  }

  close() {
    this.isOpen = false;
  }

  async speak() {
    if (this.published) await this.read();
  }

  /** Also whose service this is, for the head of the page. */
  async read() {
    const asked = spoken();
    try {
      const published = await call('/api/v1/agreement');
      if (asked !== spoken()) return;
      this.published = published;
      this.company.textContent = published.company;
      this.show();
    } catch (problem) {
      // The head of the page does without it.
      if (this.isOpen) this.text.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  show() {
    const a = this.published;
    this.text.replaceChildren(
      element('h2', {}, a.title),
      a.inForce ? '' : notice('warning', element('p', {}, word('agreement.expired'))),
      facts([
        [word('agreement.company'), free(a.company)],
        [word('agreement.validity'), validity(a)],
        [word('agreement.hours'), a.accessHours],
        [word('agreement.visits'), a.visitsInPerson === 0 ? word('agreement.no-visits') : a.visitsInPerson === undefined ? null : digits(a.visitsInPerson)],
        [word('agreement.version'), a.version ? digits(a.version) : null],
      ]),
      ...list('ol', 'agreement.steps', a.steps),
      ...targets(a.targets || []),
      ...list('ul', 'agreement.channels', a.channels),
      ...list('ul', 'agreement.documents', a.documentsNeeded),
      ...list('ul', 'agreement.obligations', a.obligations),
    );
  }
}

function validity({validFrom, validUntil}) {
  const until = date(validUntil);
  return validFrom ? word('agreement.from-until', {from: date(validFrom), until}) : word('agreement.until', {until});
}

function list(tag, title, items) {
  if (!items || !items.length) return [];
  return [element('h3', {}, word(title)), element(tag, {}, ...items.map((item) => element('li', {}, item)))];
}

function targets(all) {
  if (!all.length) return [];
  const head = ['fact.priority', 'agreement.verify-within', 'agreement.restore-within'];
  return [
    element('h3', {}, word('agreement.targets')),
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head.map((key) => element('th', {scope: 'col'}, word(key))))),
      element(
        'tbody',
        {},
        ...all.map(({priority, verifyWithin, restoreWithin}) =>
          element(
            'tr',
            {},
            element('th', {scope: 'row'}, hasWord(`priority.${priority}`) ? word(`priority.${priority}`) : priority),
            element('td', {}, duration(verifyWithin)),
            element('td', {}, duration(restoreWithin)),
          ),
        ),
      ),
    ),
  ];
}
