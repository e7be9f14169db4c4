// The outbox, for managers: how far announcements have come, and what became of each message. The session of Cockpit or
// Tasklist opens it; nothing that it shows is in the page itself.
import {announce, code, element, facts, free, notice, part} from './dom.js';
import {moment, now} from './moments.js';
import {KIND, MEANING, STATE, error} from './outboxwords.js';
import {Refused, call} from './server.js';
import {amount, digits, grouped} from './spans.js';

const MESSAGES = '/api/v1/operations/messages';
const ANNOUNCEMENTS = '/api/v1/operations/announcements';
const COCKPIT = '/camunda/app/cockpit/';
const HOUR = 3_600_000;
/** While an announcement is under way its figures are asked for again. */
const PACE = 5_000;

const search = part('search');
const states = part('states');
const list = part('list');
const dialog = part('opened');
const wrong = document.getElementById('code-error');

let state = '';
let asked = 0;

function ask(path) {
  return call(path, {session: true});
}

/** What the server says of why it shows nothing. */
function refusal(problem) {
  if (problem instanceof Refused && problem.status === 401) {
    return notice(
      'warning',
      element('p', {}, 'برای دیدن پیام‌ها نخست با حساب مدیر وارد «پایش فرایندها» شوید و سپس این صفحه را دوباره باز کنید.'),
      element('a', {class: 'button', href: COCKPIT}, 'ورود'),
    );
  }
  if (problem instanceof Refused && problem.status === 403) {
    return notice('warning', element('p', {}, 'این صفحه برای مدیران است و حساب شما به آن راه ندارد.'));
  }
  const text = problem instanceof Refused ? problem.detail || problem.title : '';
  return notice('warning', element('p', {}, text || 'پاسخی از سامانه نیامد. کمی بعد دوباره تلاش کنید.'));
}

/** Whoever is not let in sees the door and nothing of the inside. @returns {boolean} whether it was about the door */
function shut(problem) {
  if (!(problem instanceof Refused) || ![401, 403].includes(problem.status)) return false;
  if (dialog.open) dialog.close();
  part('inside').hidden = true;
  list.replaceChildren();
  part('announcements').replaceChildren();
  part('door').replaceChildren(refusal(problem));
  return true;
}

async function showAnnouncements() {
  const place = part('announcements');
  let underWay = true; // an answer that did not come says nothing
  try {
    const {announcements} = await ask(ANNOUNCEMENTS);
    underWay = announcements.some((one) => one.owed || one.notOwedYet);
    place.replaceChildren(
      announcements.length
        ? element('ul', {class: 'cards announcements'}, ...announcements.map(announcement))
        : element('p', {}, 'در این زمان چنین خاموشی‌ای نبوده است.'),
    );
  } catch (problem) {
    if (shut(problem)) return;
    place.replaceChildren(refusal(problem));
  }
  setTimeout(keepUp, underWay ? PACE : 6 * PACE);
}

/** A page that nobody looks at asks nothing. */
function keepUp() {
  if (document.hidden) document.addEventListener('visibilitychange', showAnnouncements, {once: true});
  else showAnnouncements();
}

function announcement(one) {
  const name = `announcement-${one.outage}`;
  const rest = [
    ['در صف', one.owed + one.notOwedYet],
    ['رسید', one.delivered],
    ['فرستاده شد', one.accepted],
    ['نرسید', one.failed + one.expired],
    ['نگه داشته شد', one.held],
    ['تماس تلفنی', one.handedToPerson],
    ['تلفنی اعلام شد', one.called],
    ['کنار گذاشته شد', one.superseded],
  ].filter(([, count]) => count);
  return element(
    'li',
    {},
    element(
      'h3',
      {id: name},
      'خاموشی ',
      code(digits(one.outage)),
      `، مدیریت ${digits(one.district)}`,
      ...(one.area ? ['، ', free(one.area)] : []),
    ),
    element(
      'p',
      {class: 'progress'},
      element('progress', {max: one.requests || 1, value: one.told, 'aria-labelledby': name}),
      ' ',
      element('strong', {}, `${amount(one.told)} از ${amount(one.requests)}`),
      ' مشترک مطلع شده‌اند',
    ),
    facts(rest.map(([what, count]) => [what, amount(count)])),
    one.answeredAt ? element('p', {class: 'quiet'}, `نتیجه: ${moment(one.answeredAt)}`) : null,
  );
}

