// What is kept beside a step: a number, a moment, a code with people's own words after it, or those words alone.
import {brief} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {CAUSE, ELEMENT, FINDING, HAZARD, KNOWLEDGE, OUTCOME} from '/assets/vocabulary.js';
import {tr} from './figurewords.js';

/** What was known of a plan is no sentence without its subject. */
function known(knowledge) {
  return knowledge && tr`خاموشی با برنامه ${knowledge}`;
}

/** @param {{step: string, note?: string}} entry of a timeline @returns {string} nothing where there is none */
export function noteOf({step, note}) {
  if (!note) return '';
  if (step === 'RESOLVED') return tr`${persian(note)} درخواست`;
  if (!Number.isNaN(Date.parse(note)) && /^\d{4}-\d{2}-\d{2}T/.test(note)) return brief(note);
  const [, first, rest] = /^([A-Z_]+)(?:[: ]+([^]*))?$/.exec(note) || [];
  const word = first && (FINDING[first] || CAUSE[first] || OUTCOME[first] || ELEMENT[first] || HAZARD[first] || known(KNOWLEDGE[first]));
  if (!word) return note;
  if (!rest) return word;
  return ELEMENT[first] ? `${word} ${rest}` : tr`${word}، ${rest}`;
}
