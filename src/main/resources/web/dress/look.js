// Loaded by each of Camunda's web apps before it begins: the direction of the page, Solar Hijri dates, and the choice of
// language at its foot. WebAppLook serves it, and WebAppLanguage reads the choice.
const COOKIE = 'roshan-language';
const english = document.cookie.split('; ').includes(`${COOKIE}=en`);
const inTasklist = /\/app\/tasklist\//.test(document.baseURI);

document.documentElement.lang = english ? 'en' : 'fa';
document.documentElement.dir = english ? 'ltr' : 'rtl';

const TEHRAN = english
  ? {timeZone: 'Asia/Tehran', calendar: 'gregory', numberingSystem: 'latn'}
  : {timeZone: 'Asia/Tehran', calendar: 'persian', numberingSystem: 'arabext'};
const formatter = (options) => new Intl.DateTimeFormat(english ? 'en-GB' : 'fa-IR', {...TEHRAN, ...options});
const DAY = formatter({day: 'numeric'});
const MONTH = formatter({month: 'long'});
const YEAR = formatter({year: 'numeric'});
const WEEKDAY = formatter({weekday: 'long'});
const NUMBERS = formatter({year: 'numeric', month: '2-digit', day: '2-digit'});
const TIME = formatter({hour: '2-digit', minute: '2-digit', hourCycle: 'h23'});

// The browser's own long form puts the year in front.
const date = (moment) => `${DAY.format(moment)} ${MONTH.format(moment)} ${YEAR.format(moment)}`;
const ENGLISH_FORMATS = {
  normal: (moment) => `${date(moment)}, ${TIME.format(moment)}, Tehran time`,
  long: (moment) => `${WEEKDAY.format(moment)} ${date(moment)}, ${TIME.format(moment)}, Tehran time`,
  abbr: (moment) => `${NUMBERS.format(moment)}, ${TIME.format(moment)}, Tehran`,
};
const FORMATS = {
  normal: (moment) => `${date(moment)}، ${TIME.format(moment)}`,
  long: (moment) => `${WEEKDAY.format(moment)} ${date(moment)}، ساعت ${TIME.format(moment)}`,
  short: date,
  abbr: (moment) => `${NUMBERS.format(moment)}، ${TIME.format(moment)}`,
  day: (moment) => DAY.format(moment),
  monthName: (moment) => MONTH.format(moment),
  ...(english ? ENGLISH_FORMATS : {}),
};

/** The web apps write every date by one filter. Moments are shown in Tehran, whatever the computer believes. */
function inTehran($provide) {
  $provide.decorator('camDateFilter', [
    '$delegate',
    (theirs) => (value, variant) => {
      const moment = value ? new Date(value) : null;
      if (!moment || Number.isNaN(moment.getTime())) return theirs(value, variant);
      return (FORMATS[variant] || FORMATS.normal)(moment);
    },
  ]);
}

/** In the history of a task Camunda writes a year and a time by Angular's own filter, beside a day and a month by the one above. */
const OF_THE_HISTORY = {yyyy: YEAR, 'HH:mm': TIME};

function historyToo($provide) {
  $provide.decorator('dateFilter', [
    '$delegate',
    (theirs) => (value, format, zone) => {
      const moment = value && OF_THE_HISTORY[format] ? new Date(value) : null;
      return !moment || Number.isNaN(moment.getTime()) ? theirs(value, format, zone) : OF_THE_HISTORY[format].format(moment);
    },
  ]);
}

/** What only administrators may do is hidden from others by look.css; the server refuses it in any case. */
function markAdministrators($rootScope) {
  const mark = (event, account) =>
    document.documentElement.classList.toggle('administrator', Boolean(account && account.authorizedApps?.includes('admin')));
  $rootScope.$on('authentication.changed', mark);
  $rootScope.$watch('authentication', (account) => mark(null, account));
}

window.angular.module('cam.commons').run(['$rootScope', markAdministrators]);
window.angular.module('cam.commons').config(['$provide', inTehran]);
// Cockpit's pickers are Gregorian, and write their years by the same filter.
if (inTasklist) window.angular.module('cam.commons').config(['$provide', historyToo]);

/**
 * The order of a filter comes before the one in Tasklist's address, which would be by creation: the head of the list would
 * name an order that the list does not have.
 */
const URGENT_FIRST = JSON.stringify([
  {sortBy: 'priority', sortOrder: 'desc'},
  {sortBy: 'dueDate', sortOrder: 'asc'},
]);

