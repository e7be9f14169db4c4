// Talks to our own resources and to the engine's with the session of Tasklist.
import {setClock} from '/assets/moments.js';

const SENTENCES = {
  0: 'ارتباط با سامانه برقرار نشد. اتصال شبکه را بررسی و دوباره تلاش کنید.',
  401: 'نشست شما پایان یافته است. دوباره وارد شوید.',
  403: 'حساب شما اجازهٔ این کار را ندارد.',
  404: 'این کار یا پروندهٔ آن دیگر در دسترس نیست؛ شاید کسی آن را تکمیل کرده است.',
  429: 'درخواست‌ها بیش از اندازه است. کمی دیگر دوباره تلاش کنید.',
  503: 'سامانه چند لحظه در دسترس نیست. کمی دیگر دوباره تلاش کنید.',
};

/** The server has refused; `message` is a sentence for a person, `errors` are those of single fields. */
export class Refused extends Error {
  constructor(status, problem) {
    super((problem && problem.title && sentence(problem)) || SENTENCES[status] || 'کار انجام نشد. دوباره تلاش کنید و اگر خطا ماند به راهبر سامانه خبر دهید.');
    this.status = status;
    this.errors = (problem && problem.errors) || [];
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
 * @param {object} [headers]
 * @returns {Promise<object>} the JSON that was answered
 * @throws {Refused}
 */
export function call(path, body, headers = {}) {
  return send(body === undefined ? 'GET' : 'POST', path, body, headers);
}

/** The same by any method. @returns {Promise<object|null>} null where nothing was answered */
export async function send(method, path, body, headers = {}) {
  const options = {
    method,
    credentials: 'same-origin',
    cache: 'no-store',
    headers: {Accept: 'application/json, application/problem+json', 'Accept-Language': 'fa', ...headers},
  };
  if (method !== 'GET') options.headers['X-XSRF-TOKEN'] = token();
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch (unreachable) {
    throw new Refused(0);
  }
  if (path.startsWith('/api/')) setClock(response.headers.get('Date'));
  const json = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, json);
  return json;
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

/** Why a task could not be completed, where no field is to blame. @param {object} error of the form's SDK */
export function sentenceOf(error) {
  const status = error && error.status;
  if (/ENGINE-03005|OptimisticLocking/.test((error && error.message) || '')) {
    return 'هم‌زمان با شما چیز دیگری در این کار تغییر کرد. لطفاً یک بار دیگر «تکمیل» را بزنید.';
  }
  return SENTENCES[status] || 'کار تکمیل نشد و باز مانده است. دوباره تلاش کنید و اگر خطا ماند به راهبر سامانه خبر دهید.';
}
