// What is said where a task could not be completed or taken, in words that say what to do.
import {call} from '/assets/session.js';
import {tr} from './either.js';
import {engine} from './workbench.js';

const TASK_IS_GONE = /task is null|No matching task/;
const SUSPENDED = /is suspended/;
const LOST_RACE = /ENGINE-03005|OptimisticLocking/;
const REFUSED_FIELD = /: (\w+) \(([a-z-]+)\)\s*$/;

export const KEPT = tr`نوشته‌های شما سر جای خود است.`;
export const FIELDS = tr`چیزی ثبت نشد. فیلدهای مشخص‌شده را درست کنید و «تکمیل» را دوباره بزنید.`;
export const FAILED = tr`کار تکمیل نشد و باز مانده است. ${KEPT} «تکمیل» را دوباره بزنید و اگر باز هم نشد به راهبر سامانه خبر دهید.`;
export const FORBIDDEN = tr`حساب شما اجازهٔ تکمیل این کار را ندارد و چیزی ثبت نشد. ${KEPT} از کسی که مسئول آن است بخواهید یا به راهبر سامانه خبر دهید.`;
const RACE = tr`هم‌زمان با شما چیز دیگری در این کار تغییر کرد و چیزی ثبت نشد. ${KEPT} «تکمیل» را دوباره بزنید.`;
const BUSY = tr`سامانه چند لحظه در دسترس نیست و چیزی ثبت نشد. ${KEPT} کمی دیگر «تکمیل» را دوباره بزنید.`;
const HELD = tr`راهبر سامانه این کار را موقتاً نگه داشته است و چیزی ثبت نشد. ${KEPT} کمی دیگر «تکمیل» را دوباره بزنید.`;

/** No answer, or that of something in between, which does not know either. */
export function isUnanswered({status}) {
  return [0, 502, 504].includes(status);
}

export function isGone({said}) {
  return TASK_IS_GONE.test(said || '');
}

/** @returns {[string, string]|null} the field's name and the code of what is amiss */
export function fieldOf({said}) {
  const found = REFUSED_FIELD.exec(said || '');
  return found && [found[1], found[2]];
}

/** Why a form was not taken, where no field is to blame and nobody was quicker. */
export function whyNot({status, said = ''}) {
  if (status === 409 || LOST_RACE.test(said)) return RACE;
  if (SUSPENDED.test(said)) return HELD;
  return status === 503 || status === 429 ? BUSY : FAILED;
}

/** The same of one among several. */
export function sentenceOf(refused) {
  if (isGone(refused)) return tr`کس دیگری آن را تکمیل کرده است.`;
  if (isUnanswered(refused)) return tr`پاسخی نرسید؛ دوباره بزنید، دو بار ثبت نمی‌شود.`;
  if (fieldOf(refused)) return tr`چیزی که نوشته شد برای آن پذیرفته نیست (${fieldOf(refused)[0] === 'restoredAt' ? tr`زمان وصل پیش از شروع آن است` : tr`فیلدها را ببینید`}).`;
  if (refused.status === 409) return tr`هم‌زمان تغییر کرد؛ دوباره بزنید.`;
  return refused.message;
}

/** @returns {Promise<boolean>} whether the account has completed the task. @throws {Refused} */
export async function wasTakenBy(account, taskId) {
  const [done] = await call(`${engine()}/history/user-operation?maxResults=1&operationType=Complete&taskId=${taskId}`);
  return Boolean(done) && done.userId === account;
}
