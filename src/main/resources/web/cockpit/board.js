// What a manager sees first in Cockpit: what is open, what is late and where, how the agreement is kept, what holds it up; and
// below it plots. Every number is one of /api/v1/operations/reports: `data-figure` says which one, as a JSON pointer.
import {chosen} from '/assets/desktongue.js';
import {code, element} from '/assets/dom.js';
import {now} from '/assets/moments.js';
import {brief, fromNow, inFull} from '/assets/solar.js';
import {digits as persian} from '/assets/spans.js';
import {HAZARD, PRIORITY, REQUEST_STATE, STATE} from '/assets/vocabulary.js';
import {REPORTS, ask, keepUp, shut, why} from './ask.js';
import {amount, day, monthName, monthOf, percent, timeOfDay} from './format.js';
import {estimates} from './estimatesboard.js';
import {spokenHere, tr} from './figurewords.js';
import {messageFigures} from './messagefigures.js';
import {hoursPlot, monthsPlot, restorePlots} from './plots.js';
import {instance, link, pageOf, search} from './story.js';

const PACE = 30_000;
const PLOTS_PACE = 300_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const STATES = [
  ['checking', REQUEST_STATE.CHECKING],
  ['inPlannedOutage', REQUEST_STATE.IN_PLANNED_OUTAGE],
  ['restoring', REQUEST_STATE.RESTORING],
  ['announced', REQUEST_STATE.ANNOUNCED],
];
const LATENESS = [
  ['late', tr`دیر شده`],
  ['soonLate', tr`نزدیک مهلت`],
];
const SOURCE = chosen(inPersian('plan-source'), inEnglish('plan-source'));
const FORMAT = chosen(inPersian('plan-format'), inEnglish('plan-format'));
/** So many days before a token ends, managers are warned. */
const TOKEN_DAYS = 14;
const FAILURE = chosen(inPersian('plan-failure'), inEnglish('plan-failure'));

export function show(node) {
  const parts = Object.fromEntries(['warnings', 'figures', 'plots', 'files'].map((name) => [name, element('div', {class: name, role: name === 'warnings' ? 'status' : null})]));
  const told = element('p', {class: 'told'});
  const root = element(
    'section',
    {class: 'roshan-board', ...spokenHere, 'aria-label': tr`توافقنامه در یک نگاه`},
    element('div', {class: 'top'}, element('h2', {}, tr`توافقنامه در یک نگاه`), told, search()),
    ...Object.values(parts),
  );
  node.append(root);

  /** Nothing of the inside stays for whoever is not let in; where no answer comes, what was true last stays with its time. */
  function failed(problem) {
    if (shut(problem)) {
      Object.values(parts).forEach((part) => part.replaceChildren());
      root.querySelector('.search').hidden = true;
      told.replaceChildren();
    } else if (told.dataset.at) {
      told.textContent = tr`ارقام ساعت ${told.dataset.at} است`;
    }
    warn(parts.warnings, [element('p', {class: 'word warning'}, why(problem))]);
    return !shut(problem);
  }

  async function figures() {
    let state;
    try {
      state = await ask('dashboard');
    } catch (problem) {
      return failed(problem);
    }
    keepingFocus(root, () => {
      warn(parts.warnings, warnings(state));
      parts.figures.replaceChildren(...cards(state), urgent(state), aside(state));
    });
    told.dataset.at = timeOfDay(Date.parse(state.generatedAt));
    told.textContent = tr`به‌روز در ساعت ${told.dataset.at}`;
    return true;
  }

  async function plots() {
    let answers;
    try {
      answers = await Promise.all(['hours', 'restore-times', 'months', 'estimates', 'messages'].map((name) => ask(name)));
    } catch (problem) {
      if (!parts.plots.hasChildNodes() && !shut(problem)) parts.plots.replaceChildren(element('p', {class: 'quiet'}, tr`نمودارها: ${why(problem)}`));
      return !shut(problem);
    }
    const [{hours}, times, {months}, {suggestions}, messages] = answers;
    const open = [...parts.plots.querySelectorAll('details[open]')].map((details) => details.closest('figure').dataset.plot);
    parts.plots.replaceChildren(hoursPlot(hours), ...restorePlots(times), monthsPlot(months), estimates(suggestions), messageFigures(messages));
    open.forEach((name) => {
      const details = parts.plots.querySelector(`[data-plot="${name}"] details`);
      if (details) details.open = true;
    });
    if (!parts.files.hasChildNodes()) parts.files.append(...files(months));
    return true;
  }

  const ends = [keepUp(PACE, figures), keepUp(PLOTS_PACE, plots)];
  return () => ends.forEach((end) => end());
}

