// Shows an outage and its reports: GET /api/v1/operations/outages/{number}.
import {chosen} from '/assets/desktongue.js';
import {code, element, facts} from '/assets/dom.js';
import {running, strip} from '/assets/texts.js';
import {now} from '/assets/moments.js';
import {brief, fromNow, inFull} from '/assets/solar.js';
import {digits as persian, grouped} from '/assets/spans.js';
import {CAUSE, CRITICAL, ELEMENT, FINDING, HAZARD, KNOWLEDGE, NEIGHBOURS, PRIORITY, STATE, STEP, channelOf} from '/assets/vocabulary.js';
import {tr} from './either.js';

const SOON = 10 * 60_000;

// What has become of the SMS to the crew, for a dispatcher who may have to phone instead.
const CREW_TOLD = chosen(inPersian('crew-told'), inEnglish('crew-told'));

/** The head of the form: what, where, how dangerous, how late. */
export function summary(dossier) {
  return [
    element(
      'h3',
      {class: 'title'},
      element('span', {class: 'where', dir: 'auto'}, words(dossier)),
      element('span', {class: `badge ${dossier.priority.toLowerCase()}`}, PRIORITY[dossier.priority]),
    ),
    element('p', {class: 'which'}, clock(dossier), tr`خاموشی `, code(persian(dossier.number)), tr`، ${persian(dossier.requests || 0)} درخواست`),
    ...(dossier.follows
      ? [strip('warning', element('strong', {}, tr`پس از خاموشی `), code(persian(dossier.follows)), element('strong', {}, tr` هنوز برق ندارند`), tr`؛ آن خاموشی پایان‌یافته اعلام شده بود.`)]
      : []),
    ...alerts(dossier),
    facts([
      [tr`وضعیت`, dossier.verifiedAt || dossier.breachedAt ? STATE[dossier.state] : null],
      [tr`محل`, element('span', {}, place(dossier), dossier.mapLink ? ' ' : null, map(dossier.mapLink))],
      [tr`مدیریت`, persian(dossier.district)],
      [tr`مشترکان این محل`, dossier.servicePointsAffected ? persian(dossier.servicePointsAffected) : null],
      [tr`نخستین گزارش`, moment(dossier.detectedAt)],
      [tr`مهلت بررسی`, dossier.verifiedAt ? null : deadline(dossier.verifyBy)],
      [tr`مهلت رفع خاموشی`, dossier.restoredAt ? moment(dossier.restoreBy) : element('span', {class: 'wide'}, deadline(dossier.restoreBy))],
      [tr`نتیجهٔ بررسی`, FINDING[dossier.finding]],
      [tr`اکیپ`, dossier.crew ? crew(dossier) : null],
      [tr`زمان برآوردی وصل`, dossier.estimatedRestorationAt ? moment(dossier.estimatedRestorationAt) : null],
      [tr`علت`, CAUSE[dossier.cause]],
      [tr`برق وصل شد`, dossier.restoredAt ? moment(dossier.restoredAt) : null],
    ]),
    ...possibleReasons(dossier),
    ...earlier(dossier),
  ];
}

/** Where it is, as people call it; the element's code where nobody has said any word. */
function words({where, element: at}) {
  if (where.words.length) return persian(where.words.join(tr`، `));
  return at ? `${ELEMENT[at.kind]} ${at.kind === 'SERVICE_POINT' ? persian(at.code) : at.code}` : tr`نشانی ثبت نشده است`;
}

/** The deadline that comes next, counting down. */
function clock(dossier) {
  if (dossier.restoredAt || dossier.state === 'RESTORED') return null;
  const [name, until] = dossier.verifiedAt ? [tr`رفع خاموشی`, dossier.restoreBy] : [tr`بررسی`, dossier.verifyBy];
  return element('span', {class: 'clock', role: 'timer', 'data-until': until, 'data-name': name});
}

/** The clocks of a form tell the time that is left. */
export function tick(form) {
  form.querySelectorAll('[data-until]').forEach((shown) => {
    const left = Date.parse(shown.dataset.until) - now();
    const text = left > 0 ? tr`${countdown(left)} تا مهلت ${shown.dataset.name}` : tr`${countdown(-left)} از مهلت ${shown.dataset.name} گذشته است`;
    if (shown.textContent !== text) shown.textContent = text;
    shown.classList.toggle('late', left <= 0);
    shown.classList.toggle('soon', left > 0 && left < SOON);
  });
}

