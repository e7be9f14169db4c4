// Texts for notes: managers keep them for each form, and whoever fills a form in puts one in by a click, and goes on writing.
import {element} from '/assets/dom.js';
import {strip} from '/assets/texts.js';
import {digits as persian} from '/assets/spans.js';
import {call, send} from '/assets/session.js';
import {refusal} from '/assets/vocabulary.js';
import {dialogue} from './desk.js';
import {tr} from './either.js';

const PATH = '/api/v1/operations/snippets';
/** By the name of the field: where people write in their own words. */
const FIELDS = {verificationNote: tr`بررسی خاموشی`, restorationNote: tr`رفع عیب`, breachAction: tr`تصمیم مدیر`, callNote: tr`تماس با مشترک`};

/** Puts the texts of each note above it. @param {Fields} fields of a task's form */
export async function showSnippets(fields) {
  for (const field of fields.all.filter(({dataset}) => dataset.field in FIELDS)) {
    const area = fields.control(field);
    const place = element('div', {class: 'choices snippets', role: 'group', 'aria-label': tr`متن‌های آماده`});
    area.before(place);
    try {
      const {snippets} = await call(`${PATH}?field=${field.dataset.field}`);
      place.replaceChildren(...snippets.map(({text}) => {
        const button = element('button', {type: 'button', 'data-snippet': true}, persian(text));
        button.addEventListener('click', () => insert(area, persian(text)));
        return button;
      }));
      place.hidden = !snippets.length;
    } catch (refused) {
      place.replaceChildren(strip('warning', tr`متن‌های آماده خوانده نشد. ${refused.message}`));
    }
  }
}

/** Where the caret is, with a space before it. */
function insert(area, text) {
  const before = area.value.slice(0, area.selectionStart);
  area.setRangeText(/(^|\s)$/.test(before) ? text : ` ${text}`, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', {bubbles: true}));
  area.focus();
}

/** The dialogue in which managers keep them. */
export async function keep(from) {
  const list = element('tbody', {});
  const said = element('div', {role: 'status', 'aria-live': 'polite'});
  const field = element('select', {id: 'snippet-field'}, ...Object.entries(FIELDS).map(([value, words]) => element('option', {value}, words)));
  const text = element('input', {id: 'snippet-text', type: 'text', maxlength: '200', autocomplete: 'off'});
  const submit = element('button', {type: 'submit'}, tr`افزودن متن`);
  const entry = element(
    'form',
    {class: 'crew-entry snippet-entry'},
    element('div', {class: 'field'}, element('label', {for: 'snippet-field'}, tr`فرم`), field),
    element('div', {class: 'field'}, element('label', {for: 'snippet-text'}, tr`متن`), text),
    submit,
  );
  let editing = null;
  const tell = (refused) => {
    const labels = {field: tr`فرم`, text: tr`متن`};
    const errors = (refused.errors || []).map((e) => refusal(e.code, labels[e.field] || e.field));
    said.replaceChildren(strip('warning', errors.length ? errors.join(' ') : refused.message));
  };
  const edit = (snippet) => {
    editing = snippet;
    submit.textContent = snippet ? tr`ثبت تغییر` : tr`افزودن متن`;
    text.value = snippet ? persian(snippet.text) : '';
    if (snippet) field.value = snippet.field;
    text.focus();
  };
  const row = (snippet) => {
    const change = element('button', {type: 'button', 'aria-label': tr`تغییر «${persian(snippet.text)}»`}, tr`تغییر`);
    change.addEventListener('click', () => edit(snippet));
    const remove = element('button', {type: 'button', 'aria-label': tr`حذف «${persian(snippet.text)}»`}, tr`حذف`);
    remove.addEventListener('click', async () => {
      // Asked for once more, in the button itself.
      if (remove.dataset.asked !== 'true') {
        remove.dataset.asked = 'true';
        remove.textContent = tr`حذف شود؟`;
        return;
      }
      try {
        await send('DELETE', `${PATH}/${snippet.id}`);
        await show();
      } catch (refused) {
        tell(refused);
      }
    });
    return element('tr', {}, element('td', {}, FIELDS[snippet.field]), element('td', {}, persian(snippet.text)), element('td', {}, change, ' ', remove));
  };
  const show = async () => {
    const {snippets} = await call(PATH);
    list.replaceChildren(...snippets.map(row));
  };
  entry.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await send(editing ? 'PUT' : 'POST', editing ? `${PATH}/${editing.id}` : PATH, {field: field.value, text: text.value.trim()});
      said.replaceChildren(strip('note', editing ? tr`تغییر ثبت شد.` : tr`متن افزوده شد.`));
      edit(null);
      await show();
    } catch (refused) {
      tell(refused);
    }
  });
  const head = element('tr', {}, ...[tr`فرم`, tr`متن`, tr`کار`].map((column) => element('th', {scope: 'col'}, column)));
  dialogue(tr`متن‌های آماده`, from, said, element('table', {class: 'crew-table'}, element('thead', {}, head), list), entry);
  try {
    await show();
  } catch (refused) {
    tell(refused);
  }
}