/** Spoken to whoever does not see the page, and so only when it says something else. */
function warn(place, told) {
  if (place.textContent !== told.map((one) => one.textContent).join('')) place.replaceChildren(...told);
}

/** Whoever works with the keyboard stays on the link on which they were. */
function keepingFocus(root, change) {
  const focused = root.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  change();
  const again = focused && [...root.querySelectorAll('a')].find((a) => a.getAttribute('href') === focused);
  if (again) again.focus();
}

function figure(pointer, shown, kind) {
  return element('b', {'data-figure': pointer, class: kind}, shown);
}

function warnings({agreement, failedJobs, dangersInPlan = [], longestDangersInPlan = [], dangersInPlanOpen = dangersInPlan.length, plannedOutageData, planSources}) {
  const until = day(agreement.validUntil);
  const told = [];
  // Whoever has waited longest comes first; a node of before tells of none.
  const standing = [...longestDangersInPlan, ...[...dangersInPlan].reverse()];
  for (const one of standing) {
    told.push(element('p', {class: 'word danger'}, element('strong', {}, tr`⚠ خطر در محل خاموشی با برنامه: ${HAZARD[one.hazard]}. `), tr`مدیریت ${amount(one.district)}، درخواست `, link('requests', one.trackingCode), tr`، از ${inFull(Date.parse(one.since))}. هنوز کسی به آن رسیدگی نکرده است.`));
  }
  if (dangersInPlanOpen > standing.length) told.push(element('p', {class: 'word danger'}, tr`${amount(dangersInPlanOpen)} خطر در محل خاموشی با برنامه در انتظار رسیدگی است؛ اینجا قدیمی‌ترین و تازه‌ترین آنها آمده است.`));
  if (agreement.validity === 'EXPIRED') {
    told.push(element('p', {class: 'word danger'}, element('strong', {}, tr`اعتبار توافقنامه در ${until} پایان یافته است. `), tr`خدمت به مشترکان بی‌وقفه ادامه دارد؛ تمدید توافقنامه لازم است (بند A6.1).`));
  }
  if (agreement.validity === 'ENDS_SOON') {
    told.push(element('p', {class: 'word warning'}, element('strong', {}, tr`اعتبار توافقنامه ${amount(agreement.daysRemaining)} روز دیگر، در ${until}، پایان می‌یابد. `), tr`بازنگری سالانه و تمدید را آغاز کنید (بندهای A1.2 و A6.1).`));
  }
  if (agreement.validity === 'NOT_YET') told.push(element('p', {class: 'word note'}, tr`توافقنامه هنوز معتبر نشده است.`));
  if (failedJobs) {
    told.push(element('p', {class: 'word danger'}, element('strong', {}, tr`${amount(failedJobs)} گام خودکار متوقف مانده است. `), tr`راهبر سامانه را خبر کنید: در «پایش فرایندها»، بخش «فرایندها»، زبانهٔ «خطاهای اجرا».`));
  }
  if (plannedOutageData.every((one) => !one.fresh)) {
    told.push(element('p', {class: 'word warning'}, element('strong', {}, tr`دادهٔ خاموشی‌های با برنامه به‌روز نیست. `), tr`تا فهرست جدید برسد، به مشترک نمی‌توان گفت که خاموشی‌اش بی‌برنامه است (بند A3.3).`));
  }
  for (const one of planSources.filter((each) => each.failingSince)) {
    told.push(element('p', {class: 'word warning'}, element('strong', {}, tr`برنامهٔ خاموشی از `, code(one.address), tr` نمی‌رسد: ${failure(one.failure)}. `), tr`از ${inFull(Date.parse(one.failingSince))}. آنچه پیش از آن رسیده است می‌ماند.`));
  }
  for (const one of planSources.flatMap((each) => each.waiting)) {
    told.push(element('p', {class: 'word warning'}, element('strong', {}, tr`اعلامیه‌ای که خودکار رسیده است در انتظار تأیید است: `), element('bdi', {}, one.title), tr`. تا تأیید نشود به کار نمی‌رود. `, element('a', {href: '/plan', target: '_blank'}, tr`برنامهٔ خاموشی`)));
  }
  for (const one of planSources.filter((each) => each.tokenEndsAt && each.tokenDays < TOKEN_DAYS)) {
    const ends = one.tokenDays < 0 ? tr`به پایان رسیده است` : tr`${amount(one.tokenDays)} روز دیگر به پایان می‌رسد`;
    told.push(element('p', {class: 'word warning'}, element('strong', {}, tr`توکن `, code(one.address), ` ${ends}. `), tr`راهبر سامانه باید توکن جدید بگیرد و تنظیم کند.`));
  }
  return told;
}

