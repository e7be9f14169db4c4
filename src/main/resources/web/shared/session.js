// Talks to our own resources and to the engine's with the session of Tasklist or Cockpit, and says in a sentence why there is no answer.
import {chosen} from './desktongue.js';
import {Refused as Answered, Unreachable, call as ask} from './server.js';

/** A browser counts no further. */
const LONGEST_TIMER = 2 ** 31 - 1;

const SENTENCES = {
  0: chosen('ارتباط با سامانه برقرار نشد. اتصال شبکه را بررسی و دوباره تلاش کنید.', 'There was no connection. Check the network and try again.'),
  401: chosen('نشست شما پایان یافته است. دوباره وارد شوید.', 'Your session has ended. Please log in again.'),
  403: chosen('حساب شما اجازهٔ این کار را ندارد.', 'Your account may not do this.'),
  404: chosen('این کار یا پروندهٔ آن دیگر در دسترس نیست؛ شاید کسی آن را تکمیل کرده است.', 'This task or its file is not there any more; somebody may have completed it.'),
  429: chosen('درخواست‌ها بیش از اندازه است. کمی دیگر دوباره تلاش کنید.', 'There are too many requests. Try again in a while.'),
  503: chosen('سامانه چند لحظه در دسترس نیست. کمی دیگر دوباره تلاش کنید.', 'The system is not available for a moment. Try again in a while.'),
};
const NOT_DONE = chosen('کار انجام نشد. دوباره تلاش کنید و اگر خطا ماند به راهبر سامانه خبر دهید.', 'It was not done. Try again, and tell the administrator if it stays.');

/** The server has refused; `message` is a sentence for a person, `errors` are those of single fields. */
export class Refused extends Error {
  /** @param {number} status 0 where no answer came */
  constructor(status, problem = {}) {
    super((problem.title && sentence(problem)) || SENTENCES[status] || NOT_DONE);
    this.status = status;
    this.errors = problem.errors || [];
    /** What the engine's own resources have answered, in its words. */
    this.said = problem.said || '';
  }
}

function sentence(problem) {
  return problem.detail && problem.detail !== problem.title ? `${problem.title}. ${problem.detail}` : problem.title;
}

function token() {
  const cookie = document.cookie.split('; ').find((c) => c.startsWith('XSRF-TOKEN='));
  return cookie ? decodeURIComponent(cookie.substring('XSRF-TOKEN='.length)) : '';
}

/**
 * @param {string} path
 * @param {object} [body] makes it a POST
 * @param {{headers?: Object<string, string>, wait?: number}} [options] wait: milliseconds after which no answer is one; what is done
 *     at a desk waits as long as the browser does
 * @returns {Promise<object>} the JSON that was answered
 * @throws {Refused}
 */
export function call(path, body, options) {
  return send(body === undefined ? 'GET' : 'POST', path, body, options);
}

/** The same by any method. @returns {Promise<object|null>} null where nothing was answered */
export async function send(method, path, body, {headers = {}, wait = LONGEST_TIMER} = {}) {
  try {
    return await ask(path, {
      method,
      body: body === undefined ? body : JSON.stringify(body),
      headers: method === 'GET' ? headers : {'X-XSRF-TOKEN': token(), ...headers},
      session: true,
      wait,
    });
  } catch (problem) {
    if (problem instanceof Unreachable) throw new Refused(0);
    throw problem instanceof Answered ? new Refused(problem.status, problem) : problem;
  }
}

/** @returns {Promise<string>} the account that is logged in */
export async function account() {
  return (await call('/camunda/api/admin/auth/user/default')).userId;
}

/** @returns {Promise<boolean>} whether somebody is logged in: without a session a report would count as the public page's */
export async function hasSession() {
  try {
    const account = await call('/camunda/api/admin/auth/user/default');
    return Boolean(account && account.userId);
  } catch (refused) {
    if (refused.status === 0 || refused.status >= 500) throw refused;
    return false;
  }
}
