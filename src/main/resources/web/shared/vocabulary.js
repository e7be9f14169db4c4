// The words of Tasklist and Cockpit: what a code of ours is called by those who work here. The server writes them in from words/fa.properties,
// in place of each inPersian().

export const STATE = inPersian('outage-state');

export const PRIORITY = inPersian('priority');

const {NONE, ...dangers} = inPersian('hazard');
export const HAZARD = dangers;

// What whoever answers the telephone says first.
export const HAZARD_ADVICE = inPersian('advice-by-telephone');

export const CRITICAL = inPersian('critical');

export const NEIGHBOURS = inPersian('neighbours-reported');

export const KNOWLEDGE = inPersian('knowledge');

export const ELEMENT = inPersian('element');

export const FINDING = inPersian('finding');

export const CAUSE = inPersian('cause');

export const STEP = inPersian('outage-step');

const CHANNEL = inPersian('channel');

/** @param {string} account «mobile-app» is that of MOBILE_APP @returns {string|undefined} none where the account is no channel's */
export function channelOf(account) {
  return CHANNEL[account.toUpperCase().replace(/-/g, '_')];
}

export const REQUEST_STATE = inPersian('request-state');

export const REQUEST_STEP = inPersian('request-step');

export const MESSAGE = inPersian('message');

export const MESSAGE_STATE = inPersian('message-state');

export const OUTCOME = inPersian('request-outcome');

// Every code with which the server refuses a field, and «chosen» of our own, as a sentence about the label of the field.
const REFUSALS = Object.assign(inPersian('refusal'), inPersian('refusal-at-work'));

/** @returns {string} why a field was refused, in the words of whoever fills the form in */
export function refusal(code, label) {
  return (REFUSALS[code] || REFUSALS['unknown-member']).replace('{label}', () => label);
}
