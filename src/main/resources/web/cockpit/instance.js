// The story on the page of a process instance. Its business key is a tracking code or an outage's number.
import {element} from '/assets/dom.js';
import {call} from '/assets/session.js';
import {why} from './ask.js';
import {spokenHere} from './figurewords.js';
import {tell} from './story.js';

export function show(node, {api, processInstanceId}) {
  const story = element('div', {});
  node.append(element('section', {class: 'roshan-board roshan-tab', ...spokenHere}, story));
  find(story, api, processInstanceId);
  return () => {};
}

async function find(story, api, processInstanceId) {
  let instance;
  try {
    instance = await call(`${api.engineApi}/process-instance/${encodeURIComponent(processInstanceId)}`);
  } catch (problem) {
    story.replaceChildren(element('p', {class: 'word warning'}, why(problem)));
    return;
  }
  await tell(story, /^\d{4}-\d+$/.test(instance.businessKey) ? 'outages' : 'requests', instance.businessKey, processInstanceId);
}
