// Where the telephone is, for a report by address: asked for by a button and by nothing else, since many would rather not say. It helps
// a crew to find the place, and the company to know whose it is.
import {element, part} from './dom.js';
import './pagewords.js';
import {digits} from './spans.js';
import {word} from './words.js';

const PATIENCE = 20_000;
/** A metre. */
const DECIMALS = 5;

export class Whereabouts {
  /** @param {HTMLFormElement} form of the report */
  constructor(form) {
    this.position = null;
    this.asks = 0;
    this.said = element('p', {class: 'quiet', 'aria-live': 'polite'});
    this.button = element('button', {type: 'button', class: 'plain', 'data-part': 'whereabouts'});
    this.button.addEventListener('click', () => (this.position ? this.forget() : this.ask()));
    const place = element('div', {class: 'field', hidden: !navigator.geolocation}, this.button, this.said);
    part('by-address', form).querySelector('[data-field=address]').after(place);
    form.addEventListener('reset', () => this.forget());
    this.speak();
  }

  speak() {
    this.show(this.position ? 'whereabouts.known' : null);
  }

  /** @param {string|null} said */
  show(said) {
    const accuracy = this.position ? digits(Math.max(1, Math.round(this.position.accuracy))) : '';
    this.button.textContent = word(this.position ? 'whereabouts.forget' : 'whereabouts.ask');
    this.said.textContent = said ? word(said, {accuracy}) : word('whereabouts.why');
  }

  ask() {
    this.show('whereabouts.asking');
    const ask = ++this.asks;
    navigator.geolocation.getCurrentPosition(
      ({coords}) => {
        // What was asked for a report that has been sent meanwhile is nothing to the next one.
        if (ask !== this.asks) return;
        this.position = coords;
        this.show('whereabouts.known');
      },
      () => ask === this.asks && this.show('whereabouts.unknown'),
      {enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000},
    );
  }

  forget() {
    this.asks++;
    this.position = null;
    this.show(null);
  }

  /** @returns {{latitude: number, longitude: number}|{}} as the contract has it */
  get body() {
    if (!this.position) return {};
    const degrees = (number) => Number(number.toFixed(DECIMALS));
    return {latitude: degrees(this.position.latitude), longitude: degrees(this.position.longitude)};
  }
}
