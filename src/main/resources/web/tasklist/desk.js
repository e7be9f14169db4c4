// The dialogues behind Tasklist's own bar: a request is looked up, crews are kept. What is typed beside a task stays as it is.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {bare} from '/assets/moments.js';
import {digits as persian} from '/assets/spans.js';
import {call, send} from '/assets/session.js';
import {refusal} from '/assets/vocabulary.js';
import {spokenHere, tr} from './either.js';
import {Inquiry} from './inquiry.js';

/** A dialogue over the page; closed by Escape or its button, and then the focus is where it was. */
export function dialogue(title, from, ...content) {
  const close = element('button', {type: 'button', class: 'close-dialogue'}, tr`بستن`);
  const shown = element(
    'dialog',
    {class: 'roshan roshan-desk', ...spokenHere, 'aria-labelledby': 'roshan-desk-title'},
    element('link', {rel: 'stylesheet', href: '/forms/forms.css'}),
    close,
    element('h3', {id: 'roshan-desk-title'}, title),
    ...content,
  );
  close.addEventListener('click', () => shown.close());
  shown.addEventListener('close', () => {
    shown.remove();
    from.focus();
  });
  document.body.append(shown);
  shown.showModal();
  return shown;
}

let lookingUp = null;

/**
 * @param {string} [trackingCode] that is looked up at once, in the dialogue that is open or in a new one
 * @param {() => void} [shown] hears of it when its request stands there
 */
export function lookUp(from, trackingCode, shown) {
  if (!lookingUp) {
    lookingUp = new Inquiry('desk-number');
    dialogue(tr`پیگیری درخواست`, from, lookingUp.place).addEventListener('close', () => {
      lookingUp = null;
    });
  }
  if (trackingCode) lookingUp.find(trackingCode, shown);
  else lookingUp.input.focus();
}

export async function crews(from) {
  const list = element('tbody', {});
  const said = element('div', {role: 'status', 'aria-live': 'polite'});
  const fields = {};
  let editing = null;
  const input = (name, label, attributes) => {
    fields[name] = element('input', {id: `crew-entry-${name}`, type: 'text', autocomplete: 'off', ...attributes});
    return element('div', {class: 'field'}, element('label', {for: `crew-entry-${name}`}, label), fields[name]);
  };
  const submit = element('button', {type: 'submit'}, tr`افزودن اکیپ`);
  const entry = element(
    'form',
    {class: 'crew-entry'},
    input('name', tr`نام اکیپ`, {maxlength: '100'}),
    input('district', tr`مدیریت`, {dir: 'ltr', inputmode: 'numeric'}),
    input('mobile', tr`شمارهٔ همراه`, {dir: 'ltr', type: 'tel'}),
    submit,
  );
  const tell = (refused) => {
    const labels = {name: tr`نام اکیپ`, district: tr`مدیریت`, mobile: tr`شمارهٔ همراه`};
    const errors = (refused.errors || []).map((e) => refusal(e.code, labels[e.field] || e.field));
    said.replaceChildren(strip('warning', errors.length ? errors.join(' ') : refused.message));
  };
  const edit = (crew) => {
    editing = crew;
    submit.textContent = crew ? tr`ثبت تغییر` : tr`افزودن اکیپ`;
    for (const name of Object.keys(fields)) fields[name].value = crew ? persian(crew[name]) : '';
    fields.name.focus();
  };
  const show = async () => {
    const {crews: all} = await call('/api/v1/operations/crews');
    list.replaceChildren(
      ...all.map((crew) => {
        const change = element('button', {type: 'button', 'aria-label': tr`تغییر ${persian(crew.name)}`}, tr`تغییر`);
        change.addEventListener('click', () => edit(crew));
        const remove = element('button', {type: 'button', 'aria-label': tr`حذف ${persian(crew.name)}`}, tr`حذف`);
        remove.addEventListener('click', async () => {
          // Asked for once more, in the button itself.
          if (remove.dataset.asked !== 'true') {
            remove.dataset.asked = 'true';
            remove.textContent = tr`برداشته شود؟`;
            return;
          }
          try {
            await send('DELETE', `/api/v1/operations/crews/${crew.id}`);
            await show();
          } catch (refused) {
            tell(refused);
          }
        });
        return element(
          'tr',
          {},
          element('td', {}, persian(crew.name)),
          element('td', {}, persian(crew.district)),
          element('td', {}, code(persian(crew.mobile))),
          element('td', {}, persian(crew.openOutages)),
          keeps ? element('td', {}, change, ' ', remove) : null,
        );
      }),
    );
  };
  entry.addEventListener('submit', async (event) => {
    event.preventDefault();
    const district = bare(fields.district.value);
    const body = {
      name: fields.name.value.trim(),
      mobile: fields.mobile.value.trim(),
      ...(/^[0-9]{1,6}$/.test(district) ? {district: Number(district)} : {}),
    };
    try {
      await send(editing ? 'PUT' : 'POST', `/api/v1/operations/crews${editing ? `/${editing.id}` : ''}`, body);
      said.replaceChildren(strip('note', editing ? tr`تغییر ثبت شد.` : tr`اکیپ افزوده شد.`));
      edit(null);
      await show();
    } catch (refused) {
      tell(refused);
    }
  });
  let keeps = false;
  const columns = [tr`اکیپ`, tr`مدیریت`, tr`همراه`, tr`خاموشی در دست`];
  const head = element('tr', {}, ...columns.map((c) => element('th', {scope: 'col'}, c)));
  const table = element('table', {class: 'crew-table'}, element('thead', {}, head), list);
  dialogue(tr`اکیپ‌های عملیات`, from, said, table, entry);
  entry.hidden = true;
  try {
    const {groups} = await call('/camunda/api/engine/engine/default/identity/groups?userId=' + encodeURIComponent((await call('/camunda/api/admin/auth/user/default')).userId));
    keeps = groups.some((g) => g.id === 'managers' || g.id === 'camunda-admin');
    entry.hidden = !keeps;
    if (keeps) head.append(element('th', {scope: 'col'}, tr`کار`));
    await show();
  } catch (refused) {
    said.replaceChildren(strip('warning', refused.message));
  }
}