function urgentFirst($rootScope, $location) {
  $rootScope.$on('$locationChangeStart', () => {
    if ($location.path() === '/' && !$location.search().sorting) $location.search('sorting', URGENT_FIRST).replace();
  });
}

if (inTasklist) window.angular.module('cam.commons').run(['$rootScope', '$location', urgentFirst]);

/**
 * Tooltips of the list that speak of the program: the name of a column's variable, and of a card's assignee the expression
 * that was meant to be evaluated. By directive, what stands in its template and what is put there.
 */
const TEMPLATES = {
  camTasklistVariables: ['uib-tooltip="{{ info.name }}"', 'uib-tooltip="{{ info.label }}"'],
  camTasks: ['uib-tooltip="task.assignee"', 'uib-tooltip="{{ task.assignee }}"'],
};

function mendTemplates($injector) {
  for (const [directive, [theirs, ours]] of Object.entries(TEMPLATES)) {
    for (const definition of $injector.get(`${directive}Directive`)) definition.template = definition.template.replace(theirs, ours);
  }
}

if (inTasklist) window.angular.module('cam.commons').run(['$injector', mendTemplates]);

const ENGINE = `${new URL(document.baseURI).pathname.replace(/\/app\/.*$/, '')}/api/engine/engine/default`;

/** What an account or a group is called, where the page has only its id; until that is known, or where nobody tells it, the id. */
function called(kind, nameOf) {
  return ['$rootScope', ($rootScope) => {
    const names = new Map();
    const ask = async (id) => {
      const answer = await fetch(`${ENGINE}/${kind}?maxResults=1&id=${encodeURIComponent(id)}`, {credentials: 'same-origin', headers: {Accept: 'application/json'}});
      const [found] = answer.ok ? await answer.json() : [];
      $rootScope.$applyAsync(() => names.set(id, (found && nameOf(found)) || id));
    };
    const name = (id) => {
      if (id && !names.has(id)) {
        names.set(id, id);
        // Where no answer comes the id stays.
        ask(id).catch(() => null);
      }
      return id && names.get(id);
    };
    name.$stateful = true;
    return name;
  }];
}

/** In a diagram a step's name ends with the clauses of the agreement that it answers to; whoever has it to do needs its name. */
const nameAlone = (name) => {
  const bare = name && name.replace(/\s*\(A\d[^)]*\)\s*$/, '');
  return (english && STEPS[bare]) || bare;
};

/** What a person has to do; the names in the model are Persian. */
const STEPS = {
  'بررسی وضعیت خاموشی محل اشتراک': 'Verify the outage',
  'اعزام اکیپ عملیات': 'Send a crew',
  'رفع عیب و برقراری برق': 'Repair and restore supply',
  'اصلاح زمان برآوردی وصل برق': 'Correct the estimate',
  'تصمیم مدیر دربارهٔ تأخیر': 'Late: manager to decide',
  'تماس تلفنی با مشترک': 'Call the subscriber',
  'درخواست رفع خاموشی': 'Request to restore supply',
  'خاموشی محل': 'Outage',
};

/** A tracking code in its groups, an outage's number, a count. */
const numbered = () => (key) => (key ?? '').toString().replace(/^(\d{4})(\d{4})(\d{4})$/, '$1-$2-$3').replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[digit]);

/** The groups as we lay them out (AccountsSetup); one that a company calls otherwise keeps its name. */
const GROUPS = {'دیسپچرها': 'Dispatchers', 'مدیران': 'Managers', 'راهبران سامانه': 'Administrators', 'راه‌های ارائهٔ درخواست': 'Channels'};

function groupName(name) {
  const [, district] = /^مدیریت ([۰-۹]+)$/.exec(name || '') || [];
  if (!english || !district) return (english && GROUPS[name]) || name;
  return `District ${district.replace(/[۰-۹]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.indexOf(digit))}`;
}

window.angular
  .module('cam.commons')
  .filter('roshanPerson', called('user', ({firstName, lastName}) => [firstName, lastName].filter(Boolean).join(' ')))
  .filter('roshanGroup', called('group', ({name}) => groupName(name)))
  .filter('roshanGroups', () => (names) => names.map(groupName).join(english ? ', ' : '، '))
  .filter('roshanTask', () => nameAlone)
  .filter('roshanNumber', english ? () => (key) => key : numbered);

