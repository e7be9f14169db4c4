// What Tasklist gains from us besides the forms: a look-up in its bar, the crews for those who keep them, and in each card of
// the list what tells an outage from the next. WebAppLook serves it; what it shows is built by /forms/lib/.

let asked = new Map();
let later = null;

/** After which it is asked once more where no answer came; milliseconds. */
const PAUSES = [1_000, 4_000, 15_000];

/** The cards of a page are asked for together. @returns {Promise<Element|undefined|null>} null where no answer came */
function facts(taskId) {
  return new Promise((resolve) => {
    asked.set(taskId, [...(asked.get(taskId) || []), resolve]);
    later = later || setTimeout(async () => {
      const waiting = asked;
      asked = new Map();
      later = null;
      const found = await answers([...waiting.keys()]);
      waiting.forEach((all, id) => all.forEach((answer) => answer(found && found.get(id))));
    }, 30);
  });
}

/** The list stands without these columns as well; whoever opens a task is told what is wrong. */
async function answers(ids) {
  try {
    const {cards} = await import('/forms/lib/cards.js');
    return await cards(ids);
  } catch (unanswered) {
    return null;
  }
}

async function fill(node, taskId) {
  let card = await facts(taskId);
  for (const pause of PAUSES) {
    if (card !== null) break;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (!node.isConnected) return;
    card = await facts(taskId);
  }
  if (card) node.replaceChildren(card);
}

function barButton(label, open) {
  return (node) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link navbar-btn roshan-bar';
    button.textContent = label;
    button.addEventListener('click', async () => {
      const desk = await import('/forms/lib/desk.js');
      desk[open](button);
    });
    node.append(button);
  };
}

/** Crews are sent by dispatchers and kept by managers; who only answers telephones would be refused. */
async function worksWithCrews() {
  const {account, call} = await import('/assets/session.js');
  const {groups} = await call(`/camunda/api/engine/engine/default/identity/groups?userId=${encodeURIComponent(await account())}`);
  return groups.some(({id}) => ['dispatchers', 'managers', 'camunda-admin'].includes(id));
}

function crewsButton(node) {
  // Where no answer came the button stands; the dialogue says what is wrong.
  worksWithCrews().catch(() => true).then((works) => {
    if (works) barButton('اکیپ‌ها', 'crews')(node);
  });
}

export default [
  {id: 'roshan.look-up', pluginPoint: 'tasklist.navbar.action', priority: 250, render: barButton('پیگیری درخواست', 'lookUp')},
  {id: 'roshan.crews', pluginPoint: 'tasklist.navbar.action', priority: 240, render: crewsButton},
  {
    id: 'roshan.card',
    pluginPoint: 'tasklist.card',
    priority: 1000,
    render: (node, {taskId}) => fill(node, taskId),
  },
];