function failure(known) {
  const refused = /^(?:http|refused)-([0-9]{1,3})$/.exec(known);
  return refused ? tr`نمی‌پذیرد (${persian(refused[1])})` : FAILURE[known] || tr`پاسخش ثبت نشد`;
}

function cards(state) {
  return [
    card(tr`درخواست‌های باز`, STATES.map(([name, title]) => [title, figure(`/open/${name}`, amount(state.open[name]))])),
    card(tr`هنوز بی‌برق`, LATENESS.map(([name, title]) => [title, figure(`/open/${name}`, amount(state.open[name]), state.open[name] ? name : null)])),
    card(tr`پایبندی به مهلت`, [
      [tr`امروز`, ...compliance(state, 'complianceToday')],
      [tr`۳۰ روز گذشته`, ...compliance(state, 'compliance30Days')],
    ]),
    card(tr`وضعیت سامانه`, [
      [tr`روز تا پایان اعتبار`, figure('/agreement/daysRemaining', amount(Math.max(0, state.agreement.daysRemaining)), state.agreement.validity === 'IN_FORCE' ? null : 'soonLate')],
      [element('a', {href: '/outbox', target: '_blank'}, tr`پیام در صف`), figure('/messages/owed', amount(state.messages.owed)), state.messages.oldestDueAt ? element('small', {}, tr`قدیمی‌ترین: ${fromNow(Date.parse(state.messages.oldestDueAt))}`) : null],
      [tr`گام خودکار متوقف`, figure('/failedJobs', amount(state.failedJobs), state.failedJobs ? 'late' : null)],
    ]),
  ];
}

function card(title, pairs) {
  return element(
    'section',
    {class: 'card'},
    element('h3', {}, title),
    element('dl', {}, ...pairs.map(([name, ...value]) => element('div', {}, element('dt', {}, name), element('dd', {}, ...value)))),
  );
}

function compliance(state, name) {
  const of = state[name];
  return [
    figure(`/${name}/compliance`, percent(of.compliance)),
    element('small', {}, figure(`/${name}/withinAgreement`, amount(of.withinAgreement)), tr` در مهلت، `, figure(`/${name}/breached`, amount(of.breached)), tr` خارج از مهلت`),
  ];
}