/** Our lists (TaskList), whose names are kept in Persian. */
const LISTS = {
  'همهٔ کارهای مدیریت من': 'All tasks of my district',
  'بررسی خاموشی': 'To verify',
  'اعزام اکیپ': 'To send a crew',
  'رفع خاموشی': 'To restore',
  'تماس با مشترک': 'To call a subscriber',
  'گذشته از مهلت': 'Late',
  'کارهای من': 'My tasks',
  'همهٔ کارهای گذشته از مهلت': 'All late tasks',
  'همهٔ کارهای باز': 'All open tasks',
  'رسیدگی به دیرکرد': 'Late: to decide',
  'بررسی‌های دیرشده': 'Late verifications',
  // What each says of itself under the pointer.
  'همهٔ کارهای باز که به گروه‌های من ارجاع شده است': 'All open tasks of my groups',
  'خاموشی‌هایی که هنوز بررسی نشده‌اند': 'Outages that nobody has verified yet',
  'خاموشی‌های تأییدشده‌ای که هنوز اکیپی برای آن نرفته است': 'Verified outages to which no crew is sent yet',
  'خاموشی‌هایی که اکیپ برای رفع آن اعزام شده است': 'Outages to which a crew is sent',
  'مشترکانی که پیام نتیجه به آن‌ها نرسیده است': 'Subscribers whom the result has not reached',
  'کارهایی که مهلت آن‌ها گذشته است': 'Tasks whose deadline has passed',
  'کارهایی که برعهدهٔ من است': 'Tasks that I have taken',
  'کارهای همهٔ مدیریت‌ها که مهلت آن‌ها گذشته است': 'Tasks of all districts whose deadline has passed',
  'کارهای باز همهٔ مدیریت‌ها': 'Open tasks of all districts',
  'خاموشی‌هایی که از مهلت توافقنامه گذشته است': 'Outages that are past the deadline of the agreement',
  'خاموشی‌هایی که در زمان توافق‌شده بررسی نشده است': 'Outages that were not verified in the time agreed',
};

window.angular.module('cam.commons').filter('roshanList', () => (name) => (english && LISTS[name]) || name);

/** In Camunda's pages: what stands there with an id, and what is put there. */
const NAMES = [
  ['{{ event.userId }}</div>', '{{ event.userId | roshanPerson }}</div>'],
  ['{{ subEvent.newValue }}', "{{ subEvent.property === 'assignee' ? (subEvent.newValue | roshanPerson) : subEvent.newValue }}"],
  ['{{ subEvent.orgValue }}', "{{ subEvent.property === 'assignee' ? (subEvent.orgValue | roshanPerson) : subEvent.orgValue }}"],
  ['{{ formatGroupName(taskGroup.groupName) }}', '{{ formatGroupName(taskGroup.groupName | roshanGroup) }}'],
  ["{{ groupNames.join(', ') }}", '{{ groupNames | roshanGroups }}'],
  ['{{ processInstance.businessKey }}', '{{ processInstance.businessKey | roshanNumber }}'],
  ['{{ calledProcessInstance.businessKey }}', '{{ calledProcessInstance.businessKey | roshanNumber }}'],
  ['{{job.retries}}', '{{ job.retries | roshanNumber }}'],
  ['{{ task.name || task.taskDefinitionKey || task.id }}', '{{ task.name || task.taskDefinitionKey || task.id | roshanTask }}'],
  ['{{ params.processDefinitionName }}', '{{ params.processDefinitionName | roshanTask }}'],
  ['{{ processDefinition.name || processDefinition.key }}', '{{ processDefinition.name || processDefinition.key | roshanTask }}'],
];

/** What has no key there, and is English in every language; and a head, which in English has the word after what is authorized. */
const IN_PERSIAN = [
  ["{{title}} {{'AUTHORIZATION_AUTHORIZATIONS' | translate}}", "{{'AUTHORIZATION_AUTHORIZATIONS' | translate}}: {{title}}"],
  ['"Toggle this section"', "\"{{ 'DASHBOARD_TOGGLE_SECTION' | translate }}\""],
  ['class="null-value">null</span>', 'class="null-value">—</span>'],
  [/(<td class="actions"\s+ng-if="editable.length">\s*)Actions/g, '$1عملیات'],
  ['<i>Message is null.</i>', '—'],
  // What is copied, and shown beforehand.
  ['cam-widget-clipboard="variable.value">{{ variable.value | camDate }}', 'cam-widget-clipboard="variable.value | camDate">{{ variable.value | camDate }}'],
];

