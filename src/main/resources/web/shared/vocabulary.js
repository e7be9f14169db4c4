// The words of Tasklist and Cockpit: what a code of ours is called by those who work here. The server writes them in from words/*.properties,
// in place of each inPersian() and inEnglish().
import {chosen} from './desktongue.js';

export const STATE = chosen(inPersian('outage-state'), inEnglish('outage-state'));

export const PRIORITY = chosen(inPersian('priority'), inEnglish('priority'));

const {NONE, ...dangers} = chosen(inPersian('hazard'), inEnglish('hazard'));
export const HAZARD = dangers;

// What whoever answers the telephone says first.
export const HAZARD_ADVICE = chosen(inPersian('advice-by-telephone'), inEnglish('advice-by-telephone'));

export const CRITICAL = chosen(inPersian('critical'), inEnglish('critical'));

export const NEIGHBOURS = chosen(inPersian('neighbours-reported'), inEnglish('neighbours-reported'));

export const KNOWLEDGE = chosen(inPersian('knowledge'), inEnglish('knowledge'));

export const ELEMENT = chosen(inPersian('element'), inEnglish('element'));

export const FINDING = chosen(inPersian('finding'), inEnglish('finding'));

export const CAUSE = chosen(inPersian('cause'), inEnglish('cause'));

export const STEP = chosen(inPersian('outage-step'), inEnglish('outage-step'));

const CHANNEL = chosen(inPersian('channel'), inEnglish('channel'));

/** @param {string} account «mobile-app» is that of MOBILE_APP @returns {string|undefined} none where the account is no channel's */
export function channelOf(account) {
  return CHANNEL[account.toUpperCase().replace(/-/g, '_')];
}

export const REQUEST_STATE = chosen(inPersian('request-state'), inEnglish('request-state'));

export const REQUEST_STEP = chosen(inPersian('request-step'), inEnglish('request-step'));

export const MESSAGE = chosen(inPersian('message'), inEnglish('message'));

export const MESSAGE_STATE = chosen(inPersian('message-state'), inEnglish('message-state'));

export const OUTCOME = chosen(inPersian('request-outcome'), inEnglish('request-outcome'));

// Every code with which the server refuses a field, and «chosen» of our own, as a sentence about the label of the field.
const REFUSALS = Object.assign(chosen(inPersian('refusal'), inEnglish('refusal')), chosen(inPersian('refusal-at-work'), inEnglish('refusal-at-work')));

/** @returns {string} why a field was refused, in the words of whoever fills the form in */
export function refusal(code, label) {
  return (REFUSALS[code] || REFUSALS['unknown-member']).replace('{label}', () => label);
}
