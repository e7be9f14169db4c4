// What Tasklist gains from us besides the forms: a look-up in its bar, the crews for those who keep them, and in each card of
// the list what tells an outage from the next. WebAppLook serves it; what it shows is built by /forms/lib/.

let asked = new Map();
let later = null;

/** The cards of a page are asked for together. */
function facts(taskId) {
  return new Promise((resolve) => {
    asked.set(taskId, [...(asked.get(taskId) || []), resolve]);
    later = later || setTimeout(async () => {
      const waiting = asked;
      asked = new Map();
      later = null;
      const {cards} = await import('/forms/lib/cards.js');
      const found = await cards([...waiting.keys()]);
      waiting.forEach((all, id) => all.forEach((answer) => answer(found.get(id))));
    }, 30);
  });
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

export default [
  {id: 'roshan.look-up', pluginPoint: 'tasklist.navbar.action', priority: 250, render: barButton('پیگیری درخواست', 'lookUp')},
  {id: 'roshan.crews', pluginPoint: 'tasklist.navbar.action', priority: 240, render: barButton('اکیپ‌ها', 'crews')},
  {
    id: 'roshan.card',
    pluginPoint: 'tasklist.card',
    priority: 1000,
    render: async (node, {taskId}) => {
      const card = await facts(taskId);
      if (card && node.isConnected) node.replaceChildren(card);
    },
  },
];
