// In which language a page of the subscribers' speaks: the address says it, and a link changes it without a new page.
import {part} from './dom.js';
import {inTongue, speak, spoken, word} from './words.js';

/** Puts every word that stands in the page into the language that is spoken, and the page into its direction. */
export function translate() {
  const language = spoken();
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'en' ? 'ltr' : 'rtl';
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = word(place.dataset.text);
  for (const place of document.querySelectorAll('[data-name]')) place.setAttribute('aria-label', word(place.dataset.name));
  for (const link of document.querySelectorAll('[data-page]')) link.href = inTongue(link.dataset.page);
  const other = part('other-language');
  other.lang = language === 'en' ? 'fa' : 'en';
  other.hreflang = other.lang;
}

/** To be called once the words have come. */
export function turn() {
  speak(spoken() === 'en' ? 'fa' : 'en');
  const address = new URL(location.href);
  if (spoken() === 'en') address.searchParams.set('lang', 'en');
  else address.searchParams.delete('lang');
  history.replaceState(null, '', address);
  translate();
}

/** Of a page that brings all its words. @param {() => void} [changed] what else the page says in words */
export function followTheTongue(changed = () => {}) {
  speak(new URLSearchParams(location.search).get('lang'));
  if (spoken() === 'en') translate();
  part('other-language').addEventListener('click', (event) => {
    event.preventDefault();
    turn();
    changed();
  });
}
