// The dialogues behind Tasklist's own bar: a request is looked up, crews are kept. What is typed beside a task stays as it is.
import {code, element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {bare} from '/assets/moments.js';
import {digits as persian} from '/assets/spans.js';
import {call, send} from '/assets/session.js';
import {refusal} from '/assets/vocabulary.js';
import {Inquiry} from './inquiry.js';

/** A dialogue over the page; closed by Escape or its button, and then the focus is where it was. */
export function dialogue(title, from, ...content) {
  const close = element('button', {type: 'button', class: 'close-dialogue'}, 'بستن');
  const shown = element(
    'dialog',
    {class: 'roshan roshan-desk', dir: 'rtl', lang: 'fa', 'aria-labelledby': 'roshan-desk-title'},
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

export function lookUp(from) {
  const inquiry = new Inquiry('desk-number');
  dialogue('پیگیری درخواست', from, inquiry.place);
  inquiry.input.focus();
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
  const submit = element('button', {type: 'submit'}, 'افزودن اکیپ');
  const entry = element(
    'form',
    {class: 'crew-entry'},
    input('name', 'نام اکیپ', {maxlength: '100'}),
    input('district', 'مدیریت', {dir: 'ltr', inputmode: 'numeric'}),
    input('mobile', 'شمارهٔ همراه', {dir: 'ltr', type: 'tel'}),
    submit,
  );
  const tell = (refused) => {
    const labels = {name: 'نام اکیپ', district: 'مدیریت', mobile: 'شمارهٔ همراه'};
    const errors = (refused.errors || []).map((e) => refusal(e.code, labels[e.field] || e.field));
    said.replaceChildren(strip('warning', errors.length ? errors.join(' ') : refused.message));
  };
  const edit = (crew) => {
    editing = crew;
    submit.textContent = crew ? 'ثبت تغییر' : 'افزودن اکیپ';
    for (const name of Object.keys(fields)) fields[name].value = crew ? persian(crew[name]) : '';
    fields.name.focus();
  };
  const show = async () => {
    const {crews: all} = await call('/api/v1/operations/crews');
    list.replaceChildren(
      ...all.map((crew) => {
        const change = element('button', {type: 'button', 'aria-label': `تغییر ${persian(crew.name)}`}, 'تغییر');
        change.addEventListener('click', () => edit(crew));
        const remove = element('button', {type: 'button', 'aria-label': `حذف ${persian(crew.name)}`}, 'حذف');
        remove.addEventListener('click', async () => {
          // Asked for once more, in the button itself.
          if (remove.dataset.asked !== 'true') {
            remove.dataset.asked = 'true';
            remove.textContent = 'برداشته شود؟';
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
      said.replaceChildren(strip('note', editing ? 'تغییر ثبت شد.' : 'اکیپ افزوده شد.'));
      edit(null);
      await show();
    } catch (refused) {
      tell(refused);
    }
  });
  let keeps = false;
  const columns = ['اکیپ', 'مدیریت', 'همراه', 'خاموشی در دست'];
  const head = element('tr', {}, ...columns.map((c) => element('th', {scope: 'col'}, c)));
  const table = element('table', {class: 'crew-table'}, element('thead', {}, head), list);
  dialogue('اکیپ‌های عملیات', from, said, table, entry);
  entry.hidden = true;
  try {
    const {groups} = await call('/camunda/api/engine/engine/default/identity/groups?userId=' + encodeURIComponent((await call('/camunda/api/admin/auth/user/default')).userId));
    keeps = groups.some((g) => g.id === 'managers' || g.id === 'camunda-admin');
    entry.hidden = !keeps;
    if (keeps) head.append(element('th', {scope: 'col'}, 'کار'));
    await show();
  } catch (refused) {
    said.replaceChildren(strip('warning', refused.message));
  }
}
