// The words of the planning office's page: what a code of ours is called there. The server writes them in from words/fa.properties, in
// place of each inPersian().

export const KIND = inPersian('window');

export const ELEMENT = inPersian('element');

/** Why a line is unread. */
export const LINE = inPersian('plan-line');
