// What this device keeps: the tracking codes of its requests, and the key of a submission whose answer has not come: no personal
// data, since a telephone is lent and a code alone shows nobody's. And a report that found no line, which is somebody's: whoever
// wrote it is told so, and it goes as soon as it is sent or thrown away.

import {now} from './moments.js';

const CODES = 'roshan.codes';
const PENDING = 'roshan.pending';
const WAITING = 'roshan.waiting';
const MOST = 10;
/** So long the service knows the key of a report. */
const LONGEST_KEPT = 48 * 60 * 60_000;
const memory = new Map();

function get(name) {
  try {
    return localStorage.getItem(name);
  } catch (forbidden) {
    return memory.get(name) || null;
  }
}

function set(name, value) {
  memory.set(name, value);
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch (forbidden) {
    // Kept until the page is closed: a private window, or a full store.
  }
}

/** @returns {string[]} the newest first */
export function codes() {
  return (get(CODES) || '').split(' ').filter((code) => /^[0-9]{12}$/.test(code));
}

export function keep(code) {
  set(CODES, [code, ...codes().filter((other) => other !== code)].slice(0, MOST).join(' '));
}

export function forget(code) {
  set(CODES, codes().filter((other) => other !== code).join(' '));
}

/**
 * The key of the submission that is under way. It outlives a reload and a flat battery, so that the same report, entered
 * again, is the same request; what another report under it would mean, the server says (idempotency-key-reused).
 */
export function submissionKey() {
  const known = get(PENDING);
  if (known) return known;
  const drawn = randomKey();
  set(PENDING, drawn);
  return drawn;
}

export function submissionSettled() {
  set(PENDING, null);
}

/**
 * A report that waits for the line.
 *
 * @typedef {{text: string, key: string, at: number, own: {last4: string, hazard: string}}} Waiting as it is sent, to the letter, and under which key; since when
 */

/** @param {Waiting|null} report null when it is sent, or is not to be sent any more */
export function keepWaiting(report) {
  set(WAITING, report && JSON.stringify(report));
}

/** @returns {Waiting|null} null, and nothing is kept any more, where it is too old to be anything but somebody's number on a telephone */
export function waiting() {
  let report;
  try {
    report = JSON.parse(get(WAITING) || 'null');
  } catch (notOurs) {
    report = null;
  }
  if (!report || now() - report.at < LONGEST_KEPT) return report;
  set(WAITING, null);
  return null;
}

/** Browsers have randomUUID on https and localhost only. */
function randomKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