/** «۱:۰۴:۰۹» */
function countdown(millis) {
  const seconds = Math.floor(millis / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return persian(shown.map((part, i) => (i ? String(part).padStart(2, '0') : part)).join(':'));
}

/** Opens beside Tasklist; the map's owner learns nothing of where it was clicked. */
function map(link) {
  return link ? element('a', {href: link, target: '_blank', rel: 'noopener noreferrer'}, tr`نقشه`) : null;
}

function earlier(dossier) {
  if (!dossier.earlier.length) return [];
  return [
    element(
      'details',
      {class: 'earlier'},
      element('summary', {}, tr`خاموشی‌های قبلی همین محل (${persian(dossier.earlier.length)})`),
      element(
        'ul',
        {},
        ...dossier.earlier.map((o) =>
          element('li', {}, code(persian(o.number)), ` — ${brief(o.detectedAt)}`, o.finding || o.cause ? tr`، ${CAUSE[o.cause] || FINDING[o.finding]}` : null, o.restoredAt ? tr`، وصل ${brief(o.restoredAt)}` : null),
        ),
      ),
    ),
  ];
}

function alerts(dossier) {
  const reports = dossier.attachedRequests;
  const alarms = [];
  const hazards = [...new Set([dossier.hazard, ...reports.flatMap(dangersOf)])].filter((h) => HAZARD[h]);
  if (hazards.length) {
    alarms.push(strip('danger', element('strong', {}, tr`⚠ خطر گزارش شده است: `), hazards.map((h) => HAZARD[h]).join(tr`، `)));
  }
  const dependent = reports.filter((r) => r.lifeSupport).length;
  if (dependent) {
    alarms.push(strip('danger', element('strong', {}, tr`⚠ بیمار وابسته به دستگاه برقی: `), tr`${persian(dependent)} درخواست`));
  }
  const critical = [...new Set(reports.map((r) => r.critical).filter(Boolean))];
  if (critical.length) {
    alarms.push(strip('danger', element('strong', {}, tr`مشترک حساس: `), critical.map((c) => CRITICAL[c] || c).join(tr`، `)));
  }
  const shown = alarms.length ? [element('div', {class: 'alarms'}, ...alarms)] : [];
  if (dossier.breachedAt) {
    shown.push(strip('warning', element('strong', {}, tr`مهلت توافقنامه گذشته است: `), brief(dossier.breachedAt)));
  }
  if (reports.some((r) => r.otherCompany)) {
    shown.push(strip('warning', tr`شناسهٔ قبض دست‌کم یکی از درخواست‌ها از شرکت توزیع دیگری است؛ محل را با مشترک بررسی کنید.`));
  }
  if (!dossier.verifiedAt && reports.some((r) => r.plannedOutageCheck === 'UNKNOWN')) {
    shown.push(strip('note', tr`معلوم نیست که خاموشی این محل با برنامه است یا نه: دادهٔ برنامه‌ها به‌روز نبوده یا محل در داده‌های شبکه نیست.`));
  }
  return shown;
}

/** The newest first. */
function dangersOf(report) {
  return [report.hazard, ...report.furtherHazards];
}

function place(dossier) {
  if (!dossier.element) return element('span', {class: 'wide'}, tr`فقط همین نشانی؛ در داده‌های شبکه نیست`);
  const steps = dossier.path.length ? dossier.path : [dossier.element];
  return element(
    'span',
    {class: 'path'},
    ...steps.flatMap((step, i) => [
      i ? element('span', {class: 'below', 'aria-hidden': 'true'}, ' ‹ ') : null,
      element('span', {}, `${ELEMENT[step.kind]} `, code(step.kind === 'SERVICE_POINT' ? persian(step.code) : step.code)),
    ]),
  );
}

/** Who went, and whether an SMS has told them where. */
function crew(dossier) {
  const number = dossier.crewMobile ? [' ', element('a', {href: `tel:${dossier.crewMobile}`, 'aria-label': tr`تماس با ${persian(dossier.crew)}`}, code(persian(dossier.crewMobile)))] : [];
  const sent = dossier.crewMessage;
  const trouble = !sent || ['FAILED', 'EXPIRED'].includes(sent.state) || (sent.state === 'OWED' && sent.lastError);
  const told = sent ? CREW_TOLD[trouble ? 'FAILED' : sent.gateway === 'none' ? 'NONE' : sent.state] : CREW_TOLD.SUPERSEDED;
  return element('span', {class: told ? 'wide' : null}, persian(dossier.crew), ...number, told && !dossier.restoredAt ? element('span', {class: trouble ? 'late' : null}, ` — ${told}`) : null);
}

function moment(iso) {
  return element('time', {datetime: iso, title: inFull(Date.parse(iso))}, `${brief(iso)} (${fromNow(Date.parse(iso))})`);
}

function deadline(iso) {
  const millis = Date.parse(iso);
  const late = millis < now();
  return element('span', {class: late ? 'late' : null}, moment(iso));
}

/**
 * Folded to one line, so that what is to be decided stays on the screen; of a single one the line tells where and until when. A
 * warning only where it is the same street: what stands on every task of a district is read by nobody.
 */
function possibleReasons(dossier) {
  if (dossier.verifiedAt) return [];
  const possible = dossier.possiblePlannedOutages;
  const around = dossier.plannedOutagesOfDistrict;
  if (!possible.length) {
    if (!around.length) return [];
    return [
      element(
        'details',
        {class: 'around'},
        element('summary', {}, tr`برنامه‌های جاری همین مدیریت که محل آن‌ها فقط در متن آمده است (${persian(around.length)})`),
        element('ul', {}, ...around.map((p) => element('li', {}, ...possibleReason(p)))),
      ),
    ];
  }
  return [
    element(
      'details',
      {class: 'reasons'},
      element('summary', {}, ...(possible.length > 1 ? [tr`${persian(possible.length)} خاموشی اعلام‌شده شاید به این محل مربوط باشد`] : single(possible[0]))),
      element('ul', {}, ...possible.map((p) => element('li', {}, ...possibleReason(p)))),
    ),
  ];
}

function single(p) {
  const until = p.endsAt ? tr` (تا ${brief(p.endsAt)})` : '';
  return [element('strong', {}, tr`شاید به این محل مربوط باشد: `), `${p.area ? persian(p.area) : tr`خاموشی اعلام‌شده`}${until}`];
}

function possibleReason(p) {
  return [
    element('strong', {}, p.area ? persian(p.area) : tr`محل نامشخص`),
    p.planned ? null : tr` (بی‌برنامه)`,
    tr`: از ${brief(p.startsAt)}${p.endsAt ? tr` تا ${brief(p.endsAt)}` : tr`، پایان نامعلوم`}`,
    p.reason ? tr`، ${persian(p.reason)}` : null,
    tr` — شماره `,
    // A number with letters in it is a code of the company's, and is typed as it stands.
    code(/[a-z]/i.test(p.number) ? p.number : persian(p.number)),
  ];
}

/**
 * One card for each report, the most urgent first.
 *
 * @param {object} list `total` that there are; `filter`, an element or null; `more(button)` reads further ones; `choosing`
 *     with `chosen`, `changed()`, `all(button)` and `none()`, where requests can be chosen
 */
export function reports(dossier, shown, {total, filter, more, choosing}) {
  const parts = [element('h4', {}, tr`درخواست‌ها (${persian(dossier.requests || 0)})`), filter];
  const pressed = (label, does) => {
    const made = element('button', {type: 'button'}, label);
    made.addEventListener('click', () => does(made));
    return made;
  };
  if (choosing && total > 1) {
    parts.push(
      element(
        'div',
        {class: 'choices choosing'},
        pressed(tr`انتخاب هر ${persian(total)} درخواست`, choosing.all),
        pressed(tr`لغو انتخاب همه`, choosing.none),
      ),
    );
  }
  parts.push(...shown.map((r) => report(r, choosing)));
  if (shown.length < total) {
    const button = pressed(tr`نمایش درخواست‌های دیگر (${persian(total - shown.length)})`, more);
    button.className = 'more';
    parts.push(button);
  }
  return parts.filter(Boolean);
}

/** The check box with which a request is chosen. */
function chooser(r, {chosen, changed}) {
  const box = element('input', {type: 'checkbox', checked: chosen.has(r.trackingCode)});
  box.addEventListener('change', () => {
    if (box.checked) chosen.add(r.trackingCode);
    else chosen.delete(r.trackingCode);
    changed();
  });
  return element('label', {class: 'chooser'}, box, element('span', {}, tr`انتخاب`), element('span', {class: 'unseen'}, tr` درخواست ${persian(grouped(r.trackingCode))}`));
}

function report(r, choosing) {
  const dangerous = r.hazard !== 'NONE' || r.lifeSupport || r.critical;
  return element(
    'article',
    {class: `report${dangerous ? ' dangerous' : ''}`},
    element(
      'p',
      {class: 'marks'},
      choosing && !r.restoredAt ? chooser(r, choosing) : null,
      ...dangersOf(r).filter((h) => HAZARD[h]).map((h) => element('span', {class: 'mark danger'}, `⚠ ${HAZARD[h]}`)),
      r.lifeSupport ? element('span', {class: 'mark danger'}, tr`⚠ وابسته به دستگاه پزشکی`) : null,
      r.critical ? element('span', {class: 'mark danger'}, CRITICAL[r.critical] || r.critical) : null,
      r.priority === 'NORMAL' ? null : element('span', {class: 'mark'}, PRIORITY[r.priority]),
      r.otherCompany ? element('span', {class: 'mark warning'}, tr`قبض شرکت دیگر`) : null,
      r.breachedAt ? element('span', {class: 'mark warning'}, tr`مهلت گذشته`) : null,
      r.restoredAt ? element('span', {class: 'mark done'}, tr`${brief(r.restoredAt)} وصل شد`) : null,
      element('span', {class: 'mark quiet'}, NEIGHBOURS[r.neighboursOut]),
    ),
    r.address ? element('p', {class: 'address', dir: 'auto'}, persian(r.address)) : null,
    r.description ? element('p', {class: 'words', dir: 'auto'}, ...running(persian(r.description))) : null,
    ...r.remarks.map((remark) => element('p', {class: 'words', dir: 'auto'}, element('time', {datetime: remark.at}, brief(remark.at)), ': ', ...running(persian(remark.text)))),
    facts([
      [tr`همراه`, element('a', {href: `tel:${r.mobile}`}, code(persian(r.mobile)))],
      [tr`شناسهٔ قبض`, r.billId ? code(persian(r.billId)) : null],
      [tr`پست توزیع`, r.transformer ? code(r.transformer) : null],
      [tr`موقعیت`, map(r.mapLink)],
      [tr`ثبت`, moment(r.submittedAt)],
      [tr`زمان قطع برق`, r.outSince ? moment(r.outSince) : null],
      [tr`خاموشی با برنامه`, KNOWLEDGE[r.plannedOutageCheck]],
      [tr`کد رهگیری`, code(persian(grouped(r.trackingCode)))],
    ]),
  );
}

/** What has happened, oldest first. */
export function timeline(events) {
  return element(
    'details',
    {class: 'timeline'},
    element('summary', {}, tr`روند رسیدگی`),
    element(
      'ol',
      {},
      ...events.map((e) =>
        element(
          'li',
          {},
          element('time', {datetime: e.at}, brief(e.at)),
          ' ',
          STEP[e.step] || tr`رویداد دیگر`,
          ...(e.note ? [': ', ...running(persian(noteOf(e)))] : []),
          e.by ? element('span', {class: 'by'}, ' — ', whom(e)) : null,
        ),
      ),
    ),
  );
}

/** Who did something. @param {{by: string, byName?: string}} event its account, and what whoever has it is called */
export function whom({by, byName}) {
  return channelOf(by) || byName || code(by);
}

/** Why there is nothing left to do in a task. @param {object} [dossier] of its outage, if there is one */
export function ended(dossier) {
  const others = tr`کار دیگری را از فهرست انتخاب کنید.`;
  if (!dossier) return [tr`این کار دیگر باز نیست؛ شاید کسی آن را تکمیل کرده است. ${others}`];
  if (dossier.absorbedInto) {
    return [tr`این خاموشی در خاموشی `, code(persian(dossier.absorbedInto)), tr` ادغام شده است و درخواست‌های آن همان‌جا پیگیری می‌شود. ${others}`];
  }
  const last = (...steps) => dossier.timeline.filter((e) => steps.includes(e.step)).at(-1);
  const undone = last('WIDENING_UNDONE');
  if (undone) {
    return [tr`ادغام این خاموشی لغو شد. درخواست‌ها اکنون در این خاموشی‌ها پیگیری می‌شود: `, ...numbers(undone.note || ''), `. ${others}`];
  }
  if (last('ABANDONED')) return [tr`دیگر کسی در انتظار رفع این خاموشی نیست و کار آن پایان یافته است. ${others}`];
  const done = last('RESTORED', 'CREW_DISPATCHED', 'VERIFIED');
  return done && done.by
    ? [tr`این کار را `, whom(done), tr` ${brief(done.at)} تکمیل کرده است. ${others}`]
    : [tr`این کار تکمیل شده است. ${others}`];
}

/** The first few of many. @param {string} listed «1405-000032, 1405-000033» */
function numbers(listed) {
  const all = listed.split(', ');
  const first = all.slice(0, 5).flatMap((number, i) => [i ? tr`، ` : '', code(persian(number))]);
  return all.length > 5 ? [...first, tr` و ${persian(all.length - 5)} خاموشی دیگر`] : first;
}

/** A note begins with a code where a choice was made, and is people's own words after it. */
function noteOf(event) {
  if (event.step === 'RESOLVED') return tr`${persian(event.note)} درخواست`;
  if (event.step === 'ESTIMATE_REVISED') return brief(event.note);
  const [, first, rest] = /^([A-Z_]+)(?:[: ]+([^]*))?$/.exec(event.note) || [];
  const word = first && (FINDING[first] || CAUSE[first] || ELEMENT[first]);
  if (!word) return event.note;
  if (!rest) return word;
  return ELEMENT[first] ? `${word} ${rest}` : tr`${word}، ${rest}`;
}
