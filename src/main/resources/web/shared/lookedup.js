// What Tasklist and our pages within Cockpit say, in the language of whoever works there: written in Persian where it is said, and looked up
// in a table of English by whoever has chosen that. EnglishTest holds that nothing is without.
import {chosen} from './desktongue.js';

/** What the browser and a screen reader are told of a text of ours. */
export const spokenHere = chosen({dir: 'rtl', lang: 'fa'}, {dir: 'ltr', lang: 'en'});

/**
 * @param {Object<string, string>} english by the Persian: {0} is the first value that is put in; of «one request|{0} requests» the first is
 *     for a single one
 * @returns {{inEnglish: function(string, *=): string, tr: function(string[], ...*): string}} tr is for a text with values in it: tr`${number} درخواست`
 */
export function lookedUpIn(english) {
  /** Names and numbers that people typed are in no list, and stay as they are. */
  function inEnglish(text, first) {
    const bare = text.trim();
    const exact = text in english;
    const found = exact ? english[text] : english[bare.replace(/\s+/g, ' ')];
    if (found === undefined) return text;
    const [one, many = one] = found.split('|');
    const said = String(first) === '1' ? one : many;
    return exact ? said : text.replace(bare, () => said);
  }

  function tr(parts, ...values) {
    const persian = parts.reduce((text, part, i) => `${text}{${i - 1}}${part}`);
    return chosen(persian, inEnglish(persian, values[0])).replace(/\{(\d+)\}/g, (place, i) => String(values[i]));
  }

  return {inEnglish, tr};
}