function urgent({urgentOutages}) {
  const head = [tr`خاموشی`, tr`مدیریت`, tr`محل`, tr`وضعیت`, tr`اولویت`, tr`مهلت رفع`, tr`درخواست`, tr`روند رسیدگی`];
  return element(
    'section',
    {class: 'card urgent'},
    element('h3', {}, tr`فوری‌ترین خاموشی‌ها`),
    urgentOutages.length
      ? element(
          'table',
          {},
          element('thead', {}, element('tr', {}, ...head.map((name) => element('th', {scope: 'col'}, name)))),
          element('tbody', {}, ...urgentOutages.map(outage)),
        )
      : element('p', {}, tr`خاموشی رفع‌نشده‌ای وجود ندارد.`),
  );
}

function outage(one, i) {
  const unverified = one.state === 'SUSPECTED' && Date.parse(one.verifyBy) < now();
  const hazard = HAZARD[one.hazard];
  return element(
    'tr',
    {class: one.late ? 'late' : null},
    element('th', {scope: 'row'}, instance(one.workflowId, code(persian(one.number)))),
    element('td', {}, figure(`/urgentOutages/${i}/district`, amount(one.district))),
    element('td', {class: 'where'}, ...whereOf(one)),
    element('td', {}, STATE[one.state] || one.state, unverified ? element('span', {class: 'mark soonLate'}, tr`بررسی دیر شده`) : null),
    element('td', {}, element('span', {class: `mark ${one.priority.toLowerCase()}`}, PRIORITY[one.priority]), hazard ? element('span', {class: 'mark hazard'}, `⚠ ${hazard}`) : null),
    element('td', {}, element('time', {datetime: one.restoreBy, title: inFull(Date.parse(one.restoreBy)), class: one.late ? 'late' : null}, fromNow(Date.parse(one.restoreBy)))),
    element('td', {}, figure(`/urgentOutages/${i}/requests`, amount(one.requests))),
    element('td', {}, element('a', {href: pageOf('outages', one.number), 'aria-label': tr`روند رسیدگی به خاموشی ${persian(one.number)}`}, tr`روند رسیدگی`)),
  );
}

/** Its feeder's code; without one the street that was reported, and of what stands higher its own. */
function whereOf({area, element: at, street}) {
  if (area) return [code(area)];
  if (street) return [element('span', {dir: 'auto'}, persian(street))];
  return at ? [code(at)] : [tr`در پرونده`];
}

function aside(state) {
  return element('div', {class: 'aside'}, districts(state), plannedData(state), sources(state), ratings(state));
}

function districts({districts: all, open}) {
  const columns = [...STATES, ...LATENESS];
  const cells = (of, pointer) => columns.map(([name]) => element('td', {}, figure(`${pointer}/${name}`, amount(of[name]), LATENESS.some(([late]) => late === name) && of[name] ? name : null)));
  return element(
    'section',
    {class: 'card'},
    element('h3', {}, tr`به تفکیک مدیریت`),
    element(
      'table',
      {class: 'numbers'},
      element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, tr`مدیریت`), ...columns.map(([, title]) => element('th', {scope: 'col'}, title)))),
      element(
        'tbody',
        {},
        ...all.map((one, i) => element('tr', {}, element('th', {scope: 'row'}, figure(`/districts/${i}/district`, amount(one.district))), ...cells(one.open, `/districts/${i}/open`))),
        element('tr', {class: 'total'}, element('th', {scope: 'row'}, tr`همه`), ...cells(open, '/open')),
      ),
    ),
  );
}

function plannedData({plannedOutageData}) {
  return element(
    'section',
    {class: 'card'},
    element('h3', {}, tr`دادهٔ خاموشی‌های با برنامه`),
    element(
      'ul',
      {},
      ...plannedOutageData.map((one, i) =>
        element(
          'li',
          {},
          `${SOURCE[one.source] || one.source}: `,
          one.lastArrivedAt ? element('time', {datetime: one.lastArrivedAt, title: inFull(Date.parse(one.lastArrivedAt))}, fromNow(Date.parse(one.lastArrivedAt))) : tr`هنوز چیزی نرسیده است`,
          one.places ? [tr`، برای `, figure(`/plannedOutageData/${i}/places`, amount(one.places)), tr` شناسهٔ قبض`] : null,
        ),
      ),
    ),
  );
}

