// The dialogue in which a place in the company's words is tied to elements of the network. It knows nothing of where the tie
// is kept: whoever opens it is told what was chosen.
import {announce, code, element, part} from './dom.js';
import {ELEMENT} from './planwords.js';
import {Refused, call} from './server.js';
import {amount, digits} from './spans.js';

const ELEMENTS = '/api/v1/operations/network-elements';

const dialog = part('tie');
const search = part('search', dialog);
const chosen = part('chosen', dialog);
const candidates = part('candidates', dialog);
const district = document.getElementById('district');
const wrong = document.getElementById('tie-error');
const wrongQuestion = document.getElementById('q-error');
const keep = part('keep', dialog);

let codes = [];
let done = null;
let asked = 0;

/** Latin digits of what is typed; 0 where it is no number. */
function number(typed) {
  const latin = typed
    .trim()
    .replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))
    .replace(/[٠-٩]/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.indexOf(digit));
  return /^[1-9][0-9]?$/.test(latin) ? Number(latin) : 0;
}

/**
 * @param {{text: string, elements: string[], district?: number}} place
 * @param {function({elements: string[], district?: number}): Promise} keeping throws what kept it from being kept
 */
export function tie(place, keeping) {
  codes = [...place.elements];
  done = keeping;
  asked++;
  part('tie-place', dialog).textContent = place.text;
  district.value = place.district ? digits(place.district) : '';
  search.reset();
  candidates.replaceChildren();
  wrong.textContent = '';
  wrongQuestion.textContent = '';
  showChosen();
  dialog.showModal();
  search.elements.q.focus();
}

function showChosen() {
  chosen.replaceChildren(
    codes.length
      ? element('ul', {class: 'chips', 'aria-labelledby': 'chosen-title'}, ...codes.map(chip))
      : element('p', {class: 'quiet'}, 'هیچ جزئی از شبکه؛ محل تنها با نامش شناخته می‌شود.'),
  );
}

function chip(value) {
  const remove = element('button', {type: 'button', 'aria-label': `حذف ${value}`, title: 'حذف'}, '×');
  remove.addEventListener('click', () => {
    codes = codes.filter((each) => each !== value);
    showChosen();
    announce('پیوند حذف شد');
    search.elements.q.focus();
  });
  return element('li', {}, code(value), remove);
}

function candidate(found) {
  const add = element('button', {type: 'button', 'aria-label': `پیوند با ${ELEMENT[found.kind]} ${found.code}`}, 'افزودن');
  add.addEventListener('click', () => {
    if (!codes.includes(found.code)) codes = [...codes, found.code];
    showChosen();
    announce(`${ELEMENT[found.kind]} افزوده شد`);
    keep.focus();
  });
  const matching = found.matching
    ? `، نشانی ${amount(found.matching)} محل اشتراک از ${amount(found.servicePoints)}`
    : `، ${amount(found.servicePoints)} محل اشتراک`;
  return element(
    'li',
    {},
    element('span', {}, `${ELEMENT[found.kind]} `, code(found.code), `، مدیریت ${digits(found.district)}${matching}`),
    add,
  );
}

async function find() {
  const mine = ++asked;
  const q = search.elements.q.value.trim();
  wrongQuestion.textContent = '';
  if (q.length < 2) {
    wrongQuestion.textContent = 'دست‌کم دو نویسه بنویسید.';
    search.elements.q.focus();
    return;
  }
  const wanted = new URLSearchParams({q});
  if (search.elements.among.value.trim()) wanted.set('district', number(search.elements.among.value));
  candidates.setAttribute('aria-busy', 'true');
  try {
    const {elements} = await call(`${ELEMENTS}?${wanted}`, {session: true});
    if (mine !== asked) return;
    candidates.replaceChildren(
      elements.length
        ? element('ul', {class: 'candidates'}, ...elements.map(candidate))
        : element('p', {}, 'جزئی از شبکه با این مشخصات در مدیریت شما پیدا نشد.'),
    );
    announce(`${amount(elements.length)} مورد پیدا شد`);
  } catch (problem) {
    if (mine === asked) wrongQuestion.textContent = sentence(problem);
  } finally {
    candidates.removeAttribute('aria-busy');
  }
}

/** @returns {string} what a person can do about it */
export function sentence(problem) {
  if (problem instanceof Refused && problem.status === 401) return 'نشست شما پایان یافته است. دوباره وارد میز کار شوید و سپس این صفحه را دوباره بارگذاری کنید.';
  if (problem instanceof Refused && problem.errors.length) return problem.errors.map((each) => each.message).join(' ');
  if (problem instanceof Refused) return [problem.title, problem.detail].filter(Boolean).join('. ');
  return 'پاسخی از سامانه نیامد. کمی بعد دوباره تلاش کنید.';
}

search.addEventListener('submit', (event) => {
  event.preventDefault();
  find();
});
keep.addEventListener('click', async () => {
  wrong.textContent = '';
  const inDistrict = number(district.value);
  if (district.value.trim() && !inDistrict) {
    wrong.textContent = 'مدیریت عددی از ۱ تا ۹۹ است.';
    district.focus();
    return;
  }
  keep.disabled = true;
  try {
    await done({elements: codes, ...(inDistrict ? {district: inDistrict} : {})});
    dialog.close();
  } catch (problem) {
    wrong.textContent = sentence(problem);
  } finally {
    keep.disabled = false;
  }
});
part('close', dialog).addEventListener('click', () => dialog.close());
