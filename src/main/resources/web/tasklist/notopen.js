// What is said beside the pane where a task that was chosen does not open (open-task.js, which asks again by itself).
import {tr} from './either.js';
import {quiet, say} from './saying.js';

export function trying() {
  say('wait', tr`این کار هنوز باز نشده است و خودکار دوباره تلاش می‌شود. اگر طول کشید، اتصال شبکه را بررسی کنید یا به راهبر سامانه خبر دهید.`);
}

export function opened() {
  quiet();
}

/** Of what is another district's the engine says the same. */
export function gone() {
  say('warning', tr`این کار دیگر باز نیست؛ شاید کسی آن را تکمیل کرده، خاموشی آن در خاموشی دیگری ادغام شده، یا به مدیریت دیگری سپرده شده است.`);
}