/** Nothing where the plan is fetched from nowhere. */
function sources({planSources}) {
  if (!planSources.length) return null;
  return element(
    'section',
    {class: 'card'},
    element('h3', {}, tr`دریافت خودکار برنامه`),
    element(
      'ul',
      {},
      ...planSources.map((one, i) =>
        element(
          'li',
          {},
          tr`${FORMAT[one.format] || one.format}، `,
          code(one.address),
          one.district ? [tr`، مدیریت `, figure(`/planSources/${i}/district`, amount(one.district))] : null,
          ': ',
          one.lastSuccessAt ? element('time', {datetime: one.lastSuccessAt, title: inFull(Date.parse(one.lastSuccessAt))}, fromNow(Date.parse(one.lastSuccessAt))) : tr`هنوز چیزی نرسیده است`,
          one.failingSince ? element('span', {class: 'mark late'}, failure(one.failure)) : null,
          one.refused ? [tr`، `, figure(`/planSources/${i}/refused`, amount(one.refused)), tr` سطر پذیرفته نشد`] : null,
          one.waiting.length ? element('span', {class: 'mark soonLate'}, tr`در انتظار تأیید`) : null,
        ),
      ),
    ),
  );
}

function ratings({lowRatings}) {
  return element(
    'section',
    {class: 'card'},
    element('h3', {}, tr`نظرهای ۱ و ۲ در هفت روز گذشته`),
    lowRatings.length
      ? element(
          'ul',
          {},
          ...lowRatings.map((one, i) => element('li', {}, tr`امتیاز `, figure(`/lowRatings/${i}/rating`, amount(one.rating)), tr`، `, link('requests', one.trackingCode), tr`، مدیریت `, figure(`/lowRatings/${i}/district`, amount(one.district)), tr`، ${brief(one.at)}`)),
        )
      : element('p', {}, tr`موردی نبود.`),
  );
}

/** The monthly report to print, and the rows behind it. */
function files(months) {
  const latest = monthOf(now());
  const choice = element(
    'select',
    {'aria-label': tr`ماه گزارش`},
    ...[...months].reverse().map(({month}) => element('option', {value: month}, monthName(month) + (month === latest ? tr` (تا امروز)` : ''))),
  );
  const address = () => `${REPORTS}/monthly/${choice.value}`;
  const page = element('a', {class: 'button', target: '_blank'}, tr`گزارش ماهانه برای چاپ`);
  const follow = () => page.setAttribute('href', address());
  choice.addEventListener('change', follow);
  follow();
  const word = element('span', {role: 'status'});
  const rows = [['requests', tr`درخواست‌ها`], ['interruptions', tr`خاموشی‌ها`], ['feedback', tr`نظرها`]].map(([what, name]) => {
    const button = element('button', {type: 'button'}, tr`${name} (اکسل)`);
    button.addEventListener('click', async () => {
      button.disabled = true;
      word.textContent = '';
      try {
        await download(`${address()}/${what}`, `roshan-${what}-${choice.value}.xlsx`);
      } catch (problem) {
        word.textContent = why(problem);
      } finally {
        button.disabled = false;
      }
    });
    return button;
  });
  return [element('h3', {}, tr`گزارش ماهانه`), choice, page, ...rows, word];
}

async function download(path, name) {
  const answer = await fetch(path, {credentials: 'same-origin', headers: {Accept: XLSX, 'X-Requested-With': 'XMLHttpRequest'}});
  if (!answer.ok) throw Object.assign(new Error(tr`فایل آماده نشد. دوباره تلاش کنید.`), {status: answer.status});
  const address = URL.createObjectURL(await answer.blob());
  element('a', {href: address, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
