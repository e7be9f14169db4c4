// What is said beside the pane where a task that was chosen does not open (open-task.js, which asks again by itself).
import {tr} from './either.js';
import {quiet, say} from './saying.js';

/** What was said here last: words of others, such as an undo, are not ours to take away. */
let own = null;

export function trying() {
  own = say('wait', tr`این کار هنوز باز نشده است و خودکار دوباره تلاش می‌شود. اگر طول کشید، اتصال شبکه را بررسی کنید یا به راهبر سامانه خبر دهید.`);
}

/** A task that the server always stumbles over, however often it is asked. */
export function broken() {
  own = say('warning', tr`سامانه هنگام باز کردن این کار خطا می‌دهد و خودکار دوباره تلاش می‌شود. به راهبر سامانه خبر دهید؛ کارهای دیگر را می‌توانید باز کنید.`);
}

export function opened() {
  quiet(own);
}

/** Of what is another district's the engine says the same. */
export function gone() {
  say('warning', tr`این کار دیگر باز نیست؛ شاید کسی آن را تکمیل کرده، خاموشی آن در خاموشی دیگری ادغام شده، یا به مدیریت دیگری سپرده شده است.`);
}
