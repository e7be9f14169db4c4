// What helps to choose a crew and an estimate: who there is and how much each has in hand, and the words that subscribers get.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {digits as persian} from '/assets/spans.js';
import {call} from '/assets/session.js';
import {tr} from './either.js';

/** The crews of the outage's district, the idle ones first; whoever is chosen is typed into the field. */
export async function showCrews(form, dossier) {
  const place = form.querySelector('[data-part=crews]');
  if (!place) return;
  const input = form.querySelector('[data-field=crew] input');
  let crews;
  try {
    ({crews} = await call(`/api/v1/operations/crews?district=${dossier.district}`));
  } catch (refused) {
    place.replaceChildren(strip('warning', refused.message));
    return;
  }
  const buttons = crews
    .sort((one, other) => one.openOutages - other.openOutages || one.name.localeCompare(other.name, 'fa', {numeric: true}))
    .map((crew) => {
      const load = crew.openOutages ? tr`${persian(crew.openOutages)} خاموشی در دست اقدام` : tr`آزاد`;
      const choose = element('button', {type: 'button', 'aria-pressed': 'false', 'data-crew': crew.name, 'data-free': crew.openOutages ? null : 'true'}, persian(crew.name), element('small', {}, ` ${load}`));
      choose.addEventListener('click', () => {
        input.value = crew.name;
        input.dispatchEvent(new Event('input', {bubbles: true}));
      });
      const phone = element('a', {href: `tel:${crew.mobile}`, 'aria-label': tr`تماس با ${persian(crew.name)}`}, code(persian(crew.mobile)));
      return element('li', {}, choose, phone);
    });
  place.replaceChildren(
    buttons.length ? element('ul', {class: 'crews'}, ...buttons) : element('p', {class: 'hint'}, tr`برای این مدیریت اکیپی ثبت نشده است؛ نام آن را بنویسید.`),
  );
  const press = () => {
    place.querySelectorAll('[data-crew]').forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.crew === input.value.trim())));
  };
  if (!place.dataset.listens) {
    place.dataset.listens = 'true';
    input.addEventListener('input', press);
  }
  press();
}

/** The text of the message that an estimate will cause, as it is chosen. */
export function showAnnouncement(form, fields, number) {
  const field = fields.all.find((f) => f.dataset.field === 'estimatedRestorationAt');
  const place = field && form.querySelector('[data-part=announcement]');
  if (!place) return;
  let asked = '';
  const show = async () => {
    const estimate = fields.value(field);
    if (estimate === asked) return;
    asked = estimate;
    if (!estimate || fields.problem(field)) {
      place.replaceChildren();
      return;
    }
    try {
      const {text, told} = await call(
        `/api/v1/operations/outages/${encodeURIComponent(number())}/estimate-message?estimatedRestorationAt=${encodeURIComponent(estimate)}`,
      );
      if (asked === estimate) {
        place.replaceChildren(
          ...(told
            ? [element('p', {class: 'hint'}, tr`پیامکی که مشترکان دریافت می‌کنند:`), element('blockquote', {class: 'say', dir: 'auto'}, text)]
            : [element('p', {class: 'hint'}, tr`کمتر از ۱۰ دقیقه با زمانی که مشترکان شنیده‌اند فرق دارد: برای آن پیامکی ارسال نمی‌شود و فقط در صفحهٔ پیگیری دیده می‌شود.`)]),
        );
      }
    } catch (refused) {
      asked = '';
      place.replaceChildren(strip('warning', refused.message));
    }
  };
  let later;
  const soon = () => {
    clearTimeout(later);
    later = setTimeout(show, 300);
  };
  field.addEventListener('input', soon);
  // A quick choice sets its moment after the input event.
  field.addEventListener('click', soon);
  show();
}