/** A list shows what it holds whether it is open or not; one that we do not count, as Camunda does, where it is open. */
const COUNTS = [
  ['{{ filter.name }}\n', '{{ filter.name | roshanList }}\n'],
  ['{{ filter.properties.description }}', '{{ filter.properties.description | roshanList }}'],
  ['<span ng-show="isFocused(filter)"\n              class="counter">{{ filterCount }}</span>', '<span ng-show="isFocused(filter) || $root.roshanCounts[filter.id] !== undefined"\n              class="counter">{{ $root.roshanCounts[filter.id] !== undefined ? $root.roshanCounts[filter.id] : filterCount }}</span>'],
];

const PLACES = [
  'tasklist.task.detail',
  'cockpit.processes.dashboard',
  'cockpit.tasks.dashboard',
  'cockpit.processDefinition.runtime.tab',
  'cockpit.processInstance.runtime.tab',
];
const DIRECTIVES = ['camTasklistFilters', 'camTasks', 'camTasklistTask', 'camTasklistTaskMeta', 'camWidgetVariablesTable'].map((name) => `${name}Directive`);

function mendPages($route, $injector) {
  const mended = [...NAMES, ...COUNTS, ...(english ? [] : IN_PERSIAN)];
  const pages = [...Object.values($route.routes)];
  if ($injector.has('Views')) for (const component of PLACES) pages.push(...$injector.get('Views').getProviders({component}));
  for (const directive of DIRECTIVES.filter((name) => $injector.has(name))) pages.push(...$injector.get(directive));
  const mend = (template) => (typeof template === 'string' ? mended.reduce((all, [theirs, ours]) => all.replaceAll(theirs, ours), template) : template);
  for (const page of pages) if (page.template) page.template = mend(page.template);
  // A dialogue brings its template when it opens.
  if ($injector.has('$uibModal')) {
    const modals = $injector.get('$uibModal');
    const {open} = modals;
    modals.open = (dialogue) => open.call(modals, {...dialogue, template: mend(dialogue.template)});
  }
}

window.angular.module('cam.commons').run(['$route', '$injector', mendPages]);

/** Tooltips that stand in Camunda's scripts without a key. */
const WITHOUT_KEY = {'zoom in': 'بزرگ‌تر', 'zoom out': 'کوچک‌تر', 'reset zoom': 'همهٔ نمودار'};

function translateTitles(root) {
  for (const element of root.querySelectorAll('[title]')) {
    const persian = WITHOUT_KEY[element.title];
    if (persian) element.title = persian;
  }
}

/** Behind a notice in Persian the web apps put what the engine has said, which is English and tells nobody what to do. */
function hideEnginesWords(message) {
  const foreign = !/[\u0600-\u06ff]/.test(message.textContent);
  for (const part of [message, message.previousElementSibling]) if (part && !part.matches('.status, .close')) part.hidden = foreign;
}

if (!english) {
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node.nodeType === Node.ELEMENT_NODE && node.parentElement) translateTitles(node.parentElement);
      const notices = change.target.closest?.('[notifications-panel]');
      if (notices) notices.querySelectorAll('.message').forEach(hideEnginesWords);
    }
  }).observe(document.documentElement, {childList: true, subtree: true});
}

/** The other language's name, in that language, at the foot of the page. */
function languageChoice() {
  const footer = document.querySelector('[cam-widget-footer]');
  if (!footer) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-link roshan-language';
  button.lang = english ? 'fa' : 'en';
  button.textContent = english ? 'فارسی' : 'English';
  button.addEventListener('click', () => {
    const path = new URL(document.baseURI).pathname.replace(/\/app\/.*$/, '');
    document.cookie = `${COOKIE}=${english ? 'fa' : 'en'}; path=${path}; max-age=31536000; samesite=strict`;
    window.location.reload();
  });
  footer.after(button);
}

languageChoice();

/** Where another house vouches for operators, the login page leads there as well. */
function otherLogin() {
  const page = document.querySelector('.form-signin');
  if (!page || page.querySelector('.roshan-single-sign-on')) return;
  const link = document.createElement('a');
  link.className = 'btn btn-default btn-block roshan-single-sign-on';
  link.href = new URL(document.baseURI).pathname.replace(/\/camunda\/.*$/, '') + window.roshanSingleSignOn;
  link.textContent = english ? 'Log in with the company\u2019s account' : 'ورود با حساب سازمانی';
  page.append(link);
}

if (window.roshanSingleSignOn) new MutationObserver(otherLogin).observe(document.documentElement, {childList: true, subtree: true});

export default [];
