// What Cockpit gains from us: the state of affairs and plots on its first page, the story of each request and outage, and the
// heat of the time spent on the diagram. WebAppLook serves it; what it shows is built by /assets/cockpit/ out of
// /api/v1/operations/reports, which managers alone may read.

const ENGLISH = document.cookie.split('; ').includes('roshan-language=en');

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = '/assets/cockpit/board.css';
document.head.append(style);

/** A module is loaded when it is first to be seen: Cockpit does not wait for it. */
function plugin(id, pluginPoint, module, more = {}) {
  return {
    id,
    pluginPoint,
    ...more,
    render: async (place, facts, scope) => {
      let leave = null;
      let left = false;
      scope.$on('$destroy', () => {
        left = true;
        if (leave) leave();
      });
      const {show} = await import(`/assets/cockpit/${module}.js`);
      if (!left) leave = show(place, facts);
    },
  };
}

export default [
  plugin('roshan.board', 'cockpit.dashboard', 'board', {priority: 1000}),
  plugin('roshan.story', 'cockpit.route', 'story', {properties: {path: '/roshan/:kind/:number'}}),
  plugin('roshan.story-of-instance', 'cockpit.processInstance.runtime.tab', 'instance', {priority: 1000, properties: {label: ENGLISH ? 'Progress' : 'روند رسیدگی'}}),
  plugin('roshan.heat', 'cockpit.processDefinition.diagram.plugin', 'heat'),
];