/** @param {{to?: string, offset?: number}} further where the list goes on */
function query({to, offset} = {}) {
  const wanted = new URLSearchParams();
  const typed = search.elements.code.value.trim();
  // A request is looked for in all times.
  if (typed) wanted.set('trackingCode', typed);
  else wanted.set('from', new Date((to ? Date.parse(to) : now()) - Number(search.elements.period.value) * HOUR).toISOString());
  if (search.elements.kind.value) wanted.set('kind', search.elements.kind.value);
  if (state) wanted.set('state', state);
  if (to) wanted.set('to', to);
  if (offset) wanted.set('offset', offset);
  return `${MESSAGES}?${wanted}`;
}

async function showMessages() {
  const mine = ++asked;
  wrong.textContent = '';
  search.elements.code.removeAttribute('aria-invalid');
  list.setAttribute('aria-busy', 'true');
  try {
    const found = await ask(query());
    if (mine !== asked) return; // somebody has asked for something else meanwhile
    part('door').replaceChildren();
    part('inside').hidden = false;
    showStates(found.states);
    showList(found);
    announce(`${amount(found.total)} پیام`);
  } catch (problem) {
    if (mine !== asked || shut(problem)) return;
    part('inside').hidden = false;
    if (problem instanceof Refused && problem.type === '/problems/malformed-tracking-code') {
      wrong.textContent = problem.detail;
      search.elements.code.setAttribute('aria-invalid', 'true');
      search.elements.code.focus();
    } else {
      list.replaceChildren(refusal(problem));
    }
  } finally {
    if (mine === asked) list.removeAttribute('aria-busy');
  }
}

function showStates(counts) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const choices = [['', 'همه', all], ...Object.keys(STATE).map((each) => [each, STATE[each], counts[each] || 0])];
  const focused = states.contains(document.activeElement) ? document.activeElement.value : null;
  states.replaceChildren(
    ...choices.map(([value, name, count]) => {
      const choice = element(
        'button',
        {type: 'button', value, 'aria-pressed': String(value === state), title: MEANING[value]},
        `${name} `,
        element('span', {class: 'count'}, amount(count)),
      );
      choice.addEventListener('click', () => {
        state = value;
        showMessages();
      });
      return choice;
    }),
  );
  if (focused !== null) states.querySelector(`button[value="${focused}"]`).focus();
}

function showList(found) {
  if (!found.messages.length) {
    list.replaceChildren(notice('note', element('p', {}, 'پیامی با این مشخصات پیدا نشد.')));
    return;
  }
  const rows = element('tbody', {role: 'rowgroup'}, ...found.messages.map(row));
  const head = ['زمان', 'نوع', 'وضعیت', 'گیرنده', 'کد رهگیری', 'تلاش', 'مشاهده'];
  const shown = element('p', {class: 'quiet'});
  const tell = () => {
    shown.textContent = `${amount(rows.children.length)} از ${amount(found.total)} پیام، جدیدترین اول`;
  };
  const more = element('button', {type: 'button', hidden: rows.children.length >= found.total}, 'پیام‌های دیگر');
  more.addEventListener('click', async () => {
    const mine = asked;
    more.disabled = true;
    try {
      const next = await ask(query({to: found.to, offset: rows.children.length}));
      if (mine !== asked) return;
      const added = next.messages.map(row);
      rows.append(...added);
      tell();
      more.hidden = !added.length || rows.children.length >= found.total;
      if (added.length) added[0].querySelector('button').focus();
    } catch (problem) {
      if (mine === asked && !shut(problem)) more.before(refusal(problem));
    } finally {
      more.disabled = false;
    }
  });
  tell();
  list.replaceChildren(
    element(
      'table',
      {role: 'table', 'aria-labelledby': 'messages-title'},
      element(
        'thead',
        {role: 'rowgroup'},
        element('tr', {role: 'row'}, ...head.map((name) => element('th', {role: 'columnheader', scope: 'col'}, name))),
      ),
      rows,
    ),
    shown,
    more,
  );
}

