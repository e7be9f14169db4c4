// The requests of a number in the last twelve months: where each stands, what came of it, the opinion of it, and «still out» (A1.2, A7.1).
import {openTo} from './deeds.js';
import {announce, code, element, facts, free, notice} from './dom.js';
import {Form, sentences} from './forms.js';
import {moment} from './moments.js';
import './morewords.js';
import './mywords.js';
import './pagewords.js';
import {resultOf} from './result.js';
import {digits, grouped} from './spans.js';
import {word} from './words.js';

const RATINGS = [5, 4, 3, 2, 1];

export class Requests {
  /** @param {(path: string, options?: object) => Promise<object>} ask within the session */
  constructor(place, ask) {
    this.place = place;
    this.ask = ask;
    /** By tracking code: what is shown, with the forms in which somebody may be typing. */
    this.cards = new Map();
  }

  async open() {
    this.place.hidden = false;
    if (!this.cards.size) this.place.replaceChildren(notice('note', element('p', {}, word('page.busy'))));
    try {
      this.show((await this.ask('requests')).requests);
    } catch (problem) {
      this.place.replaceChildren(notice('warning', ...sentences(problem)));
    }
  }

  hide() {
    this.place.hidden = true;
  }

  forget() {
    this.cards.clear();
    this.place.replaceChildren();
  }

  /** What was typed stays. */
  async speak() {
    const before = this.cards;
    this.cards = new Map();
    await this.open();
    this.cards.forEach((card, of) => before.has(of) && card.takeOver(before.get(of)));
  }

  show(requests) {
    const before = this.cards;
    this.cards = new Map(requests.map((request) => {
      const card = before.get(request.trackingCode) || new Card(request.trackingCode, (path, options) => this.ask(path, options));
      card.show(request);
      return [request.trackingCode, card];
    }));
    this.place.replaceChildren(
      requests.length
        ? element('ul', {class: 'cards'}, ...[...this.cards.values()].map((card) => card.place))
        : notice('note', element('p', {}, word('my.no-requests'))),
    );
  }
}

class Card {
  constructor(trackingCode, ask) {
    this.code = trackingCode;
    this.ask = ask;
    this.standing = element('div', {});
    this.done = element('div', {'aria-live': 'polite'});
    this.objection = folded(word('still-out.title'), objectionForm(trackingCode));
    this.opinion = folded(word('feedback.title'), opinionForm(trackingCode));
    this.place = element('li', {}, this.standing, this.done, this.objection, this.opinion);
    this.forms = {
      'still-out': new Form(this.objection.querySelector('form'), () => this.object()),
      feedback: new Form(this.opinion.querySelector('form'), () => this.rate()),
    };
  }

  show(request) {
    this.request = request;
    const {street, billIdEnding, opinion} = request;
    const open = openTo(request);
    this.standing.replaceChildren(
      element('h3', {tabindex: '-1'}, word(`state.${request.state}`)),
      facts([
        [word('my.place'), street ? free(street) : billIdEnding ? word('my.bill-ending', {digits: digits(billIdEnding)}) : null],
        [word('fact.submitted'), moment(request.submittedAt)],
        [word('my.opinion'), opinion ? word(`feedback.${opinion.rating}`) : null],
      ]),
      ...(opinion && opinion.comment ? [element('blockquote', {dir: 'auto'}, opinion.comment)] : []),
      ...resultOf(request),
      element('p', {}, element('a', {href: `/#follow/${this.code}`}, word('my.follow'), ' ', code(digits(grouped(this.code))))),
    );
    this.objection.hidden = !open['still-out'];
    this.opinion.hidden = !request.opinionOpen;
    this.opinion.querySelector('summary').textContent = word(opinion ? 'my.rate-again' : 'feedback.title');
  }

  /** @param {Card} before the same in another language */
  takeOver(before) {
    for (const name of Object.keys(this.forms)) {
      const [from, to] = [before, this].map((card) => card.forms[name].form);
      for (const control of to.querySelectorAll('textarea')) control.value = from.elements[control.name].value;
      for (const control of to.querySelectorAll('input')) control.checked = control.value === from.elements[control.name].value;
      to.closest('details').open = from.closest('details').open;
    }
  }

  /** The list is asked anew: what a change comes to is said by the server. */
  async renew(name) {
    const form = this.forms[name];
    form.form.reset();
    form.form.closest('details').open = false;
    const {requests} = await this.ask('requests');
    const changed = requests.find((each) => each.trackingCode === this.code);
    if (changed) this.show(changed);
    this.done.replaceChildren(notice('good', element('p', {}, word(`${name}.done`))));
    this.standing.querySelector('h3').focus();
    announce(word(`${name}.done`));
  }

  async object() {
    const note = this.forms['still-out'].value('note');
    await this.ask(`requests/${this.code}/still-out`, {method: 'POST', body: JSON.stringify(note ? {note} : {})});
    await this.renew('still-out');
  }

  async rate() {
    const form = this.forms.feedback;
    const comment = form.value('comment');
    const opinion = {rating: Number(form.value('rating')), ...(comment ? {comment} : {})};
    await this.ask(`requests/${this.code}/feedback`, {method: 'PUT', body: JSON.stringify(opinion)});
    await this.renew('feedback');
  }
}

function folded(title, form) {
  return element('details', {hidden: true}, element('summary', {}, title), form);
}

function objectionForm(of) {
  return element(
    'form',
    {method: 'post', action: '/my'},
    element('p', {}, word('still-out.intro')),
    textField('note', of, word('still-out.note'), 500),
    ...sending(word('still-out.send')),
  );
}

function opinionForm(of) {
  return element(
    'form',
    {method: 'post', action: '/my'},
    element(
      'fieldset',
      {class: 'field', 'data-field': 'rating', 'data-needed': true, 'aria-describedby': `rating-error-${of}`},
      element('legend', {'data-label': true}, word('feedback.rating')),
      element(
        'div',
        {class: 'tiles one'},
        ...RATINGS.map((rating) =>
          element('label', {class: 'tile'}, element('input', {type: 'radio', name: 'rating', value: rating}), ' ', element('span', {}, word(`feedback.${rating}`))),
        ),
      ),
      element('p', {class: 'error', id: `rating-error-${of}`}),
    ),
    textField('comment', of, word('feedback.comment'), 1000),
    ...sending(word('feedback.send')),
  );
}

function textField(name, of, label, longest) {
  const id = `${name}-${of}`;
  return element(
    'div',
    {class: 'field', 'data-field': name},
    element('label', {for: id, 'data-label': true}, label),
    element('textarea', {id, name, rows: 3, maxlength: longest, 'aria-describedby': `${id}-error`}),
    element('p', {class: 'error', id: `${id}-error`}),
  );
}

function sending(label) {
  return [element('div', {'data-part': 'said', 'aria-live': 'polite'}), element('button', {type: 'submit', class: 'primary'}, label)];
}
