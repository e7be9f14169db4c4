// What Tasklist gains from us besides the forms: a look-up in its bar, the crews for those who keep them, and in each card of
// the list what tells an outage from the next. WebAppLook serves it; what it shows is built by /forms/lib/.

const ENGLISH = document.cookie.split('; ').includes('roshan-language=en');

/** Loaded once; from then on a card is filled before it is seen, each time the list is drawn anew. */
let cards = null;

async function load() {
  cards = await import('/forms/lib/cards.js');
}

async function fill(node, taskId) {
  if (!cards) await load();
  cards.show(node, taskId);
}

/** @param {string} module of /forms/lib/ that gives what is opened */
function barButton(label, open, module = 'desk') {
  return (node) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link navbar-btn roshan-bar';
    button.textContent = label;
    button.addEventListener('click', async () => {
      const desk = await import(`/forms/lib/${module}.js`);
      desk[open](button);
    });
    node.append(button);
  };
}

/** @returns {Promise<string[]>} the groups of whoever is logged in */
async function groups() {
  return (await import('/forms/lib/workbench.js')).groups();
}

/** Whoever only answers telephones would be refused. Where no answer came what is offered stands; it says itself what is wrong. */
async function isAtWork() {
  const mine = await groups().catch(() => ['dispatchers']);
  return mine.some((id) => ['dispatchers', 'managers', 'camunda-admin'].includes(id));
}

/** Crews are sent by dispatchers and kept by managers. */
async function crewsButton(node) {
  if (await isAtWork()) barButton(ENGLISH ? 'Crews' : 'اکیپ‌ها', 'crews')(node);
}

/** Texts for notes are kept by managers. */
function snippetsButton(node) {
  groups().catch(() => []).then((mine) => {
    if (mine.some((id) => ['managers', 'camunda-admin'].includes(id))) barButton(ENGLISH ? 'Prepared texts' : 'متن‌های آماده', 'keep', 'snippets')(node);
  });
}

/** Who answers telephones has no tasks: their first page is the form in which they register, with the look-up beside it. */
async function firstPage() {
  // Where no answer came the form is a click away, as for everybody else.
  const mine = await groups().catch(() => []);
  if (!mine.includes('channels')) return;
  const [path, query] = location.hash.slice(1).split('?');
  const asked = new URLSearchParams(query);
  if (asked.has('processStart')) return;
  asked.set('processStart', 'RestorationRequestProcess');
  location.hash = `${path || '/'}?${asked}`;
}

function lookUpButton(node) {
  barButton(ENGLISH ? 'Look up a request' : 'پیگیری درخواست', 'lookUp')(node);
  firstPage();
}

/** Several tasks at once, for those who have any. The list stands without the bar as well. */
function together(node) {
  groups().catch(() => ['dispatchers']).then(async (mine) => {
    if (mine.some((id) => ['dispatchers', 'managers'].includes(id))) (await import('/forms/lib/together.js')).showBar(node);
  }).catch(() => null);
}

/** Emergencies and deadlines, wherever one looks; and how much each list holds, which look.js shows. */
async function alarms(node) {
  if (!(await isAtWork())) return;
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/forms/notice.css';
  document.head.append(style);
  const [{start}, {drawListAnew}] = await Promise.all([import('/forms/lib/notice.js'), import('/forms/lib/workbench.js')]);
  const root = window.angular.element(document.body).injector().get('$rootScope');
  let known = '';
  await start(node, (counts) => {
    root.$applyAsync(() => { root.roshanCounts = counts; });
    // What has come or gone is in the list as soon as it is counted.
    const told = JSON.stringify(counts);
    if (known && known !== told) drawListAnew();
    known = told;
  });
}

export default [
  {id: 'roshan.alarms', pluginPoint: 'tasklist.navbar.action', priority: 260, render: alarms},
  {id: 'roshan.look-up', pluginPoint: 'tasklist.navbar.action', priority: 250, render: lookUpButton},
  {id: 'roshan.crews', pluginPoint: 'tasklist.navbar.action', priority: 240, render: crewsButton},
  {id: 'roshan.snippets', pluginPoint: 'tasklist.navbar.action', priority: 230, render: snippetsButton},
  {id: 'roshan.together', pluginPoint: 'tasklist.list', priority: 1000, render: together},
  {
    id: 'roshan.card',
    pluginPoint: 'tasklist.card',
    priority: 1000,
    // The list stands without these columns as well.
    render: (node, {taskId}) => (cards ? cards.show(node, taskId) : fill(node, taskId).catch(() => null)),
  },
];