function row(message) {
  const open = element(
    'button',
    {type: 'button', 'aria-label': `مشاهدهٔ پیام «${KIND[message.kind] || message.kind}» به ${digits(message.to)}`},
    'مشاهده',
  );
  open.addEventListener('click', () => show(message.id, open));
  return element(
    'tr',
    {role: 'row'},
    cell('when', moment(message.owedAt)),
    cell('kind', KIND[message.kind] || message.kind),
    cell(
      'state',
      element('span', {class: `badge ${message.state.toLowerCase()}`, title: MEANING[message.state]}, STATE[message.state] || message.state),
      element('span', {class: 'since'}, ...since(message)),
    ),
    cell('to', code(digits(message.to.replace('***', '•••')))),
    cell('code', about(message)),
    cell('attempts', message.attempts ? `${digits(message.attempts)} بار` : '—'),
    cell('open', open),
  );
}

function cell(name, ...content) {
  return element('td', {role: 'cell', class: name}, ...content);
}

/** The moment that says most about where the message stands. */
function since(message) {
  if (message.deliveredAt) return [moment(message.deliveredAt)];
  if (message.state === 'ACCEPTED') return [moment(message.acceptedAt)];
  if (message.state !== 'OWED') return message.lastError ? [error(message.lastError)] : [];
  const held = Date.parse(message.heldUntil) > now() ? `تلاش بعدی ${moment(message.heldUntil)}` : 'هم‌اکنون';
  return message.lastError ? [`${error(message.lastError)}؛ ${held}`] : [held];
}

/** The request that the message is about; of an order to a crew the outage; of the answer to an SMS perhaps none. */
function about(message) {
  if (!message.outage && !message.trackingCode) return element('span', {}, '—');
  return message.outage ? element('span', {}, 'خاموشی ', code(digits(message.outage))) : code(digits(grouped(message.trackingCode)));
}

async function show(id, opener) {
  opener.disabled = true;
  try {
    const message = await ask(`${MESSAGES}/${encodeURIComponent(id)}`);
    const text = message.language === 'en' ? message.text : message.text.replace(/^(?!https?:).*$/gm, digits);
    part('content').replaceChildren(
      facts([
        ['گیرنده', element('a', {href: `tel:${message.to}`}, code(digits(message.to)))],
        [message.outage || !message.trackingCode ? 'دربارهٔ' : 'کد رهگیری', about(message)],
        ['نوع', KIND[message.kind] || message.kind],
        ['وضعیت', STATE[message.state] || message.state],
        ['ثبت در صف', moment(message.owedAt)],
        ['نخستین تلاش', message.firstTriedAt ? moment(message.firstTriedAt) : null],
        ['آخرین تلاش', message.attempts > 1 && message.lastTriedAt ? moment(message.lastTriedAt) : null],
        ['تعداد تلاش‌ها', digits(message.attempts)],
        ['درگاه پذیرفت', message.acceptedAt ? moment(message.acceptedAt) : null],
        ['درگاه', message.gateway ? (message.gateway === 'none' ? 'تنظیم نشده است' : code(message.gateway)) : null],
        ['رسید', message.deliveredAt ? moment(message.deliveredAt) : null],
        ['تلاش بعدی', message.heldUntil ? moment(message.heldUntil) : null],
        ['مهلت فرستادن', message.state === 'OWED' ? moment(message.expiresAt) : null],
        ['آخرین خطا', message.lastError ? element('span', {}, `${error(message.lastError)} `, code(`(${message.lastError})`)) : null],
      ]),
      element('blockquote', {lang: message.language, dir: message.language === 'en' ? 'ltr' : 'rtl'}, ...text.split(GROUPED).map((piece, i) => (i % 2 ? code(piece) : piece))),
      element('p', {class: 'quiet'}, 'این مشاهده با نام شما ثبت شد.'),
    );
    opener.disabled = false; // the focus comes back here when the message is closed
    opener.focus();
    dialog.showModal();
    document.getElementById('opened-title').focus();
  } catch (problem) {
    if (!shut(problem)) {
      list.prepend(refusal(problem));
    }
  } finally {
    opener.disabled = false;
  }
}

// Groups of digits with hyphens between would change places behind Persian words; addresses of the web are left to right as well.
const GROUPED = /(https?:\S+|[0-9۰-۹]+(?:-[0-9۰-۹]+)+)/;

for (const [value, name] of Object.entries(KIND)) search.elements.kind.append(element('option', {value}, name));
search.addEventListener('submit', (event) => {
  event.preventDefault();
  state = '';
  showMessages();
});
search.querySelector('button').disabled = false;
part('close').addEventListener('click', () => dialog.close());
// Nobody's number stays in the page once it is not looked at.
dialog.addEventListener('close', () => part('content').replaceChildren());
showMessages();
showAnnouncements();
