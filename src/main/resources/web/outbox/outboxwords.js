// The words of the outbox page: what a code of ours is called by managers. The server writes them in from words/fa.properties, in
// place of each inPersian().

export const KIND = inPersian('message');

export const STATE = inPersian('message-state');

/** What a state means, for whoever wonders. */
export const MEANING = inPersian('message-meaning');

const ERROR = inPersian('message-error');

/** @returns {string} why a try failed, with the code that the operator of the system knows */
export function error(code) {
  return ERROR[code] || 'درگاه پیامک خطا داد';
}
