// What is said beside the pane where a task that was chosen does not open (open-task.js, which asks again by itself).
import {tr} from './either.js';
import {quiet, say} from './saying.js';

export function trying() {
  say('wait', tr`این کار هنوز باز نشده است و خودکار دوباره تلاش می‌شود. اگر طول کشید، اتصال شبکه را بررسی کنید یا به راهبر سامانه خبر دهید.`);
}

export function opened() {
  quiet();
}

/** @param {number} status by which the task was refused */
export function gone(status) {
  say(
    'warning',
    status === 403
      ? tr`این کار در دسترس حساب شما نیست؛ شاید به مدیریت دیگری سپرده شده است.`
      : tr`این کار دیگر باز نیست؛ شاید کسی آن را تکمیل کرده یا خاموشی آن در خاموشی دیگری ادغام شده است.`,
  );
}
