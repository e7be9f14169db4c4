// Ends the messages ahead of planned outages by one tap, without a code: whoever has the link of such a message may. The link
// alone ends nothing, since messengers fetch what they show.
import {element, free, notice, part} from './dom.js';
import {sentences} from './forms.js';
import './mywords.js';
import {Refused, call} from './server.js';
import {followTheTongue} from './tongue.js';
import {word} from './words.js';

const token = location.pathname.split('/').pop();
const address = `/api/v1/stops/${encodeURIComponent(token)}`;
const button = part('stop');
const told = part('told');

function tell(kind, ...content) {
  told.replaceChildren(notice(kind, ...content));
}

function failed(problem) {
  if (problem instanceof Refused && problem.status === 404) {
    button.hidden = true;
    tell('warning', element('p', {}, word('stop.unknown')));
    return;
  }
  tell('warning', ...sentences(problem));
}

async function look() {
  try {
    const {names = []} = await call(address);
    part('what').replaceChildren(
      ...(names.length ? [element('p', {'data-text': 'stop.of'}, word('stop.of')), element('ul', {}, ...names.map((name) => element('li', {}, free(name))))] : []),
    );
  } catch (problem) {
    // The button stays: the line may be poor, and stopping must not hang on looking.
    failed(problem);
  }
}

async function stop() {
  if (button.disabled) return;
  button.disabled = true;
  try {
    await call(address, {method: 'POST', body: JSON.stringify({only: null})});
    button.hidden = true;
    part('what').replaceChildren();
    tell('good', element('p', {'data-text': 'stop.done'}, word('stop.done')));
  } catch (problem) {
    button.disabled = false;
    failed(problem);
  }
}

followTheTongue();
button.addEventListener('click', stop);
button.disabled = false;
look();
