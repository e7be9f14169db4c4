// Talks to the service by its contract (/api/openapi.yaml). On the subscribers' page nobody is logged in: a session of
// Tasklist in the same browser is left at home, so that a report from that page is always the page's. The pages of
// whoever works here bring it along.
import {setClock} from './moments.js';
import {spoken} from './words.js';

const LONGEST_WAIT = 20_000;
/** By which a session proves that a change comes from our own pages: given with each answer that a page of the company asks for. */
let token = '';

/** The server has said no, or cannot now. */
export class Refused extends Error {
  /** @param {object} problem RFC 9457; empty where something else answered, a proxy for instance */
  constructor(status, problem, retryAfter) {
    super(problem.title || `status ${status}`);
    this.status = status;
    this.type = problem.type || '';
    this.title = problem.title || '';
    this.detail = problem.detail || '';
    /** Where the engine has answered in its own form. */
    this.said = problem.message || '';
    /** @type {Array<{field: string, code: string, message: string}>} */
    this.errors = problem.errors || [];
    /** @type {Array<{line: number, text: string, code: string, message: string}>} */
    this.lines = problem.lines || [];
    /** @type {number|null} seconds */
    this.retryAfter = retryAfter;
  }

  /** Whether the same call can succeed later, unchanged. */
  get passes() {
    return this.status === 429 || this.status >= 500;
  }
}

/** No answer came; whether the call has arrived is not known. */
export class Unreachable extends Error {}

/**
 * @param {string} path
 * @param {{method?: string, body?: string, headers?: Object<string, string>, session?: boolean, wait?: number, underWay?: Promise<Response>}} [options] the body
 *     as JSON text, so that a repeated call is the same to the letter; session: whether the one of Cockpit or Tasklist comes along;
 *     underWay: the same call, where it was made before this module was there
 * @returns {Promise<object|null>} null where the answer has no body
 * @throws {Refused|Unreachable}
 */
export async function call(path, {method = 'GET', body, headers = {}, session = false, wait = LONGEST_WAIT, underWay} = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), wait);
  let response;
  let text;
  try {
    response = await (underWay || fetch(path, {
      method,
      body,
      credentials: session ? 'same-origin' : 'omit',
      // Asked again each time, and told with 304 what has not changed; what a session is told is not kept.
      cache: session ? 'no-store' : 'no-cache',
      signal: patience.signal,
      headers: {
        Accept: 'application/json, application/problem+json',
        'Accept-Language': spoken(),
        // Whose session has ended is told so by the page, and not asked for a password by the browser.
        ...(session ? {'X-Requested-With': 'XMLHttpRequest'} : {}),
        ...(session && method !== 'GET' ? {'X-XSRF-TOKEN': token} : {}),
        ...(body === undefined ? {} : {'Content-Type': 'application/json'}),
        ...headers,
      },
    }));
    text = await response.text();
  } catch (broken) {
    throw new Unreachable();
  } finally {
    clearTimeout(timer);
  }
  setClock(response.headers.get('Date'));
  if (session) token = response.headers.get('X-XSRF-TOKEN') || token;
  const json = read(text);
  if (!response.ok) throw new Refused(response.status, json || {}, seconds(response.headers.get('Retry-After')));
  if (text && !json) throw new Unreachable(); // a page of the Wi-Fi's own, for instance
  return json;
}

function read(text) {
  try {
    return JSON.parse(text);
  } catch (notJson) {
    return null;
  }
}

/** Retry-After is a number of seconds or a date. */
function seconds(header) {
  if (!header) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, Math.ceil((until - Date.now()) / 1000));
}
