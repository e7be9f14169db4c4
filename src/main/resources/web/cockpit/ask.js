// Asks the managers' resources with the session of Cockpit, and says in a sentence why there is no answer.
import {call} from '/assets/session.js';
import {tr} from './figurewords.js';

export const REPORTS = '/api/v1/operations/reports';
const LONGEST_WAIT = 20_000;

const SENTENCES = {
  401: tr`نشست شما پایان یافته است. صفحه را دوباره بارگذاری کنید و دوباره وارد شوید.`,
  403: tr`این ارقام برای مدیران است و حساب شما به آن‌ها راه ندارد. کارهای خودتان را در «میز کار» می‌بینید.`,
};

/**
 * @param {string} path below the reports
 * @returns {Promise<object>}
 * @throws {Error} whose `status` is the server's, where it has answered
 */
export function ask(path) {
  return call(`${REPORTS}/${path}`, undefined, {wait: LONGEST_WAIT});
}

/** @param {Error} problem @returns {string} a sentence for whoever wanted to see something */
export function why(problem) {
  if (SENTENCES[problem.status]) return SENTENCES[problem.status];
  return problem.status ? problem.message : tr`پاسخی از سامانه نیامد. ارتباط شبکه را بررسی کنید؛ خودمان هم دوباره تلاش می‌کنیم.`;
}

/** Whether it is of no use to ask again with the same account. */
export function shut(problem) {
  return problem.status === 401 || problem.status === 403;
}

/**
 * Does it now, and again and again at this pace; while nobody looks at the page it waits.
 *
 * @param {number} pace in milliseconds, from one end to the next beginning
 * @param {function(): Promise<boolean>} work false to end it
 * @returns {function()} ends it
 */
export function keepUp(pace, work) {
  let timer;
  let ended = false;
  async function turn() {
    const goesOn = await work();
    if (goesOn && !ended) timer = setTimeout(next, pace);
  }
  function next() {
    if (document.hidden) document.addEventListener('visibilitychange', next, {once: true});
    else turn();
  }
  turn();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', next);
  };
}
