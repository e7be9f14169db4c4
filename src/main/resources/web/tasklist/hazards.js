// What whoever answers the telephone says to somebody in danger.
import {element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {HAZARD, HAZARD_ADVICE} from '/assets/vocabulary.js';
import {tr} from './either.js';

/** Said first, and so at once. @param {string|null} hazard @returns {Element[]} none where there is nothing to be said */
export function adviceFor(hazard) {
  if (!HAZARD_ADVICE[hazard]) return [];
  return [strip('danger', element('strong', {}, tr`⚠ ${HAZARD[hazard]} — به تماس‌گیرنده بگویید: `), HAZARD_ADVICE[hazard])];
}
